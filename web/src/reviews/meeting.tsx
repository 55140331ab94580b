// The meeting, one KPI at a time: the arrow keys go on and back.
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { go, linkTo } from "../base/address";
import { plainNumber } from "../base/format";
import { isRightToLeft, t } from "../base/messages";
import { preferences } from "../base/preferences";
import { GoalMark } from "../goals/marks";
import { Own } from "../view/own";
import { Causes, ChangeMark, Restated, SinceText, ValueLine } from "./numbers";
import { Actions, Entries, type Editing } from "./said";
import { SayForm } from "./say-form";
import type { ReviewKpi } from "./types";
import { byNeed, isShort, numberText, targetText } from "./words";

function Numbers({ kpi }: { kpi: ReviewKpi }) {
  return (
    <>
      <p class="meeting-value"><Own class="value">{numberText(kpi, kpi.value)}</Own> <GoalMark status={kpi.status} certain={kpi.certain} /></p>
      <p><ValueLine kpi={kpi} /> <ChangeMark kpi={kpi} /></p>
      {kpi.target_low !== null && (
        <p><Own>{t("Target: {target}", { target: targetText(kpi) })}</Own>{isShort(kpi) && <>{" · "}<SinceText kpi={kpi} /></>}</p>
      )}
      {kpi.lower !== null && kpi.upper !== null && (
        <p class="quiet"><Own>{t("By itself it varies between {low} and {high}.", { low: numberText(kpi, kpi.lower), high: numberText(kpi, kpi.upper) })}</Own></p>
      )}
      <Restated kpi={kpi} />
      {kpi.change !== "nothing-new" && <Causes kpi={kpi} />}
    </>
  );
}

export function Meeting({ step, ...editing }: { step: number } & Editing) {
  const { review } = editing;
  const kpis = byNeed(review.kpis);
  const at = Math.max(1, Math.min(step, kpis.length));
  const kpi = kpis[at - 1];
  const heading = useRef<HTMLHeadingElement>(null);
  const place = (number: number) => `/reviews/${review.number}${number > kpis.length ? "" : `/meeting/${number}`}`;
  useLayoutEffect(() => heading.current?.focus(), [at]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || preferences().shortcuts === "off") return;
      if (target?.closest("input, textarea, select, [contenteditable], dialog, .table-box")) return;
      const ahead = isRightToLeft() ? "ArrowLeft" : "ArrowRight", back = isRightToLeft() ? "ArrowRight" : "ArrowLeft";
      if (event.key === ahead) go(linkTo(place(at + 1)));
      else if (event.key === back && at > 1) go(linkTo(place(at - 1)));
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
  if (!kpi) return <p class="quiet">{t("There was no KPI yet when this was prepared.")}</p>;
  return (
    <div class="meeting">
      <p class="quiet"><Own>{t("{number} of {count}", { number: plainNumber(at), count: plainNumber(kpis.length) })}</Own> · {t("Arrow keys go on and back.")}</p>
      <section class="panel">
        <h2 ref={heading} tabIndex={-1}><a href={linkTo(`/goals/kpi/${kpi.id}`)}><bdi>{kpi.title}</bdi></a></h2>
        <Numbers kpi={kpi} />
      </section>
      <section class="panel">
        <h2>{t("Decisions")}</h2>
        <Entries {...editing} kind="decision" kpi={kpi.id} />
        <h3>{t("Actions")}</h3>
        <Actions {...editing} kpi={kpi.id} />
        <h3>{t("Notes")}</h3>
        <Entries {...editing} kind="note" kpi={kpi.id} />
        {editing.mayEdit && !review.closed && <SayForm key={kpi.id} {...editing} kpi={kpi.id} />}
      </section>
      <nav class="meeting-steps" aria-label={t("One at a time")}>
        {at > 1 ? <a class="button" href={linkTo(place(at - 1))} rel="prev">{t("Back")}</a> : <span />}
        <a class="button primary" href={linkTo(place(at + 1))} rel="next">{at < kpis.length ? t("Next") : t("To the whole review")}</a>
      </nav>
    </div>
  );
}

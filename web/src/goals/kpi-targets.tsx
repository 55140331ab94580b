// Every target that was ever set, and a new one.
import { useEffect, useRef } from "preact/hooks";
import { send, useAnswer } from "../base/api";
import { formatDay, formatValue, ownNumbers } from "../base/format";
import { N_, t } from "../base/messages";
import { useMe } from "../base/me";
import { useChoices } from "../base/organization";
import type { MetricSummary } from "../base/types";
import { Form, TextField } from "../settings/form";
import { Own } from "../view/own";
import { useDraft } from "./draft";
import { definitionBody, draftOf } from "./kpi-draft";
import { SegmentName } from "./kpi-segments";
import { emptyTarget, isSaid, targetBody, type TargetDraft } from "./target-draft";
import { TargetFields } from "./target-fields";
import type { Kpi, Target } from "./types";

const directions: Record<Target["direction"], string> = { up: N_("at least {bound}"), down: N_("at most {bound}"), within: N_("within {bound}") };

function boundText(kpi: Kpi, target: Target): string {
  const one = (value: number) => formatValue(value, { unit: kpi.unit, currency: kpi.currency });
  const first = target.points[0], last = target.points[target.points.length - 1];
  if (!first || !last) return "";
  const bound = first.low !== first.high ? t("{low} to {high}", { low: one(first.low), high: one(first.high) })
    : target.points.length > 1 ? t("{from} by {to}", { from: one(first.low), to: one(last.low) }) : one(first.low);
  return t(directions[target.direction], { bound });
}

function TargetList({ kpi, targets }: { kpi: Kpi; targets: Target[] }) {
  const { calendar } = useChoices();
  if (targets.length === 0) return <p class="quiet">{t("No target yet.")}</p>;
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={t("Targets")}>
      <table class="numbers">
        <thead>
          <tr><th scope="col">{t("From")}</th><th scope="col">{t("Until")}</th><th scope="col">{t("Target")}</th><th scope="col">{t("For")}</th>
            <th scope="col">{t("At risk up to")}</th><th scope="col">{t("Made from")}</th><th scope="col">{t("Who and why")}</th></tr>
        </thead>
        <tbody>
          {[...targets].reverse().map((target) => (
            <tr key={target.number}>
              <th scope="row"><Own>{formatDay(target.from, calendar)}</Own></th>
              <td><Own>{target.to ? formatDay(target.to, calendar) : "–"}</Own></td>
              <td><Own>{boundText(kpi, target)}</Own></td>
              <td>{target.segment ? <SegmentName segment={target.segment} /> : t("the whole KPI")}</td>
              <td><Own>{formatValue(target.margin, { unit: kpi.unit, currency: kpi.currency })}</Own></td>
              <td class="words"><bdi>{target.basis ? ownNumbers(target.basis) : "–"}</bdi></td>
              <td class="words"><bdi>{target.by}</bdi>{target.reason && <>: <bdi>{target.reason}</bdi></>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NewTarget({ kpi, latest, focus, onDone }: { kpi: Kpi; latest: Target | undefined; focus: string | null; onDone: () => void }) {
  const metric = useAnswer<{ metrics: MetricSummary[] }>("/metrics").data?.metrics.find(({ id }) => id === kpi.metric);
  const better = metric?.variants.find(({ name }) => name === kpi.variant)?.better;
  const direction = latest && latest.direction !== "within" ? latest.direction : better === "down" ? "down" : "up";
  const kept = useDraft<TargetDraft>(`target.${kpi.id}`, useMe()?.account, { ...emptyTarget, direction, margin: latest ? String(latest.margin) : "" });
  const draft = kept.value;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const found = focus && box.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(focus)}"]`);
    if (!found) return;
    found.scrollIntoView({ block: "center" });
    found.querySelector<HTMLElement>("input, select, button")?.focus();
  }, [focus]);
  const set = async () => {
    await send("POST", `/kpis/${encodeURIComponent(kpi.id)}/targets`, targetBody(draft));
    kept.forget();
    onDone();
  };
  return (
    <div ref={box}>
      <Form action={t("Set the target")} onSubmit={set} idle={!isSaid(draft)} fields={["points", "margin", "from", "to", "rule", "percent", "periods", "number", "segment"]}>
        {(error) => (
          <>
            <p class="help">{t("Earlier periods keep the target that they had.")}</p>
            <TargetFields draft={draft} change={kept.change} unit={kpi.unit} currency={kpi.currency} metric={metric} definition={definitionBody(draftOf(kpi))} error={error} />
            <TextField label={t("Why this one")} value={draft.why} onChange={(why) => kept.change({ why })} />
          </>
        )}
      </Form>
    </div>
  );
}

interface Props {
  kpi: Kpi;
  targets: Target[];
  maySet: boolean;
  /** The field that the focus goes to. */
  focus: string | null;
  onDone: () => void;
}

export function KpiTargets({ kpi, targets, maySet, focus, onDone }: Props) {
  const latest = targets.filter(({ segment }) => segment === null).pop();
  return (
    <section id="targets">
      <h2>{t("Targets")}</h2>
      <TargetList kpi={kpi} targets={targets} />
      {maySet && !kpi.problem && !kpi.retired && (
        <div class="no-print">
          <h3>{t("A new target")}</h3>
          <NewTarget kpi={kpi} latest={latest} focus={focus} onDone={onDone} />
        </div>
      )}
    </section>
  );
}

// The numbers of a review: what changed, what is short, where key results go, what is late.
import type { ComponentChildren } from "preact";
import { linkTo } from "../base/address";
import { formatDay } from "../base/format";
import { t } from "../base/messages";
import { useOrganization } from "../base/organization";
import type { CalendarName } from "../base/types";
import { sliceTitle } from "../base/words";
import { chanceText, GoalMark } from "../goals/marks";
import { Own } from "../view/own";
import type { Review, ReviewKeyResult, ReviewKpi } from "./types";
import { effectText, isShort, noForecastText, numberText, targetText } from "./words";

export const useCalendar = (): CalendarName => useOrganization()?.calendar ?? "gregorian";

const KpiLink = ({ kpi }: { kpi: ReviewKpi }) => <a href={linkTo(`/goals/kpi/${kpi.id}`)}><bdi>{kpi.title}</bdi></a>;

export function Restated({ kpi }: { kpi: ReviewKpi }) {
  if (!kpi.restated) return null;
  const now = numberText(kpi, kpi.restated.value);
  return (
    <p class="restated">
      <Own>{kpi.restated.redefined
        ? t("{now} by the definition that it has now; the review was held upon {then}.", { now, then: numberText(kpi, kpi.value) })
        : t("{now} with data that came later; the review was held upon {then}.", { now, then: numberText(kpi, kpi.value) })}</Own>
    </p>
  );
}

export function Causes({ kpi }: { kpi: ReviewKpi }) {
  if (kpi.causes.length === 0) return null;
  return (
    <div class="causes">
      <p class="quiet">{kpi.change === "signal" ? t("Most of the change:") : t("What moved it last, within its usual variation:")}</p>
      <ul>
        {kpi.causes.map((cause) => (
          <li key={`${cause.slice} ${cause.value}`}>
            {sliceTitle(cause.slice)}: <bdi>{cause.value ?? t("(none)")}</bdi> <Own class="effect">{effectText(kpi, cause.effect)}</Own>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A value beyond the limits is one thing, a run of values on one side of the mean, whatever its last step, another. */
function changeWords({ turn, signals }: ReviewKpi): string {
  const outside = signals.includes("outside");
  if (turn === "better") return outside ? t("better, more than usual") : t("better than its mean for longer than chance would have it");
  if (turn === "worse") return outside ? t("worse, more than usual") : t("worse than its mean for longer than chance would have it");
  return t("more than its usual variation");
}

/** Strong where it is more than usual, grey where it is not. */
export function ChangeMark({ kpi }: { kpi: ReviewKpi }) {
  if (kpi.change === "nothing-new") return <span class="quiet">{t("no new period")}</span>;
  if (kpi.change === "unknown") return <span class="quiet">{t("too early to tell")}</span>;
  if (kpi.change === "noise") return <span class="quiet">{t("within its usual variation")}</span>;
  return (
    <span class={`state state-${kpi.turn ?? "changed"}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d={kpi.turn === "worse" ? "M8 3v10M4 9l4 4 4-4" : kpi.turn === "better" ? "M8 13V3M4 7l4-4 4 4" : "M3 8h10"} /></svg>
      <span>{changeWords(kpi)}</span>
    </span>
  );
}

/** "42 in October 2026, 37 before". */
export function ValueLine({ kpi }: { kpi: ReviewKpi }) {
  if (kpi.problem) return <bdi>{kpi.problem}</bdi>;
  const value = numberText(kpi, kpi.value);
  if (kpi.value === null || !kpi.label) return <Own>{t("no data")}</Own>;
  return (
    <Own>{kpi.previous === null
      ? t("{value} in {period}", { value, period: kpi.label })
      : t("{value} in {period}, {before} before", { value, period: kpi.label, before: numberText(kpi, kpi.previous) })}</Own>
  );
}

function Listed({ title, empty, children }: { title: string; empty: string; children: ComponentChildren[] }) {
  return (
    <section class="panel">
      <h2>{title}</h2>
      {children.length === 0 ? <p class="quiet">{empty}</p> : <ul class="review-list">{children}</ul>}
    </section>
  );
}

export function Changes({ review }: { review: Review }) {
  const of = (change: string) => review.kpis.filter((kpi) => kpi.change === change);
  return (
    <Listed title={t("What changed")} empty={t("No KPI has a new period since the last days that were looked at.")}>
      {[...of("signal"), ...of("noise")].map((kpi) => (
        <li key={kpi.id} class={kpi.change === "noise" ? "noise" : "signal"}>
          <p class="review-line"><span><KpiLink kpi={kpi} />: <ValueLine kpi={kpi} /></span> <ChangeMark kpi={kpi} /></p>
          {kpi.change === "signal" && <Causes kpi={kpi} />}
          <Restated kpi={kpi} />
        </li>
      ))}
    </Listed>
  );
}

export function SinceText({ kpi }: { kpi: ReviewKpi }) {
  const calendar = useCalendar();
  if (!kpi.since) return null;
  const day = formatDay(kpi.since, calendar);
  return <Own>{kpi.since_open ? t("since {day} or longer", { day }) : t("since {day}", { day })}</Own>;
}

export function Shortfalls({ review }: { review: Review }) {
  const of = (status: string) => review.kpis.filter((kpi) => kpi.status === status);
  return (
    <Listed title={t("Short of the target")} empty={t("Every KPI with a target reaches it.")}>
      {[...of("off-track"), ...of("at-risk")].map((kpi) => (
        <li key={kpi.id}>
          <p class="review-line">
            <span><KpiLink kpi={kpi} />: <Own>{t("{value} of {target}", { value: numberText(kpi, kpi.value), target: targetText(kpi) })}</Own></span>
            <GoalMark status={kpi.status} certain={kpi.certain} /> <span class="quiet"><SinceText kpi={kpi} /></span>
            {kpi.owner && <bdi class="quiet">{kpi.owner}</bdi>}
          </p>
          {kpi.change !== "signal" && <Causes kpi={kpi} />}
          {kpi.change !== "signal" && kpi.change !== "noise" && <Restated kpi={kpi} />}
        </li>
      ))}
    </Listed>
  );
}

function Outlook({ result }: { result: ReviewKeyResult }) {
  if (result.chance === null) return <span class="quiet">{noForecastText(result.reason)}</span>;
  return (
    <Own>{t("{forecast}, chance {share}", { forecast: numberText(result, result.forecast), share: chanceText(result.chance) })}</Own>
  );
}

export function Results({ review }: { review: Review }) {
  const calendar = useCalendar();
  if (review.key_results.length === 0) return null;
  return (
    <section class="panel">
      <h2>{t("Key results")}</h2>
      <div class="table-box" tabIndex={0} role="region" aria-label={t("Key results")}>
        <table class="numbers">
          <thead>
            <tr><th scope="col">{t("Key result")}</th><th scope="col" class="end">{t("Now")}</th><th scope="col" class="end">{t("Target")}</th>
              <th scope="col">{t("Deadline")}</th><th scope="col">{t("Forecast at the deadline")}</th></tr>
          </thead>
          <tbody>
            {review.key_results.map((result) => (
              <tr key={`${result.objective} ${result.number}`}>
                <th scope="row"><bdi>{result.title}</bdi><br /><bdi class="quiet">{result.objective_title}</bdi></th>
                <td class="end"><Own>{numberText(result, result.now)}</Own></td>
                <td class="end"><Own>{numberText(result, result.target)}</Own></td>
                <td><Own>{formatDay(result.deadline, calendar)}</Own></td>
                <td><Outlook result={result} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export function Late({ review }: { review: Review }) {
  const calendar = useCalendar();
  const late = review.kpis.filter((kpi) => kpi.late || kpi.problem);
  if (late.length === 0) return null;
  return (
    <section class="panel">
      <h2>{t("Data that is late")}</h2>
      <ul class="review-list">
        {late.map((kpi) => (
          <li key={kpi.id}>
            <KpiLink kpi={kpi} />: {kpi.problem ? <bdi>{kpi.problem}</bdi>
              : <Own>{kpi.data_to ? t("facts up to {day}", { day: formatDay(kpi.data_to, calendar) }) : t("no facts")}</Own>}
          </li>
        ))}
      </ul>
    </section>
  );
}

export const needsWord = (kpi: ReviewKpi) => kpi.change === "signal" || isShort(kpi);

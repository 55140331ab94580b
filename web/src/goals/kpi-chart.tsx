// The series of a KPI against its target, the limits of its own variation, and the changes of either; the table behind it.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatDay, formatValue, type UnitFormat } from "../base/format";
import { onLook, timeRunsLeft } from "../base/look";
import { t } from "../base/messages";
import { useChoices, useOrganization } from "../base/organization";
import type { Values } from "../base/types";
import type { Chart, Held } from "../metric/chart";
import { describeSeries } from "../metric/describe";
import { Own } from "../view/own";
import { targetText, valueText } from "./kpi-table";
import { GoalMark } from "./marks";
import type { Judged, Kpi, Target, Version } from "./types";
import { memberTitle } from "./words";

/** Members that change what a value is; another owner leaves the line as it is. */
const measuring = new Set(["metric", "variant", "parameters", "filters", "period", "calendar", "criterion", "retired"]);

interface Change {
  day: string;
  text: string;
  who: string;
  why: string | null;
}

/** What changed and when, the first first, in the organization's days. */
function useChanges(targets: Target[], versions: Version[], kpi: Kpi): Change[] {
  const zone = useOrganization()?.time_zone;
  const dayOfInstant = (at: string) => new Date(at).toLocaleDateString("sv-SE", { ...(zone && { timeZone: zone }) });
  const definitions = versions.flatMap((version) => {
    const names = version.changes.map(({ member }) => member).filter((member) => measuring.has(member));
    return version.revision > 1 && names.length > 0
      ? [{ day: dayOfInstant(version.at), text: t("Definition: {members}", { members: names.map(memberTitle).join(", ") }), who: version.by, why: version.reason }] : [];
  });
  const format = { unit: kpi.unit, currency: kpi.currency };
  const aims = targets.filter(({ segment }) => segment === null).map((target) => {
    const first = target.points[0], bound = first ? (first.low === first.high ? formatValue(first.low, format) : t("{low} to {high}", { low: formatValue(first.low, format), high: formatValue(first.high, format) })) : "";
    return { day: target.from, text: target.points.length > 1 ? t("Target: a path from {bound}", { bound }) : t("Target: {bound}", { bound }), who: target.by ?? "", why: target.reason ?? target.basis };
  });
  return [...definitions, ...aims].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function marksOf(changes: Change[], periods: Judged[]): Held["marks"] {
  const names = new Map<number, string[]>();
  changes.forEach(({ day }, i) => {
    const index = periods.findIndex(({ value }) => value.period_start <= day && day < value.period_end);
    if (index >= 0) names.set(index, [...(names.get(index) ?? []), String(i + 1)]);
  });
  return [...names].map(([index, list]) => ({ index, name: list.join(" · ") }));
}

/** The judged periods in the form that the chart of metrics draws. */
function valuesOf(kpi: Kpi): Values {
  return {
    metric: kpi.metric, variant: kpi.variant, unit: kpi.unit, currency: kpi.currency, period: kpi.period,
    calendar: (kpi.calendar as string) === "fiscal" ? "gregorian" : kpi.calendar, data_from: null, data_to: null,
    rows: kpi.periods.map(({ value }) => ({ ...value, slices: {} })),
  };
}

export function Periods({ kpi }: { kpi: Kpi }) {
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={t("Periods")}>
      <table class="numbers">
        <thead>
          <tr><th scope="col">{t("Period")}</th><th scope="col" class="end">{t("Value")}</th><th scope="col" class="end">{t("Target")}</th>
            <th scope="col">{t("Status")}</th><th scope="col">{t("Signal")}</th></tr>
        </thead>
        <tbody>
          {[...kpi.periods].reverse().map((judged) => (
            <tr key={judged.value.period_start}>
              <th scope="row"><Own>{judged.value.label}</Own>{" "}{!judged.value.complete && <span class="still-open">{t("not over")}</span>}</th>
              <td class="end"><Own>{valueText(kpi, judged)}</Own></td>
              <td class="end"><Own>{targetText(kpi, judged)}</Own></td>
              <td><GoalMark status={judged.status} certain={judged.certain} /></td>
              <td>{judged.signals.length > 0 ? t("more than its own variation") : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Reading({ kpi, judged, format }: { kpi: Kpi; judged: Judged; format: UnitFormat }) {
  const { interval } = judged.value;
  return (
    <p class="reading">
      <Own>{judged.value.label}</Own>{" "}<strong><Own>{valueText(kpi, judged)}</Own></strong>{" "}
      {interval && <Own>({t("{low} to {high}", { low: formatValue(interval.low, format), high: formatValue(interval.high, format) })})</Own>}{" "}
      {judged.target && <Own>{t("target {target}", { target: targetText(kpi, judged) })}</Own>}{" "}
      <GoalMark status={judged.status} certain={judged.certain} />{" "}
      {!judged.value.complete && <span class="not-over">{t("not over")}</span>}
    </p>
  );
}

function Changes({ changes }: { changes: Change[] }) {
  const { calendar } = useChoices();
  if (changes.length === 0) return null;
  return (
    <ol class="chart-marks" aria-label={t("What the numbered lines in the chart mark")}>
      {changes.map(({ day, text, who, why }, i) => (
        <li key={i}><Own>{formatDay(day, calendar)}</Own>: <Own>{text}</Own>{who && <> · <bdi>{who}</bdi></>}{why && <> · <bdi class="quiet">{why}</bdi></>}</li>
      ))}
    </ol>
  );
}

export function KpiChart({ kpi, targets, versions }: { kpi: Kpi; targets: Target[]; versions: Version[] }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const [look, redraw] = useState(0);
  const [table, setTable] = useState(false);
  const changes = useChanges(targets, versions, kpi);
  const picked = Math.max(0, kpi.periods.findIndex(({ value }) => value.period_start === kpi.now?.value.period_start));
  const format = { unit: kpi.unit, currency: kpi.currency };
  const values = valuesOf(kpi);

  useEffect(() => onLook(() => redraw((n) => n + 1)), []);
  useEffect(() => {
    let gone = false;
    if (kpi.periods.length === 0) return undefined;
    void import("../metric/chart").then((module) => {
      if (gone || !box.current) return;
      chart.current ??= module.makeChart(box.current, setPointed, setPointed);
      chart.current.draw(values, picked, { showYear: false, held: { targets: kpi.periods.map(({ target }) => target), limits: kpi.limits, marks: marksOf(changes, kpi.periods) } });
    });
    return () => { gone = true; };
  }, [kpi, targets, versions, look]);
  useEffect(() => () => chart.current?.dispose(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inField = (event.target as Element).closest("input, select, textarea");
      if (!inField && event.code === "KeyT" && !event.ctrlKey && !event.metaKey && !event.altKey) setTable((shown) => !shown);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  const walk = (event: JSX.TargetedKeyboardEvent<HTMLDivElement>) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const step = event.key === (timeRunsLeft() ? "ArrowLeft" : "ArrowRight") ? 1 : -1;
    const next = Math.min(kpi.periods.length - 1, Math.max(0, (pointed ?? picked) + step));
    setPointed(next);
    chart.current?.point(next);
  };

  const read = kpi.periods[pointed ?? picked];
  if (!read) return null;
  return (
    <section aria-labelledby="kpi-series">
      <div class="panel-head"><h2 id="kpi-series">{t("Over time")}</h2><Reading kpi={kpi} judged={read} format={format} /></div>
      <div ref={box} class="chart kpi-chart" tabIndex={0} role="img" onKeyDown={walk} onBlur={() => setPointed(null)} aria-describedby="kpi-series-description"
        aria-label={t("{title} over {count} periods with its target; the arrow keys read them, T shows the table", { title: kpi.title, count: kpi.periods.length })} />
      <p id="kpi-series-description" class="hidden-text">{describeSeries(values, format)}</p>
      <Changes changes={changes} />
      <div class="panel-foot no-print">
        <button type="button" class="link-button" aria-expanded={table} aria-controls="kpi-periods" onClick={() => setTable(!table)}>
          {table ? t("Hide the table") : t("Show the table")} <kbd aria-hidden="true">T</kbd>
        </button>
      </div>
      <div id="kpi-periods" hidden={!table}>{table && <Periods kpi={kpi} />}</div>
    </section>
  );
}

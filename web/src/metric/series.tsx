// The series: a chart, a line that reads what is under the crosshair, and the table of the same numbers.
import { useEffect, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import { href, address, changed } from "../base/address";
import { formatValue, periodName, plainNumber, sampleText, type UnitFormat } from "../base/format";
import { judge } from "../base/judge";
import { colours, onLook, timeRunsLeft } from "../base/look";
import { t } from "../base/messages";
import type { Better, Metric, Row, Values } from "../base/types";
import { ChangeChip } from "../overview/marks";
import { metricQuestion, path, useMetricChoices } from "./question";
import type { Chart } from "./chart";
import { Downloads } from "../view/downloads";
import { Own } from "../view/own";
import { describeSeries, pictureSubtitle } from "./describe";

// The size of a saved picture: that of half a page.
const WIDTH = 960, HEIGHT = 400;

interface Props {
  metric: Metric;
  values: Values;
  row: Row;
  better: Better;
  onPick: (periodStart: string) => void;
}

export function Series({ metric, values, row, better, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const [look, redraw] = useState(0);
  const [table, setTable] = useState(false);
  const choices = useMetricChoices();
  const picked = values.rows.indexOf(row);
  const showYear = choices.compare === "year";

  useEffect(() => onLook(() => redraw((n) => n + 1)), []);
  useEffect(() => {
    let gone = false;
    void import("./chart").then((module) => {
      if (gone || !box.current) return;
      chart.current ??= module.makeChart(box.current, setPointed, (index) => {
        const at = chart.current?.rows[index]?.period_start;
        if (at) onPick(at);
      });
      chart.current.draw(values, picked, { showYear });
    });
    return () => { gone = true; };
  }, [values, picked, look, showYear]);
  useEffect(() => () => chart.current?.dispose(), []);
  useEffect(() => {
    // The table is one key away from anywhere on the page but a field.
    const onKey = (event: KeyboardEvent) => {
      const field = (event.target as Element).closest("input, select, textarea");
      if (!field && event.code === "KeyT" && !event.ctrlKey && !event.metaKey && !event.altKey) setTable((shown) => !shown);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  const walk = (event: JSX.TargetedKeyboardEvent<HTMLDivElement>) => {
    const forward = timeRunsLeft() ? "ArrowLeft" : "ArrowRight";
    const now = pointed ?? picked;
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      const next = Math.min(values.rows.length - 1, Math.max(0, now + (event.key === forward ? 1 : -1)));
      setPointed(next);
      chart.current?.point(next);
    } else if (event.key === "Enter" && pointed !== null) {
      const at = values.rows[pointed]?.period_start;
      if (at) onPick(at);
    }
  };

  const format: UnitFormat = { unit: values.unit, currency: values.currency };
  const read = values.rows[pointed ?? picked] ?? row;
  const question = metricQuestion(choices);
  const description = describeSeries(values, format);
  const save = async (kind: "svg" | "png") => {
    const { savePicture } = await import("../view/picture");
    const body = chart.current?.svg(WIDTH, HEIGHT) ?? "";
    await savePicture({ title: metric.title, subtitle: pictureSubtitle(values, choices), description, width: WIDTH, height: HEIGHT, body }, colours(), metric.id, kind);
  };
  return (
    <section class="panel" aria-labelledby="series-title">
      <div class="panel-head">
        <h2 id="series-title">{t("Over time")}</h2>
        <Reading row={read} values={values} format={format} />
      </div>
      <div ref={box} class="chart" tabIndex={0} role="img" onKeyDown={walk} onBlur={() => setPointed(null)}
        aria-describedby="series-description"
        aria-label={t("{title} over {count} periods; the arrow keys read them, Enter chooses one, T shows the table", { title: metric.title, count: values.rows.length })} />
      <p id="series-description" class="hidden-text">{description}</p>
      <div class="panel-foot no-print">
        <button type="button" class="link-button" aria-expanded={table} aria-controls="series-table" onClick={() => setTable(!table)}>
          {table ? t("Hide the table") : t("Show the table")} <kbd aria-hidden="true">T</kbd>
        </button>
        <Downloads question={`${path(metric.id, "/values", question)}`} name={metric.id} onSave={(kind) => void save(kind)} />
      </div>
      <div id="series-table" hidden={!table}>
        {table && <SeriesTable values={values} better={better} format={format} picked={row} />}
      </div>
    </section>
  );
}

function Reading({ row, values, format }: { row: Row; values: Values; format: UnitFormat }) {
  return (
    <p class="reading">
      <Own>{periodName(row.period_start, row.period_end, values.period, values.calendar)}</Own>{" "}
      <strong><Own>{row.value === null ? t("No data") : formatValue(row.value, format)}</Own></strong>{" "}
      {row.interval && <Own>({t("{low} to {high}", { low: formatValue(row.interval.low, format), high: formatValue(row.interval.high, format) })})</Own>}{" "}
      {row.sample_size !== null && <Own>{sampleText(row.sample_size)}</Own>}{" "}
      {!row.complete && <span class="not-over">{t("not over")}</span>}
    </p>
  );
}

function SeriesTable({ values, better, format, picked }: { values: Values; better: Better; format: UnitFormat; picked: Row }) {
  const rows = [...values.rows].reverse();
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label={t("The same numbers as a table")}>
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">{t("Period")}</th><th scope="col" class="end">{t("Value")}</th>
            <th scope="col" class="end">{t("Low")}</th><th scope="col" class="end">{t("High")}</th>
            <th scope="col" class="end">{t("Sample")}</th><th scope="col" class="end">{t("Before")}</th>
            <th scope="col" class="end">{t("Change")}</th><th scope="col">{t("Note")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.period_start} aria-current={row === picked ? "true" : undefined}>
              <th scope="row">
                <a href={href(address().path, changed(address().query, { at: row.period_start, offset: null }))}>
                  <Own>{periodName(row.period_start, row.period_end, values.period, values.calendar)}</Own>
                </a>
              </th>
              <td class="end"><Own>{row.value === null ? "–" : formatValue(row.value, format)}</Own></td>
              <td class="end"><Own>{row.interval ? formatValue(row.interval.low, format) : "–"}</Own></td>
              <td class="end"><Own>{row.interval ? formatValue(row.interval.high, format) : "–"}</Own></td>
              <td class="end"><Own>{row.sample_size === null ? "–" : plainNumber(row.sample_size, 0)}</Own></td>
              <td class="end"><Own>{row.previous && row.previous.value !== null ? formatValue(row.previous.value, format) : "–"}</Own></td>
              <td class="end">
                {row.value !== null && row.previous && row.previous.value !== null
                  ? <ChangeChip now={row} before={row.previous} unit={values.unit} {...judge(row, row.previous, values.rows, better)}
                      against={periodName(row.previous.period_start, row.previous.period_end, values.period, values.calendar)} />
                  : "–"}
              </td>
              <td>{row.value === null ? t("No data") : !row.complete ? t("not over") : row.small_sample ? t("Too few") : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

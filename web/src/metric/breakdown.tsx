// The value by one slice: sorted bars with intervals and sample sizes, against the whole.
import { useState } from "preact/hooks";
import { address, changed, choose, href } from "../base/address";
import { useAnswer } from "../base/api";
import { formatMargin, formatValue, listText, periodName, sampleText, type UnitFormat } from "../base/format";
import { judge } from "../base/judge";
import { colours } from "../base/look";
import { t, tn } from "../base/messages";
import { sliceTitle } from "../base/words";
import type { Better, Metric, Row, Values } from "../base/types";
import { ChangeChip } from "../overview/marks";
import { Select } from "../view/choice";
import { Downloads } from "../view/downloads";
import { ProblemNotice, Skeleton } from "../view/states";
import { pictureSubtitle } from "./describe";
import { path, questionAt, type MetricChoices } from "./question";
import { byName } from "../view/fold";
import { Own } from "../view/own";

const SHOWN = 12;

interface Props {
  metric: Metric;
  values: Values;
  row: Row;
  better: Better;
  choices: MetricChoices;
  period: string;
}

/** From a number to its place along the bar, in percent; zero is always in view. */
function scaleOf(rows: Row[], whole: Row): (value: number) => number {
  const numbers = [...rows, whole].flatMap((row) => (row.value === null ? [] : [row.value, ...(row.small_sample ? [] : [row.interval?.high ?? row.value, row.interval?.low ?? row.value])]));
  const low = Math.min(0, ...numbers), high = Math.max(0, ...numbers);
  return (value) => (high > low ? (Math.min(high, Math.max(low, value)) - low) / (high - low) : 0) * 100;
}

const percent = (value: number) => `${value.toFixed(2)}%`;

function Bar({ row, whole, place }: { row: Row; whole: Row; place: (value: number) => number }) {
  if (row.value === null) return <span class="bar" />;
  const zero = place(0), end = place(row.value);
  return (
    <span class="bar" aria-hidden="true">
      <span class={row.small_sample ? "bar-fill bar-small" : "bar-fill"}
        style={{ insetInlineStart: percent(Math.min(zero, end)), inlineSize: percent(Math.abs(end - zero)) }} />
      {row.interval && !row.small_sample && (
        <span class="bar-interval" style={{ insetInlineStart: percent(place(row.interval.low)), inlineSize: percent(place(row.interval.high) - place(row.interval.low)) }} />
      )}
      {whole.value !== null && <span class="bar-whole" style={{ insetInlineStart: percent(place(whole.value)) }} />}
    </span>
  );
}

export function Breakdown({ metric, values, row, better, choices, period }: Props) {
  const [all, setAll] = useState(false);
  const by = choices.by && metric.slices.includes(choices.by) ? choices.by : metric.slices[0];
  const question = questionAt(choices, row);
  if (by) question.set("by", by);
  const answer = useAnswer<Values>(by ? path(metric.id, "/values", question) : null);
  if (!by) return null;

  // A sliced answer may still be the one of another slice while its own comes.
  const rows = (answer.data?.rows ?? []).filter((other) => by in other.slices)
    .sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || byName(a.slices[by] ?? "", b.slices[by] ?? ""));
  const shown = all ? rows : rows.slice(0, SHOWN);
  const place = scaleOf(shown, row);
  const format: UnitFormat = { unit: values.unit, currency: values.currency, compact: true };
  const title = t("By {slice} in {period}", { slice: sliceTitle(by), period });
  const save = async (kind: "svg" | "png") => {
    const [{ barsPicture }, { savePicture }] = await Promise.all([import("./bars-picture"), import("../view/picture")]);
    const nameOf = (part: Row) => part.slices[by] || t("without");
    const description = listText(shown.map((part) => t("{slice}: {value}", { slice: nameOf(part), value: part.value === null ? "–" : formatValue(part.value, format) })));
    await savePicture({ title: metric.title, subtitle: pictureSubtitle(values, choices, title), description,
      ...barsPicture({ rows: shown, whole: row, nameOf, place, format }) }, colours(), `${metric.id}-${by}`, kind);
  };
  return (
    <section class="panel" aria-labelledby="breakdown-title">
      <div class="panel-head">
        <h2 id="breakdown-title">{title}</h2>
        <Select label={t("Split by")} value={by} options={metric.slices.map((slice) => ({ value: slice, title: sliceTitle(slice) }))}
          onChoose={(slice) => choose({ by: slice }, "replace")} hideLabel />
      </div>
      {answer.error && <ProblemNotice error={answer.error} />}
      {!answer.data && !answer.error && <Skeleton lines={6} />}
      {answer.data && !answer.error && (
        <div class={answer.stale ? "stale" : undefined}>
          {rows.length === 0 && <p class="quiet">{t("There are no data for these choices.")}</p>}
          {rows.length > 0 && (
            <table class="bars">
              <caption class="hidden-text">{t("The mark across the bars is the whole: {value}", { value: row.value === null ? "–" : formatValue(row.value, format) })}</caption>
              <thead class="hidden-text">
                <tr><th scope="col">{sliceTitle(by)}</th><th scope="col">{t("Value")}</th><th scope="col">{t("Bar")}</th><th scope="col">{t("Change")}</th><th scope="col">{t("Sample")}</th></tr>
              </thead>
              <tbody>
                {shown.map((part) => <PartRow key={String(part.slices[by])} {...{ part, by, whole: row, place, format, values, better, choices }} />)}
              </tbody>
            </table>
          )}
          {rows.length > SHOWN && (
            <button type="button" class="link-button" onClick={() => setAll(!all)}>
              {all ? t("Show fewer") : tn("Show {count} more", "Show {count} more", rows.length - SHOWN)}
            </button>
          )}
          {rows.length > 0 && (
            <Downloads question={path(metric.id, "/values", question)} name={`${metric.id}-${by}`} onSave={(kind) => void save(kind)} />
          )}
          {rows.length > 0 && row.value !== null && (
            <p class="quiet"><span class="whole-key" aria-hidden="true" /> {t("the whole: {value}", { value: formatValue(row.value, format) })}</p>
          )}
        </div>
      )}
    </section>
  );
}

interface PartProps {
  part: Row;
  by: string;
  whole: Row;
  place: (value: number) => number;
  format: UnitFormat;
  values: Values;
  better: Better;
  choices: MetricChoices;
}

function PartRow({ part, by, whole, place, format, values, better, choices }: PartProps) {
  const value = part.slices[by] ?? "";
  const where = [...choices.where.filter((filter) => !filter.startsWith(`${by}=`)), `${by}=${value}`];
  const half = part.interval ? (part.interval.high - part.interval.low) / 2 : null;
  const against = part.previous ? periodName(part.previous.period_start, part.previous.period_end, values.period, values.calendar) : "";
  return (
    <tr>
      <th scope="row">
        <a href={href(address().path, changed(address().query, { where, offset: null }))} title={t("Show only this")}>
          <bdi>{value === "" ? t("without") : value}</bdi>
        </a>
      </th>
      <td class="bars-value">
        <Own class="value">{part.value === null ? "–" : formatValue(part.value, format)}</Own>{" "}
        {half !== null && part.value !== null && <Own class="margin">{formatMargin(half, part.value, format)}</Own>}
      </td>
      <td class="bars-bar"><Bar row={part} whole={whole} place={place} /></td>
      <td class="bars-change">
        {part.value !== null && part.previous && <ChangeChip now={part} before={part.previous} unit={values.unit} {...judge(part, part.previous, [], better)} against={against} />}
      </td>
      <td class="bars-sample">
        {part.sample_size !== null && <Own class={part.small_sample ? "sample sample-small" : "sample"}>{sampleText(part.sample_size)}</Own>}
        {part.small_sample && <span class="sample-small"> {t("Too few")}</span>}
      </td>
    </tr>
  );
}

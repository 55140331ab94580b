// What a chart shows, in words: for who hears the page, and inside saved pictures.
import { formatValue, periodName, type UnitFormat } from "../base/format";
import { t } from "../base/messages";
import { sliceTitle } from "../base/words";
import type { Row, Values } from "../base/types";
import type { MetricChoices } from "./question";

type Known = Row & { value: number };

export function describeSeries(values: Values, format: UnitFormat): string {
  const known = values.rows.filter((row): row is Known => row.value !== null);
  const first = known[0], last = known[known.length - 1];
  if (!first || !last) return t("There are no data for these choices.");
  const name = (row: Row) => periodName(row.period_start, row.period_end, values.period, values.calendar);
  const least = known.reduce((a, b) => (b.value < a.value ? b : a));
  const most = known.reduce((a, b) => (b.value > a.value ? b : a));
  return t("{from}: {first}; {to}: {last}. Lowest in {at_low}: {low}; highest in {at_high}: {high}.", {
    from: name(first), first: formatValue(first.value, format), to: name(last), last: formatValue(last.value, format),
    at_low: name(least), low: formatValue(least.value, format), at_high: name(most), high: formatValue(most.value, format),
  });
}

/** Days and filters of a saved picture, which stands alone. */
export function pictureSubtitle(values: Values, choices: MetricChoices, period?: string): string {
  const first = values.rows[0], last = values.rows[values.rows.length - 1];
  const span = period ?? (first && last
    ? t("{from} to {to}", { from: periodName(first.period_start, first.period_end, values.period, values.calendar), to: periodName(last.period_start, last.period_end, values.period, values.calendar) }) : "");
  const filters = choices.where.map((filter) => {
    const [slice = "", ...value] = filter.split("=");
    return t("{slice}: {value}", { slice: sliceTitle(slice), value: value.join("=") || t("without") });
  });
  return [span, ...filters].join(" · ");
}

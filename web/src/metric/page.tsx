// One metric: the sentence, the headline, the series, and from there every reason behind the number.
import "../style/metric.css";
import { choose } from "../base/address";
import { useAnswer } from "../base/api";
import { comparedName, formatLevel, formatValue, periodName, sampleText, type UnitFormat } from "../base/format";
import { judge, type State } from "../base/judge";
import { t } from "../base/messages";
import { useOrganization } from "../base/organization";
import type { Better, Metric, Row, Values } from "../base/types";
import { methodTitle, perspectiveTitle } from "../base/words";
import { ChangeChip, StateMark } from "../overview/marks";
import { FilterBar } from "../view/filter-bar";
import { ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { Breakdown } from "./breakdown";
import { Definition } from "./definition";
import { FactRows } from "./facts";
import { Parts } from "./parts";
import { Measurements } from "./measurements";
import { OwnActions } from "./own/history";
import { metricQuestion, path, useMetricChoices, type MetricChoices } from "./question";
import { MetricSentence } from "./sentence";
import { Series } from "./series";
import { VariantChoice } from "./variant";
import { Own } from "../view/own";

const filterSlices = ["brand", "segment"];

/** The period that the address names, else the latest that has a value, as the overview shows it. */
function rowOf(rows: Row[], at: string | null): Row | undefined {
  return rows.find((row) => row.period_start === at) ?? rows.filter((row) => row.value !== null).pop() ?? rows[rows.length - 1];
}

export function MetricPage({ id }: { id: string }) {
  const choices = useMetricChoices();
  const definition = useAnswer<Metric>(path(id, ""));
  const answer = useAnswer<Values>(path(id, "/values", metricQuestion(choices)));
  const organization = useOrganization();
  const metric = definition.data;
  useTitle(metric?.title);

  if (definition.error)
    return <div class="page"><h1><bdi>{id}</bdi></h1><ProblemNotice error={definition.error} /></div>;
  if (!metric) return <Skeleton lines={10} tall />;
  const read = answer.data && !answer.error ? readValues(metric, { ...answer.data, currency: answer.data.currency ?? organization?.currency ?? null }, choices.at) : null;
  const slices = filterSlices.filter((slice) => metric.slices.includes(slice));
  return (
    <div class="page metric">
      <header class="metric-head">
        <p class="quiet perspective">{perspectiveTitle(metric.perspective)}</p>
        <h1><bdi>{metric.title}</bdi></h1>
        <p class="metric-help"><bdi>{metric.help}</bdi></p>
        <OwnActions metric={metric} />
      </header>
      {read && <Headline read={read} stale={answer.stale} />}
      {(answer.data || answer.error) && <FilterBar choices={choices} metric={id} slices={slices} />}
      {(answer.data || answer.error) && <VariantChoice metric={metric} choices={choices} />}
      {answer.error && <ProblemNotice error={answer.error} />}
      {!answer.data && !answer.error && <Skeleton lines={8} tall />}
      {answer.data && !answer.error && !read && <p class="sentence">{t("There are no data for these choices.")}</p>}
      {read && <Reasons read={read} choices={choices} stale={answer.stale} />}
      <Measurements metric={metric} />
      <Definition metric={metric} variant={choices.variant} />
    </div>
  );
}

/** The chosen period of an answer, read for showing. */
interface Read {
  metric: Metric;
  values: Values;
  row: Row;
  better: Better;
  format: UnitFormat;
  state: State;
  strong: boolean;
  period: string;
  against: string;
}

function readValues(metric: Metric, values: Values, at: string | null): Read | null {
  const row = rowOf(values.rows, at);
  if (!row) return null;
  const better = metric.variants.find((other) => other.name === values.variant)?.better ?? metric.better;
  return {
    metric, values, row, better, format: { unit: values.unit, currency: values.currency },
    ...judge(row, row.previous ?? null, values.rows, better), period: periodName(row.period_start, row.period_end, values.period, values.calendar),
    against: row.previous ? comparedName(row.previous, row.complete, values.period, values.calendar) : "",
  };
}

function Headline({ read, stale }: { read: Read; stale: boolean }) {
  const { metric, row, format, state, strong, period, against } = read;
  return (
    <div class={stale ? "stale" : undefined}>
      <MetricSentence metric={metric} row={row} state={state} strong={strong} format={format} period={period} against={against} />
      <div class="headline">
        <StateMark state={state} />
        <span class="headline-value"><Own>{row.value === null ? t("No data") : formatValue(row.value, format)}</Own></span>
        {row.value !== null && <ChangeChip now={row} before={row.previous ?? null} unit={format.unit} state={state} strong={strong} against={against} />}
        {row.interval && (
          <span class="headline-fact" title={methodTitle(row.interval.method)}>
            <span>{t("{level} interval", { level: formatLevel(row.interval.level) })}</span>
            <Own>{t("{low} to {high}", { low: formatValue(row.interval.low, format), high: formatValue(row.interval.high, format) })}</Own>
          </span>
        )}
        {row.sample_size !== null && (
          <span class="headline-fact"><span>{t("Sample")}</span>
            <Own class={row.small_sample ? "sample-small" : undefined}>{sampleText(row.sample_size)}</Own></span>
        )}
        <span class="headline-fact"><span>{t("Period")}</span>
          <span><Own>{period}</Own>{!row.complete && <span class="not-over">{t("not over")}</span>}</span></span>
      </div>
    </div>
  );
}

function Reasons({ read, choices, stale }: { read: Read; choices: MetricChoices; stale: boolean }) {
  const { metric, values, row, better, period, against } = read;
  return (
    <div class={stale ? "stale" : undefined} aria-busy={stale}>
      <Series metric={metric} values={values} row={row} better={better} onPick={(at) => choose({ at, offset: null })} />
      <div class="columns">
        <Breakdown metric={metric} values={values} row={row} better={better} choices={choices} period={period} />
        <Parts metric={metric} values={values} row={row} period={period} against={against} />
      </div>
      <FactRows metric={metric} row={row} choices={choices} period={period} />
    </div>
  );
}

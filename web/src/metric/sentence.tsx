// A metric's latest value in a sentence: where it stands, what changed, whether that is more than chance.
import { formatChange, formatValue, type UnitFormat } from "../base/format";
import type { State } from "../base/judge";
import { rich, t, tn } from "../base/messages";
import { reasonText } from "../base/words";
import type { Metric, Row } from "../base/types";
import { Own } from "../view/own";

interface Props {
  metric: Metric;
  row: Row;
  state: State;
  strong: boolean;
  format: UnitFormat;
  period: string;
  against: string;
}

export function MetricSentence({ metric, row, state, strong, format, period, against }: Props) {
  const title = <bdi>{metric.title}</bdi>;
  if (row.value === null)
    return <p class="sentence">{rich("{title} has no value in {period}.", { title, period })} {reasonText(row.reason)}</p>;
  const value = <strong><Own>{formatValue(row.value, format)}</Own></strong>;
  const before = row.previous?.value ?? null;
  const parameters = {
    title, value, period, against,
    change: before === null ? "" : formatChange(row.value, before, format.unit),
    before: before === null ? "" : formatValue(before, format),
  };
  return (
    <div class="sentence">
      <p>
        {strong && state === "better" && rich("{title} was {value} in {period}, after {before} in {against}: a change of {change} for the better, more than chance would have it.", parameters)}
        {strong && state === "worse" && rich("{title} was {value} in {period}, after {before} in {against}: a change of {change} for the worse, more than chance would have it.", parameters)}
        {strong && state === "changed" && rich("{title} was {value} in {period}, after {before} in {against}: a change of {change}, more than chance would have it.", parameters)}
        {!strong && ["better", "worse", "changed"].includes(state) && rich("{title} was {value} in {period}; it has moved in this direction for six periods or more, which chance hardly does.", parameters)}
        {state === "early" && rich("{title} was {value} in {period}, after {before} in {against}: a change of {change}. It is too early to tell what that means.", parameters)}
        {state === "steady" && rich("{title} was {value} in {period}, after {before} in {against}: a change of {change}, within its usual variation.", parameters)}
        {state === "few" && rich("{title} was {value} in {period}, but too few answers stand behind it to rely on.", parameters)}
        {state === "single" && rich("{title} was {value} in {period}; there is nothing earlier to compare it with.", parameters)}
      </p>
      <p class="quiet">
        {row.sample_size !== null && tn("It rests on a sample of {count}.", "It rests on a sample of {count}.", row.sample_size)}
        {!row.complete && <>{" "}{t("The period is not over; it is compared with as many days of the earlier one.")}</>}
      </p>
    </div>
  );
}

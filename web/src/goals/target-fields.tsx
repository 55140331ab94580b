// The fields of a target: a number, a range, a path, or a rule that makes it from the KPI's own past; what it comes to is
// shown before anything is kept.
import { useEffect, useState } from "preact/hooks";
import { ApiError, send, useAnswer } from "../base/api";
import { formatDay, formatValue, ownNumbers } from "../base/format";
import { N_, t } from "../base/messages";
import { useChoices, useOrganization } from "../base/organization";
import type { MetricSummary, SliceValues, Unit } from "../base/types";
import { sliceTitle, unitTitle } from "../base/words";
import { Sparkline } from "../overview/sparkline";
import { asError, FormField, problemOf, TextField } from "../settings/form";
import { DayField } from "../view/day-field";
import { Own } from "../view/own";
import { problemText } from "../view/states";
import { isSaid, kinds, targetBody, type Kind, type TargetDraft } from "./target-draft";
import type { Direction, Target } from "./types";

const kindTitles: Record<Kind, string> = {
  number: N_("one number"), range: N_("a range to stay within"), path: N_("a path over several days"),
  "last-year": N_("last year, and more"), average: N_("the average of the last periods, and more"), seasonal: N_("the shape of last year"),
};

interface Props {
  draft: TargetDraft;
  change: (change: Partial<TargetDraft>) => void;
  unit: Unit | undefined;
  error: ApiError | null;
}

function Numeric({ label, name, value, onChange, error, help }: { label: string; name: string; value: string; onChange: (text: string) => void; error: ApiError | null; help?: string }) {
  return <TextField type="number" label={label} value={value} onChange={onChange} latin problem={problemOf(error, name)} help={help} />;
}

function DirectionField({ draft, change }: Pick<Props, "draft" | "change">) {
  if (draft.kind === "range") return null;
  return (
    <FormField label={t("Better is")}>
      {(attributes) => (
        <select {...attributes} value={draft.direction} onChange={(event) => change({ direction: event.currentTarget.value as Direction })}>
          <option value="up" selected={draft.direction === "up"}>{t("at least the target")}</option>
          <option value="down" selected={draft.direction === "down"}>{t("at most the target")}</option>
        </select>
      )}
    </FormField>
  );
}

function PathFields({ draft, change, error }: Props) {
  const { calendar } = useChoices();
  const today = useOrganization()?.today ?? "";
  const set = (at: number, point: Partial<TargetDraft["points"][number]>) =>
    change({ points: draft.points.map((other, i) => (i === at ? { ...other, ...point } : other)) });
  return (
    <>
      <FormField label={t("Between the days")}>
        {(attributes) => (
          <select {...attributes} value={draft.shape} onChange={(event) => change({ shape: event.currentTarget.value as TargetDraft["shape"] })}>
            <option value="linear" selected={draft.shape === "linear"}>{t("straight from one to the next")}</option>
            <option value="stepped" selected={draft.shape === "stepped"}>{t("each holds until the next")}</option>
          </select>
        )}
      </FormField>
      <ol class="path-points">
        {draft.points.map((point, i) => (
          <li key={i}>
            <DayField label={t("Day {number}", { number: i + 1 })} value={point.day || null} calendar={calendar} start={today} onChoose={(day) => set(i, { day: day ?? "" })} />
            <TextField type="number" label={t("Number {number}", { number: i + 1 })} value={point.number} onChange={(number) => set(i, { number })} latin />
            {draft.points.length > 1 && (
              <button type="button" class="link-button" onClick={() => change({ points: draft.points.filter((_, at) => at !== i) })}>{t("Remove")}</button>
            )}
          </li>
        ))}
      </ol>
      {problemOf(error, "points") && <p class="field-problem"><bdi>{problemOf(error, "points")}</bdi></p>}
      <button type="button" class="button" onClick={() => change({ points: [...draft.points, { day: "", number: "" }] })}>{t("Add a day")}</button>
    </>
  );
}

function NumberFields(props: Props) {
  const { draft, change, error, unit } = props;
  const inUnit = unit && t("In the unit of the metric: {unit}.", { unit: unitTitle(unit) });
  const percent = <Numeric label={t("More by, in percent (less: below 0)")} name="percent" value={draft.percent} onChange={(text) => change({ percent: text })} error={error} />;
  switch (draft.kind) {
    case "number":
      return <Numeric label={t("The number")} name="points" value={draft.number} onChange={(number) => change({ number })} error={error} help={inUnit} />;
    case "range":
      return (
        <>
          <Numeric label={t("From")} name="points" value={draft.number} onChange={(number) => change({ number })} error={error} help={inUnit} />
          <Numeric label={t("To, included")} name="high" value={draft.high} onChange={(high) => change({ high })} error={error} />
        </>
      );
    case "path": return <PathFields {...props} />;
    case "last-year": return percent;
    case "average":
      return <><Numeric label={t("Of how many periods")} name="periods" value={draft.periods} onChange={(periods) => change({ periods })} error={error} />{percent}</>;
    case "seasonal":
      return (
        <>
          <FormField label={t("Scaled so that")}>
            {(attributes) => (
              <select {...attributes} value={draft.scale} onChange={(event) => change({ scale: event.currentTarget.value as TargetDraft["scale"] })}>
                <option value="mean" selected={draft.scale === "mean"}>{t("the mean of the periods is")}</option>
                <option value="total" selected={draft.scale === "total"}>{t("the total of the periods is")}</option>
              </select>
            )}
          </FormField>
          <Numeric label={t("The number")} name="number" value={draft.number} onChange={(number) => change({ number })} error={error} help={inUnit} />
        </>
      );
  }
}

/** For which slice: the whole, or one value of one slice. */
function SegmentField({ draft, change, metric, error }: Pick<Props, "draft" | "change" | "error"> & { metric: MetricSummary }) {
  const [slice = "", ...rest] = draft.segment.split("=");
  const [chosen, choose] = useState(slice);
  const values = useAnswer<SliceValues>(chosen ? `/metrics/${metric.id}/slices/${encodeURIComponent(chosen)}` : null);
  const names = (values.data?.values ?? []).flatMap(({ value }) => (value ? [value] : []));
  return (
    <>
      <FormField label={t("For")} problem={problemOf(error, "segment")}>
        {(attributes) => (
          <select {...attributes} value={chosen} onChange={(event) => { choose(event.currentTarget.value); change({ segment: "" }); }}>
            <option value="" selected={!chosen}>{t("the whole KPI")}</option>
            {metric.slices.map((name) => <option key={name} value={name} selected={name === chosen}>{t("one value of: {slice}", { slice: sliceTitle(name) })}</option>)}
          </select>
        )}
      </FormField>
      {chosen && (
        <FormField label={sliceTitle(chosen)}>
          {(attributes) => (
            <select {...attributes} value={rest.join("=")} onChange={(event) => change({ segment: event.currentTarget.value ? `${chosen}=${event.currentTarget.value}` : "" })}>
              <option value="">{t("choose")}</option>
              {names.map((name) => <option key={name} value={name} translate={false} selected={name === rest.join("=")}>{name}</option>)}
            </select>
          )}
        </FormField>
      )}
    </>
  );
}

/** What the target would be; asked for a moment after the last change. */
function TargetPreview({ definition, draft, unit, currency }: { definition: object; draft: TargetDraft; unit: Unit | undefined; currency: string | null }) {
  const { calendar } = useChoices();
  const [shown, show] = useState<Target | null>(null);
  const [problem, say] = useState<ApiError | null>(null);
  const question = isSaid(draft) ? JSON.stringify({ kpi: definition, target: targetBody(draft) }) : null;
  useEffect(() => {
    if (question === null) { show(null); say(null); return undefined; }
    let gone = false;
    const timer = setTimeout(() => {
      send<Target>("POST", "/target-previews", JSON.parse(question) as object).then(
        (target) => { if (!gone) { show(target); say(null); } },
        (error: unknown) => { if (!gone) { show(null); say(asError(error)); } },
      );
    }, 400);
    return () => { gone = true; clearTimeout(timer); };
  }, [question]);
  if (problem) return <p class="help target-preview" role="status"><bdi>{problemText(problem)}</bdi>{problem.problem.hint && <>{" "}<bdi>{problem.problem.hint}</bdi></>}</p>;
  if (!shown) return null;
  const text = (value: number) => (unit ? formatValue(value, { unit, currency }) : String(value));
  const paired = shown.made_from.length === shown.points.length;
  const points = shown.points.map(({ day, low }) => ({ period_start: day, value: low, complete: true }));
  return (
    <div class="target-preview" role="status">
      {shown.basis && <p class="help">{t("Made from: {basis}", { basis: ownNumbers(shown.basis) })}</p>}
      {points.length > 1 && <Sparkline series={points} />}
      <div class="table-box" tabIndex={0} role="group" aria-label={t("What the target would be")}>
        <table class="numbers">
          <thead><tr><th scope="col">{t("From")}</th><th scope="col" class="end">{t("Target")}</th>{paired && <th scope="col" class="end">{t("A year before")}</th>}</tr></thead>
          <tbody>
            {shown.points.map(({ day, low, high }, i) => (
              <tr key={day}><th scope="row"><Own>{formatDay(day, calendar)}</Own></th>
                <td class="end"><Own>{low === high ? text(low) : t("{low} to {high}", { low: text(low), high: text(high) })}</Own></td>
                {paired && <td class="end"><Own>{text(shown.made_from[i]?.value ?? 0)}</Own></td>}</tr>
            ))}
          </tbody>
        </table>
      </div>
      {!paired && shown.made_from.length > 0 && (
        <p class="help"><Own>{t("The numbers it is made from: {numbers}", { numbers: shown.made_from.map(({ value }) => text(value)).join(" · ") })}</Own></p>
      )}
    </div>
  );
}

/** `definition` is the KPI as it would be added: what a rule looks at. */
export function TargetFields({ metric, definition, currency, ...props }: Props & { metric: MetricSummary | undefined; definition: object; currency: string | null }) {
  const { draft, change, error } = props;
  const { calendar } = useChoices();
  const today = useOrganization()?.today ?? "";
  return (
    <>
      <div data-field="target">
        <FormField label={t("The target is")} problem={problemOf(error, "rule") ?? problemOf(error, "target")}>
          {(attributes) => (
            <select {...attributes} value={draft.kind} onChange={(event) => change({ kind: event.currentTarget.value as Kind })}>
              {kinds.map((kind) => <option key={kind} value={kind} selected={kind === draft.kind}>{t(kindTitles[kind])}</option>)}
            </select>
          )}
        </FormField>
      </div>
      <DirectionField draft={draft} change={change} />
      <NumberFields {...props} />
      <Numeric label={t("Short by up to this: at risk; by more: off track")} name="margin" value={draft.margin} onChange={(margin) => change({ margin })} error={error} />
      {metric && metric.slices.length > 0 && <SegmentField draft={draft} change={change} metric={metric} error={error} />}
      <DayField label={t("In force from (today, if not chosen)")} value={draft.from || null} calendar={calendar} start={today} onChoose={(day) => change({ from: day ?? "" })} />
      {problemOf(error, "from") && <p class="field-problem"><bdi>{problemOf(error, "from")}</bdi></p>}
      <div data-field="to">
        <DayField label={t("Until (deadline)")} value={draft.to || null} calendar={calendar} start={today} onChoose={(day) => change({ to: day ?? "" })} />
      </div>
      {problemOf(error, "to") && <p class="field-problem"><bdi>{problemOf(error, "to")}</bdi></p>}
      <TargetPreview definition={definition} draft={draft} unit={props.unit} currency={currency} />
    </>
  );
}

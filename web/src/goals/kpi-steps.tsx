// The six steps of a KPI, one component each.
import { useState } from "preact/hooks";
import { linkTo } from "../base/address";
import { ApiError, useAnswer } from "../base/api";
import { t } from "../base/messages";
import { useChoices, useOrganization } from "../base/organization";
import type { Metric, MetricSummary, Parameter, PeriodLength, SliceValues } from "../base/types";
import { periodLengthTitle, sliceTitle } from "../base/words";
import { FormField, problemOf, TextField } from "../settings/form";
import { Segments } from "../view/choice";
import { DayField } from "../view/day-field";
import { KpiPreview } from "./kpi-preview";
import type { KpiDraft } from "./kpi-draft";
import { PerspectiveField } from "./perspective-field";
import type { Objective } from "./types";

export interface StepProps {
  draft: KpiDraft;
  change: (change: Partial<KpiDraft>) => void;
  error: ApiError | null;
  metric: MetricSummary | undefined;
}

type TextMember = "title" | "goal" | "criterion" | "owner" | "source" | "entry" | "people" | "money" | "tools";

function Text({ draft, change, error, name, label, help, required }: StepProps & { name: TextMember; label: string; help?: string; required?: boolean }) {
  return (
    <div data-field={name}>
      <TextField label={label} value={draft[name]} onChange={(text) => change({ [name]: text })} help={help} required={required}
        problem={problemOf(error, name) ?? (name === "title" ? problemOf(error, "id") : undefined)} />
    </div>
  );
}

export function GoalStep(props: StepProps) {
  const { draft, change, error, metric } = props;
  const objectives = useAnswer<{ objectives: Objective[] }>("/objectives").data?.objectives ?? [];
  const kind = draft.kind || (metric?.indicator === "result" ? "kri" : "kpi");
  return (
    <>
      <Text {...props} name="goal" label={t("What it serves, in a sentence")} />
      <div data-field="objective">
        <FormField label={t("The objective that it serves")} problem={problemOf(error, "objective")}>
          {(attributes) => (
            <select {...attributes} value={draft.objective} onChange={(event) => change({ objective: event.currentTarget.value })}>
              <option value="" selected={!draft.objective}>{t("none yet")}</option>
              {objectives.map(({ id, title }) => <option key={id} value={id} translate={false} selected={id === draft.objective}>{title}</option>)}
            </select>
          )}
        </FormField>
      </div>
      <PerspectiveField value={draft.perspective || (metric?.perspective ?? "")} onChange={(perspective) => change({ perspective })} problem={problemOf(error, "perspective")} />
      <Segments label={t("It shows")} hideLabel={false} value={kind} options={[{ value: "kpi", title: t("a performance (KPI)") }, { value: "kri", title: t("a result (KRI)") }]}
        onChoose={(chosen) => change({ kind: chosen as "kpi" | "kri" })} />
      <Segments label={t("It moves")} hideLabel={false} value={draft.leading ? "leading" : "lagging"}
        options={[{ value: "leading", title: t("before the result (leading)") }, { value: "lagging", title: t("after its causes (lagging)") }]}
        onChoose={(chosen) => change({ leading: chosen === "leading" })} />
    </>
  );
}

export function CriterionStep(props: StepProps) {
  return <Text {...props} name="criterion" label={t("What is judged, in a sentence")} help={t("For example: would they recommend us to a friend.")} />;
}

/** Lists of name=value: what is there for a name, and the list with another value ("": without). */
const valueIn = (list: string[], name: string) => list.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
const listWith = (list: string[], name: string, value: string) =>
  [...list.filter((text) => !text.startsWith(`${name}=`)), ...(value ? [`${name}=${value}`] : [])];

function SliceChoice({ draft, change, slice }: Pick<StepProps, "draft" | "change"> & { slice: string }) {
  const answer = useAnswer<SliceValues>(`/metrics/${draft.metric}/slices/${encodeURIComponent(slice)}`);
  const chosen = valueIn(draft.filters, slice);
  const names = (answer.data?.values ?? []).flatMap(({ value }) => (value ? [value] : []));
  if (chosen && !names.includes(chosen)) names.push(chosen);
  return (
    <FormField label={sliceTitle(slice)}>
      {(attributes) => (
        <select {...attributes} value={chosen} onChange={(event) => change({ filters: listWith(draft.filters, slice, event.currentTarget.value) })}>
          <option value="" selected={!chosen}>{t("all")}</option>
          {names.map((name) => <option key={name} value={name} translate={false} selected={name === chosen}>{name}</option>)}
        </select>
      )}
    </FormField>
  );
}

/** Whom it counts: every slice that is narrowed, and another to narrow by. */
function Population({ draft, change, metric, error }: StepProps) {
  const [open, setOpen] = useState<string[]>([]);
  const narrowed = [...new Set([...draft.filters.map((text) => text.split("=")[0] ?? ""), ...open])];
  const others = (metric?.slices ?? []).filter((name) => !narrowed.includes(name));
  return (
    <div data-field="filters">
      {narrowed.map((slice) => <SliceChoice key={slice} draft={draft} change={change} slice={slice} />)}
      {others.length > 0 && (
        <FormField label={narrowed.length > 0 ? t("Narrow further by") : t("Counts everybody; narrow by")} problem={problemOf(error, "filters")}>
          {(attributes) => (
            <select {...attributes} value="" onChange={(event) => { const { value } = event.currentTarget; if (value) setOpen((before) => [...before, value]); }}>
              <option value="">{t("nothing")}</option>
              {others.map((name) => <option key={name} value={name}>{sliceTitle(name)}</option>)}
            </select>
          )}
        </FormField>
      )}
    </div>
  );
}

function ParameterField({ draft, change, parameter }: Pick<StepProps, "draft" | "change"> & { parameter: Parameter }) {
  const value = valueIn(draft.parameters, parameter.name) || String(parameter.default);
  const set = (text: string) => change({ parameters: listWith(draft.parameters, parameter.name, text === String(parameter.default) ? "" : text) });
  if (!parameter.choices) return <TextField type={parameter.type === "text" ? "text" : "number"} label={parameter.title} value={value} onChange={set} latin />;
  return (
    <FormField label={parameter.title}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => set(event.currentTarget.value)}>
          {parameter.choices?.map((choice) => <option key={choice} value={choice} translate={false} selected={choice === value}>{choice}</option>)}
        </select>
      )}
    </FormField>
  );
}

export function MetricStep(props: StepProps & { metrics: MetricSummary[] }) {
  const { draft, change, error, metric, metrics } = props;
  const whole = useAnswer<Metric>(metric ? `/metrics/${metric.id}` : null).data;
  const choose = (id: string) => change({ metric: id, variant: "", filters: [], parameters: [] });
  return (
    <>
      <div data-field="metric">
        <FormField label={t("The metric that measures it")} problem={problemOf(error, "metric")} help={metric && <bdi>{metric.help}</bdi>}>
          {(attributes) => (
            <select {...attributes} value={draft.metric} onChange={(event) => choose(event.currentTarget.value)}>
              {!metric && <option value={draft.metric} translate={false} selected>{draft.metric || t("choose")}</option>}
              {metrics.map((other) => <option key={other.id} value={other.id} selected={other.id === draft.metric}>{other.title}</option>)}
            </select>
          )}
        </FormField>
      </div>
      {metric && metric.variants.length > 1 && (
        <FormField label={t("Its form")} problem={problemOf(error, "variant")}>
          {(attributes) => (
            <select {...attributes} value={draft.variant || metric.variants[0]?.name} onChange={(event) => change({ variant: event.currentTarget.value })}>
              {metric.variants.map((other) => <option key={other.name} value={other.name} selected={other.name === draft.variant}>{other.title}</option>)}
            </select>
          )}
        </FormField>
      )}
      {whole?.id === metric?.id && whole?.parameters.map((parameter) => <ParameterField key={parameter.name} draft={draft} change={change} parameter={parameter} />)}
      {metric && <Population {...props} />}
      <KpiPreview draft={draft} />
      <p class="quiet"><a href={linkTo("/metric")}>{t("What the metrics measure")}</a></p>
      <Text {...props} name="title" label={t("Its name here")} required />
    </>
  );
}

const lengths: readonly PeriodLength[] = ["day", "week", "month", "quarter", "year"];

export function FrequencyStep({ draft, change, error }: StepProps) {
  const { calendar } = useChoices();
  const today = useOrganization()?.today ?? "";
  return (
    <>
      <div data-field="period">
        <FormField label={t("Measured by")} problem={problemOf(error, "period")}>
          {(attributes) => (
            <select {...attributes} value={draft.period} onChange={(event) => change({ period: event.currentTarget.value as PeriodLength })}>
              {lengths.map((name) => <option key={name} value={name} selected={name === draft.period}>{periodLengthTitle(name)}</option>)}
            </select>
          )}
        </FormField>
      </div>
      <div data-field="review">
        <DayField label={t("Next review of its definition and target")} value={draft.review || null} calendar={calendar} start={today} onChoose={(day) => change({ review: day ?? "" })} />
      </div>
      {problemOf(error, "review") && <p class="field-problem"><bdi>{problemOf(error, "review")}</bdi></p>}
    </>
  );
}

export function MeasurementStep(props: StepProps) {
  const { draft, change, error } = props;
  return (
    <>
      <Segments label={t("Its values come")} hideLabel={false} value={draft.by_hand ? "hand" : "files"}
        options={[{ value: "files", title: t("from a source") }, { value: "hand", title: t("by hand") }]} onChoose={(chosen) => change({ by_hand: chosen === "hand" })} />
      {draft.by_hand ? <Text {...props} name="entry" label={t("Who enters them, and when")} help={t("Each entry keeps who made it and for which day.")} />
        : <Text {...props} name="source" label={t("Which system its facts come from")} />}
      <div data-field="fresh_days">
        <TextField type="number" label={t("Late after how many days")} value={draft.fresh_days} onChange={(fresh_days) => change({ fresh_days })} latin problem={problemOf(error, "fresh_days")} />
      </div>
      <Text {...props} name="owner" label={t("Owner")} help={t("One name: who answers for it.")} />
      <fieldset class="needs">
        <legend>{t("What reaching the target takes")}</legend>
        <Text {...props} name="people" label={t("People")} />
        <Text {...props} name="money" label={t("Money")} />
        <Text {...props} name="tools" label={t("Tools")} />
      </fieldset>
    </>
  );
}

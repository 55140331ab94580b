// A KPI in six steps: goal, criterion, metric, target, frequency, measurement system. What is begun is kept on the device;
// a change of one that is there says why, and who comes second to a change sees both.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError, request, send, useAnswer } from "../base/api";
import { t } from "../base/messages";
import { useMe } from "../base/me";
import type { MetricSummary } from "../base/types";
import { asError, Form, TextField } from "../settings/form";
import { useDraft } from "./draft";
import { Conflict } from "./kpi-conflict";
import { definitionBody, draftOf, emptyKpi, kpiBody, type KpiDraft } from "./kpi-draft";
import { CriterionStep, FrequencyStep, GoalStep, MeasurementStep, MetricStep, type StepProps } from "./kpi-steps";
import { TargetFields } from "./target-fields";
import type { Kpi, KpiShown } from "./types";
import { idFrom } from "./words";

const shownFields = ["id", "title", "goal", "objective", "criterion", "metric", "variant", "filters", "perspective", "period", "review", "owner", "source",
  "entry", "fresh_days", "people", "money", "tools", "points", "margin", "to", "from", "rule", "percent", "periods", "number", "segment"];

function Step({ number, title, children }: { number: number; title: string; children: ComponentChildren }) {
  return (
    <li>
      <fieldset class="step">
        <legend>{t("{number}. {title}", { number, title })}</legend>
        {children}
      </fieldset>
    </li>
  );
}

/** Puts the focus on the field that the address asks for. */
function useFocusOn(field: string | null) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!field) return;
    const found = box.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
    found?.scrollIntoView({ block: "center" });
    found?.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
  }, [field]);
  return box;
}

function Steps(props: StepProps & { metrics: MetricSummary[]; withTarget: boolean }) {
  const { draft, change, error, metric, withTarget } = props;
  const variant = metric?.variants.find(({ name }) => name === draft.variant) ?? metric?.variants[0];
  let number = 0;
  return (
    <ol class="steps">
      <Step number={++number} title={t("The goal: what it serves")}><GoalStep {...props} /></Step>
      <Step number={++number} title={t("The criterion: what is judged")}><CriterionStep {...props} /></Step>
      <Step number={++number} title={t("The metric")}><MetricStep {...props} /></Step>
      {withTarget && (
        <Step number={++number} title={t("The expected target")}>
          <TargetFields draft={draft.target} change={(target) => change({ target: { ...draft.target, ...target } })} unit={variant?.unit} error={error}
            metric={metric} definition={definitionBody(draft)} currency={null} />
        </Step>
      )}
      <Step number={++number} title={t("The frequency: how often it is measured")}><FrequencyStep {...props} /></Step>
      <Step number={++number} title={t("The measurement system")}><MeasurementStep {...props} /></Step>
    </ol>
  );
}

function Resumed({ onForget }: { onForget: () => void }) {
  return <p class="help" role="status">{t("This is what you started earlier.")} <button type="button" class="link-button" onClick={onForget}>{t("Start over")}</button></p>;
}

function useMetric(draft: KpiDraft) {
  const metrics = useAnswer<{ metrics: MetricSummary[] }>("/metrics").data?.metrics ?? [];
  return { metrics, metric: metrics.find(({ id }) => id === draft.metric) };
}

export function KpiForm({ onDone }: { onDone: (id: string) => void }) {
  const kept = useDraft<KpiDraft>("kpi", useMe()?.account, emptyKpi);
  const { metrics, metric } = useMetric(kept.value);
  const draft: KpiDraft = { ...kept.value, title: kept.value.title || metric?.title || "" };
  const change = (next: Partial<KpiDraft>) => {
    const other = next.metric === undefined ? undefined : metrics.find(({ id }) => id === next.metric);
    kept.change({ ...next, ...(other && { target: { ...draft.target, direction: other.better === "down" ? "down" : "up" } }) });
  };
  const commit = async () => {
    const id = idFrom(draft.title, "kpi");
    await send("POST", "/kpis", { id, ...kpiBody(draft, false) });
    kept.forget();
    onDone(id);
  };
  return (
    <Form action={t("Commit to it")} onSubmit={commit} idle={!draft.title || !metric} fields={shownFields}>
      {(error) => (
        <>
          {kept.resumed && <Resumed onForget={kept.forget} />}
          <Steps draft={draft} change={change} error={error} metric={metric} metrics={metrics} withTarget />
        </>
      )}
    </Form>
  );
}

/** Changes a KPI as it was when the form was opened: what another does meanwhile is for the server to tell. `field` is
 *  where the focus goes. */
export function KpiChange({ kpi: latest, field, onDone, onCancel }: { kpi: Kpi; field: string | null; onDone: () => void; onCancel: () => void }) {
  const [kpi] = useState(latest);
  const kept = useDraft<KpiDraft>(`kpi.${kpi.id}.${kpi.revision}`, useMe()?.account, draftOf(kpi));
  const draft = kept.value;
  const { metrics, metric } = useMetric(draft);
  const [theirs, setTheirs] = useState<Kpi | null>(null);
  const [revision, setRevision] = useState(kpi.revision);
  const box = useFocusOn(metrics.length > 0 ? field : null);
  const save = async () => {
    try {
      await send("PATCH", `/kpis/${encodeURIComponent(kpi.id)}`, { revision, ...kpiBody(draft, true) });
    } catch (problem) {
      const error = asError(problem);
      if (error.problem.status !== 409) throw error;
      setTheirs((await request<KpiShown>(`/kpis/${encodeURIComponent(kpi.id)}`)).kpi);
      throw new ApiError({ ...error.problem });
    }
    kept.forget();
    onDone();
  };
  return (
    <div ref={box}>
      <Form action={t("Save the change")} onSubmit={save} idle={!draft.title} fields={shownFields}
        extra={<button type="button" class="button" onClick={() => { kept.forget(); onCancel(); }}>{t("Cancel")}</button>}>
        {(error) => (
          <>
            {kept.resumed && <Resumed onForget={kept.forget} />}
            <Steps draft={draft} change={kept.change} error={error} metric={metric} metrics={metrics} withTarget={false} />
            <TextField label={t("Why it is changed")} value={draft.reason} onChange={(reason) => kept.change({ reason })} />
            {theirs && theirs.revision !== revision && (
              <Conflict before={kpi} theirs={theirs} mine={draft} onKeepMine={(merged) => { kept.change(merged); setRevision(theirs.revision); }}
                onTakeTheirs={() => { kept.forget(); onDone(); }} />
            )}
          </>
        )}
      </Form>
    </div>
  );
}

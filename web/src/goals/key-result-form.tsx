// A key result that is bound to a KPI, a metric, a milestone or a number; changing one; and checking in on it.
import { useState } from "preact/hooks";
import { request, send, useAnswer } from "../base/api";
import { plainNumber } from "../base/format";
import { t } from "../base/messages";
import type { MetricSummary } from "../base/types";
import { Form, FormField, problemOf, TextField } from "../settings/form";
import { Conflict, useEditing, type Version } from "./conflict";
import type { KeyResult, Kpi, Objective } from "./types";
import { kindTitle } from "./words";

const kinds: KeyResult["kind"][] = ["kpi", "metric", "milestone", "number"];

export function KeyResultForm({ objective, onDone }: { objective: Objective; onDone: () => void }) {
  const metrics = useAnswer<{ metrics: MetricSummary[] }>("/metrics");
  const kpis = useAnswer<{ kpis: Kpi[] }>("/kpis").data?.kpis ?? [];
  const [chosenKind, setKind] = useState<KeyResult["kind"] | null>(null);
  const [bound, setBound] = useState("");
  const [title, setTitle] = useState("");
  const [start, setStart] = useState("");
  const [target, setTarget] = useState("");
  const [weight, setWeight] = useState("");
  const kind = chosenKind ?? (kpis.length ? "kpi" : "metric");
  const choices = kind === "kpi" ? kpis.map(({ id, title: name }) => ({ id, name }))
    : (metrics.data?.metrics ?? []).map(({ id, title: name }) => ({ id, name }));
  const isBound = kind === "kpi" || kind === "metric";
  const chosen = choices.some(({ id }) => id === bound) ? bound : (choices[0]?.id ?? "");
  const save = async () => {
    await send("POST", `/objectives/${objective.id}/key-results`, {
      title, kind, ...(isBound && { [kind]: chosen }), ...(kind !== "milestone" && { start: Number(start), target: Number(target) }), ...(weight && { weight: Number(weight) }),
    });
    onDone();
  };
  return (
    <Form action={t("Add the key result")} onSubmit={save} idle={!title || (kind !== "milestone" && (start === "" || target === ""))} fields={["title", "start", "target", "kpi", "metric", "weight"]}>
      {(error) => (
        <>
          <TextField label={t("What shows that it is reached")} value={title} onChange={setTitle} required problem={problemOf(error, "title")} />
          <FormField label={t("How it is measured")}>
            {(attributes) => (
              <select {...attributes} value={kind} onChange={(event) => setKind(event.currentTarget.value as KeyResult["kind"])}>
                {kinds.map((name) => <option key={name} value={name}>{kindTitle(name)}</option>)}
              </select>
            )}
          </FormField>
          {isBound && (
            <FormField label={kind === "kpi" ? t("KPI") : t("Metric")} problem={problemOf(error, kind)}>
              {(attributes) => (
                <select {...attributes} value={chosen} onChange={(event) => setBound(event.currentTarget.value)}>
                  {choices.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
                </select>
              )}
            </FormField>
          )}
          {kind !== "milestone" && (
            <>
              <TextField type="number" label={t("Start")} value={start} onChange={setStart} latin problem={problemOf(error, "start")} />
              <TextField type="number" label={t("Target")} value={target} onChange={setTarget} latin problem={problemOf(error, "target")} />
            </>
          )}
          <TextField type="number" label={t("Weight")} help={t("How much it counts beside the others; 1 where nothing is said.")} value={weight} onChange={setWeight} latin problem={problemOf(error, "weight")} />
        </>
      )}
    </Form>
  );
}

/* ---- changing ---- */

function versionOf(objective: Objective, number: number): Version {
  const result = objective.key_results.find((other) => other.number === number);
  return { revision: objective.revision, fields: { title: result?.title ?? "", start: String(result?.start ?? ""), target: String(result?.target ?? ""), weight: String(result?.weight ?? "") } };
}

export function KeyResultEdit({ objective, result, onDone }: { objective: Objective; result: KeyResult; onDone: () => void }) {
  const path = `/objectives/${objective.id}`;
  const [base] = useState(() => versionOf(objective, result.number));
  const [fields, setFields] = useState(base.fields);
  const [reason, setReason] = useState("");
  const set = (name: string) => (value: string) => setFields({ ...fields, [name]: value });
  const { save, met } = useEditing(base, async () => versionOf(await request<Objective>(path), result.number), async (version) => {
    const { title, start, target, weight } = version.fields;
    await send("PATCH", `${path}/key-results/${result.number}`, {
      title, weight: Number(weight), ...(result.kind !== "milestone" && { start: Number(start), target: Number(target) }),
      revision: version.revision, ...(reason && { reason }),
    });
    onDone();
  });
  if (met) return <Conflict met={met} base={base} text={(field, value) => (field === "title" ? value : plainNumber(Number(value)))} onSave={save} />;
  return (
    <Form action={t("Save")} onSubmit={() => save(fields)} idle={!fields.title} fields={["title", "start", "target", "weight"]}>
      {(error) => (
        <>
          <TextField label={t("What shows that it is reached")} value={fields.title ?? ""} onChange={set("title")} required problem={problemOf(error, "title")} />
          {result.kind !== "milestone" && (
            <>
              <TextField type="number" label={t("Start")} value={fields.start ?? ""} onChange={set("start")} latin problem={problemOf(error, "start")} />
              <TextField type="number" label={t("Target")} value={fields.target ?? ""} onChange={set("target")} latin problem={problemOf(error, "target")} />
            </>
          )}
          <TextField type="number" label={t("Weight")} value={fields.weight ?? ""} onChange={set("weight")} latin problem={problemOf(error, "weight")} />
          <TextField label={t("Why it is changed")} help={t("Kept in its history.")} value={reason} onChange={setReason} />
        </>
      )}
    </Form>
  );
}

/* ---- check-ins ---- */

export function CheckIn({ objective, result, onDone }: { objective: Objective; result: KeyResult; onDone: () => void }) {
  const entered = result.kind === "number" || result.kind === "milestone";
  const [value, setValue] = useState("");
  const [confidence, setConfidence] = useState("");
  const [words, setWords] = useState("");
  const save = async () => {
    await send("POST", `/objectives/${objective.id}/key-results/${result.number}/check-ins`, {
      ...(entered && value !== "" && { value: Number(value) }),
      ...(confidence !== "" && { confidence: Number(confidence) / 100 }),
      ...(words && { words }),
    });
    onDone();
  };
  return (
    <Form action={t("Check in")} onSubmit={save} idle={!value && !confidence && !words} fields={["value", "confidence", "words"]}>
      {(error) => (
        <>
          {entered && <TextField type="number" label={result.kind === "milestone" ? t("Reached (1) or not (0)") : t("Where it stands")} value={value} onChange={setValue} latin problem={problemOf(error, "value")} />}
          <TextField type="number" label={t("Confidence in percent")} value={confidence} onChange={setConfidence} latin problem={problemOf(error, "confidence")} />
          <TextField label={t("In words")} value={words} onChange={setWords} problem={problemOf(error, "words")} />
        </>
      )}
    </Form>
  );
}

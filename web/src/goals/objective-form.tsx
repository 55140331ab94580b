// Forms for an objective and for a key result that is bound to a KPI, a metric, a milestone or a number.
import { useState } from "preact/hooks";
import { request, useAnswer } from "../base/api";
import { t } from "../base/messages";
import { useOrganization } from "../base/organization";
import type { MetricSummary } from "../base/types";
import { DayField } from "../view/day-field";
import { Form, FormField, problemOf, TextField } from "../settings/form";
import type { KeyResult, Kpi, Objective } from "./types";
import { idFrom, levelNames, levelTitle } from "./words";

const json = { "Content-Type": "application/json" };

export function ObjectiveForm({ onDone }: { onDone: () => void }) {
  const organization = useOrganization();
  const [title, setTitle] = useState("");
  const [why, setWhy] = useState("");
  const [level, setLevel] = useState("company");
  const [owner, setOwner] = useState("");
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const calendar = organization?.calendar ?? "gregorian", today = organization?.today ?? "";
  const send = async () => {
    await request("/objectives", {
      method: "POST", headers: json,
      body: JSON.stringify({ id: idFrom(title, "objective"), title, level, to, ...(from && { from }), ...(why && { why }), ...(owner && { owner }) }),
    });
    onDone();
  };
  return (
    <Form action={t("Set the objective")} onSubmit={send} idle={!title || !to} fields={["title", "to", "from", "owner", "why"]}>
      {(error) => (
        <>
          <TextField label={t("What is to be reached")} value={title} onChange={setTitle} required problem={problemOf(error, "title") ?? problemOf(error, "id")} />
          <TextField label={t("Why it matters")} value={why} onChange={setWhy} problem={problemOf(error, "why")} />
          <FormField label={t("Level")}>
            {(attributes) => (
              <select {...attributes} value={level} onChange={(event) => setLevel(event.currentTarget.value)}>
                {levelNames.map((name) => <option key={name} value={name}>{levelTitle(name)}</option>)}
              </select>
            )}
          </FormField>
          <TextField label={t("Owner")} value={owner} onChange={setOwner} problem={problemOf(error, "owner")} />
          <DayField label={t("First day")} value={from} calendar={calendar} start={today} onChoose={setFrom} />
          <DayField label={t("Deadline")} value={to} calendar={calendar} start={today} onChoose={setTo} />
          {problemOf(error, "to") && <p class="field-problem"><bdi>{problemOf(error, "to")}</bdi></p>}
        </>
      )}
    </Form>
  );
}

const kinds: KeyResult["kind"][] = ["kpi", "metric", "milestone", "number"];

export function KeyResultForm({ objective, kpis, onDone }: { objective: Objective; kpis: Kpi[]; onDone: () => void }) {
  const metrics = useAnswer<{ metrics: MetricSummary[] }>("/metrics");
  const [kind, setKind] = useState<KeyResult["kind"]>(kpis.length ? "kpi" : "metric");
  const [bound, setBound] = useState("");
  const [title, setTitle] = useState("");
  const [start, setStart] = useState("");
  const [target, setTarget] = useState("");
  const titles: Record<KeyResult["kind"], string> = {
    kpi: t("It moves with a KPI"), metric: t("It moves with a metric"), milestone: t("A milestone, reached or not"), number: t("A number entered at check-ins"),
  };
  const choices = kind === "kpi" ? kpis.map(({ id, title: name }) => ({ id, name }))
    : (metrics.data?.metrics ?? []).map(({ id, title: name }) => ({ id, name }));
  const isBound = kind === "kpi" || kind === "metric";
  const chosen = choices.some(({ id }) => id === bound) ? bound : (choices[0]?.id ?? "");
  const send = async () => {
    await request(`/objectives/${objective.id}/key-results`, {
      method: "POST", headers: json,
      body: JSON.stringify({ title, kind, ...(isBound && { [kind]: chosen }), ...(kind !== "milestone" && { start: Number(start), target: Number(target) }) }),
    });
    onDone();
  };
  return (
    <Form action={t("Add the key result")} onSubmit={send} idle={!title || (kind !== "milestone" && (start === "" || target === ""))} fields={["title", "start", "target", "kpi", "metric"]}>
      {(error) => (
        <>
          <TextField label={t("What shows that it is reached")} value={title} onChange={setTitle} required problem={problemOf(error, "title")} />
          <FormField label={t("How it is measured")}>
            {(attributes) => (
              <select {...attributes} value={kind} onChange={(event) => setKind(event.currentTarget.value as KeyResult["kind"])}>
                {kinds.map((name) => <option key={name} value={name}>{titles[name]}</option>)}
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
        </>
      )}
    </Form>
  );
}

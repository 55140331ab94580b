// A KPI in six steps: goal, criterion, metric, target, frequency, measurement system; with the value of the metric as
// it is chosen.
import { useState } from "preact/hooks";
import { linkTo } from "../base/address";
import { request, useAnswer } from "../base/api";
import { formatValue } from "../base/format";
import { t } from "../base/messages";
import type { MetricSummary, PeriodLength, Values } from "../base/types";
import { periodLengthTitle, unitTitle } from "../base/words";
import { Form, FormField, problemOf, TextField } from "../settings/form";
import { Own } from "../view/own";
import { PerspectiveField } from "./perspective-field";
import { idFrom } from "./words";

const lengths: readonly PeriodLength[] = ["day", "week", "month", "quarter", "year"];
const json = { "Content-Type": "application/json" };

/** The latest value of the metric that is being chosen. */
function Preview({ metric, variant, period }: { metric: string; variant: string; period: PeriodLength }) {
  const answer = useAnswer<Values>(metric ? `/metrics/${metric}/values?${new URLSearchParams({ variant, period })}` : null);
  const row = [...(answer.data?.rows ?? [])].reverse().find(({ value }) => value !== null);
  if (!answer.data) return <p class="help" role="status">{answer.error ? t("This cannot be measured.") : t("One moment …")}</p>;
  return (
    <p class="help" role="status">
      {row && row.value !== null
        ? <Own>{t("{period}: {value}", { period: row.label, value: formatValue(row.value, { unit: row.unit, currency: answer.data.currency }) })}</Own>
        : t("There are no data for this yet.")}
    </p>
  );
}

export function KpiForm({ onDone }: { onDone: (id: string) => void }) {
  const metrics = useAnswer<{ metrics: MetricSummary[] }>("/metrics").data?.metrics ?? [];
  const [given, setGiven] = useState<Record<string, string>>({});
  const set = (name: string) => (text: string) => setGiven((before) => ({ ...before, [name]: text }));
  const value = (name: string) => given[name] ?? "";
  const metric = metrics.find(({ id }) => id === value("metric")) ?? metrics[0];
  const variant = metric?.variants.find(({ name }) => name === value("variant")) ?? metric?.variants[0];
  const period = (given.period ?? "month") as PeriodLength;
  const direction = given.direction ?? (variant?.better === "down" ? "down" : "up");
  const title = given.title ?? metric?.title ?? "";

  const send = async () => {
    if (!metric || !variant) return;
    const id = idFrom(title, "kpi");
    const steps = ["goal", "criterion", "owner", "source", "perspective"].filter((name) => value(name)).map((name) => [name, value(name)]);
    await request("/kpis", { method: "POST", headers: json,
      body: JSON.stringify({ id, title, metric: metric.id, variant: variant.name, period, ...Object.fromEntries(steps) }) });
    if (value("target") !== "")
      await request(`/kpis/${id}/targets`, { method: "POST", headers: json,
        body: JSON.stringify({ direction, points: [{ low: Number(value("target")) }], margin: Number(value("margin") || 0), ...(value("to") && { to: value("to") }) }) });
    onDone(id);
  };

  return (
    <Form action={t("Commit to it")} onSubmit={send} idle={!title || !metric} fields={["id", "title", "metric", "perspective", "goal", "criterion", "owner", "source", "to"]}>
      {(error) => (
        <ol class="steps">
          <li><TextField label={t("1. The goal: what it serves")} value={value("goal")} onChange={set("goal")} problem={problemOf(error, "goal")} /></li>
          <li><TextField label={t("2. The criterion: what is judged")} value={value("criterion")} onChange={set("criterion")} problem={problemOf(error, "criterion")} /></li>
          <li>
            <FormField label={t("3. The metric that measures it")} problem={problemOf(error, "metric")}
              help={metric && <bdi>{metric.help}</bdi>}>
              {(attributes) => (
                <select {...attributes} value={metric?.id} onChange={(event) => setGiven(({ variant: _, title: __, ...before }) => ({ ...before, metric: event.currentTarget.value }))}>
                  {metrics.map((other) => <option key={other.id} value={other.id}>{other.title}</option>)}
                </select>
              )}
            </FormField>
            {metric && metric.variants.length > 1 && (
              <FormField label={t("Its form")}>
                {(attributes) => (
                  <select {...attributes} value={variant?.name} onChange={(event) => set("variant")(event.currentTarget.value)}>
                    {metric.variants.map((other) => <option key={other.name} value={other.name}>{other.title}</option>)}
                  </select>
                )}
              </FormField>
            )}
            {metric && variant && <Preview metric={metric.id} variant={variant.name} period={period} />}
            <TextField label={t("Its name here")} value={title} onChange={set("title")} required problem={problemOf(error, "title") ?? problemOf(error, "id")} />
            <PerspectiveField value={given.perspective ?? metric?.perspective ?? ""} onChange={set("perspective")} problem={problemOf(error, "perspective")} />
          </li>
          <li>
            <FormField label={t("4. The target")} help={variant && t("In the unit of the metric: {unit}.", { unit: unitTitle(variant.unit) })}>
              {(attributes) => (
                <span class="target-line">
                  <select aria-label={t("Direction")} value={direction} onChange={(event) => set("direction")(event.currentTarget.value)}>
                    <option value="up">{t("at least")}</option>
                    <option value="down">{t("at most")}</option>
                  </select>
                  <input {...attributes} type="number" step="any" dir="ltr" value={value("target")} onInput={(event) => set("target")(event.currentTarget.value)} />
                </span>
              )}
            </FormField>
            <TextField type="number" label={t("Short by at most this is at risk, by more off track")} value={value("margin")} onChange={set("margin")} latin />
            <FormField label={t("Until (deadline)")} problem={problemOf(error, "to")}>
              {(attributes) => <input {...attributes} type="date" value={value("to")} onInput={(event) => set("to")(event.currentTarget.value)} />}
            </FormField>
          </li>
          <li>
            <FormField label={t("5. How often it is measured")}>
              {(attributes) => (
                <select {...attributes} value={period} onChange={(event) => set("period")(event.currentTarget.value)}>
                  {lengths.map((name) => <option key={name} value={name}>{periodLengthTitle(name)}</option>)}
                </select>
              )}
            </FormField>
          </li>
          <li>
            <TextField label={t("6. The measurement system: where its facts come from")} value={value("source")} onChange={set("source")} problem={problemOf(error, "source")} />
            <TextField label={t("Owner")} value={value("owner")} onChange={set("owner")} problem={problemOf(error, "owner")} />
          </li>
          <li class="quiet"><a href={linkTo("/metric")}>{t("What the metrics measure")}</a></li>
        </ol>
      )}
    </Form>
  );
}

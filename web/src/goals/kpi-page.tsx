// One KPI: where it stands, period by period by the target of its time, and whether it is SMART.
import { useState } from "preact/hooks";
import { linkTo } from "../base/address";
import { forgetAnswers, request, useAnswer } from "../base/api";
import { formatValue, plainNumber } from "../base/format";
import { t } from "../base/messages";
import { Form, FormField, problemOf, TextField } from "../settings/form";
import { MeasurementsOf } from "../metric/measurements";
import { Own } from "../view/own";
import { ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { Talk } from "../talk/comments";
import { targetText, valueText } from "./kpi-table";
import { KpiObjectives } from "./kpi-objectives";
import { GoalMark, percentText } from "./marks";
import { OwnerWarning } from "./owner";
import type { Finding, Kpi, KpiShown } from "./types";

function TargetForm({ kpi, onDone }: { kpi: Kpi; onDone: () => void }) {
  const [direction, setDirection] = useState("up");
  const [number, setNumber] = useState("");
  const [margin, setMargin] = useState("");
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const send = async () => {
    await request(`/kpis/${kpi.id}/targets`, { method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ direction, points: [{ low: Number(number) }], margin: Number(margin || 0), ...(to && { to }), ...(reason && { reason }) }) });
    onDone();
  };
  return (
    <Form action={t("Set the target")} onSubmit={send} idle={number === ""} fields={["from", "to"]}>
      {(error) => (
        <>
          <FormField label={t("Target from today on")} help={t("Earlier periods keep the target that they had.")}>
            {(attributes) => (
              <span class="target-line">
                <select aria-label={t("Direction")} value={direction} onChange={(event) => setDirection(event.currentTarget.value)}>
                  <option value="up">{t("at least")}</option>
                  <option value="down">{t("at most")}</option>
                </select>
                <input {...attributes} type="number" step="any" dir="ltr" value={number} onInput={(event) => setNumber(event.currentTarget.value)} />
              </span>
            )}
          </FormField>
          <TextField type="number" label={t("Short by at most this is at risk, by more off track")} value={margin} onChange={setMargin} latin />
          <FormField label={t("Until (deadline)")} problem={problemOf(error, "to")}>
            {(attributes) => <input {...attributes} type="date" value={to} onInput={(event) => setTo(event.currentTarget.value)} />}
          </FormField>
          <TextField label={t("Why this one")} value={reason} onChange={setReason} />
        </>
      )}
    </Form>
  );
}

function Smart({ findings }: { findings: Finding[] }) {
  const letters = [...new Set(findings.map(({ letter }) => letter))];
  return (
    <dl class="smart">
      {letters.map((letter) => {
        const own = findings.filter((finding) => finding.letter === letter);
        return (
          <div key={letter}>
            <dt>{own[0]?.title}</dt>
            {own.map((finding) => (
              <dd key={finding.code} class={finding.good ? "finding" : "finding finding-open"}>
                <span class="hidden-text">{finding.good ? t("Good:") : t("To mend:")}</span> <bdi>{finding.evidence}</bdi>
                {finding.mend && <p class="quiet"><bdi>{finding.mend}</bdi></p>}
              </dd>
            ))}
          </div>
        );
      })}
    </dl>
  );
}

function Periods({ kpi }: { kpi: Kpi }) {
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={t("Periods")}>
      <table class="numbers">
        <thead>
          <tr><th scope="col">{t("Period")}</th><th scope="col" class="end">{t("Value")}</th><th scope="col" class="end">{t("Target")}</th>
            <th scope="col">{t("Status")}</th><th scope="col">{t("Signal")}</th></tr>
        </thead>
        <tbody>
          {[...kpi.periods].reverse().map((judged) => (
            <tr key={judged.value.period_start}>
              <th scope="row"><Own>{judged.value.label}</Own>{" "}{!judged.value.complete && <span class="still-open">{t("not over")}</span>}</th>
              <td class="end"><Own>{valueText(kpi, judged)}</Own></td>
              <td class="end"><Own>{targetText(kpi, judged)}</Own></td>
              <td><GoalMark status={judged.status} certain={judged.certain} /></td>
              <td>{judged.signals.length > 0 ? t("more than its own variation") : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ kpi }: { kpi: Kpi }) {
  const { now, limits } = kpi;
  const format = { unit: kpi.unit, currency: kpi.currency };
  return (
    <header class="kpi-head">
      <p class="quiet"><bdi>{kpi.perspective_title}</bdi> · {kpi.result ? t("a result (KRI)") : t("a performance (KPI)")} · {kpi.leading ? t("leading") : t("lagging")}
        {" · "}<a href={linkTo(`/metric/${kpi.metric}`)}><bdi>{kpi.metric_title}</bdi></a></p>
      <p class="kpi-now"><Own class="value">{valueText(kpi, now)}</Own> <GoalMark status={kpi.status} certain={now?.certain ?? true} /></p>
      {now?.target && <p><Own>{t("Target {target} in {period}", { target: targetText(kpi, now), period: now.value.label })}</Own>
        {now.gap !== null && now.gap < 0 && <>{" "}<Own class="quiet">{t("(short by {gap})", { gap: formatValue(-now.gap, format) })}</Own></>}</p>}
      {kpi.since_periods > 1 && now?.target && <p class="quiet">{t("So for {count} periods.", { count: plainNumber(kpi.since_periods, 0) })}</p>}
      {limits && <p class="quiet"><Own>{t("By itself it varies between {low} and {high}.", { low: formatValue(limits.lower, format), high: formatValue(limits.upper, format) })}</Own>
        {limits.trial && <> {t("Few periods: a first view.")}</>}</p>}
      {kpi.goal && <p><strong>{t("Goal")}</strong>: <bdi>{kpi.goal}</bdi></p>}
      {kpi.criterion && <p><strong>{t("Criterion")}</strong>: <bdi>{kpi.criterion}</bdi></p>}
      {kpi.owner && <p><strong>{t("Owner")}</strong>: <bdi>{kpi.owner}</bdi></p>}
      <OwnerWarning state={kpi.owner_state} />
    </header>
  );
}

export function KpiPage({ id }: { id: string }) {
  const [fresh, setFresh] = useState(0);
  const answer = useAnswer<KpiShown>(`/kpis/${encodeURIComponent(id)}`, fresh);
  useTitle(answer.data?.kpi.title ?? t("KPI"));
  const again = () => { forgetAnswers(); setFresh((n) => n + 1); };
  if (answer.error) return <ProblemNotice error={answer.error} retry={again} />;
  if (!answer.data) return <><h1>{t("KPI")}</h1><Skeleton lines={10} /></>;
  const { kpi, smart } = answer.data;
  return (
    <>
      <h1><bdi>{kpi.title}</bdi></h1>
      <Head kpi={kpi} />
      <KpiObjectives kpi={kpi} />
      <section>
        <h2>{t("Is it SMART?")}</h2>
        {smart.chance !== null && <p>{t("The chance to reach the target, by its own trend and variation: {share}.", { share: percentText(smart.chance) })}</p>}
        <Smart findings={smart.findings} />
      </section>
      <section class="no-print">
        <h2>{t("A new target")}</h2>
        <TargetForm key={fresh} kpi={kpi} onDone={again} />
      </section>
      <section>
        <h2>{t("Period by period")}</h2>
        <Periods kpi={kpi} />
      </section>
      <MeasurementsOf id={kpi.metric} />
      <Talk kind="kpi" id={id} title={kpi.title} />
    </>
  );
}

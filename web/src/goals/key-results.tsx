// The key results of an objective, and how they make its score.
import { useState } from "preact/hooks";
import { linkTo } from "../base/address";
import { send } from "../base/api";
import { axisOf, formatValue, plainNumber } from "../base/format";
import { isOpenTo, useMe } from "../base/me";
import { N_, t } from "../base/messages";
import { Dialog } from "../shell/dialog";
import { Form, TextField } from "../settings/form";
import { Own } from "../view/own";
import { CheckIn, KeyResultEdit, KeyResultForm } from "./key-result-form";
import { GoalMark, percentText, ProgressBar } from "./marks";
import type { KeyResult, Objective } from "./types";

export function numberText(result: KeyResult, value: number): string {
  return result.unit ? formatValue(value, { unit: result.unit, currency: result.currency }) : plainNumber(value);
}

const reasons: Record<string, string> = {
  "no-data": N_("no data"), "no-check-in": N_("nothing entered yet"), "kpi-retired": N_("its KPI was retired: bind another, or take it out"),
  "source-gone": N_("its metric or KPI is gone: bind another, or take it out"),
};
export const reasonText = (result: KeyResult) => t(reasons[result.reason ?? "no-data"] ?? reasons["no-data"] ?? "");

export function KeyResultLine({ result }: { result: KeyResult }) {
  const values = { start: numberText(result, result.start), target: numberText(result, result.target), now: result.now === null ? "" : numberText(result, result.now) };
  return (
    <>
      <div class="key-result-head">
        <span class="key-result-title">
          {result.kpi ? <a href={linkTo(`/goals/kpi/${result.kpi}`)}><bdi>{result.title}</bdi></a>
            : result.metric ? <a href={linkTo(`/metric/${result.metric}`, { where: result.filters })}><bdi>{result.title}</bdi></a> : <bdi>{result.title}</bdi>}
        </span>
        <Own class="key-result-numbers">
          {result.kind === "milestone" ? (result.now === 1 ? t("reached") : t("not reached yet"))
            : result.now === null ? <>{t("{start} to {target}", values)}, {reasonText(result)}</>
              : t("{start} to {target}, now {now}", values)}
        </Own>
      </div>
      <ProgressBar share={result.progress} label={result.title} />
      {result.confidence !== null && <p class="quiet">{t("Confidence: {share}", { share: percentText(result.confidence) })}</p>}
    </>
  );
}

function RemoveForm({ objective, result, onDone }: { objective: Objective; result: KeyResult; onDone: () => void }) {
  const [reason, setReason] = useState("");
  const remove = async () => {
    await send("DELETE", `/objectives/${objective.id}/key-results/${result.number}${reason ? `?reason=${encodeURIComponent(reason)}` : ""}`);
    onDone();
  };
  return (
    <Form action={t("Remove it")} onSubmit={remove}>
      {() => <TextField label={t("Why it is removed")} help={t("Its check-ins stay in the history.")} value={reason} onChange={setReason} />}
    </Form>
  );
}

type Open = { what: "edit" | "remove" | "check-in"; result: KeyResult } | { what: "add" } | null;

function Opened({ open, objective, onDone }: { open: NonNullable<Open>; objective: Objective; onDone: () => void }) {
  if (open.what === "add") return <KeyResultForm objective={objective} onDone={onDone} />;
  const { result } = open;
  if (open.what === "check-in") return <CheckIn objective={objective} result={result} onDone={onDone} />;
  if (open.what === "edit") return <KeyResultEdit objective={objective} result={result} onDone={onDone} />;
  return <RemoveForm objective={objective} result={result} onDone={onDone} />;
}

export function KeyResults({ objective, onChange }: { objective: Objective; onChange: () => void }) {
  const me = useMe();
  const [open, setOpen] = useState<Open>(null);
  const mayChange = isOpenTo(me, "goals") && !objective.closed, mayCheckIn = isOpenTo(me, "comment") && !objective.closed;
  const title = open === null ? "" : open.what === "add" ? t("Add a key result") : open.result.title;
  const button = (what: "edit" | "remove" | "check-in", result: KeyResult, text: string, label: string) => (
    <button type="button" class="link-button" aria-label={label} onClick={() => setOpen({ what, result })}>{text}</button>
  );
  return (
    <section>
      <h2>{t("Key results")}</h2>
      {objective.key_results.length === 0 && <p class="quiet">{t("No key result yet: nothing shows whether it is reached.")}</p>}
      <ul class="key-results">
        {objective.key_results.map((result) => (
          <li key={result.number} class="key-result">
            <KeyResultLine result={result} />
            <p class="row-actions">
              {mayCheckIn && button("check-in", result, t("Check in"), t("Check in on {title}", { title: result.title }))}
              {mayChange && button("edit", result, t("Edit"), t("Edit {name}", { name: result.title }))}
              {mayChange && button("remove", result, t("Remove"), t("Remove {name}", { name: result.title }))}
            </p>
          </li>
        ))}
      </ul>
      {mayChange && <button type="button" class="button" onClick={() => setOpen({ what: "add" })}>{t("Add a key result")}</button>}
      {open && (
        <Dialog title={title} onClose={() => setOpen(null)}>
          <Opened open={open} objective={objective} onDone={() => { setOpen(null); onChange(); }} />
        </Dialog>
      )}
    </section>
  );
}

/* ---- the score ---- */

function Formula({ result }: { result: KeyResult }) {
  if (result.now === null || result.progress === null) return <>{reasonText(result)}</>;
  // In the unit that the numbers above are shown in, but finer, so that the sum comes out: hours where they are hours.
  const { factor } = axisOf(result.unit ?? "count", result.currency, result.unit === "percent" ? 0 : Math.max(Math.abs(result.start), Math.abs(result.target)));
  const [now, start, target] = [result.now, result.start, result.target].map((value) => plainNumber(value * factor)) as [string, string, string];
  return <Own>{`(${now} − ${start}) / (${target} − ${start}) = ${plainNumber(result.progress)}`}</Own>;
}

/** How the score comes about, down to each start, target and number. */
export function ScoreRule({ objective }: { objective: Objective }) {
  const counts = (result: KeyResult) => result.now !== null || objective.begun || objective.closed;
  const weights = objective.key_results.filter(counts).reduce((sum, { weight }) => sum + weight, 0);
  return (
    <section>
      <h2>{t("How the score comes about")}</h2>
      <p>{t("Each key result counts by how far it has come from its start to its target, cut to {none} to {whole}. The score is their mean by weight. A key result without a number counts as {none} once the objective has begun.",
        { none: plainNumber(0), whole: plainNumber(1) })}</p>
      <div class="table-box" tabIndex={0} role="region" aria-label={t("How the score comes about")}>
        <table class="numbers">
          <thead>
            <tr><th scope="col">{t("Key result")}</th><th scope="col">{t("(now − start) / (target − start)")}</th><th scope="col" class="end">{t("Counts")}</th><th scope="col" class="end">{t("Weight")}</th></tr>
          </thead>
          <tbody>
            {objective.key_results.map((result) => (
              <tr key={result.number}>
                <th scope="row"><bdi>{result.title}</bdi></th>
                <td><Formula result={result} /></td>
                <td class="end"><Own>{counts(result) ? plainNumber(result.score ?? 0) : t("left out")}</Own></td>
                <td class="end"><Own>{plainNumber(result.weight)}</Own></td>
              </tr>
            ))}
          </tbody>
          {objective.score !== null && (
            <tfoot><tr><th scope="row" colSpan={2}>{t("Score")}</th><td class="end score-total"><Own>{plainNumber(objective.score)}</Own></td><td class="end"><Own>{plainNumber(weights)}</Own></td></tr></tfoot>
          )}
        </table>
      </div>
      <p class="quiet"><Own>{objective.closed
        ? t("It was closed with this score; a full one is {whole}.", { whole: plainNumber(1) })
        : t("{share} of its time has passed. A score short of that by {risk} is at risk, by {off} off track.",
            { share: percentText(objective.expected), risk: plainNumber(0.1), off: plainNumber(0.3) })}</Own>{" "}
        <GoalMark status={objective.status} /></p>
    </section>
  );
}

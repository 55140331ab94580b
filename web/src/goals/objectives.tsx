// Objectives with their key results: how far each has come, against the time that has passed.
import { useState } from "preact/hooks";
import { linkTo } from "../base/address";
import { request } from "../base/api";
import { formatDay, formatValue, plainNumber } from "../base/format";
import { t } from "../base/messages";
import { useOrganization } from "../base/organization";
import { Form, TextField } from "../settings/form";
import { Own } from "../view/own";
import { GoalMark, percentText, ProgressBar } from "./marks";
import { KeyResultForm } from "./objective-form";
import type { KeyResult, Kpi, Objective } from "./types";
import { levelTitle } from "./words";

function numberText(result: KeyResult, value: number): string {
  return result.unit ? formatValue(value, { unit: result.unit, currency: result.currency }) : plainNumber(value);
}

function CheckIn({ objective, result, onDone }: { objective: Objective; result: KeyResult; onDone: () => void }) {
  const entered = result.kind === "number" || result.kind === "milestone";
  const [value, setValue] = useState("");
  const [confidence, setConfidence] = useState("");
  const [words, setWords] = useState("");
  const send = async () => {
    await request(`/objectives/${objective.id}/key-results/${result.number}/check-ins`, {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        ...(entered && value !== "" && { value: Number(value) }),
        ...(confidence !== "" && { confidence: Number(confidence) / 100 }),
        ...(words && { words }),
      }),
    });
    onDone();
  };
  return (
    <Form action={t("Check in")} onSubmit={send} idle={!value && !confidence && !words}>
      {() => (
        <>
          {entered && <TextField type="number" label={result.kind === "milestone" ? t("Reached (1) or not (0)") : t("Where it stands")} value={value} onChange={setValue} latin />}
          <TextField type="number" label={t("Confidence in percent")} value={confidence} onChange={setConfidence} latin />
          <TextField label={t("In words")} value={words} onChange={setWords} />
        </>
      )}
    </Form>
  );
}

function KeyResultRow({ objective, result, mayCheckIn, onChange }: { objective: Objective; result: KeyResult; mayCheckIn: boolean; onChange: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <li class="key-result">
      <div class="key-result-head">
        <span class="key-result-title">
          {result.kpi ? <a href={linkTo(`/goals/kpi/${result.kpi}`)}><bdi>{result.title}</bdi></a>
            : result.metric ? <a href={linkTo(`/metric/${result.metric}`)}><bdi>{result.title}</bdi></a> : <bdi>{result.title}</bdi>}
        </span>
        <Own class="key-result-numbers">
          {result.kind === "milestone"
            ? (result.now === 1 ? t("reached") : t("not reached yet"))
            : t("{start} to {target}, now {now}", { start: numberText(result, result.start), target: numberText(result, result.target),
                now: result.now === null ? t("no data") : numberText(result, result.now) })}
        </Own>
      </div>
      <ProgressBar share={result.progress} label={result.title} />
      {result.confidence !== null && <p class="quiet">{t("Confidence: {share}", { share: percentText(result.confidence) })}</p>}
      {mayCheckIn && !objective.closed && (
        <>
          <button type="button" class="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>{t("Check in")}</button>
          {open && <CheckIn objective={objective} result={result} onDone={() => { setOpen(false); onChange(); }} />}
        </>
      )}
    </li>
  );
}

interface Props {
  objectives: Objective[];
  kpis: Kpi[];
  onChange: () => void;
}

function ObjectiveCard({ objective, objectives, kpis, onChange }: { objective: Objective } & Props) {
  const organization = useOrganization();
  const [adding, setAdding] = useState(false);
  const titleOf = (id: string) => objectives.find((other) => other.id === id)?.title ?? id;
  return (
    <article class="objective" id={`objective-${objective.id}`}>
      <header class="objective-head">
        <h3><bdi>{objective.title}</bdi></h3>
        <GoalMark status={objective.status} />
      </header>
      <p class="quiet">
        {levelTitle(objective.level)}{objective.of && <> · <bdi>{objective.of}</bdi></>}{objective.owner && <> · <bdi>{objective.owner}</bdi></>}
        {" · "}<Own>{t("due {day}", { day: formatDay(objective.to, organization?.calendar ?? "gregorian") })}</Own>
      </p>
      {objective.why && <p><bdi>{objective.why}</bdi></p>}
      <ProgressBar share={objective.score} expected={objective.expected} label={objective.title} />
      {objective.blocked_by.length > 0 && (
        <p class="blocked">{t("Cannot be reached unless this is:")}{" "}
          {objective.blocked_by.map((id) => <a key={id} href={`#objective-${id}`}><bdi>{titleOf(id)}</bdi></a>)}</p>
      )}
      {objective.key_results.length === 0 && <p class="quiet">{t("No key result yet: nothing shows whether it is reached.")}</p>}
      <ul class="key-results">
        {objective.key_results.map((result) => <KeyResultRow key={result.number} objective={objective} result={result} mayCheckIn onChange={onChange} />)}
      </ul>
      {!objective.closed && !adding && <button type="button" class="button" onClick={() => setAdding(true)}>{t("Add a key result")}</button>}
      {adding && <KeyResultForm objective={objective} kpis={kpis} onDone={() => { setAdding(false); onChange(); }} />}
    </article>
  );
}

export function Objectives(props: Props) {
  return <div class="objectives">{props.objectives.map((objective) => <ObjectiveCard key={objective.id} objective={objective} {...props} />)}</div>;
}

// Objectives with their key results: how far each has come, against the time that has passed.
import { useState } from "preact/hooks";
import { linkTo } from "../base/address";
import { forgetAnswers, request, useAnswer } from "../base/api";
import { formatDay, formatValue, plainNumber } from "../base/format";
import { t } from "../base/messages";
import { useOrganization } from "../base/organization";
import { Form, TextField } from "../settings/form";
import { Own } from "../view/own";
import { Empty, ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { GoalMark, percentText, ProgressBar } from "./marks";
import { KeyResultForm, ObjectiveForm } from "./objective-form";
import { OwnerWarning } from "./owner";
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

export function ObjectiveCard({ objective, objectives, kpis, onChange }: { objective: Objective } & Props) {
  const organization = useOrganization();
  const [adding, setAdding] = useState(false);
  const titleOf = (id: string) => objectives.find((other) => other.id === id)?.title ?? id;
  return (
    <article class="objective" id={`objective-${objective.id}`}>
      <header class="objective-head">
        <h2><a href={linkTo(`/goals/objective/${objective.id}`)}><bdi>{objective.title}</bdi></a></h2>
        <GoalMark status={objective.status} />
      </header>
      <p class="quiet">
        {levelTitle(objective.level)}{objective.of && <> · <bdi>{objective.of}</bdi></>}{objective.owner && <> · <bdi>{objective.owner}</bdi></>}
        {" · "}<Own>{t("due {day}", { day: formatDay(objective.to, organization?.calendar ?? "gregorian") })}</Own>
      </p>
      <OwnerWarning state={objective.owner_state} />
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

function AllObjectives({ objectives, kpis, onChange }: Props) {
  const [adding, setAdding] = useState(false);
  return (
    <section>
      <div class="objectives">
        {objectives.map((objective) => <ObjectiveCard key={objective.id} {...{ objective, objectives, kpis, onChange }} />)}
      </div>
      {objectives.length === 0 && !adding && (
        <Empty title={t("No objective yet")}>
          <p>{t("An objective says what is to be reached by when; its key results are bound to numbers and move by themselves.")}</p>
        </Empty>
      )}
      {!adding && <button type="button" class="button" onClick={() => setAdding(true)}>{t("Set an objective")}</button>}
      {adding && <ObjectiveForm onDone={() => { setAdding(false); onChange(); }} />}
    </section>
  );
}

export function ObjectivesPage() {
  useTitle(`${t("Objectives")} · ${t("Goals")}`);
  const [fresh, setFresh] = useState(0);
  const kpis = useAnswer<{ kpis: Kpi[] }>("/kpis", fresh);
  const objectives = useAnswer<{ objectives: Objective[] }>("/objectives", fresh);
  const again = () => { forgetAnswers(); setFresh((n) => n + 1); };
  const error = kpis.error ?? objectives.error;
  return (
    <>
      <h1>{t("Objectives")}</h1>
      {error && <ProblemNotice error={error} retry={again} />}
      {!error && (!kpis.data || !objectives.data) && <Skeleton lines={12} />}
      {kpis.data && objectives.data && <AllObjectives objectives={objectives.data.objectives} kpis={kpis.data.kpis} onChange={again} />}
    </>
  );
}

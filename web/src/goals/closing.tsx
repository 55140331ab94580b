// Closing an objective with what was learned, going on with what was not reached, and taking one out.
import { useState } from "preact/hooks";
import { go, linkTo } from "../base/address";
import { forgetAnswers, send } from "../base/api";
import { plainNumber } from "../base/format";
import { t } from "../base/messages";
import { Form, FormField, problemOf, TextField } from "../settings/form";
import { PeriodField, spanBody, type Span } from "./period-field";
import type { Objective } from "./types";

function Learned({ value, problem, onChange }: { value: string; problem: string | undefined; onChange: (value: string) => void }) {
  return (
    <FormField label={t("What was learned")} help={t("A sentence is enough: what helped, what stood in the way, what to do otherwise.")} problem={problem}>
      {(attributes) => <textarea {...attributes} rows={3} dir="auto" value={value} required onInput={(event) => onChange(event.currentTarget.value)} />}
    </FormField>
  );
}

export function CloseForm({ objective, onDone }: { objective: Objective; onDone: () => void }) {
  const [learned, setLearned] = useState("");
  const save = async () => {
    await send("POST", `/objectives/${objective.id}/close`, { learned });
    onDone();
  };
  return (
    <Form action={t("Close the objective")} onSubmit={save} idle={!learned.trim()} fields={["learned"]}>
      {(error) => (
        <>
          <p>{objective.score === null ? t("Nothing is known of it: it is closed without a score.") : t("It is closed with a score of {score}. Its numbers then stay as they are.", { score: plainNumber(objective.score) })}</p>
          <Learned value={learned} problem={problemOf(error, "learned")} onChange={setLearned} />
        </>
      )}
    </Form>
  );
}

/** "lead" becomes "lead-2", "lead-2" becomes "lead-3". */
function nextId(id: string): string {
  const numbered = /^(.*)-(\d+)$/.exec(id);
  return numbered ? `${numbered[1] ?? ""}-${Number(numbered[2]) + 1}` : `${id.slice(0, 60)}-2`;
}

export function CarryForm({ objective }: { objective: Objective }) {
  const [title, setTitle] = useState(objective.title);
  const [learned, setLearned] = useState("");
  const [span, setSpan] = useState<Span>({ period: "", from: null, to: null });
  const open = objective.key_results.filter(({ score }) => score === null || score < 1);
  const save = async () => {
    const id = nextId(objective.id);
    await send("POST", `/objectives/${objective.id}/carry-over`, { id, title, ...(span.period !== "" && spanBody(span)), ...(!objective.closed && { learned }) });
    forgetAnswers();
    go(linkTo(`/goals/objective/${id}`));
  };
  return (
    <Form action={t("Carry over")} onSubmit={save} idle={!title || (!objective.closed && !learned.trim())} fields={["learned", "to", "from", "period", "title"]}>
      {(error) => (
        <>
          <p>{t("A new objective goes on with these key results, each from where it stands now:")}</p>
          <ul>{open.map(({ number, title: name }) => <li key={number}><bdi>{name}</bdi></li>)}</ul>
          <TextField label={t("What is to be reached")} value={title} onChange={setTitle} required problem={problemOf(error, "title")} />
          <PeriodField value={span} onChange={setSpan} error={error} following={t("The period that follows")} />
          {!objective.closed && <Learned value={learned} problem={problemOf(error, "learned")} onChange={setLearned} />}
        </>
      )}
    </Form>
  );
}

export function RemoveForm({ objective }: { objective: Objective }) {
  const [reason, setReason] = useState("");
  const save = async () => {
    await send("DELETE", `/objectives/${objective.id}${reason ? `?reason=${encodeURIComponent(reason)}` : ""}`);
    forgetAnswers();
    go(linkTo("/goals/objectives"));
  };
  return (
    <Form action={t("Remove it")} onSubmit={save}>
      {() => (
        <>
          <p>{t("It leaves the lists, and its ties go. To keep what came of it, close it instead.")}</p>
          <TextField label={t("Why it is removed")} value={reason} onChange={setReason} />
        </>
      )}
    </Form>
  );
}

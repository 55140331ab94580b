// Setting an objective, and changing one.
import { useState } from "preact/hooks";
import { ApiError, forgetAnswers, request, send } from "../base/api";
import { formatDay } from "../base/format";
import { t } from "../base/messages";
import { useOrganization } from "../base/organization";
import { Form, FormField, problemOf, TextField } from "../settings/form";
import { Conflict, useEditing, type Fields, type Version } from "./conflict";
import { PeriodField, spanBody, type Span } from "./period-field";
import type { Objective } from "./types";
import { idFrom, levelNames, levelTitle } from "./words";

interface Words {
  title: string;
  why: string;
  level: string;
  of: string;
  owner: string;
  committed: boolean;
  span: Span;
}

interface FieldsProps {
  words: Words;
  error: ApiError | null;
  onChange: (words: Words) => void;
}

function ObjectiveFields({ words, error, onChange }: FieldsProps) {
  const set = (change: Partial<Words>) => onChange({ ...words, ...change });
  return (
    <>
      <TextField label={t("What is to be reached")} value={words.title} onChange={(title) => set({ title })} required problem={problemOf(error, "title") ?? problemOf(error, "id")} />
      <TextField label={t("Why it matters")} value={words.why} onChange={(why) => set({ why })} problem={problemOf(error, "why")} />
      <FormField label={t("Level")}>
        {(attributes) => (
          <select {...attributes} value={words.level} onChange={(event) => set({ level: event.currentTarget.value })}>
            {levelNames.map((name) => <option key={name} value={name}>{levelTitle(name)}</option>)}
          </select>
        )}
      </FormField>
      {words.level !== "company" && <TextField label={t("Which department, team or person")} value={words.of} onChange={(of) => set({ of })} />}
      <TextField label={t("Owner")} help={t("One person or team, by name, mail address or key.")} value={words.owner} onChange={(owner) => set({ owner })} problem={problemOf(error, "owner")} />
      <PeriodField value={words.span} error={error} onChange={(span) => set({ span })} />
      <label class="check"><input type="checkbox" checked={words.committed} onChange={(event) => set({ committed: event.currentTarget.checked })} />
        <span>{t("Committed: a promise, not an aspiration")}</span></label>
    </>
  );
}

const errorFields = ["title", "id", "to", "from", "period", "owner", "why"];

export interface Draft {
  id?: string;
  title?: string;
  why?: string | null;
  owner?: string | null;
  span?: Span;
  key_results?: object[];
}

/** A new one, with what a draft says already. */
export function ObjectiveForm({ draft = {}, onDone }: { draft?: Draft; onDone: (id: string) => void }) {
  const [words, setWords] = useState<Words>({
    title: draft.title ?? "", why: draft.why ?? "", level: "company", of: "", owner: draft.owner ?? "", committed: false,
    span: draft.span ?? { period: "this-quarter", from: null, to: null },
  });
  const save = async () => {
    const { span, title, why, level, of, owner, committed } = words;
    const set = (id: string) => send("POST", "/objectives", {
      id, title, level, committed, ...spanBody(span), ...(why && { why }), ...(owner && { owner }), ...(level !== "company" && of && { of }),
      ...(draft.key_results && { key_results: draft.key_results }),
    });
    let id = draft.id ?? idFrom(title, "objective");
    try {
      await set(id);
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.code !== "already-exists") throw error;
      id = `${id.slice(0, 50)}-${Date.now().toString(36)}`; // another of that name
      await set(id);
    }
    forgetAnswers();
    onDone(id);
  };
  return (
    <Form action={t("Set the objective")} onSubmit={save} idle={!words.title || (words.span.period === "own" && !words.span.to)} fields={errorFields}>
      {(error) => <ObjectiveFields words={words} error={error} onChange={setWords} />}
    </Form>
  );
}

/* ---- changing ---- */

function versionOf(objective: Objective): Version {
  const { title, why, level, of, owner, from, to, committed, revision } = objective;
  return { revision, fields: { title, why: why ?? "", level, of: of ?? "", owner: owner ?? "", from, to, committed: String(committed) } };
}

function fieldsOf({ title, why, level, of, owner, committed, span }: Words, base: Fields): Fields {
  return { title, why, level, of, owner, committed: String(committed), from: span.from ?? base.from ?? "", to: span.to ?? base.to ?? "" };
}

function useFieldText() {
  const organization = useOrganization();
  return (field: string, value: string) => {
    if (field === "from" || field === "to") return formatDay(value, organization?.calendar ?? "gregorian");
    if (field === "level") return levelTitle(value);
    if (field === "committed") return value === "true" ? t("yes") : t("no");
    return value;
  };
}

export function ObjectiveEdit({ objective, onDone }: { objective: Objective; onDone: () => void }) {
  const path = `/objectives/${objective.id}`;
  const text = useFieldText();
  const [words, setWords] = useState<Words>({
    title: objective.title, why: objective.why ?? "", level: objective.level, of: objective.of ?? "", owner: objective.owner ?? "",
    committed: objective.committed, span: { period: "own", from: objective.from, to: objective.to },
  });
  const [reason, setReason] = useState("");
  const [base] = useState(() => versionOf(objective));
  const { save, met } = useEditing(base, async () => versionOf(await request<Objective>(path)), async ({ fields, revision }) => {
    const span = words.span.period === "own" ? { from: fields.from, to: fields.to } : { period: words.span.period };
    const { title, why, level, of, owner, committed } = fields;
    await send("PATCH", path, { title, why, level, of, owner, committed: committed === "true", ...span, revision, ...(reason && { reason }) });
    onDone();
  });
  if (met) return <Conflict met={met} base={base} text={text} onSave={save} />;
  return (
    <Form action={t("Save")} onSubmit={() => save(fieldsOf(words, base.fields))} idle={!words.title} fields={errorFields}>
      {(error) => (
        <>
          <ObjectiveFields words={words} error={error} onChange={setWords} />
          <TextField label={t("Why it is changed")} help={t("Kept in its history.")} value={reason} onChange={setReason} />
        </>
      )}
    </Form>
  );
}

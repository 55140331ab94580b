// The log of who did what: what the filters let through, the newest first; whether it is whole; all of it to take away.
import { useEffect, useState } from "preact/hooks";
import { choose, useAddress } from "../base/address";
import { request, useAnswer, type ApiError } from "../base/api";
import { formatMoment, plainNumber } from "../base/format";
import { isOpenTo, useMe } from "../base/me";
import { t, tn } from "../base/messages";
import { useChoices, useOrganization } from "../base/organization";
import type { Member } from "../account/members";
import { Select } from "../view/choice";
import { DayField } from "../view/day-field";
import { byName } from "../view/fold";
import { Own } from "../view/own";
import { ProblemNotice, Skeleton } from "../view/states";
import { actionTitle, auditActions, outcomeTitle, whoTitle } from "./audit-words";
import { asError } from "./form";

interface Entry {
  number: number;
  at: string;
  name: string;
  origin: string | null;
  action: string;
  target: string | null;
  detail: string | null;
  outcome: string;
}

interface Entries {
  entries: Entry[];
  next_before: number | null;
}

interface State {
  entries: number;
  head: string | null;
  whole: boolean;
  wrong: number | null;
  why: string | null;
}

const PAGE = 50;
const any = " any"; // not a name: names have no blank at the start

function Whole() {
  const answer = useAnswer<State>("/audit/verify");
  if (answer.error) return <ProblemNotice error={answer.error} />;
  const state = answer.data;
  if (!state) return <p class="quiet" role="status">{t("Reading the whole log …")}</p>;
  if (!state.whole)
    return <p class="problem" role="alert">{t("From entry {number} on the log is not what it was: {why}", { number: plainNumber(state.wrong ?? 0), why: state.why ?? "" })}</p>;
  return (
    <div class="audit-state">
      <p><strong>{tn("The log is whole: {count} entry, sealed.", "The log is whole: {count} entries, each sealed over the one before.", state.entries)}</strong></p>
      {state.head && (
        <details>
          <summary>{t("The seal of the last entry")}</summary>
          <p class="help">{t("Written down elsewhere, it shows later that nothing before it was changed or taken away.")}</p>
          <code class="command"><bdi>{state.head}</bdi></code>
        </details>
      )}
    </div>
  );
}

function Filters({ question, seen }: { question: URLSearchParams; seen: readonly string[] }) {
  const me = useMe();
  const organization = useOrganization();
  const { calendar } = useChoices();
  const members = useAnswer<{ accounts: Member[] }>(isOpenTo(me, "members") ? "/accounts" : null);
  const name = question.get("name"), action = question.get("action");
  const names = [...new Set([...(members.data?.accounts ?? []).map((member) => member.name), ...seen, ...(name ? [name] : [])])].filter(Boolean).sort(byName);
  const today = organization?.today ?? "2026-01-01";
  return (
    <div class="filters" role="group" aria-label={t("What is shown")}>
      <Select label={t("Person")} value={name ?? any} options={[{ value: any, title: t("all") }, ...names.map((value) => ({ value, title: whoTitle(value), data: true }))]}
        onChoose={(value) => choose({ who: value === any ? null : value })} />
      <Select label={t("Action")} value={action ?? any}
        options={[{ value: any, title: t("all") }, ...auditActions.map((value) => ({ value, title: actionTitle(value) })).sort((a, b) => byName(a.title, b.title))]}
        onChoose={(value) => choose({ what: value === any ? null : value })} />
      <Select label={t("Outcome")} value={question.get("outcome") ?? any}
        options={[{ value: any, title: t("all") }, ...["done", "refused", "failed", "begun"].map((value) => ({ value, title: outcomeTitle(value) }))]}
        onChoose={(value) => choose({ outcome: value === any ? null : value })} />
      <DayField label={t("From")} value={question.get("from")} calendar={calendar} start={today} onChoose={(day) => choose({ since: day })} />
      <DayField label={t("To, included")} value={question.get("to")} calendar={calendar} start={today} onChoose={(day) => choose({ until: day })} />
    </div>
  );
}

function Row({ entry }: { entry: Entry }) {
  const { calendar } = useChoices();
  return (
    <li>
      <span>
        <strong><bdi>{actionTitle(entry.action)}</bdi></strong>{" "}
        {entry.outcome !== "done" && <span class={`audit-outcome audit-${entry.outcome}`}>{outcomeTitle(entry.outcome)}</span>}{" "}
        {entry.target && <bdi>{entry.target}</bdi>}
        <span class="quiet"><bdi>{whoTitle(entry.name)}</bdi> · <Own>{formatMoment(entry.at, calendar)}</Own>{entry.origin && <> · <bdi>{entry.origin}</bdi></>}</span>
        {entry.detail && <span class="quiet audit-detail"><bdi>{entry.detail}</bdi></span>}
      </span>
      <span class="quiet"><Own>{plainNumber(entry.number)}</Own></span>
    </li>
  );
}

function questionOf(query: URLSearchParams): URLSearchParams {
  const question = new URLSearchParams();
  for (const [word, name] of [["who", "name"], ["what", "action"], ["outcome", "outcome"], ["since", "from"], ["until", "to"]] as const) {
    const value = query.get(word);
    if (value) question.set(name, value);
  }
  return question;
}

/** The first entries, and those before them as they are asked for. */
function List({ question }: { question: URLSearchParams }) {
  const first = useAnswer<Entries>(`/audit?${question.toString()}${question.size ? "&" : ""}limit=${PAGE}`);
  const [older, setOlder] = useState<Entries[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => setOlder([]), [question.toString()]);
  if (first.error) return <ProblemNotice error={first.error} />;
  if (!first.data) return <Skeleton lines={8} />;
  const entries = [...first.data.entries, ...older.flatMap((page) => page.entries)];
  const next = older.length ? older[older.length - 1]?.next_before : first.data.next_before;
  const more = async () => {
    setBusy(true);
    setError(null);
    try {
      const page = await request<Entries>(`/audit?${question.toString()}${question.size ? "&" : ""}limit=${PAGE}&before=${next}`);
      setOlder((before) => [...before, page]);
    } catch (problem) {
      setError(asError(problem));
    }
    setBusy(false);
  };
  return (
    <>
      <Filters question={question} seen={entries.map((entry) => entry.name)} />
      {entries.length === 0 ? <p>{t("Nothing in the log fits these filters.")}</p>
        : <ul class="rows audit-rows">{entries.map((entry) => <Row key={entry.number} entry={entry} />)}</ul>}
      {error && <ProblemNotice error={error} />}
      {next !== null && next !== undefined && <button type="button" class="button" disabled={busy} onClick={() => void more()}>{t("Older entries")}</button>}
    </>
  );
}

export function AuditSettings() {
  const { query } = useAddress();
  const question = questionOf(query);
  const address = (format: string) => `/api/v1/audit/export?${question.toString()}${question.size ? "&" : ""}format=${format}`;
  return (
    <>
      <p class="quiet">{t("Nothing in it can be changed or removed. Days begin at midnight UTC.")}</p>
      <Whole />
      <List question={question} />
      <p class="audit-take">{t("Download what is shown:")}{" "}
        <a href={address("csv")} download="audit.csv"><bdi>CSV</bdi></a>{" · "}<a href={address("ndjson")} download="audit.ndjson"><bdi>NDJSON</bdi></a></p>
    </>
  );
}

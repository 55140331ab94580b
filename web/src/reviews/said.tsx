// Decisions, notes and actions: shown, changed, and what became of those of last time.
import { useState } from "preact/hooks";
import { send, type ApiError } from "../base/api";
import { addDays, formatDay } from "../base/format";
import { isolate, t } from "../base/messages";
import { useOrganization } from "../base/organization";
import { asError, Form, problemOf, TextField } from "../settings/form";
import { DayField } from "../view/day-field";
import { Own } from "../view/own";
import { ProblemNotice } from "../view/states";
import { useCalendar } from "./numbers";
import type { ActionState, Review, ReviewAction, ReviewEntry } from "./types";
import { stateText, titleOf } from "./words";

export interface Editing {
  review: Review;
  /** Takes the answer of a change, which is the review as it is now. */
  onReview: (review: Review) => void;
  /** Somebody else was quicker: what is there now is fetched. */
  onConflict: () => void;
  mayEdit: boolean;
}

const About = ({ review, kpi }: { review: Review; kpi: string | null }) =>
  kpi ? <><bdi class="about">{titleOf(review, kpi)}</bdi>: </> : null;

function EditEntry({ entry, onDone, ...editing }: { entry: ReviewEntry; onDone: () => void } & Editing) {
  const [words, setWords] = useState(entry.words);
  const [before] = useState(entry.revision);
  const save = async () => {
    try {
      editing.onReview(await send<Review>("PATCH", `/reviews/${editing.review.number}/entries/${entry.number}`, { words, revision: entry.revision }));
      onDone();
    } catch (error) {
      if (asError(error).problem.status === 409) editing.onConflict();
      throw error;
    }
  };
  return (
    <Form action={t("Save")} onSubmit={save} idle={!words.trim()} fields={["words"]}
      extra={<button type="button" class="button" onClick={onDone}>{t("Leave it")}</button>}>
      {(error) => (
        <>
          {entry.revision !== before && <p class="notice">{t("{name} has written meanwhile:", { name: entry.changed_by })} <bdi>{entry.words}</bdi></p>}
          <TextField label={t("In words")} value={words} onChange={setWords} problem={problemOf(error, "words")} required />
        </>
      )}
    </Form>
  );
}

function EntryRow({ entry, ...editing }: { entry: ReviewEntry } & Editing) {
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const { review, mayEdit } = editing;
  const remove = async () => {
    try {
      editing.onReview(await send<Review>("DELETE", `/reviews/${review.number}/entries/${entry.number}?revision=${entry.revision}`));
    } catch (problem) {
      setError(asError(problem));
      editing.onConflict();
    }
  };
  return (
    <li>
      {open ? <EditEntry {...editing} entry={entry} onDone={() => setOpen(false)} /> : (
        <p class="review-line">
          <span><About review={review} kpi={entry.kpi} /><bdi>{entry.words}</bdi></span> <bdi class="quiet">{entry.made_by}</bdi>
          {mayEdit && !review.closed && (
            <span class="no-print row-actions">
              <button type="button" class="link-button" aria-label={t("Change: {words}", { words: entry.words })} onClick={() => setOpen(true)}>{t("Edit")}</button>
              <button type="button" class="link-button" aria-label={t("Remove: {words}", { words: entry.words })} onClick={() => void remove()}>{t("Remove")}</button>
            </span>
          )}
        </p>
      )}
      {error && <ProblemNotice error={error} />}
    </li>
  );
}

export function Entries({ kind, kpi, ...editing }: { kind: "decision" | "note"; kpi?: string } & Editing) {
  const own = editing.review.entries.filter((entry) => entry.kind === kind && (kpi === undefined || entry.kpi === kpi));
  return own.length === 0
    ? <p class="quiet">{kind === "decision" ? t("Nothing decided.") : t("Nothing noted.")}</p>
    : <ul class="review-list">{own.map((entry) => <EntryRow key={entry.number} entry={entry} {...editing} />)}</ul>;
}

function CarryOver({ action, onDone, ...editing }: { action: ReviewAction; onDone: () => void } & Editing) {
  const calendar = useCalendar();
  const today = useOrganization()?.today ?? action.due;
  const [due, setDue] = useState(addDays(today, 7));
  const save = async () => {
    editing.onReview(await send<Review>("PATCH", `/reviews/${editing.review.number}/actions/${action.number}`, { state: "carried", due, revision: action.revision }));
    onDone();
  };
  return (
    <Form action={t("Carry over")} onSubmit={save} extra={<button type="button" class="button" onClick={onDone}>{t("Leave it")}</button>}>
      {() => <DayField label={t("Due")} value={due} calendar={calendar} start={due} onChoose={(day) => setDue(day ?? due)} />}
    </Form>
  );
}

function ActionButtons({ action, last, ...editing }: { action: ReviewAction; last: boolean } & Editing) {
  const [carrying, setCarrying] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const set = async (state: ActionState) => {
    setError(null);
    try {
      editing.onReview(await send<Review>("PATCH", `/reviews/${editing.review.number}/actions/${action.number}`, { state, revision: action.revision }));
    } catch (problem) {
      setError(asError(problem));
      editing.onConflict();
    }
  };
  const label = (word: string) => ({ "aria-label": `${word}: ${isolate(action.words)}` });
  return (
    <div class="no-print">
      {!carrying && (
        <span class="row-actions">
          {action.state === "open" && <button type="button" class="link-button" {...label(t("Done"))} onClick={() => void set("done")}>{t("Done")}</button>}
          {action.state === "open" && <button type="button" class="link-button" {...label(t("Drop"))} onClick={() => void set("dropped")}>{t("Drop")}</button>}
          {action.state === "open" && last && <button type="button" class="link-button" {...label(t("Carry over"))} onClick={() => setCarrying(true)}>{t("Carry over")}</button>}
          {(action.state === "done" || action.state === "dropped") && <button type="button" class="link-button" {...label(t("Reopen"))} onClick={() => void set("open")}>{t("Reopen")}</button>}
        </span>
      )}
      {carrying && <CarryOver {...editing} action={action} onDone={() => setCarrying(false)} />}
      {error && <ProblemNotice error={error} />}
    </div>
  );
}

function ActionRow({ action, last = false, ...editing }: { action: ReviewAction; last?: boolean } & Editing) {
  const calendar = useCalendar();
  const today = useOrganization()?.today ?? "";
  const { review, mayEdit } = editing;
  const overdue = action.state === "open" && !review.closed && action.due < today;
  return (
    <li class={`action action-${action.state}`}>
      <p class="review-line">
        <span><About review={review} kpi={action.kpi} /><bdi>{action.words}</bdi></span>
        <bdi class="owner">{action.owner}</bdi>
        <Own class={overdue ? "overdue" : "quiet"}>{overdue ? t("overdue since {day}", { day: formatDay(action.due, calendar) }) : t("due {day}", { day: formatDay(action.due, calendar) })}</Own>
        <span class={`action-state action-state-${action.state}`}>{stateText(action.state)}</span>
      </p>
      {action.outcome && <p class="quiet"><bdi>{action.outcome}</bdi></p>}
      {review.closed && action.state_now !== action.state && <p class="restated">{t("Since then: {state}", { state: stateText(action.state_now) })}</p>}
      {mayEdit && !review.closed && action.state !== "carried" && <ActionButtons {...editing} action={action} last={last} />}
    </li>
  );
}

export function Actions({ kpi, ...editing }: { kpi?: string } & Editing) {
  const own = editing.review.actions.filter((action) => kpi === undefined || action.kpi === kpi);
  return own.length === 0 ? <p class="quiet">{t("No action agreed.")}</p>
    : <ul class="review-list">{own.map((action) => <ActionRow key={action.number} action={action} {...editing} />)}</ul>;
}

export function LastActions(editing: Editing) {
  const { last_actions: actions } = editing.review;
  return (
    <section class="panel last-actions">
      <h2>{t("Actions of last time")}</h2>
      {actions.length === 0 ? <p class="quiet">{t("There were none.")}</p>
        : <ul class="review-list">{actions.map((action) => <ActionRow key={action.number} action={action} last {...editing} />)}</ul>}
    </section>
  );
}

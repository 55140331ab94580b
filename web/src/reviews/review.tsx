// One review: in words first, then the numbers; what is said while it is open, the minute when it is closed.
import { useEffect, useState } from "preact/hooks";
import { linkTo } from "../base/address";
import { forgetAnswers, send, useAnswer, type ApiError } from "../base/api";
import { formatDay } from "../base/format";
import { isOpenTo, useMe } from "../base/me";
import { t } from "../base/messages";
import { asError } from "../settings/form";
import { Own } from "../view/own";
import { Talk } from "../talk/comments";
import { ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { Meeting } from "./meeting";
import { MinuteTools } from "./minute";
import { Changes, Late, Results, Shortfalls, useCalendar } from "./numbers";
import { Actions, Entries, LastActions, type Editing } from "./said";
import { SayForm } from "./say-form";
import { Lead } from "./sentence";
import type { Review } from "./types";
import { reviewTitle } from "./words";

function Head({ review, lead }: { review: Review; lead: boolean }) {
  const calendar = useCalendar();
  return (
    <header>
      <p class="no-print"><a href={linkTo("/reviews")}>{t("Reviews")}</a></p>
      <h1>{reviewTitle(review)}</h1>
      <p class="quiet">
        <Own>{t("Meeting of {day}; numbers as of {frozen}.", { day: formatDay(review.held_on, calendar), frozen: formatDay(review.as_of, calendar) })}</Own>{" "}
        {review.closed ? t("Closed by {name}: nothing of it changes any more.", { name: review.closed_by ?? "" }) : t("Open.")}
      </p>
      {!review.whole && <p class="notice">{t("These are the numbers of the rows that you may see, computed now; what was said about the whole is not here.")}</p>}
      {lead && <Lead review={review} />}
    </header>
  );
}

function Said(editing: Editing) {
  const { review, mayEdit } = editing;
  if (!review.whole && review.actions.length === 0) return null;
  return (
    <section class="panel said">
      {review.whole && <><h2>{t("Decisions")}</h2><Entries {...editing} kind="decision" /></>}
      <h2>{t("Actions")}</h2>
      <Actions {...editing} />
      {review.whole && <><h2>{t("Notes")}</h2><Entries {...editing} kind="note" /></>}
      {mayEdit && !review.closed && <div class="no-print"><SayForm {...editing} /></div>}
    </section>
  );
}

function Controls({ onReview, review, mayEdit }: Editing) {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  const ask = async (what: "close" | "prepare") => {
    setBusy(true);
    setError(null);
    try {
      onReview(await send<Review>("POST", `/reviews/${review.number}/${what}`));
    } catch (problem) {
      setError(asError(problem));
    }
    setBusy(false);
    setSure(false);
  };
  if (review.closed || !mayEdit) return null;
  const decided = review.entries.some((entry) => entry.kind === "decision");
  return (
    <div class="no-print">
      <div class="actions review-controls">
        {review.kpis.length > 0 && <a class="button primary" href={linkTo(`/reviews/${review.number}/meeting/1`)}>{t("One at a time")}</a>}
        {!decided && <button type="button" class="button" disabled={busy} onClick={() => void ask("prepare")}>{t("Use the numbers as they are now")}</button>}
        {!sure && <button type="button" class="button" disabled={busy} onClick={() => setSure(true)}>{t("Close the review")}</button>}
        {sure && (
          <>
            <button type="button" class="button primary close-review" disabled={busy} onClick={() => void ask("close")}>{t("Close it: the minute stays as it is")}</button>
            <button type="button" class="button" onClick={() => setSure(false)}>{t("Leave it open")}</button>
          </>
        )}
        <span role="status" class="quiet">{busy ? t("One moment …") : ""}</span>
      </div>
      {error && <ProblemNotice error={error} />}
    </div>
  );
}

function Whole(editing: Editing) {
  const { review } = editing;
  const said = <Said {...editing} />;
  return (
    <>
      {review.closed && said}
      {review.closed && <LastActions {...editing} />}
      <Changes review={review} />
      <Shortfalls review={review} />
      <Results review={review} />
      {!review.closed && <LastActions {...editing} />}
      <Late review={review} />
      {!review.closed && said}
    </>
  );
}

export function ReviewPage({ number, step }: { number: string; step: number | null }) {
  const [fresh, setFresh] = useState(0);
  const [changed, setChanged] = useState<Review | null>(null);
  const answer = useAnswer<Review>(`/reviews/${encodeURIComponent(number)}`, fresh);
  const me = useMe();
  useEffect(() => setChanged(null), [answer.data]);
  const review = changed ?? answer.data;
  useTitle(review ? reviewTitle(review) : t("Review"));
  const again = () => { forgetAnswers(); setFresh((n) => n + 1); };
  if (answer.error) return <div class="page"><ProblemNotice error={answer.error} retry={again} /></div>;
  if (!review) return <div class="page"><h1>{t("Review")}</h1><Skeleton lines={12} /></div>;
  const editing: Editing = { review, onReview: (now) => { forgetAnswers(); setChanged(now); }, onConflict: again, mayEdit: isOpenTo(me, "reviews") };
  return (
    <div class="page reviews review-page" data-closed={review.closed}>
      <Head review={review} lead={step === null} />
      {step === null ? (
        <>
          {review.closed && <MinuteTools review={review} maySend={editing.mayEdit} />}
          <Controls {...editing} />
          <Whole {...editing} />
          <Talk kind="review" id={number} title={reviewTitle(review)} />
        </>
      ) : <Meeting {...editing} step={step} />}
    </div>
  );
}

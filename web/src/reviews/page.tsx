// Reviews: the next ones with their day, and those that were held.
import "../style/reviews.css";
import { useState } from "preact/hooks";
import { go, linkTo } from "../base/address";
import { forgetAnswers, send, useAnswer, type ApiError } from "../base/api";
import { formatDay } from "../base/format";
import { isOpenTo, useMe } from "../base/me";
import { t, tn } from "../base/messages";
import { asError } from "../settings/form";
import { Own } from "../view/own";
import { Empty, ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { useCalendar } from "./numbers";
import { ReviewPage } from "./review";
import type { Review, ReviewKind, ReviewRow, ReviewSpan } from "./types";
import { kindTitle, reviewTitle } from "./words";

function Next({ next }: { next: ReviewSpan[] }) {
  const calendar = useCalendar();
  if (next.length === 0) return null;
  return (
    <section class="panel next-reviews">
      <h2>{t("Next")}</h2>
      <ul class="review-list">
        {next.map((span) => (
          <li key={span.kind} class="review-line">
            <strong>{reviewTitle(span)}</strong> <Own>{t("on {day}", { day: formatDay(span.held_on, calendar) })}</Own>
          </li>
        ))}
      </ul>
      <p class="quiet">{t("Each is prepared by itself on its day, with the numbers of that day.")}{" "}
        <a href={linkTo("/settings/calendar")}>{t("Choose the days")}</a></p>
    </section>
  );
}

function Prepare() {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const prepare = async (kind: ReviewKind) => {
    setBusy(true);
    setError(null);
    try {
      const review = await send<Review>("POST", "/reviews", { kind });
      forgetAnswers();
      go(linkTo(`/reviews/${review.number}`));
    } catch (problem) {
      setError(asError(problem));
    }
    setBusy(false);
  };
  return (
    <>
      <div class="actions prepare">
        <button type="button" class="button" disabled={busy} onClick={() => void prepare("weekly")}>{t("Prepare the last week now")}</button>
        <button type="button" class="button" disabled={busy} onClick={() => void prepare("monthly")}>{t("Prepare the last month now")}</button>
        <span role="status" class="quiet">{busy ? t("One moment …") : ""}</span>
      </div>
      {error && <ProblemNotice error={error} />}
    </>
  );
}

function Row({ review, whole }: { review: ReviewRow; whole: boolean }) {
  const calendar = useCalendar();
  return (
    <li class="review-row">
      <p class="review-line">
        <a href={linkTo(`/reviews/${review.number}`)}>{kindTitle(review.kind)}: <Own>{review.label}</Own></a>
        {" "}<Own class="quiet">{formatDay(review.held_on, calendar)}</Own>
        {" "}<span class={review.closed ? "quiet" : "review-open"}>{review.closed ? t("Held") : t("Open now")}</span>
      </p>
      {whole && (
        <p class="quiet">
          {tn("{count} decision", "{count} decisions", review.decisions)} · {tn("{count} action", "{count} actions", review.actions)}
          {review.open_actions > 0 && <> · {tn("{count} of them still open", "{count} of them still open", review.open_actions)}</>}
        </p>
      )}
    </li>
  );
}

function AllReviews() {
  useTitle(t("Reviews"));
  const [fresh, setFresh] = useState(0);
  const me = useMe();
  const answer = useAnswer<{ next: ReviewSpan[]; reviews: ReviewRow[] }>("/reviews", fresh);
  const again = () => { forgetAnswers(); setFresh((n) => n + 1); };
  const whole = !me || (me.rows.brands.length === 0 && me.rows.teams.length === 0 && me.rows.segments.length === 0);
  const { data, error } = answer;
  return (
    <div class="page reviews">
      <h1>{t("Reviews")}</h1>
      {error && <ProblemNotice error={error} retry={again} />}
      {!error && !data && <Skeleton lines={10} />}
      {data && (
        <>
          <Next next={data.next} />
          {isOpenTo(me, "reviews") && <Prepare />}
          {data.reviews.length === 0 ? (
            <Empty title={t("No review yet")}>
              <p>{t("A review looks back on a week or a month: what changed and whether that is more than chance, what is short of its target and why, what became of the last actions. It is prepared by itself once there is a KPI.")}</p>
              <p><a class="button" href={linkTo("/goals")}>{t("Add a KPI")}</a></p>
            </Empty>
          ) : (
            <section class="panel">
              <h2>{t("So far")}</h2>
              <ul class="review-list">{data.reviews.map((review) => <Row key={review.number} review={review} whole={whole} />)}</ul>
            </section>
          )}
        </>
      )}
    </div>
  );
}

export function ReviewsPage({ rest }: { rest: string[] }) {
  const [number, mode, step] = rest;
  if (!number) return <AllReviews />;
  return <ReviewPage key={number} number={number} step={mode === "meeting" ? Number(step) || 1 : null} />;
}

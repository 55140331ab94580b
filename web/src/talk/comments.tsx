// What people say about a KPI or an objective: acknowledgements, threads, and a place to write. One line in its page:
// <Talk kind="kpi" id={id} title={title} />
import "../style/settings.css";
import "../style/talk.css";
import { useEffect, useState } from "preact/hooks";
import { useAddress } from "../base/address";
import { forgetAnswers, send, useAnswer } from "../base/api";
import { formatMoment, listText } from "../base/format";
import { onTalk } from "../base/live";
import { isOpenTo, useMe } from "../base/me";
import { rich, t, tn } from "../base/messages";
import { useChoices } from "../base/organization";
import { errorText, notify } from "../shell/notices";
import { Own } from "../view/own";
import { problemText, Skeleton } from "../view/states";
import { CommentForm } from "./comment-form";
import { ShareButton } from "./share-dialog";
import { subjectPath } from "./subject";
import type { Comment, Comments, Subject } from "./types";
import { CommentWords } from "./words";

function Author({ comment }: { comment: Comment }) {
  return comment.author === null ? <span class="quiet">{t("Somebody who was erased")}</span> : <strong><bdi>{comment.author}</bdi></strong>;
}

function Moment({ at }: { at: string }) {
  const { calendar } = useChoices();
  return <time dateTime={at}><Own>{formatMoment(at, calendar)}</Own></time>;
}

function State({ comment }: { comment: Comment }) {
  if (comment.form !== "question" || comment.deleted_at) return null;
  if (!comment.answered_at) return <span class="comment-state comment-open">{t("Open question")}</span>;
  return <span class="comment-state">{rich("Answered, says {name}", { name: <bdi>{comment.answered_by}</bdi> })}</span>;
}

interface OneProps {
  subject: Subject;
  comment: Comment;
  mayWrite: boolean;
  sought: boolean;
  onDone: (comments: Comments) => void;
}

/** What can be done with a comment. What is refused is said. */
function Actions({ comment, mayWrite, onAnswer, onEdit, onDone }: Pick<OneProps, "comment" | "mayWrite" | "onDone"> & { onAnswer: (() => void) | undefined; onEdit: () => void }) {
  const act = async (method: string, body?: unknown) => {
    try {
      onDone(await send<Comments>(method, `/comments/${comment.comment}`, body));
    } catch (error) {
      notify(errorText(error));
    }
  };
  return (
    <p class="comment-actions no-print">
      {mayWrite && onAnswer && !comment.deleted_at && <button type="button" class="link-button" onClick={onAnswer}>{t("Reply")}</button>}
      {comment.may.includes("mark") && (
        <button type="button" class="link-button" onClick={() => void act("PATCH", { answered: !comment.answered_at })}>
          {comment.answered_at ? t("Reopen") : t("Mark as answered")}</button>
      )}
      {comment.may.includes("change") && <button type="button" class="link-button" onClick={onEdit}>{t("Edit")}</button>}
      {comment.may.includes("delete") && <button type="button" class="link-button" onClick={() => void act("DELETE")}>{t("Delete")}</button>}
    </p>
  );
}

function One({ subject, comment, mayWrite, sought, onDone, onAnswer }: OneProps & { onAnswer?: () => void }) {
  const [editing, setEditing] = useState(false);
  const done = (comments: Comments) => { setEditing(false); onDone(comments); };
  return (
    <div id={`comment-${comment.comment}`} class={sought ? "comment comment-sought" : "comment"} tabIndex={sought ? -1 : undefined}>
      <p class="comment-head">
        <Author comment={comment} /> <span class="quiet"><Moment at={comment.written_at} />{comment.changed_at && !comment.deleted_at && <> · {t("changed")}</>}</span>
        {" "}<State comment={comment} />
      </p>
      {comment.deleted_at && comment.author !== null
        && <p class="quiet">{rich("Deleted by {name}, {when}", { name: <bdi>{comment.deleted_by}</bdi>, when: <Moment at={comment.deleted_at} /> })}</p>}
      {!comment.deleted_at && !editing && <CommentWords text={comment.text} mentions={comment.mentions} />}
      {editing
        ? <CommentForm subject={subject} change={comment} onDone={done} onLeave={() => setEditing(false)} />
        : <Actions comment={comment} mayWrite={mayWrite} onAnswer={onAnswer} onEdit={() => setEditing(true)} onDone={onDone} />}
    </div>
  );
}

function Thread({ replies, soughtId, ...props }: OneProps & { replies: Comment[]; soughtId: number }) {
  const [answering, setAnswering] = useState(false);
  const done = (comments: Comments) => { setAnswering(false); props.onDone(comments); };
  return (
    <li class={props.comment.form === "question" && !props.comment.answered_at && !props.comment.deleted_at ? "thread thread-open" : "thread"}>
      <One {...props} onAnswer={() => setAnswering(true)} />
      {replies.length > 0 && (
        <ul class="replies">
          {replies.map((reply) => <li key={reply.comment}><One {...props} comment={reply} sought={reply.comment === soughtId} /></li>)}
        </ul>
      )}
      {answering && <CommentForm subject={props.subject} answers={props.comment} onDone={done} onLeave={() => setAnswering(false)} />}
    </li>
  );
}

function Acknowledgements({ subject, all, mayWrite, onDone }: { subject: Subject; all: Comment[]; mayWrite: boolean; onDone: (comments: Comments) => void }) {
  const me = useMe();
  const { calendar } = useChoices();
  const own = all.find((comment) => comment.account === me?.account);
  const act = async () => {
    try {
      onDone(own ? await send<Comments>("DELETE", `/comments/${own.comment}`) : await send<Comments>("POST", subjectPath("comments", subject), { form: "acknowledgement" }));
    } catch (error) {
      notify(errorText(error));
    }
  };
  return (
    <div class="acknowledgements">
      {mayWrite && <button type="button" class="button no-print" aria-pressed={own !== undefined} onClick={() => void act()}>{t("I have seen and understood this")}</button>}
      {all.length > 0 && (
        <details>
          <summary>{tn("Seen and understood by {count} person", "Seen and understood by {count} people", all.length)}</summary>
          <p class="quiet">{listText(all.map((comment) => `${comment.author ?? t("Somebody who was erased")} (${formatMoment(comment.written_at, calendar)})`))}</p>
        </details>
      )}
    </div>
  );
}

function List({ subject, data, mayWrite, onDone }: { subject: Subject; data: Comments; mayWrite: boolean; onDone: (comments: Comments) => void }) {
  const soughtId = Number(useAddress().query.get("comment") ?? 0);
  const standing = data.comments.filter(({ form, deleted_at }) => form !== "acknowledgement" || !deleted_at);
  const threads = standing.filter(({ form, answers }) => form !== "acknowledgement" && answers === null);
  useEffect(() => {
    const element = soughtId ? document.getElementById(`comment-${soughtId}`) : null;
    element?.scrollIntoView({ block: "center" });
    element?.focus({ preventScroll: true });
  }, [soughtId, data.comments.length > 0]);
  return (
    <>
      <Acknowledgements subject={subject} all={standing.filter(({ form }) => form === "acknowledgement")} mayWrite={mayWrite} onDone={onDone} />
      {data.open_questions > 0 && <p class="quiet">{tn("{count} question is open.", "{count} questions are open.", data.open_questions)}</p>}
      {threads.length === 0 && <p class="quiet">{t("Nobody has said anything yet.")}</p>}
      <ul class="threads">
        {threads.map((comment) => (
          <Thread key={comment.comment} subject={subject} comment={comment} mayWrite={mayWrite} onDone={onDone} sought={comment.comment === soughtId}
            soughtId={soughtId} replies={standing.filter(({ answers }) => answers === comment.comment)} />
        ))}
      </ul>
    </>
  );
}

export function Talk({ title, ...subject }: Subject & { title: string }) {
  const me = useMe();
  const [fresh, setFresh] = useState(0);
  const [said, setSaid] = useState("");
  const path = subjectPath("comments", subject);
  const { data, error } = useAnswer<Comments>(path, fresh);
  const count = data?.comments.length;
  useEffect(() => onTalk(() => setFresh((n) => n + 1)), []);
  // Who looks at it knows of it.
  useEffect(() => {
    if (count !== undefined) void send("POST", "/inbox/read", { kind: subject.kind, id: subject.id }).catch(() => undefined);
  }, [path, count]);
  const done = () => {
    forgetAnswers();
    setFresh((n) => n + 1);
    setSaid(t("It is done."));
  };
  const mayWrite = isOpenTo(me, "comment");
  return (
    <section class="panel talk" aria-labelledby="talk-title">
      <div class="talk-head">
        <h2 id="talk-title">{t("Comments")}</h2>
        {data && <ShareButton subject={subject} title={title} />}
      </div>
      {error?.problem.status === 403 && <p class="quiet"><bdi>{problemText(error)}</bdi>{" "}<bdi>{error.problem.hint}</bdi></p>}
      {error && error.problem.status !== 403 && <p class="quiet"><bdi>{problemText(error)}</bdi></p>}
      {!error && !data && <Skeleton lines={3} />}
      {data && <List subject={subject} data={data} mayWrite={mayWrite} onDone={done} />}
      {data && mayWrite && <div class="no-print"><CommentForm subject={subject} onDone={done} /></div>}
      <p class="hidden-text" role="status">{said}</p>
    </section>
  );
}

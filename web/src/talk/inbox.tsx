// What is new to the reader, and whether they want mail about it.
import "../style/settings.css";
import "../style/talk.css";
import { useEffect, useState } from "preact/hooks";
import { forgetAnswers, send, useAnswer } from "../base/api";
import { formatMoment } from "../base/format";
import { onTalk } from "../base/live";
import { rich, t, tn } from "../base/messages";
import { useChoices } from "../base/organization";
import { errorText, notify } from "../shell/notices";
import { Own } from "../view/own";
import { Empty, ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { subjectPage } from "./subject";
import type { Notice } from "./types";

function Sentence({ notice }: { notice: Notice }) {
  const words = { name: <bdi>{notice.by}</bdi>, title: <bdi>{notice.title}</bdi> };
  switch (notice.why) {
    case "mention": return <>{rich("{name} mentioned you: {title}", words)}</>;
    case "answer": return <>{rich("{name} answered your question: {title}", words)}</>;
    case "question": return <>{rich("{name} asks: {title}", words)}</>;
    case "reply": return <>{rich("{name} answered you: {title}", words)}</>;
    case "comment": return <>{rich("{name} commented: {title}", words)}</>;
    case "share": return <>{rich("{name} shared with you: {title}", words)}</>;
  }
}

function Row({ notice }: { notice: Notice }) {
  const { calendar } = useChoices();
  return (
    <li class={notice.read_at ? "notice-row" : "notice-row notice-new"}>
      <a href={subjectPage(notice, notice.comment)}>
        {!notice.read_at && <span class="notice-mark">{t("new")}</span>} <Sentence notice={notice} />
      </a>
      {notice.text && <p class="notice-text" dir="auto">{notice.text}</p>}
      <time class="quiet" dateTime={notice.made_at}><Own>{formatMoment(notice.made_at, calendar)}</Own></time>
    </li>
  );
}

function Reminders() {
  const [fresh, setFresh] = useState(0);
  const wanted = useAnswer<{ mail: boolean }>("/me/reminders", fresh).data?.mail;
  if (wanted === undefined) return null;
  const change = async (mail: boolean) => {
    try {
      await send("PUT", "/me/reminders", { mail });
    } catch (error) {
      notify(errorText(error));
    }
    forgetAnswers();
    setFresh((n) => n + 1);
  };
  return (
    <section aria-labelledby="reminders-title">
      <h2 id="reminders-title">{t("Mail")}</h2>
      <label class="check">
        <input type="checkbox" checked={wanted} onChange={(event) => void change(event.currentTarget.checked)} />
        <span>{t("Remind me of unread mentions, questions and answers, at most once a day")}</span>
      </label>
    </section>
  );
}

export function InboxPage() {
  useTitle(t("Inbox"));
  const [fresh, setFresh] = useState(0);
  const { data, error } = useAnswer<{ unread: number; notices: Notice[] }>("/inbox", fresh);
  useEffect(() => onTalk(() => setFresh((n) => n + 1)), []);
  const readAll = async () => {
    await send("POST", "/inbox/read", {}).catch((problem: unknown) => notify(errorText(problem)));
    forgetAnswers();
    setFresh((n) => n + 1);
  };
  return (
    <div class="page inbox">
      <h1>{t("Inbox")}</h1>
      {error && <ProblemNotice error={error} retry={() => setFresh((n) => n + 1)} />}
      {!error && !data && <Skeleton lines={6} />}
      {data && (
        <p role="status">{data.unread > 0 ? tn("{count} thing is new.", "{count} things are new.", data.unread) : t("You have seen everything.")}
          {data.unread > 0 && <>{" "}<button type="button" class="button" onClick={() => void readAll()}>{t("Mark all as read")}</button></>}</p>
      )}
      {data?.notices.length === 0 && (
        <Empty title={t("Nothing here yet")}>
          <p>{t("Here stands who mentioned, asked or answered you, and what was shared with you.")}</p>
        </Empty>
      )}
      {data && data.notices.length > 0 && <ul class="notice-list">{data.notices.map((notice) => <Row key={notice.notice} notice={notice} />)}</ul>}
      <Reminders />
    </div>
  );
}

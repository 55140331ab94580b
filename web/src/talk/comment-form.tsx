// Writing and changing a comment.
import { useRef, useState } from "preact/hooks";
import { send, useAnswer } from "../base/api";
import { t } from "../base/messages";
import { Form, problemOf } from "../settings/form";
import { MentionField } from "./mention-field";
import { subjectPath } from "./subject";
import type { Comment, Comments, Person, Subject } from "./types";

interface Props {
  subject: Subject;
  /** What it answers; what it changes. */
  answers?: Comment;
  change?: Comment;
  onDone: (comments: Comments) => void;
  onLeave?: () => void;
}

export function CommentForm({ subject, answers, change, onDone, onLeave }: Props) {
  const path = subjectPath("comments", subject);
  const people = useAnswer<{ people: Person[] }>(`${path}/people`).data?.people ?? [];
  const [text, setText] = useState(change?.text ?? "");
  const [asks, setAsks] = useState(false);
  const [picked, setPicked] = useState<Person[]>((change?.mentions ?? []).map(({ account, written }) => ({ account, name: written })));
  const box = useRef<HTMLDivElement>(null);
  const thread = !answers && !change;

  const submit = async () => {
    const mentions = picked.filter(({ name }) => text.includes(`@${name}`)).map(({ account }) => ({ account }));
    const given = { text, mentions: mentions.filter((one, i) => mentions.findIndex((other) => other.account === one.account) === i) };
    const done = change
      ? await send<Comments>("PATCH", `/comments/${change.comment}`, { ...given, revision: change.revision })
      : await send<Comments>("POST", path, { ...given, ...(thread && asks && { form: "question" }), ...(answers && { answers: answers.comment }) });
    setText("");
    setAsks(false);
    setPicked([]);
    onDone(done);
  };
  const leave = onLeave && <button type="button" class="button" onClick={onLeave}>{t("Cancel")}</button>;
  return (
    <div ref={box} class="comment-form">
      <Form action={change ? t("Save") : answers ? t("Reply") : asks ? t("Ask") : t("Send")} idle={!text.trim()} fields={["text"]} extra={leave} onSubmit={submit}>
        {(error) => (
          <>
            <MentionField label={change ? t("Your words") : answers ? t("Your answer") : t("What do you want to say?")} value={text} onChange={setText}
              people={people} onPick={(person) => setPicked((before) => [...before, person])} problem={problemOf(error, "text")} autofocus={!thread}
              onSend={() => box.current?.querySelector("form")?.requestSubmit()} />
            {thread && (
              <label class="check">
                <input type="checkbox" checked={asks} onChange={(event) => setAsks(event.currentTarget.checked)} />
                <span>{t("It is a question: open until somebody answers it")}</span>
              </label>
            )}
          </>
        )}
      </Form>
    </div>
  );
}

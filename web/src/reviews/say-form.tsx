// One form for what is said in a meeting: a decision, an action with its owner and day, a note.
import { useState } from "preact/hooks";
import { send } from "../base/api";
import { addDays } from "../base/format";
import { t } from "../base/messages";
import { useOrganization } from "../base/organization";
import { Form, FormField, problemOf } from "../settings/form";
import { DayField } from "../view/day-field";
import { useCalendar } from "./numbers";
import type { Editing } from "./said";
import type { Review } from "./types";

type Kind = "decision" | "action" | "note";

interface Props extends Editing {
  /** What it is about where that is settled; undefined: it is asked. */
  kpi?: string;
}

export function SayForm({ review, kpi, onReview }: Props) {
  const calendar = useCalendar();
  const today = useOrganization()?.today ?? review.held_on;
  const [kind, setKind] = useState<Kind>("decision");
  const [words, setWords] = useState("");
  const [owner, setOwner] = useState("");
  const [due, setDue] = useState(addDays(today, review.kind === "weekly" ? 7 : 14));
  const [about, setAbout] = useState("");
  const subject = kpi ?? (about || undefined);
  const owners = [...new Set([...review.kpis.map((one) => one.owner), ...review.actions.map((one) => one.owner), ...review.last_actions.map((one) => one.owner)])];
  const say = async () => {
    const place = `/reviews/${review.number}/${kind === "action" ? "actions" : "entries"}`;
    const body = kind === "action" ? { words, owner, due } : { kind, words };
    onReview(await send<Review>("POST", place, { ...body, ...(subject && { kpi: subject }) }));
    setWords("");
    setOwner("");
  };
  const kinds: [Kind, string][] = [["decision", t("Decision")], ["action", t("Action")], ["note", t("Note")]];
  return (
    <Form action={t("Write it down")} onSubmit={say} idle={!words.trim() || (kind === "action" && !owner.trim())} fields={["words", "owner", "due"]}>
      {(error) => (
        <>
          <fieldset class="field form-field">
            <legend>{t("Kind")}</legend>
            <div class="checks">
              {kinds.map(([name, title]) => (
                <label key={name} class="check"><input type="radio" name="say-kind" checked={kind === name} onChange={() => setKind(name)} /><span>{title}</span></label>
              ))}
            </div>
          </fieldset>
          <FormField label={t("In words")} problem={problemOf(error, "words")}>
            {(attributes) => <textarea {...attributes} rows={2} dir="auto" maxLength={2000} value={words} onInput={(event) => setWords(event.currentTarget.value)} />}
          </FormField>
          {kpi === undefined && review.kpis.length > 0 && (
            <FormField label={t("About")}>
              {(attributes) => (
                <select {...attributes} value={about} onChange={(event) => setAbout(event.currentTarget.value)}>
                  <option value="">{t("All of it")}</option>
                  {review.kpis.map((one) => <option key={one.id} value={one.id} translate={false}>{one.title}</option>)}
                </select>
              )}
            </FormField>
          )}
          {kind === "action" && (
            <>
              <FormField label={t("Owner: one person or team")} problem={problemOf(error, "owner")}>
                {(attributes) => (
                  <>
                    <input {...attributes} type="text" dir="auto" list="review-owners" autocomplete="off" value={owner} onInput={(event) => setOwner(event.currentTarget.value)} />
                    <datalist id="review-owners">{owners.map((name) => name && <option key={name} value={name} />)}</datalist>
                  </>
                )}
              </FormField>
              <DayField label={t("Due")} value={due} calendar={calendar} start={due} onChoose={(day) => setDue(day ?? due)} />
              {problemOf(error, "due") && <p class="field-problem"><bdi>{problemOf(error, "due")}</bdi></p>}
            </>
          )}
        </>
      )}
    </Form>
  );
}

// Two people change one thing: the second sees both versions side by side and says, field by field, what is to stand.
import { useId, useState } from "preact/hooks";
import { ApiError } from "../base/api";
import { t } from "../base/messages";
import { Form } from "../settings/form";
import { fieldTitle } from "./words";

export type Fields = Record<string, string>;

export interface Version {
  fields: Fields;
  revision: number;
}

interface Met {
  mine: Fields;
  theirs: Version;
  message: string;
}

/**
 * Saving over a version that was read. Where another was faster and changed none of these fields it is saved over
 * the newer one; where they did, `met` holds both.
 */
export function useEditing(base: Version, read: () => Promise<Version>, write: (version: Version) => Promise<void>) {
  const [met, setMet] = useState<Met | null>(null);
  const save = async (mine: Fields, over: Version = base) => {
    try {
      await write({ fields: mine, revision: over.revision });
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.code !== "conflict") throw error;
      const theirs = await read();
      if (theirs.revision === over.revision) throw error; // it is something else: closed, for one
      const touched = Object.keys(mine).some((name) => theirs.fields[name] !== over.fields[name] && theirs.fields[name] !== mine[name]);
      if (touched) setMet({ mine, theirs, message: error.problem.detail });
      else await save({ ...theirs.fields, ...onlyChanged(mine, over.fields) }, theirs);
    }
  };
  return { save, met, base };
}

function onlyChanged(mine: Fields, base: Fields): Fields {
  return Object.fromEntries(Object.entries(mine).filter(([name, value]) => value !== base[name]));
}

interface Props {
  met: Met;
  base: Version;
  /** A field's value in words. */
  text: (field: string, value: string) => string;
  onSave: (fields: Fields, over: Version) => Promise<void>;
}

export function Conflict({ met: { mine, theirs, message }, base, text, onSave }: Props) {
  const id = useId();
  const differing = Object.keys(mine).filter((name) => mine[name] !== theirs.fields[name]);
  const [chosen, setChosen] = useState<Fields>({});
  const isMine = (name: string) => (chosen[name] ?? (mine[name] === base.fields[name] ? "theirs" : "mine")) === "mine";
  const send = () => onSave({ ...theirs.fields, ...Object.fromEntries(differing.filter(isMine).map((name) => [name, mine[name] ?? ""])) }, theirs);
  const side = (name: string, which: "theirs" | "mine", value: string) => (
    <td>
      <label class="conflict-choice">
        <input type="radio" name={`${id}-${name}`} checked={isMine(name) === (which === "mine")} onChange={() => setChosen({ ...chosen, [name]: which })} />
        <bdi>{value ? text(name, value) : t("nothing")}</bdi>
      </label>
    </td>
  );
  return (
    <Form action={t("Save what is chosen")} onSubmit={send}>
      {() => (
        <>
          <p role="alert"><strong><bdi>{message}</bdi></strong> {t("Nothing is lost: choose for each field what is to stand.")}</p>
          <div class="table-box">
            <table class="numbers conflict">
              <thead><tr><th scope="col">{t("Field")}</th><th scope="col">{t("Saved meanwhile")}</th><th scope="col">{t("Yours")}</th></tr></thead>
              <tbody>
                {differing.map((name) => (
                  <tr key={name}><th scope="row">{fieldTitle(name)}</th>{side(name, "theirs", theirs.fields[name] ?? "")}{side(name, "mine", mine[name] ?? "")}</tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Form>
  );
}

// A field for words in which an @ opens a list of people: arrows walk it, Enter or Tab takes one, Escape closes it.
import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t, tn } from "../base/messages";
import { finds } from "../view/fold";
import type { Person } from "./types";

const SHOWN = 8, CHARACTERS = 4000;

interface Props {
  label: string;
  value: string;
  onChange: (text: string) => void;
  people: readonly Person[];
  /** Somebody was taken from the list. */
  onPick: (person: Person) => void;
  problem?: string | undefined;
  /** Ctrl+Enter. */
  onSend: () => void;
  autofocus?: boolean;
}

/** What is written behind the last @ before the cursor, where a mention may begin; null: none is. */
export function mentionAt(text: string, cursor: number): { start: number; wanted: string } | null {
  const before = text.slice(0, cursor), start = before.lastIndexOf("@");
  const wanted = before.slice(start + 1);
  if (start < 0 || wanted.length > 60 || /[\n@]/.test(wanted) || /^\s/.test(wanted)) return null;
  return start === 0 || /[^\w.-]/.test(before[start - 1] ?? "") ? { start, wanted } : null;
}

export function MentionField({ label, value, onChange, people, onPick, problem, onSend, autofocus = false }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [cursor, setCursor] = useState(0);
  const [closed, setClosed] = useState(-1); // the @ whose list was closed
  const [at, setAt] = useState(0);
  const cursorTo = useRef<number | null>(null); // where it belongs once `value` is drawn
  // Both before the next key can come: what is typed at once is not lost and not misplaced.
  useLayoutEffect(() => { if (autofocus) field.current?.focus(); }, []);
  useLayoutEffect(() => {
    if (cursorTo.current === null) return;
    field.current?.focus();
    field.current?.setSelectionRange(cursorTo.current, cursorTo.current);
    cursorTo.current = null;
  });

  const open = mentionAt(value, cursor);
  const found = open && open.start !== closed ? people.filter(({ name }) => finds(name, open.wanted)).slice(0, SHOWN) : [];
  const index = Math.min(at, found.length - 1);

  const look = () => setCursor(field.current?.selectionStart ?? 0);
  const onType = (target: HTMLTextAreaElement) => {
    onChange(target.value);
    setAt(0);
    look();
    if (!mentionAt(target.value, target.selectionStart)) setClosed(-1); // another @ opens its list again
  };
  const take = (person: Person) => {
    if (!open) return;
    const head = `${value.slice(0, open.start)}@${person.name} `;
    onPick(person);
    onChange(head + value.slice(cursor).replace(/^ /, ""));
    setClosed(-1);
    setAt(0);
    setCursor(head.length);
    cursorTo.current = head.length;
  };
  const onKeyDown = (event: JSX.TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
      return;
    }
    const person = found[index];
    if (!person) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) setAt((index + step + found.length) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") take(person);
    else if (event.key === "Escape") setClosed(open?.start ?? -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="field form-field mention-field">
      <label for={id}>{label}</label>
      <textarea id={id} ref={field} rows={3} dir="auto" value={value} maxLength={CHARACTERS} aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem ${id}-help` : `${id}-help`} aria-autocomplete="list" aria-controls={found.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={found.length > 0 ? `${id}-${index}` : undefined}
        onInput={(event) => onType(event.currentTarget)} onKeyUp={look} onClick={look} onKeyDown={onKeyDown} />
      {found.length > 0 && (
        <div id={`${id}-list`} class="mention-list" role="listbox" aria-label={t("People to mention")}>
          {found.map((person, i) => (
            <div key={person.account} id={`${id}-${i}`} role="option" aria-selected={i === index} onPointerMove={() => setAt(i)}
              onPointerDown={(event) => { event.preventDefault(); take(person); }}><bdi>{person.name}</bdi></div>
          ))}
        </div>
      )}
      <p class="hidden-text" role="status">{found.length > 0 ? tn("{count} person to mention", "{count} people to mention", found.length) : ""}</p>
      {problem && <p id={`${id}-problem`} class="field-problem"><bdi>{problem}</bdi></p>}
      <p id={`${id}-help`} class="help">{t("@ mentions somebody. Only words; addresses of pages become links.")}</p>
    </div>
  );
}

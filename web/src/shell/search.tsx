// Search over everything: a combobox with a list of results (ARIA authoring practices, "list autocomplete").
import { useEffect, useId, useState } from "preact/hooks";
import type { JSX } from "preact";
import { go } from "../base/address";
import { N_, t, tn } from "../base/messages";
import { closeDialogs, Dialog } from "./dialog";
import { useEntries } from "./entries";
import { find, type Entry, type Group } from "./find";
import { SearchIcon } from "./icons";

const groupTitles: Record<Group, string> = {
  page: N_("Pages"), metric: N_("Metrics"), goal: N_("Goals"), customer: N_("Customers"), slice: N_("Show only"), kind: N_("Import"), action: N_("Do at once"),
};

function open(entry: Entry, newTab: boolean): void {
  if (entry.to && newTab) {
    window.open(entry.to);
    return;
  }
  closeDialogs(); // first, so that the focus may go to the new page
  if (entry.to) go(entry.to);
  else entry.run?.();
}

interface ResultsProps {
  id: string;
  groups: Map<Group, Entry[]>;
  flat: readonly Entry[];
  at: number;
  onPoint: (index: number) => void;
}

function Results({ id, groups, flat, at, onPoint }: ResultsProps) {
  return (
    <div id={id} class="found" role="listbox" aria-label={t("Results")}>
      {[...groups].map(([group, entries]) => (
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <div class="found-group" id={`${id}-${group}`} role="presentation">{t(groupTitles[group])}</div>
          {entries.map((entry) => {
            const index = flat.indexOf(entry);
            return (
              <div key={entry.key} id={`${id}-${index}`} class="found-entry" role="option" aria-selected={index === at}
                onPointerMove={() => onPoint(index)} onClick={(event) => open(entry, event.ctrlKey || event.metaKey)}>
                <bdi class="found-title">{entry.title}</bdi>
                {entry.detail && <bdi class="found-detail">{entry.detail}</bdi>}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

export function SearchPanel({ onClose }: { onClose: () => void }) {
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const groups = find(useEntries(text), text);
  const flat = [...groups.values()].flat();
  const chosen = flat[Math.min(at, flat.length - 1)];
  const index = chosen ? flat.indexOf(chosen) : -1;

  useEffect(() => {
    document.getElementById(`${id}-${index}`)?.scrollIntoView({ block: "nearest" });
  }, [index, text]);

  const onKeyDown = (event: JSX.TargetedKeyboardEvent<HTMLInputElement>) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && flat.length > 0) {
      event.preventDefault();
      setAt((index + step + flat.length) % flat.length);
    } else if (event.key === "Enter" && chosen && !event.isComposing) {
      event.preventDefault();
      open(chosen, event.ctrlKey || event.metaKey);
    }
  };
  return (
    <Dialog title={t("Search")} class="search-panel" bare onClose={onClose}>
      <div class="search-line">
        <SearchIcon />
        <input type="text" role="combobox" aria-expanded={flat.length > 0} aria-controls={id} aria-autocomplete="list" aria-label={t("Search")}
          aria-activedescendant={chosen ? `${id}-${index}` : undefined} autocomplete="off" autocapitalize="none" spellcheck={false} enterkeyhint="go"
          placeholder={t("Metrics, pages, brands, settings …")} value={text} onKeyDown={onKeyDown}
          onInput={(event) => { setText(event.currentTarget.value); setAt(0); }} />
        <button type="button" class="icon-button esc" onClick={closeDialogs}>{t("Close")}</button>
      </div>
      <Results id={id} groups={groups} flat={flat} at={index} onPoint={setAt} />
      {flat.length === 0 && <p class="found-none">{t("Nothing is called “{text}”. Fewer letters find more.", { text: text.trim() })}</p>}
      <p class="hidden-text" role="status">{text.trim() ? tn("{count} result", "{count} results", flat.length) : ""}</p>
    </Dialog>
  );
}

// What holds for the whole file, and fields that no column fills but one value for every row.
import { useId, useState } from "preact/hooks";
import { t } from "../base/messages";
import type { Kind } from "../base/types";
import { amend, amendFile, columnsOf } from "./mapping";
import { calendarOptions, dateFormats, decimalOptions, Line, Pick, zones } from "./rule";
import type { Mapping } from "./types";

interface Props {
  kind: Kind;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

export function WholeFile({ mapping, onChange }: Props) {
  const set = (change: Partial<Mapping>) => onChange(amendFile(mapping, change));
  return (
    <details class="more">
      <summary>{t("How the values of all columns are read")}</summary>
      <div class="rule">
        <Line label={t("Date format")} code value={mapping.date_format} suggestions={dateFormats} onChange={(date_format) => set({ date_format })} help={t("%d day, %m month, %Y year, %H:%M:%S time; empty: found out")} />
        <Pick label={t("Calendar")} value={mapping.calendar} options={calendarOptions()} none={t("found out")} onChange={(calendar) => set({ calendar })} />
        <Line label={t("Time zone")} code value={mapping.time_zone} suggestions={zones} onChange={(time_zone) => set({ time_zone })} help={t("of times without an offset; empty: that of the organization")} />
        <Pick label={t("Decimal sign")} value={mapping.decimal} options={decimalOptions()} none={t("found out")} onChange={(decimal) => set({ decimal })} />
        <NullWords words={mapping.null ?? []} onChange={(words) => set({ null: words })} />
      </div>
    </details>
  );
}

function NullWords({ words, onChange }: { words: string[]; onChange: (words: string[]) => void }) {
  const [text, setText] = useState(() => words.join(", "));
  return (
    <Line label={t("Words that mean nothing")} value={text} help={t("with commas between them, like: -, none")}
      onChange={(value = "") => { setText(value); onChange(value.split(",").map((word) => word.trim()).filter(Boolean)); }} />
  );
}

/** "Channel is phone in every row": constants, and a way to add one. */
export function Constants({ kind, mapping, onChange }: Props) {
  const id = useId();
  const [field, setField] = useState("");
  const [value, setValue] = useState("");
  const constant = kind.fields.filter((other) => mapping.columns[other.name] && columnsOf(mapping.columns[other.name]).length === 0);
  const free = kind.fields.filter((other) => !(other.name in mapping.columns));
  const chosen = free.find((other) => other.name === field);
  const add = () => {
    if (!chosen || !value.trim()) return;
    onChange(amend(mapping, chosen.name, { constant: value.trim() }));
    setField("");
    setValue("");
  };
  return (
    <fieldset class="constants">
      <legend>{t("The same in every row")}</legend>
      {constant.length > 0 && (
        <ul>
          {constant.map((other) => {
            const rule = mapping.columns[other.name];
            return (
              <li key={other.name}>
                <span>{other.title}: <bdi>{rule?.constant ?? rule?.default ?? (rule?.row_number ? t("made from the row") : "")}</bdi></span>
                <button type="button" class="link-button" onClick={() => onChange({ ...mapping, columns: Object.fromEntries(Object.entries(mapping.columns).filter(([name]) => name !== other.name)) })}>
                  {t("Remove")}<span class="hidden-text"> {other.title}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <div class="actions">
        <div class="field">
          <label for={`${id}-field`}>{t("Field")}</label>
          <select id={`${id}-field`} value={chosen ? field : ""} onChange={(event) => setField(event.currentTarget.value)}>
            <option value="" selected={!chosen}>{t("choose")}</option>
            {free.map((other) => <option key={other.name} value={other.name} selected={other === chosen}>{other.required ? `${other.title} *` : other.title}</option>)}
          </select>
        </div>
        <Line label={t("Value")} value={value} suggestions={chosen?.choices ?? []} onChange={(text = "") => setValue(text)} />
        <button type="button" class="button align-end" disabled={!chosen || !value.trim()} onClick={add}>{t("Add")}</button>
      </div>
    </fieldset>
  );
}

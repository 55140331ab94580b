// How the values of one column are read: dates, numbers, words that become others, what stands where there is nothing.
import { useId, useState } from "preact/hooks";
import { t } from "../base/messages";
import type { Field } from "../base/types";
import { readValues, writeValues } from "./mapping";
import type { Rule } from "./types";

export const dateFormats = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y %H:%M", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M", "%Y-%m-%dT%H:%M:%S", "epoch", "epoch_ms"];

export interface InputProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  help?: string;
  suggestions?: readonly string[];
}

/** A line of text; empty is none. Latin codes and formats stand left to right in every language. */
export function Line({ label, value, onChange, help, suggestions = [], code = false }: InputProps & { code?: boolean }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} type="text" value={value ?? ""} dir={code ? "ltr" : "auto"} list={suggestions.length > 0 ? `${id}-list` : undefined} spellcheck={false}
        aria-describedby={help ? `${id}-help` : undefined} onInput={(event) => onChange(event.currentTarget.value || undefined)} />
      {suggestions.length > 0 && <datalist id={`${id}-list`}>{suggestions.map((one) => <option key={one} value={one} />)}</datalist>}
      {help && <p id={`${id}-help`} class="help">{help}</p>}
    </div>
  );
}

export function Pick({ label, value, onChange, options, none }: InputProps & { options: [value: string, title: string][]; none: string }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value ?? ""} onChange={(event) => onChange(event.currentTarget.value || undefined)}>
        <option value="" selected={!value}>{none}</option>
        {options.map(([name, title]) => <option key={name} value={name} selected={name === value}>{title}</option>)}
      </select>
    </div>
  );
}

export function calendarOptions(): [string, string][] {
  return [["gregorian", t("Gregorian")], ["persian", t("Solar Hijri")], ["islamic", t("Umm al-Qura")]];
}

export function decimalOptions(): [string, string][] {
  return [[".", t("point: 1,234.5")], [",", t("comma: 1.234,5")]];
}

function Values({ field, rule, onChange }: { field: Field; rule: Rule; onChange: (change: Partial<Rule>) => void }) {
  const id = useId();
  // The text is the reader's own while they write; what it says so far is the rule's.
  const [text, setText] = useState(() => writeValues(rule.values));
  return (
    <div class="field wide">
      <label for={id}>{t("Words that become others")}</label>
      <textarea id={id} rows={3} dir="auto" value={text} spellcheck={false} aria-describedby={`${id}-help`}
        onInput={(event) => { setText(event.currentTarget.value); onChange({ values: readValues(event.currentTarget.value) }); }} />
      <p id={`${id}-help`} class="help">
        {t("A line each: word = what it becomes. The word * stands for all others; nothing behind the sign is no value.")}
        {field.choices && field.choices.length > 0 && <> {t("Known:")} <bdi>{field.choices.join(", ")}</bdi></>}
      </p>
    </div>
  );
}

export function RuleEditor({ field, rule, onChange }: { field: Field; rule: Rule; onChange: (change: Partial<Rule>) => void }) {
  const dated = (field.type === "time" || field.type === "day") && !rule.plus;
  const counted = ["integer", "number", "money"].includes(field.type);
  return (
    <div class="rule">
      <p class="help wide"><bdi>{field.help}</bdi></p>
      {dated && <Line label={t("Date format")} code value={rule.format} suggestions={dateFormats} onChange={(format) => onChange({ format })} help={t("%d day, %m month, %Y year, %H:%M:%S time; empty: found out")} />}
      {dated && <Pick label={t("Calendar")} value={rule.calendar} options={calendarOptions()} none={t("found out")} onChange={(calendar) => onChange({ calendar })} />}
      {dated && field.type === "time" && <Line label={t("Time zone")} code value={rule.time_zone} suggestions={zones} onChange={(time_zone) => onChange({ time_zone })} help={t("of times without an offset; empty: that of the organization")} />}
      {counted && <Pick label={t("Decimal sign")} value={rule.decimal} options={decimalOptions()} none={t("found out")} onChange={(decimal) => onChange({ decimal })} />}
      <Line label={t("Where the file has nothing")} value={rule.default} suggestions={field.choices ?? []} onChange={(value) => onChange({ default: value })} />
      {!dated && <Values field={field} rule={rule} onChange={onChange} />}
    </div>
  );
}

export const zones = ["UTC", "Asia/Riyadh", "Asia/Dubai", "Asia/Tehran", "Africa/Cairo", "Europe/Moscow", "Europe/Istanbul", "Europe/London", "Europe/Berlin", "America/New_York"];

// A day, chosen in the reader's calendar: the browser's own field for the Gregorian one, year, month and day
// for the others with the Gregorian date in small beside them.
import { useId } from "preact/hooks";
import { addDays, dayFromParts, dayOf, formatDay, isoOf, monthName, partsOf, plainNumber } from "../base/format";
import { t } from "../base/messages";
import type { CalendarName } from "../base/types";
import { Own } from "./own";

interface Props {
  label: string;
  value: string | null;
  calendar: CalendarName;
  /** The day that an empty field begins with. */
  start: string;
  onChoose: (day: string | null) => void;
}

function numberText(value: number): string {
  return plainNumber(value).replace(/[,٬\u00a0\u202f ]/g, "");
}

function lengthOfMonth(calendar: CalendarName, year: number, month: number): number {
  const first = dayFromParts(calendar, { year, month, day: 1 });
  return partsOf(dayOf(addDays(first, 29)), calendar).month !== month ? 29
    : partsOf(dayOf(addDays(first, 30)), calendar).month !== month ? 30 : 31;
}

export function DayField({ label, value, calendar, start, onChoose }: Props) {
  const id = useId();
  if (calendar === "gregorian")
    return (
      <div class="field">
        <label for={id}>{label}</label>
        <input id={id} type="date" value={value ?? ""} onChange={(event) => onChoose(event.currentTarget.value || null)} />
      </div>
    );
  const parts = partsOf(dayOf(value ?? start), calendar);
  const choose = (change: Partial<typeof parts>) => onChoose(dayFromParts(calendar, { ...parts, ...change }));
  const thisYear = partsOf(new Date(), calendar).year;
  const years = Array.from({ length: 12 }, (_, i) => thisYear - 10 + i);
  if (!years.includes(parts.year)) years.push(parts.year);
  const months = Array.from({ length: 12 }, (_, i) => i + 1);
  const days = Array.from({ length: lengthOfMonth(calendar, parts.year, parts.month) }, (_, i) => i + 1);
  return (
    <fieldset class="field day-field">
      <legend>{label}</legend>
      <div class="day-parts">
        <select aria-label={t("Day")} value={parts.day} onChange={(event) => choose({ day: Number(event.currentTarget.value) })}>
          {days.map((day) => <option key={day} value={day} selected={day === parts.day}>{numberText(day)}</option>)}
        </select>
        <select aria-label={t("Month")} value={parts.month} onChange={(event) => choose({ month: Number(event.currentTarget.value) })}>
          {months.map((month) => (
            <option key={month} value={month} selected={month === parts.month}>
              {monthName(dayFromParts(calendar, { year: parts.year, month, day: 1 }), calendar)}
            </option>
          ))}
        </select>
        <select aria-label={t("Year")} value={parts.year} onChange={(event) => choose({ year: Number(event.currentTarget.value) })}>
          {years.map((year) => <option key={year} value={year} selected={year === parts.year}>{numberText(year)}</option>)}
        </select>
      </div>
      <p class="help">
        <Own>{value ? formatDay(isoOf(dayOf(value)), "gregorian") : t("not chosen")}</Own>
        {value
          ? <button type="button" class="link-button" onClick={() => onChoose(null)}>{t("Clear")}</button>
          : <button type="button" class="link-button" onClick={() => onChoose(start)}>{t("Choose")}</button>}
      </p>
    </fieldset>
  );
}

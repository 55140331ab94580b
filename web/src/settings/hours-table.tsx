// The hours of service of each day of the week.
import { weekdayName } from "../base/format";
import { t } from "../base/messages";
import { CloseIcon } from "../shell/icons";
import { readTime, weekdays, weekFrom, type Interval, type Week, type Weekday } from "./hours";

const MOST = 3; // as the server takes

interface TimeProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Hours and minutes of 24 hours in every language: a browser's own field writes AM and PM as its maker likes. */
function TimeField({ label, value, onChange }: TimeProps) {
  return (
    <input type="text" class="time" dir="ltr" inputMode="numeric" maxLength={5} aria-label={label} value={value}
      onChange={(event) => { const read = readTime(event.currentTarget.value); event.currentTarget.value = read ?? value; if (read) onChange(read); }} />
  );
}

interface RowProps {
  day: Weekday;
  name: string;
  intervals: Interval[];
  onChange: (intervals: Interval[]) => void;
}

function DayRow({ day, name, intervals, onChange }: RowProps) {
  const edit = (at: number, change: Partial<Interval>) => onChange(intervals.map((interval, i) => (i === at ? { ...interval, ...change } : interval)));
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {intervals.length === 0 && <span class="quiet">{t("closed")}</span>}
        {intervals.map((interval, i) => (
          <span key={`${day}${i}`} class="hours">
            <TimeField label={t("{day}, opens", { day: name })} value={interval.from} onChange={(from) => edit(i, { from })} />
            <span class="quiet" aria-hidden="true">{t("to")}</span>
            <TimeField label={t("{day}, closes", { day: name })} value={interval.to} onChange={(to) => edit(i, { to })} />
            <button type="button" class="icon-button" aria-label={t("Remove the hours {hours} of {day}", { hours: `${interval.from}–${interval.to}`, day: name })}
              onClick={() => onChange(intervals.filter((_, other) => other !== i))}><CloseIcon /></button>
          </span>
        ))}
        {intervals.length < MOST && (
          <button type="button" class="link-button" aria-label={t("Add hours to {day}", { day: name })}
            onClick={() => onChange([...intervals, intervals.length ? { from: "18:00", to: "20:00" } : { from: "09:00", to: "17:00" }])}>{t("Add hours")}</button>
        )}
      </td>
    </tr>
  );
}

interface TableProps {
  week: Week;
  first: string;
  problem: string | undefined;
  onChange: (week: Week) => void;
}

export function HoursTable({ week, first, problem, onChange }: TableProps) {
  return (
    <div class="field form-field">
      <table class="hours-table">
        <caption>{t("Hours of service")}</caption>
        <tbody>
          {weekFrom(first).map((day) => (
            <DayRow key={day} day={day} name={weekdayName(weekdays.indexOf(day))} intervals={week[day]} onChange={(intervals) => onChange({ ...week, [day]: intervals })} />
          ))}
        </tbody>
      </table>
      {problem && <p class="field-problem" role="alert"><bdi>{problem}</bdi></p>}
    </div>
  );
}

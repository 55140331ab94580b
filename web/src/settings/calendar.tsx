// Weeks, weekend, hours of service, holidays.
import { useState } from "preact/hooks";
import { formatDay, plainNumber, weekdayName } from "../base/format";
import { t } from "../base/messages";
import { calendarNames, useOrganization } from "../base/organization";
import type { Organization } from "../base/types";
import { calendarTitle } from "../base/words";
import { Skeleton } from "../view/states";
import { Form, FormField, problemOf } from "./form";
import { Holidays } from "./holidays";
import { HoursTable } from "./hours-table";
import { readWeek, weekdays, weekFrom, writeWeek } from "./hours";
import { saveSettings, settingOf, type SettingValues } from "./settings";

interface ReviewDayProps {
  name: string;
  label: string;
  value: string;
  problem: string | undefined;
  first: string;
  days: [string, string][];
  onChange: (name: string, value: string) => void;
}

function ReviewDay({ name, label, value, problem, first, days, onChange }: ReviewDayProps) {
  return (
    <FormField label={label} problem={problem}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => onChange(name, event.currentTarget.value)}>
          {[["working-day", first], ...days, ["none", t("none is prepared by itself")]].map(([day, title]) =>
            <option key={day} value={day} selected={day === value}>{title}</option>)}
        </select>
      )}
    </FormField>
  );
}

export function CalendarSettings() {
  const organization = useOrganization();
  return organization ? <CalendarForm organization={organization} /> : <Skeleton lines={10} />;
}

function CalendarForm({ organization }: { organization: Organization }) {
  const [change, setChange] = useState<SettingValues>({});
  const value = (name: string) => change[name] ?? settingOf(organization, name);
  const set = (name: string, text: string) => setChange((before) => ({ ...before, [name]: text }));
  const names = ["calendar", "first_day_of_week", "weekend", "working_hours", "weekly_review", "monthly_review"];
  const idle = names.every((name) => value(name) === settingOf(organization, name));
  const weekend = value("weekend").split(",").filter(Boolean);
  const calendar = organization.calendar;
  return (
    <>
      <Form action={t("Save")} idle={idle} fields={names} onSubmit={async () => { await saveSettings(organization, change); setChange({}); }}>
        {(error) => (
          <>
            <FormField label={t("Calendar of months and years")} problem={problemOf(error, "calendar")} help={t("Every reader can look at the numbers in another one.")}>
              {(attributes) => (
                <select {...attributes} value={value("calendar")} onChange={(event) => set("calendar", event.currentTarget.value)}>
                  {calendarNames.map((name) => <option key={name} value={name} selected={name === value("calendar")}>{calendarTitle(name)}</option>)}
                </select>
              )}
            </FormField>
            <FormField label={t("Weeks begin on")} problem={problemOf(error, "first_day_of_week")}>
              {(attributes) => (
                <select {...attributes} value={value("first_day_of_week")} onChange={(event) => set("first_day_of_week", event.currentTarget.value)}>
                  {weekdays.map((day, i) => <option key={day} value={day} selected={day === value("first_day_of_week")}>{weekdayName(i)}</option>)}
                </select>
              )}
            </FormField>
            <fieldset class="field form-field">
              <legend>{t("Weekend")}</legend>
              <div class="checks">
                {weekFrom(value("first_day_of_week")).map((day) => (
                  <label key={day} class="check">
                    <input type="checkbox" checked={weekend.includes(day)} onChange={(event) =>
                      set("weekend", weekdays.filter((other) => (other === day ? event.currentTarget.checked : weekend.includes(other))).join(","))} />
                    <span>{weekdayName(weekdays.indexOf(day))}</span>
                  </label>
                ))}
              </div>
              {problemOf(error, "weekend") && <p class="field-problem"><bdi>{problemOf(error, "weekend")}</bdi></p>}
            </fieldset>
            <HoursTable week={readWeek(value("working_hours"))} first={value("first_day_of_week")} problem={problemOf(error, "working_hours")}
              onChange={(week) => set("working_hours", writeWeek(week))} />
            <ReviewDay name="weekly_review" label={t("Day of the weekly review")} problem={problemOf(error, "weekly_review")} value={value("weekly_review")}
              first={t("the first working day after the week")} days={weekdays.map((day, i) => [day, weekdayName(i)])} onChange={set} />
            <ReviewDay name="monthly_review" label={t("Day of the monthly review")} problem={problemOf(error, "monthly_review")} value={value("monthly_review")}
              first={t("the first working day after the month")} days={Array.from({ length: 28 }, (_, i) => [String(i + 1), plainNumber(i + 1)])} onChange={set} />
            <p class="help">{t("Business-hour measures count these hours alone. Numbers of the past follow a change too.")}</p>
          </>
        )}
      </Form>
      <Holidays organization={organization} dayText={(day) => formatDay(day, calendar)} />
    </>
  );
}

// Days without service: added one by one, or read from a calendar file, looked at and then taken.
import { useState } from "preact/hooks";
import { forgetAnswers, request, type ApiError } from "../base/api";
import { plainNumber } from "../base/format";
import { t, tn } from "../base/messages";
import { reloadOrganization } from "../base/organization";
import type { Organization } from "../base/types";
import { CloseIcon } from "../shell/icons";
import { notify } from "../shell/notices";
import { DayField } from "../view/day-field";
import { FileField } from "../view/file-field";
import { Own } from "../view/own";
import { ProblemNotice } from "../view/states";
import { asError } from "./form";
import { saveSettings, settingOf } from "./settings";

interface HolidayFile {
  holidays: { day: string; name: string; known: boolean }[];
  added: number;
  left_out: { line: number; reason: string }[];
}

function sendCalendar(file: Blob, dry: boolean): Promise<HolidayFile> {
  return request<HolidayFile>(`/organization/holidays?dry_run=${dry}`, { method: "POST", body: file, headers: { "Content-Type": "text/calendar" } });
}

interface Props {
  organization: Organization;
  dayText: (day: string) => string;
}

export function Holidays({ organization, dayText }: Props) {
  const [day, setDay] = useState<string | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const days = settingOf(organization, "holidays").split(",").map((text) => text.trim()).filter(Boolean).sort();
  const coming = days.filter((other) => other >= organization.today), past = days.filter((other) => other < organization.today);
  const save = async (next: string[]) => {
    setError(null);
    try {
      await saveSettings(organization, { holidays: next.sort().join(",") });
    } catch (problem) {
      setError(asError(problem));
    }
  };
  const list = (shown: string[]) => (
    <ul class="holiday-list">
      {shown.map((other) => (
        <li key={other}>
          <Own>{dayText(other)}</Own>
          <button type="button" class="icon-button" aria-label={t("Remove the holiday {day}", { day: dayText(other) })}
            onClick={() => void save(days.filter((kept) => kept !== other))}><CloseIcon /></button>
        </li>
      ))}
    </ul>
  );
  return (
    <section class="form holidays" aria-labelledby="holidays-title">
      <h2 id="holidays-title">{t("Holidays")}</h2>
      <p class="help">{t("Days without service; they hold at once and can be taken back.")}</p>
      {days.length === 0 && <p>{t("None so far. Read your country’s holidays from a calendar file, or add them day by day.")}</p>}
      {coming.length > 0 && list(coming)}
      {past.length > 0 && (
        <details><summary>{tn("{count} day that is over", "{count} days that are over", past.length)}</summary>{list(past)}</details>
      )}
      <div class="holiday-add">
        <DayField label={t("A day")} value={day} calendar={organization.calendar} start={organization.today} onChoose={setDay} />
        <button type="button" class="button" disabled={!day || days.includes(day)} onClick={() => { if (day) void save([...days, day]); setDay(null); }}>{t("Add")}</button>
      </div>
      <HolidayImport organization={organization} dayText={dayText} />
      {error && <ProblemNotice error={error} />}
    </section>
  );
}

function HolidayImport({ organization, dayText }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [seen, setSeen] = useState<HolidayFile | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const work = async (action: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await action();
    } catch (problem) {
      setError(asError(problem));
    }
    setBusy(false);
  };
  const look = (chosen: File) => work(async () => {
    setSeen(null);
    setFile(chosen);
    setSeen(await sendCalendar(chosen, true));
  });
  const apply = () => work(async () => {
    if (!file) return;
    const before = settingOf(organization, "holidays");
    const result = await sendCalendar(file, false);
    forgetAnswers();
    reloadOrganization();
    setSeen(null);
    setFile(null);
    notify(tn("{count} holiday added.", "{count} holidays added.", result.added), async () => {
      await request("/organization", { method: "PATCH", body: JSON.stringify({ holidays: before }), headers: { "Content-Type": "application/json" } });
      forgetAnswers();
      reloadOrganization();
    });
  });
  const fresh = seen?.holidays.filter((holiday) => !holiday.known) ?? [];
  return (
    <div class="form-field">
      <FileField label={t("From a calendar file (.ics)")} accept=".ics,text/calendar" name={file?.name} onPick={(chosen) => void look(chosen)}
        help={t("As calendars export it. It is shown first; nothing changes before you say so.")} />
      <p role="status" class="quiet">{busy ? t("One moment …") : ""}</p>
      {seen && (
        <div class="panel">
          <p>{tn("{count} day of the file is new.", "{count} days of the file are new.", fresh.length)}{" "}
            {seen.holidays.length > fresh.length && tn("{count} is there already.", "{count} are there already.", seen.holidays.length - fresh.length)}</p>
          {fresh.length > 0 && (
            <div class="table-box table-tall" tabIndex={0} role="group" aria-label={t("New holidays")}>
              <table class="numbers">
                <thead><tr><th scope="col">{t("Day")}</th><th scope="col">{t("Name")}</th></tr></thead>
                <tbody>{fresh.map((holiday) => <tr key={holiday.day}><td><Own>{dayText(holiday.day)}</Own></td><td><bdi>{holiday.name}</bdi></td></tr>)}</tbody>
              </table>
            </div>
          )}
          {seen.left_out.map((item) => <p key={item.line} class="quiet">{t("Line {line} is left out: {reason}", { line: plainNumber(item.line), reason: item.reason })}</p>)}
          <div class="actions">
            <button type="button" class="button primary" disabled={busy || fresh.length === 0} onClick={() => void apply()}>{t("Add these holidays")}</button>
            <button type="button" class="button" onClick={() => { setSeen(null); setFile(null); }}>{t("Leave it")}</button>
          </div>
        </div>
      )}
      {error && <ProblemNotice error={error} />}
    </div>
  );
}

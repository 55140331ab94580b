// Values that no system has: entered by hand, with who and when; a correction keeps what was there before.
import { useState } from "preact/hooks";
import { send, useAnswer } from "../base/api";
import { formatDay, formatMoment, plainNumber } from "../base/format";
import { isOpenTo, useMe } from "../base/me";
import { rich, t, tn } from "../base/messages";
import { useOrganization } from "../base/organization";
import type { CalendarName, Metric } from "../base/types";
import { Form, FormField, problemOf, TextField } from "../settings/form";
import { notify } from "../shell/notices";
import { DayField } from "../view/day-field";
import { Own } from "../view/own";
import { ProblemNotice } from "../view/states";
import { useMetricChoices } from "./question";

interface Version {
  value: number;
  sample: number | null;
  entered_by: string | null;
  entered_at: string | null;
  reason: string | null;
}

interface Measurement extends Version {
  measure: string;
  day: string;
  brand: string;
  team: string;
  earlier: Version[];
}

const SHOWN = 12;

/** The measures that the metric's SQL names; none: it reads whatever there is. */
function measuresOf(metric: Metric): string[] {
  const names = metric.sql.flatMap(({ text }) => [...text.matchAll(/measure"?\s*(?:=|IN)\s*(\([^)]*\)|'[^']*')/gi)])
    .flatMap(([, list]) => [...(list ?? "").matchAll(/'([^']+)'/g)].map(([, name]) => name ?? ""));
  return [...new Set(names)];
}

function ByWhom({ version, calendar }: { version: Version; calendar: CalendarName }) {
  return (
    <>
      {version.entered_by && version.entered_at
        ? rich("{name}, {when}", { name: <bdi>{version.entered_by}</bdi>, when: <Own>{formatMoment(version.entered_at, calendar)}</Own> })
        : version.entered_by ? <bdi>{version.entered_by}</bdi> : t("from a file")}
      {version.reason && <>: <bdi>{version.reason}</bdi></>}
    </>
  );
}

function Row({ one, calendar, onCorrect }: { one: Measurement; calendar: CalendarName; onCorrect: (() => void) | null }) {
  const where = [one.brand, one.team].filter((name) => name !== "all");
  return (
    <tr>
      <th scope="row">
        <Own>{formatDay(one.day, calendar, "short")}</Own>
        <span class="quiet"> <bdi>{one.measure}</bdi>{where.map((name) => <span key={name}> · <bdi>{name}</bdi></span>)}</span>
      </th>
      <td class="end"><Own>{plainNumber(one.value, 4)}</Own></td>
      <td>
        <ByWhom version={one} calendar={calendar} />
        {one.earlier.length > 0 && (
          <details>
            <summary>{tn("{count} earlier value", "{count} earlier values", one.earlier.length)}</summary>
            <ul class="earlier">
              {one.earlier.map((version, i) => <li key={i}><Own>{plainNumber(version.value, 4)}</Own> <span class="quiet"><ByWhom version={version} calendar={calendar} /></span></li>)}
            </ul>
          </details>
        )}
      </td>
      <td class="end">{onCorrect && <button type="button" class="link-button" onClick={onCorrect} aria-label={t("Correct the value of {day}", { day: formatDay(one.day, calendar) })}>{t("Correct")}</button>}</td>
    </tr>
  );
}

interface EntryProps {
  measures: string[];
  start: Measurement | null;
  onDone: () => void;
  onCancel: () => void;
}

function EntryForm({ measures, start, onDone, onCancel }: EntryProps) {
  const organization = useOrganization(), { calendar } = useMetricChoices();
  const today = organization?.today ?? new Date().toISOString().slice(0, 10);
  const plain = (name: string | undefined) => (name && name !== "all" ? name : "");
  const [given, setGiven] = useState({ measure: start?.measure ?? measures[0] ?? "", day: start?.day ?? today, value: start ? String(start.value) : "",
    sample: start?.sample ? String(start.sample) : "", brand: plain(start?.brand), team: plain(start?.team), reason: "" });
  const set = (name: keyof typeof given) => (text: string) => setGiven((before) => ({ ...before, [name]: text }));
  const sendIt = async () => {
    const { value, sample, brand, team, reason, ...rest } = given;
    await send("POST", "/measurements", { ...rest, value: Number(value), ...(sample && { sample: Number(sample) }), ...(brand && { brand }), ...(team && { team }), ...(reason && { reason }) });
    notify(start ? t("Corrected.") : t("Entered."));
    onDone();
  };
  return (
    <Form action={start ? t("Correct") : t("Enter")} onSubmit={sendIt} idle={given.value === "" || !given.measure} fields={["measure", "day", "value", "sample", "brand", "team"]}
      extra={<button type="button" class="button" onClick={onCancel}>{t("Cancel")}</button>}>
      {(error) => (
        <>
          <FormField label={t("What was measured")} problem={problemOf(error, "measure")}>
            {(attributes) => (measures.length > 0
              ? <select {...attributes} value={given.measure} disabled={start !== null} onChange={(event) => set("measure")(event.currentTarget.value)}>
                  {[...new Set([...measures, given.measure])].map((name) => <option key={name} value={name} selected={name === given.measure} translate={false}>{name}</option>)}
                </select>
              : <input {...attributes} value={given.measure} dir="auto" disabled={start !== null} onInput={(event) => set("measure")(event.currentTarget.value)} />)}
          </FormField>
          {start === null
            ? <DayField label={t("Day")} value={given.day} calendar={calendar} start={today} onChoose={(day) => set("day")(day ?? today)} />
            : <p><Own>{formatDay(given.day, calendar)}</Own></p>}
          {problemOf(error, "day") && <p class="field-problem" role="alert"><bdi>{problemOf(error, "day")}</bdi></p>}
          <FormField label={t("Value")} problem={problemOf(error, "value")}>
            {(attributes) => <input {...attributes} type="number" step="any" dir="ltr" required value={given.value} onInput={(event) => set("value")(event.currentTarget.value)} />}
          </FormField>
          <TextField type="number" label={t("How many were asked (of a panel)")} value={given.sample} onChange={set("sample")} latin problem={problemOf(error, "sample")} />
          {start === null && <TextField label={t("Brand (all where empty)")} value={given.brand} onChange={set("brand")} problem={problemOf(error, "brand")} />}
          {start === null && <TextField label={t("Team (all where empty)")} value={given.team} onChange={set("team")} problem={problemOf(error, "team")} />}
          {start !== null && <TextField label={t("Why it is corrected")} value={given.reason} onChange={set("reason")} />}
        </>
      )}
    </Form>
  );
}

/** Of a metric that reads measurements: what was entered, and the form for more. Nothing for others. */
export function Measurements({ metric }: { metric: Metric }) {
  const me = useMe();
  const [fresh, setFresh] = useState(0);
  const [form, setForm] = useState<Measurement | "new" | null>(null);
  const { calendar } = useMetricChoices();
  const shown = metric.sources.includes("measurement") && isOpenTo(me, "read-facts");
  const answer = useAnswer<{ measures: string[]; measurements: Measurement[] }>(shown ? "/measurements" : null, fresh);
  if (!shown) return null;
  const named = measuresOf(metric);
  const measures = named.length > 0 ? named : answer.data?.measures ?? [];
  const list = (answer.data?.measurements ?? []).filter(({ measure }) => named.length === 0 || named.includes(measure)).slice(0, SHOWN);
  const limited = Boolean(me && (me.rows.brands.length || me.rows.teams.length || me.rows.segments.length));
  const may = isOpenTo(me, "goals") && !limited;
  const close = () => setForm(null);
  return (
    <section class="panel measurements" id="measurements" aria-labelledby="measurements-title">
      <div class="panel-head"><h2 id="measurements-title">{t("Entered by hand")}</h2></div>
      {answer.error && <ProblemNotice error={answer.error} />}
      {answer.data && list.length === 0 && <p class="quiet">{t("Nothing was entered yet.")}</p>}
      {list.length > 0 && (
        <div class="table-box" tabIndex={0} role="group" aria-labelledby="measurements-title">
          <table class="numbers">
            <thead><tr><th scope="col">{t("Day")}</th><th scope="col" class="end">{t("Value")}</th><th scope="col">{t("Entered by")}</th><th scope="col"><span class="hidden-text">{t("Correct")}</span></th></tr></thead>
            <tbody>
              {list.map((one) => <Row key={`${one.measure} ${one.day} ${one.brand} ${one.team}`} one={one} calendar={calendar} onCorrect={may ? () => setForm(one) : null} />)}
            </tbody>
          </table>
        </div>
      )}
      {may && form === null && <button type="button" class="button" onClick={() => setForm("new")}>{t("Enter a value")}</button>}
      {form !== null && <EntryForm key={form === "new" ? "" : `${form.measure} ${form.day} ${form.brand} ${form.team}`} measures={measures} start={form === "new" ? null : form}
        onDone={() => { close(); setFresh((n) => n + 1); }} onCancel={close} />}
    </section>
  );
}

/** The same where only the metric's id is known. */
export function MeasurementsOf({ id }: { id: string }) {
  const metric = useAnswer<Metric>(`/metrics/${encodeURIComponent(id)}`).data;
  return metric ? <Measurements metric={metric} /> : null;
}

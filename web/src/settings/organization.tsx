// Name, language, currency, time zone, fiscal year, promised times and the events that show value.
import { useMemo, useState } from "preact/hooks";
import { language, languageNames, languages, N_, t } from "../base/messages";
import { digits } from "../base/format";
import { useOrganization } from "../base/organization";
import type { Organization } from "../base/types";
import { Skeleton } from "../view/states";
import { FormField, Form, problemOf, TextField } from "./form";
import { saveSettings, settingOf, type SettingValues } from "./settings";

const names = ["name", "language", "currency", "time_zone", "fiscal_year_start", "sla_first_reply_minutes", "sla_resolution_minutes", "first_value_event", "full_value_event", "second_factor"];

const factors: [value: string, title: string][] = [["nobody", N_("Nobody; each as they like")], ["administrators", N_("Owners and administrators")], ["everyone", N_("Everyone")]];

/** Names of currencies and zones of this browser; an older one leaves the field free. */
function known(kind: "currency" | "timeZone"): string[] {
  return Intl.supportedValuesOf?.(kind) ?? [];
}

function monthNames(): string[] {
  const format = new Intl.DateTimeFormat(`${language()}-u-ca-gregory-nu-${digits()}`, { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, i) => format.format(Date.UTC(2026, i, 1)));
}

function FiscalStart({ value, problem, onChange }: { value: string; problem: string | undefined; onChange: (value: string) => void }) {
  const [month = "01", day = "01"] = value.split("-");
  const numbers = new Intl.NumberFormat(`${language()}-u-nu-${digits()}`);
  const two = (number: number) => String(number).padStart(2, "0");
  return (
    <FormField label={t("The fiscal year begins on")} problem={problem} help={t("A date of the Gregorian calendar; 21 March for a year that begins with Nowruz.")}>
      {(attributes) => (
        <div class="day-parts">
          <select {...attributes} value={day} aria-label={t("Day")} onChange={(event) => onChange(`${month}-${event.currentTarget.value}`)}>
            {Array.from({ length: 31 }, (_, i) => <option key={i} value={two(i + 1)} selected={two(i + 1) === day}>{numbers.format(i + 1)}</option>)}
          </select>
          <select value={month} aria-label={t("Month")} onChange={(event) => onChange(`${event.currentTarget.value}-${day}`)}>
            {monthNames().map((name, i) => <option key={i} value={two(i + 1)} selected={two(i + 1) === month}>{name}</option>)}
          </select>
        </div>
      )}
    </FormField>
  );
}

export function OrganizationSettings() {
  const organization = useOrganization();
  return organization ? <OrganizationForm organization={organization} /> : <Skeleton lines={8} />;
}

function OrganizationForm({ organization }: { organization: Organization }) {
  const [change, setChange] = useState<SettingValues>({});
  const value = (name: string) => change[name] ?? settingOf(organization, name);
  const set = (name: string) => (text: string) => setChange((before) => ({ ...before, [name]: text }));
  const currencies = useMemo(() => known("currency"), []);
  const zones = useMemo(() => known("timeZone"), []);
  const currencyName = (code: string) => {
    const name = new Intl.DisplayNames([language()], { type: "currency" }).of(code);
    return name && name !== code ? `${name} (${code})` : code;
  };
  const codes = currencies.includes(value("currency")) ? currencies : [...currencies, value("currency")];
  const idle = names.every((name) => value(name) === settingOf(organization, name));
  return (
    <Form action={t("Save")} idle={idle} fields={names} onSubmit={async () => { await saveSettings(organization, change); setChange({}); }}>
      {(error) => (
        <>
          <TextField label={t("Name of the organization")} value={value("name")} onChange={set("name")} required problem={problemOf(error, "name")} autocomplete="organization" />
          <FormField label={t("Language of reports")} problem={problemOf(error, "language")} help={t("Of what the server writes by itself; each reader's page has a language of its own.")}>
            {(attributes) => (
              <select {...attributes} value={value("language")} onChange={(event) => set("language")(event.currentTarget.value)}>
                {languages.map((other) => <option key={other} value={other} lang={other} selected={other === value("language")}>{languageNames[other]}</option>)}
              </select>
            )}
          </FormField>
          <FormField label={t("Currency of reports")} problem={problemOf(error, "currency")} help={t("Other currencies are converted at their exchange rates.")}>
            {(attributes) => (
              <select {...attributes} value={value("currency")} onChange={(event) => set("currency")(event.currentTarget.value)}>
                {codes.map((code) => <option key={code} value={code} selected={code === value("currency")}>{currencyName(code)}</option>)}
              </select>
            )}
          </FormField>
          <FormField label={t("Time zone")} problem={problemOf(error, "time_zone")} help={t("Days are counted in it. After a change every fact gets its local day anew.")}>
            {(attributes) => (
              <>
                <input {...attributes} type="text" dir="ltr" class="latin" list="zones" value={value("time_zone")} autocomplete="off"
                  onInput={(event) => set("time_zone")(event.currentTarget.value)} />
                <datalist id="zones">{zones.map((zone) => <option key={zone} value={zone} />)}</datalist>
              </>
            )}
          </FormField>
          <FiscalStart value={value("fiscal_year_start")} problem={problemOf(error, "fiscal_year_start")} onChange={set("fiscal_year_start")} />
          <h2>{t("What is promised to customers")}</h2>
          <TextField label={t("First reply within (minutes)")} type="number" value={value("sla_first_reply_minutes")} onChange={set("sla_first_reply_minutes")} problem={problemOf(error, "sla_first_reply_minutes")} />
          <TextField label={t("Solution within (minutes)")} type="number" value={value("sla_resolution_minutes")} onChange={set("sla_resolution_minutes")} problem={problemOf(error, "sla_resolution_minutes")} />
          <h2>{t("Signing in")}</h2>
          <FormField label={t("Who must have one-time codes beside the password")} problem={problemOf(error, "second_factor")}
            help={t("Whoever has none yet sets them up at the next step, before anything else. Signing in at a provider does where it says that two factors were used.")}>
            {(attributes) => (
              <select {...attributes} value={value("second_factor")} onChange={(event) => set("second_factor")(event.currentTarget.value)}>
                {factors.map(([name, title]) => <option key={name} value={name} selected={name === value("second_factor")}>{t(title)}</option>)}
              </select>
            )}
          </FormField>
          <h2>{t("Product usage")}</h2>
          <TextField label={t("Event that shows a customer’s first value")} value={value("first_value_event")} onChange={set("first_value_event")} problem={problemOf(error, "first_value_event")} help={t("The name of an event in your data; empty where there is none.")} />
          <TextField label={t("Event that shows a customer’s full value")} value={value("full_value_event")} onChange={set("full_value_event")} problem={problemOf(error, "full_value_event")} />
        </>
      )}
    </Form>
  );
}

// What other currencies are worth in the organization's own, from which day on.
import { useEffect, useMemo, useState } from "preact/hooks";
import { href } from "../base/address";
import { forgetAnswers, request, type ApiError } from "../base/api";
import { formatDay, plainNumber } from "../base/format";
import { language, t } from "../base/messages";
import { useOrganization } from "../base/organization";
import type { Organization } from "../base/types";
import { notify } from "../shell/notices";
import { DayField } from "../view/day-field";
import { Own } from "../view/own";
import { ProblemNotice, Skeleton } from "../view/states";
import { asError, Form, FormField, TextField } from "./form";

type Rate = [currency: string, from: string, rate: number];

const question = { sql: "SELECT currency, CAST(from_day AS VARCHAR), CAST(rate AS DOUBLE) FROM exchange_rate ORDER BY currency, from_day DESC", limit: 1000 };
const json = { "Content-Type": "application/json" };

function useRates(fresh: number): { rates: Rate[] | null; error: ApiError | null } {
  const [rates, setRates] = useState<Rate[] | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    let left = false;
    request<{ rows: Rate[] }>("/query", { method: "POST", body: JSON.stringify(question), headers: json }).then(
      (answer) => { if (!left) setRates(answer.rows); },
      (problem: unknown) => { if (!left) setError(asError(problem)); },
    );
    return () => { left = true; };
  }, [fresh]);
  return { rates, error };
}

/** Rows that the server did not take come back in an answer that is not an error. */
async function storeRate([currency, from_day, rate]: Rate): Promise<void> {
  const outcome = await request<{ rejected: { column: string; reason: string }[] }>("/facts/exchange_rate",
    { method: "POST", body: JSON.stringify({ rows: [{ currency, from_day, rate }] }), headers: json });
  const refused = outcome.rejected[0];
  if (refused) throw new Error(`${refused.column}: ${refused.reason}`);
  forgetAnswers();
}

export function CurrencySettings() {
  const organization = useOrganization();
  return organization ? <CurrencyPage organization={organization} /> : <Skeleton lines={6} />;
}

function CurrencyPage({ organization }: { organization: Organization }) {
  const [fresh, setFresh] = useState(0);
  const { rates, error } = useRates(fresh);
  return (
    <>
      <p>{t("Reports are in {currency}. Amounts in another currency are converted at the rate that holds on the first day of the period.", { currency: organization.currency })}</p>
      {error && <ProblemNotice error={error} />}
      {!rates && !error && <Skeleton lines={5} />}
      {rates && rates.length === 0 && <p class="notice">{t("There are no rates yet. Without one, a report over amounts in two currencies is refused and says so.")}</p>}
      {rates && rates.length > 0 && (
        <div class="table-box table-tall" tabIndex={0} role="group" aria-label={t("Exchange rates")}>
          <table class="numbers">
            <thead><tr><th scope="col">{t("Currency")}</th><th scope="col">{t("From")}</th><th scope="col" class="end">{t("One unit in {currency}", { currency: organization.currency })}</th></tr></thead>
            <tbody>
              {rates.map(([currency, from, rate]) => (
                <tr key={`${currency}${from}`}><th scope="row"><bdi>{currency}</bdi></th><td><Own>{formatDay(from, organization.calendar)}</Own></td><td class="end"><Own>{plainNumber(rate, 8)}</Own></td></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <RateForm organization={organization} rates={rates ?? []} onStored={() => setFresh((n) => n + 1)} />
      <p><a href={href("/data", new URLSearchParams({ kind: "exchange_rate" }))}>{t("Import rates from a file")}</a></p>
    </>
  );
}

interface FormProps {
  organization: Organization;
  rates: readonly Rate[];
  onStored: () => void;
}

function RateForm({ organization, rates, onStored }: FormProps) {
  const [currency, setCurrency] = useState("");
  const [day, setDay] = useState<string | null>(organization.today);
  const [rate, setRate] = useState("");
  const number = Number(rate.replace(",", "."));
  const codes = useMemo(() => (Intl.supportedValuesOf?.("currency") ?? []).filter((code) => code !== organization.currency), [organization.currency]);
  const names = useMemo(() => new Intl.DisplayNames([language()], { type: "currency" }), [language()]);
  const submit = async () => {
    if (!day) return;
    const before = rates.find(([code, from]) => code === currency && from === day);
    await storeRate([currency, day, number]);
    setRate("");
    onStored();
    notify(t("Saved."), before && (async () => { await storeRate(before); onStored(); }));
  };
  return (
    <Form action={t("Save the rate")} idle={!currency || !day || !(number > 0)} onSubmit={submit}>
      {() => (
        <>
          <h2>{t("A new rate")}</h2>
          <FormField label={t("Currency")}>
            {(attributes) => (
              <select {...attributes} value={currency} onChange={(event) => setCurrency(event.currentTarget.value)}>
                <option value="">{t("Choose")}</option>
                {codes.map((code) => <option key={code} value={code} selected={code === currency}>{`${code} · ${names.of(code) ?? code}`}</option>)}
              </select>
            )}
          </FormField>
          <DayField label={t("Holds from")} value={day} calendar={organization.calendar} start={organization.today} onChoose={setDay} />
          <TextField label={t("One unit in {currency}", { currency: organization.currency })} value={rate} onChange={setRate} latin
            problem={rate && !(number > 0) ? t("A rate is a number larger than zero: 0.2667") : undefined} />
        </>
      )}
    </Form>
  );
}

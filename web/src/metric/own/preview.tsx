// What a definition comes to, as it stands: checked and asked by the server after each pause in writing.
import { useEffect, useState } from "preact/hooks";
import { ApiError, send } from "../../base/api";
import { formatValue, periodName, sampleText } from "../../base/format";
import { t } from "../../base/messages";
import { useOrganization } from "../../base/organization";
import type { Metric, Row, Values } from "../../base/types";
import { reasonText } from "../../base/words";
import { Sparkline } from "../../overview/sparkline";
import { asError } from "../../settings/form";
import { Own } from "../../view/own";
import { ProblemNotice } from "../../view/states";
import { Parts } from "../parts";

export interface Tried {
  definition: Metric;
  values: Values;
}

export interface Trial {
  /** Of `of`; of an earlier text while a newer one is being checked. */
  data: Tried | null;
  error: ApiError | null;
  of: string | null;
  busy: boolean;
}

const PAUSE = 500, SHOWN = 8;

/** Checks the text after each pause; null: there is nothing to check yet. */
export function useTrial(text: string | null): Trial {
  const [trial, setTrial] = useState<Trial>({ data: null, error: null, of: null, busy: false });
  useEffect(() => {
    if (text === null) return undefined;
    let gone = false;
    setTrial((before) => ({ ...before, busy: true }));
    const timer = window.setTimeout(() => {
      send<Tried>("POST", "/metrics/preview", { definition: text, period: "month" }).then(
        (data) => { if (!gone) setTrial({ data, error: null, of: text, busy: false }); },
        (problem: unknown) => { if (!gone) setTrial((before) => ({ data: before.data, error: asError(problem), of: text, busy: false })); },
      );
    }, PAUSE);
    return () => { gone = true; window.clearTimeout(timer); };
  }, [text]);
  return trial;
}

function Latest({ tried }: { tried: Tried }) {
  const organization = useOrganization();
  const { definition, values: found } = tried;
  const values = { ...found, currency: found.currency ?? organization?.currency ?? null };
  const format = { unit: values.unit, currency: values.currency };
  const name = (row: Row) => periodName(row.period_start, row.period_end, values.period, values.calendar);
  const row = values.rows.filter(({ value }) => value !== null).pop() ?? values.rows.at(-1);
  if (!row) return <p>{t("There are no data for this yet.")}</p>;
  return (
    <>
      <p class="preview-now">
        <span class="preview-value"><Own>{row.value === null ? t("No data") : formatValue(row.value, format)}</Own></span>
        <Own class="quiet">{name(row)}</Own>
      </p>
      {row.value === null && <p>{reasonText(row.reason)}</p>}
      {row.interval && <p class="quiet"><Own>{t("{low} to {high}", { low: formatValue(row.interval.low, format), high: formatValue(row.interval.high, format) })}</Own></p>}
      <Sparkline series={values.rows.slice(-24).map(({ period_start, value, complete }) => ({ period_start, value, complete }))} />
      <table class="numbers">
        <caption class="hidden-text">{t("The last periods")}</caption>
        <thead><tr><th scope="col">{t("Period")}</th><th scope="col" class="end">{t("Value")}</th><th scope="col" class="end">{t("Sample")}</th></tr></thead>
        <tbody>
          {values.rows.slice(-SHOWN).reverse().map((one) => (
            <tr key={one.period_start}>
              <th scope="row"><Own>{name(one)}</Own></th>
              <td class="end"><Own>{one.value === null ? "–" : formatValue(one.value, format)}</Own></td>
              <td class="end"><Own>{one.sample_size === null ? "–" : sampleText(one.sample_size)}</Own></td>
            </tr>
          ))}
        </tbody>
      </table>
      <Parts metric={definition} values={values} row={row} period={name(row)} against="" />
    </>
  );
}

/** `placed`: the error is shown beside the field or line that it is about. */
export function PreviewPanel({ trial, placed }: { trial: Trial; placed: boolean }) {
  const { data, error, busy } = trial;
  return (
    <section class="panel preview" aria-labelledby="preview-title" aria-busy={busy}>
      <div class="panel-head"><h2 id="preview-title">{t("What it comes to")}</h2></div>
      <p class="quiet" role="status">{busy ? t("Checking …") : error ? t("This cannot be measured yet.") : data ? t("It is understood, and this is what it gives.") : ""}</p>
      {error && !busy && !placed && <ProblemNotice error={error} />}
      {data && !error && <div class={busy ? "stale" : undefined}><Latest tried={data} /></div>}
    </section>
  );
}

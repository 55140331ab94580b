// The days of an objective: a quarter or a year of the organization's calendar, or days of its own.
import { N_, t } from "../base/messages";
import { useOrganization } from "../base/organization";
import { FormField, problemOf } from "../settings/form";
import type { ApiError } from "../base/api";
import { DayField } from "../view/day-field";

export interface Span {
  /** "this-quarter" and the like; "own": from and to say it. */
  period: string;
  from: string | null;
  to: string | null;
}

const periods: [string, string][] = [
  ["this-quarter", N_("This quarter")], ["next-quarter", N_("Next quarter")], ["this-year", N_("This year")], ["next-year", N_("Next year")],
  ["own", N_("Its own dates")],
];

/** The members of a body that say it. */
export const spanBody = ({ period, from, to }: Span) => (period !== "own" ? { period } : { ...(from && { from }), ...(to && { to }) });

interface Props {
  value: Span;
  onChange: (value: Span) => void;
  error: ApiError | null;
  /** Another first choice, with its words: the period that follows. */
  following?: string;
}

export function PeriodField({ value, onChange, error, following }: Props) {
  const organization = useOrganization();
  const calendar = organization?.calendar ?? "gregorian", today = organization?.today ?? "";
  const problem = problemOf(error, "to") ?? problemOf(error, "from") ?? problemOf(error, "period");
  return (
    <>
      <FormField label={t("Period")} problem={problem}>
        {(attributes) => (
          <select {...attributes} value={value.period} onChange={(event) => onChange({ ...value, period: event.currentTarget.value })}>
            {following && <option value="">{following}</option>}
            {periods.map(([name, title]) => <option key={name} value={name}>{t(title)}</option>)}
          </select>
        )}
      </FormField>
      {value.period === "own" && (
        <>
          <DayField label={t("First day")} value={value.from} calendar={calendar} start={today} onChoose={(from) => onChange({ ...value, from })} />
          <DayField label={t("Deadline")} value={value.to} calendar={calendar} start={today} onChoose={(to) => onChange({ ...value, to })} />
        </>
      )}
    </>
  );
}

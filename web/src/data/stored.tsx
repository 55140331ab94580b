// The first rows as they would be stored, and the first that would be refused.
import { formatCell, plainNumber } from "../base/format";
import { t, tn } from "../base/messages";
import { useChoices, useOrganization } from "../base/organization";
import type { Kind } from "../base/types";
import { Own } from "../view/own";
import { fieldTitle } from "./mapping";
import type { Preview, Reject, Trouble } from "./types";

const SHOWN_ROWS = 8;
const texts = ["text", "choice", "currency"];

export function TroubleNotice({ trouble }: { trouble: Trouble }) {
  return (
    <div class="trouble">
      <p class="problem-text"><bdi>{trouble.detail}</bdi></p>
      {trouble.value && <p class="quiet"><code><bdi>{trouble.value}</bdi></code></p>}
      {trouble.hint && <p><bdi>{trouble.hint}</bdi></p>}
    </div>
  );
}

/** A moment as the clocks of the organization show it. */
function wallClock(moment: string, zone: string | undefined): string {
  const time = new Date(moment);
  if (!zone || Number.isNaN(time.getTime())) return moment;
  const part = Object.fromEntries(new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" })
    .formatToParts(time).map(({ type, value }) => [type, value]));
  return `${part["year"]}-${part["month"]}-${part["day"]}T${part["hour"]}:${part["minute"]}:${part["second"]}Z`;
}

export function StoredRows({ preview }: { preview: Preview }) {
  const { calendar } = useChoices();
  const zone = useOrganization()?.time_zone;
  const { fields, rows } = preview.stored;
  if (fields.length === 0) return null;
  return (
    <>
      <h3 id="stored-title">{t("As they would be stored")}</h3>
      {rows.length === 0 ? <p class="missing">{t("No row can be stored so.")}</p> : (
        <div class="table-box" tabIndex={0} role="group" aria-labelledby="stored-title">
          <table class="numbers facts">
            <thead><tr>{fields.map((field) => <th key={field.name} scope="col">{field.title}</th>)}</tr></thead>
            <tbody>
              {rows.slice(0, SHOWN_ROWS).map((row, i) => (
                <tr key={i}>
                  {fields.map((field, j) => {
                    const text = formatCell(field.type === "time" && row[j] ? wallClock(String(row[j]), zone) : row[j] ?? null, field.type, calendar);
                    return <td key={field.name}>{texts.includes(field.type) ? <bdi class="cut">{text}</bdi> : <Own>{text}</Own>}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

export function RejectTable({ kind, rejects, label }: { kind: Kind; rejects: Reject[]; label: string }) {
  return (
    <div class="table-box table-tall" tabIndex={0} role="group" aria-label={label}>
      <table class="numbers">
        <thead><tr><th scope="col" class="end">{t("Line")}</th><th scope="col">{t("Column")}</th><th scope="col">{t("Value")}</th><th scope="col">{t("Reason")}</th></tr></thead>
        <tbody>
          {rejects.map((reject, i) => (
            <tr key={i}><td class="end">{reject.row > 0 ? plainNumber(reject.row) : "–"}</td><td><bdi>{reject.column && fieldTitle(kind, reject.column)}</bdi></td><td class="words"><bdi>{reject.value}</bdi></td><td class="words"><bdi>{reject.reason}</bdi></td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function PreviewRejects({ kind, preview }: { kind: Kind; preview: Preview }) {
  if (preview.problem) return null;
  if (preview.rejected_count === 0)
    return <p class="quiet">{tn("The first row can be stored.", "All of the first {count} rows can be stored.", preview.looked_at)}</p>;
  return (
    <>
      <h3>{t("{rejected} of the first {count} rows would be refused", { rejected: preview.rejected_count, count: preview.looked_at })}</h3>
      <RejectTable kind={kind} rejects={preview.rejected} label={t("Refused rows")} />
    </>
  );
}

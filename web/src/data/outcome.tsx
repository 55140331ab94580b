// What an import did: counts, what was refused and why, what was assumed.
import { linkTo } from "../base/address";
import { plainNumber } from "../base/format";
import { t, tn } from "../base/messages";
import type { Outcome } from "./types";

export function OutcomePanel({ outcome, dry }: { outcome: Outcome; dry: boolean }) {
  const rejected = outcome.rejected_count ?? outcome.rejected.length;
  const counts: [string, number][] = [
    [t("Read"), outcome.read], [t("New"), outcome.added], [t("Changed"), outcome.changed],
    [t("As before"), outcome.unchanged], [t("Refused"), rejected],
  ];
  return (
    <section class="panel" role="status" aria-labelledby="outcome-title">
      <h2 id="outcome-title">
        {dry ? t("Checked; nothing was stored") : outcome.repeated ? t("This file was imported before; nothing changed") : t("Imported")}
      </h2>
      <dl class="counts">
        {counts.map(([name, count]) => (
          <div key={name}><dt>{name}</dt><dd>{plainNumber(count)}</dd></div>
        ))}
      </dl>
      {(outcome.notes ?? []).length > 0 && (
        <ul class="notes">
          {(outcome.notes ?? []).map((note, i) => <li key={i}>{note.column && <code><bdi>{note.column}</bdi></code>} <bdi>{note.message}</bdi></li>)}
        </ul>
      )}
      {outcome.rejected.length > 0 && (
        <>
          <h3>{tn("{count} row was refused", "{count} rows were refused", rejected)}</h3>
          <div class="table-box table-tall" tabIndex={0} role="group" aria-label={t("Refused rows")}>
            <table class="numbers">
              <thead><tr><th scope="col" class="end">{t("Line")}</th><th scope="col">{t("Column")}</th><th scope="col">{t("Value")}</th><th scope="col">{t("Reason")}</th></tr></thead>
              <tbody>
                {outcome.rejected.slice(0, 200).map((reject, i) => (
                  <tr key={i}><td class="end">{plainNumber(reject.row)}</td><td><bdi>{reject.column}</bdi></td><td><bdi>{reject.value}</bdi></td><td><bdi>{reject.reason}</bdi></td></tr>
                ))}
              </tbody>
            </table>
          </div>
          {outcome.rejects && <p><a href={outcome.rejects} download>{t("Download the refused rows, mend them and import them again")}</a></p>}
        </>
      )}
      {!dry && outcome.added + outcome.changed > 0 && <p><a class="button primary" href={linkTo("/")}>{t("Go to the overview")}</a></p>}
    </section>
  );
}

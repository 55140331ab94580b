// What an import did: counts, what was assumed, what was refused and why; from here it is taken back or mended.
import { linkTo } from "../base/address";
import { plainNumber } from "../base/format";
import { t, tn } from "../base/messages";
import type { Kind } from "../base/types";
import { Mend } from "./mend";
import { RejectTable } from "./stored";
import type { Outcome } from "./types";

interface Props {
  kind: Kind;
  outcome: Outcome;
  dry: boolean;
  onUndo: (batch: number) => void;
  onMended: (outcome: Outcome) => void;
}

export function OutcomePanel({ kind, outcome, dry, onUndo, onMended }: Props) {
  const rejected = outcome.rejected_count;
  const counts: [string, number][] = [
    [t("Read"), outcome.read], [t("New"), outcome.added], [t("Changed"), outcome.changed],
    [t("As before"), outcome.unchanged], [t("Refused"), rejected],
  ];
  const stored = !dry && !outcome.repeated && outcome.added + outcome.changed > 0;
  return (
    <section class="panel" aria-labelledby="outcome-title">
      <div role="status">
        <h2 id="outcome-title">
          {dry ? t("Checked; nothing was stored") : outcome.repeated ? t("This file was imported before; nothing changed") : t("Imported")}
        </h2>
        <dl class="counts">
          {counts.map(([name, count]) => (
            <div key={name}><dt>{name}</dt><dd>{plainNumber(count)}</dd></div>
          ))}
        </dl>
      </div>
      {stored && outcome.batch !== null && (
        <div class="actions">
          <a class="button primary" href={linkTo("/")}>{t("Go to the overview")}</a>
          <button type="button" class="button" onClick={() => onUndo(outcome.batch as number)}>{t("Undo this import")}</button>
        </div>
      )}
      {outcome.notes.length > 0 && (
        <ul class="notes">
          {outcome.notes.map((note, i) => <li key={i}>{note.column && <code><bdi>{note.column}</bdi></code>} <bdi>{note.message}</bdi></li>)}
        </ul>
      )}
      {rejected > 0 && <h3>{tn("{count} row was refused", "{count} rows were refused", rejected)}</h3>}
      {rejected > 0 && (outcome.rejects && outcome.batch !== null
        ? <Mend key={outcome.batch} kind={kind} batch={outcome.batch} rejects={outcome.rejects} onMended={onMended} />
        : <RejectTable kind={kind} rejects={outcome.rejected.slice(0, 200)} label={t("Refused rows")} />)}
    </section>
  );
}

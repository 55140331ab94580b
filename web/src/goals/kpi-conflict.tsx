// Two people changed one KPI: what it was, what the other made of it, and what you did, side by side.
import { t } from "../base/messages";
import { draftOf, kpiBody, type KpiDraft } from "./kpi-draft";
import type { Kpi } from "./types";
import { memberText, memberTitle } from "./words";

interface Props {
  before: Kpi;
  theirs: Kpi;
  mine: KpiDraft;
  /** What you changed, upon what the other made of the rest. */
  onKeepMine: (merged: Partial<KpiDraft>) => void;
  onTakeTheirs: () => void;
}

function flat(draft: KpiDraft): Record<string, string> {
  const body = kpiBody({ ...draft, reason: "" }, true);
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : String(value ?? "")]));
}

export function Conflict({ before, theirs, mine, onKeepMine, onTakeTheirs }: Props) {
  const was = flat(draftOf(before)), other = flat(draftOf(theirs)), own = flat(mine);
  const names = Object.keys(own).filter((name) => was[name] !== other[name] || was[name] !== own[name]);
  const keep = () => {
    const first = draftOf(before), others = draftOf(theirs);
    const changed = (Object.keys(others) as (keyof KpiDraft)[])
      .filter((name) => name !== "target" && name !== "reason" && JSON.stringify(first[name]) === JSON.stringify(mine[name]));
    onKeepMine(Object.fromEntries(changed.map((name) => [name, others[name]])) as Partial<KpiDraft>);
  };
  return (
    <div class="conflict" role="group" aria-label={t("Two changes at once")}>
      <p>{t("Another changed it while you did. Nothing of yours is lost: choose what stands.")}</p>
      <div class="table-box" tabIndex={0} role="region" aria-label={t("Both changes")}>
        <table class="numbers">
          <thead><tr><th scope="col">{t("What")}</th><th scope="col">{t("It was")}</th><th scope="col">{t("Their change")}</th><th scope="col">{t("Your change")}</th></tr></thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}><th scope="row">{memberTitle(name)}</th>
                {[was[name], other[name], own[name]].map((text, i) => (
                  <td key={i} class={i > 0 && text !== was[name] ? "words changed" : "words"}><bdi>{memberText(name, text)}</bdi></td>))}</tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="actions">
        <button type="button" class="button" onClick={keep}>{t("Apply my changes to theirs")}</button>
        <button type="button" class="button" onClick={onTakeTheirs}>{t("Keep theirs, discard mine")}</button>
      </div>
    </div>
  );
}

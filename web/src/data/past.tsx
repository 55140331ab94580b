// The imports there were, newest first; each can be taken back.
import { useAnswer } from "../base/api";
import { formatCell, plainNumber } from "../base/format";
import { t } from "../base/messages";
import { useChoices } from "../base/organization";
import type { Kind } from "../base/types";
import { Own } from "../view/own";
import type { PastImport } from "./types";
import type { Undoing } from "./undo";

export function PastImports({ kinds, fresh, undoing }: { kinds: Kind[]; fresh: number; undoing: Undoing }) {
  const answer = useAnswer<{ imports: PastImport[] }>("/imports?limit=50", fresh);
  const imports = answer.data?.imports ?? [];
  if (imports.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="past-title">
      <div class="panel-head"><h2 id="past-title">{t("Imports so far")}</h2></div>
      <div class="table-box table-tall" tabIndex={0} role="group" aria-labelledby="past-title">
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col" class="end">{t("Number")}</th><th scope="col">{t("When")}</th><th scope="col">{t("Data")}</th><th scope="col">{t("Source")}</th>
              <th scope="col" class="end">{t("Read")}</th><th scope="col" class="end">{t("New")}</th><th scope="col" class="end">{t("Changed")}</th>
              <th scope="col" class="end">{t("As before")}</th><th scope="col" class="end">{t("Refused")}</th><th scope="col"><span class="hidden-text">{t("Undo")}</span></th>
            </tr>
          </thead>
          <tbody>
            {imports.map((past) => <PastRow key={past.batch} past={past} title={kinds.find((kind) => kind.name === past.kind)?.title ?? past.kind} undoing={undoing} />)}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function PastRow({ past, title, undoing }: { past: PastImport; title: string; undoing: Undoing }) {
  const { calendar } = useChoices();
  const count = (value: number | null) => (value === null ? "–" : plainNumber(value));
  return (
    <tr class={past.undone_at ? "undone" : undefined}>
      <td class="end">{plainNumber(past.batch)}</td>
      <td class="nowrap"><Own>{formatCell(past.finished_at, "time", calendar)}</Own></td>
      <td>{title}</td>
      <td class="words"><bdi>{past.source}</bdi>{past.problem && <span class="past-problem"> <bdi>{past.problem}</bdi></span>}</td>
      <td class="end">{count(past.read)}</td><td class="end">{count(past.added)}</td><td class="end">{count(past.changed)}</td>
      <td class="end">{count(past.unchanged)}</td>
      <td class="end">{past.rejects && past.rejected_count ? <a href={past.rejects} download>{count(past.rejected_count)}</a> : count(past.rejected_count)}</td>
      <td class="nowrap">
        {past.undone_at ? t("undone")
          : (past.added ?? 0) + (past.changed ?? 0) > 0 && (
            <button type="button" class="link-button" disabled={undoing.batch !== null} onClick={() => undoing.ask(past.batch)}>
              {t("Undo")}<span class="hidden-text"> {t("import {batch}", { batch: String(past.batch) })}</span>
            </button>
          )}
      </td>
    </tr>
  );
}

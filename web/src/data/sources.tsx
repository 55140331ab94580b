// Where the facts come from, and how fresh each source is.
import { useAnswer } from "../base/api";
import { dayOf, formatCell, plainNumber } from "../base/format";
import { t, tn } from "../base/messages";
import { useChoices, useOrganization } from "../base/organization";
import { Own } from "../view/own";
import type { Source } from "./types";

function age(day: string, today: string | undefined): number | null {
  return today ? Math.round((dayOf(today).getTime() - dayOf(day).getTime()) / 86_400_000) : null;
}

export function Sources({ fresh }: { fresh: number }) {
  const answer = useAnswer<{ sources: Source[] }>("/sources", fresh);
  const sources = answer.data?.sources ?? [];
  if (sources.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="sources-title">
      <div class="panel-head">
        <h2 id="sources-title">{t("Where the data come from")}</h2>
        <p class="quiet">{t("Files whose names differ only in numbers are one source.")}</p>
      </div>
      <div class="table-box table-tall" tabIndex={0} role="group" aria-labelledby="sources-title">
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">{t("Data")}</th><th scope="col">{t("Source")}</th><th scope="col">{t("Data up to")}</th>
              <th scope="col">{t("Last import")}</th><th scope="col" class="end">{t("Rows")}</th><th scope="col" class="end">{t("Last refused")}</th>
            </tr>
          </thead>
          <tbody>{sources.map((source) => <SourceRow key={`${source.kind} ${source.source}`} source={source} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function SourceRow({ source }: { source: Source }) {
  const { calendar } = useChoices();
  const today = useOrganization()?.today;
  const days = source.last_day ? age(source.last_day, today) : null;
  return (
    <tr>
      <td>{source.title}</td>
      <td class="words"><bdi>{source.source}</bdi>{source.imports > 1 && <span class="quiet"> {tn("{count} import", "{count} imports", source.imports)}</span>}</td>
      <td>
        {source.last_day ? <Own class="nowrap">{formatCell(source.last_day, "day", calendar)}</Own> : "–"}
        {days !== null && days > 0 && <span class={days > 31 ? "old" : "quiet"}> {tn("{count} day ago", "{count} days ago", days)}</span>}
      </td>
      <td class="nowrap"><Own>{formatCell(source.imported_at, "time", calendar)}</Own></td>
      <td class="end">{plainNumber(source.rows)}</td>
      <td class="end">{source.rejects && source.rejected_count > 0 ? <a href={source.rejects} download>{plainNumber(source.rejected_count)}</a> : plainNumber(source.rejected_count)}</td>
    </tr>
  );
}

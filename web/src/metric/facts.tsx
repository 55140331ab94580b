// The rows behind a value, a page at a time.
import { address, changed, href } from "../base/address";
import { useAnswer } from "../base/api";
import { formatCell, plainNumber } from "../base/format";
import { t } from "../base/messages";
import type { Facts, Metric, Row } from "../base/types";
import { ProblemNotice, Skeleton } from "../view/states";
import { path, questionAt, type MetricChoices } from "./question";
import { Own } from "../view/own";

const PAGE = 50;
const numeric = new Set(["number", "integer", "money"]);

export function FactRows({ metric, row, choices, period }: { metric: Metric; row: Row; choices: MetricChoices; period: string }) {
  const question = questionAt(choices, row);
  question.set("limit", String(PAGE));
  if (choices.offset) question.set("offset", String(choices.offset));
  const answer = useAnswer<Facts>(path(metric.id, "/facts", question));
  const facts = answer.data;
  const turn = (offset: number) => href(address().path, changed(address().query, { offset: offset > 0 ? String(offset) : null, at: row.period_start }));
  return (
    <section class="panel no-print" id="rows" aria-labelledby="rows-title">
      <div class="panel-head">
        <h2 id="rows-title">{t("The rows behind it in {period}", { period })}</h2>
        {facts && facts.rows.length > 0 && (
          <p class="reading"><Own>{t("{from} to {to}", { from: plainNumber(choices.offset + 1), to: plainNumber(choices.offset + facts.rows.length) })}</Own></p>
        )}
      </div>
      {answer.error && <ProblemNotice error={answer.error} />}
      {!facts && !answer.error && <Skeleton lines={8} />}
      {facts && !answer.error && facts.rows.length === 0 && <p class="quiet">{t("There are no rows for these choices.")}</p>}
      {facts && !answer.error && facts.rows.length > 0 && (
        <div class={answer.stale ? "stale" : undefined}>
          <div class="table-box table-tall" tabIndex={0} role="group" aria-labelledby="rows-title">
            <table class="numbers facts">
              <thead><tr>{facts.columns.map((column) => <th key={column.name} scope="col" class={numeric.has(column.type) ? "end" : undefined}><bdi>{column.name === "day" ? t("Day") : column.title}</bdi></th>)}</tr></thead>
              <tbody>
                {facts.rows.map((cells, i) => (
                  <tr key={choices.offset + i}>
                    {cells.map((cell, at) => {
                      const type = facts.columns[at]?.type ?? "text";
                      const shown = formatCell(cell, type, choices.calendar);
                      return type === "text" && typeof cell === "string"
                        ? <td key={at} class={cell.length > 28 ? "words" : undefined}><bdi>{shown}</bdi></td>
                        : <td key={at} class={numeric.has(type) ? "end" : undefined}><Own>{shown}</Own></td>;
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <nav class="pages no-print" aria-label={t("Pages of rows")}>
            {choices.offset > 0 && <a class="button" rel="prev" href={turn(choices.offset - PAGE)}>{t("Earlier rows")}</a>}
            {facts.next_offset !== null && <a class="button" rel="next" href={turn(facts.next_offset)}>{t("More rows")}</a>}
          </nav>
        </div>
      )}
    </section>
  );
}

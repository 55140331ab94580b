// Refused rows, mended where they stand and imported again.
import { useEffect, useState } from "preact/hooks";
import { ApiError } from "../base/api";
import { plainNumber } from "../base/format";
import { t, tn } from "../base/messages";
import type { Kind } from "../base/types";
import { ProblemNotice, Skeleton } from "../view/states";
import { parseCsv, writeCsv } from "./csv";
import { fieldTitle } from "./mapping";
import { importMended } from "./send";
import type { Outcome } from "./types";

const SHOWN_ROWS = 100;
const REJECT_COLUMNS = 4; // line, column, value, reason

interface Props {
  kind: Kind;
  batch: number;
  rejects: string;
  onMended: (outcome: Outcome) => void;
}

export function Mend({ kind, batch, rejects, onMended }: Props) {
  const [rows, setRows] = useState<string[][] | null>(null);
  const [changed, setChanged] = useState<ReadonlySet<number>>(new Set());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    fetch(rejects, { signal: abort.signal }).then((answer) => answer.text()).then((text) => setRows(parseCsv(text)), () => undefined);
    return () => abort.abort();
  }, [rejects]);
  if (!rows) return <Skeleton lines={3} />;
  const [header = [], ...body] = rows;
  const set = (row: number, column: number, value: string) => {
    setRows(rows.map((cells, i) => (i === row + 1 ? cells.map((cell, j) => (j === column ? value : cell)) : cells)));
    setChanged(new Set(changed).add(row));
  };
  const send = async () => {
    setBusy(true);
    setError(null);
    try {
      const mended = body.filter((_, i) => changed.has(i));
      onMended(await importMended(kind.name, batch, writeCsv([header, ...mended])));
    } catch (problem) {
      if (problem instanceof ApiError) setError(problem);
    }
    setBusy(false);
  };
  return (
    <>
      <p class="help">{t("Mend the cells here and import those rows again; only rows that you change are sent.")}</p>
      <div class="table-box table-tall" tabIndex={0} role="group" aria-label={t("Refused rows")}>
        <table class="numbers mend">
          <thead>
            <tr><th scope="col" class="end">{t("Line")}</th><th scope="col">{t("Reason")}</th>{header.slice(REJECT_COLUMNS).map((name) => <th key={name} scope="col"><bdi>{name}</bdi></th>)}</tr>
          </thead>
          <tbody>
            {body.slice(0, SHOWN_ROWS).map((cells, row) => (
              <tr key={row}>
                <td class="end">{cells[0] ? plainNumber(Number(cells[0])) : "–"}</td>
                <td class="words reason">{cells[1] && <><bdi>{fieldTitle(kind, cells[1])}</bdi>: </>}<bdi>{cells[3]}</bdi></td>
                {header.slice(REJECT_COLUMNS).map((name, i) => (
                  <td key={name}>
                    <input type="text" dir="auto" value={cells[i + REJECT_COLUMNS] ?? ""} aria-label={t("{column}, line {line}", { column: name, line: cells[0] ?? "" })}
                      onInput={(event) => set(row, i + REJECT_COLUMNS, event.currentTarget.value)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {body.length > SHOWN_ROWS && <p class="quiet">{t("The first {count} are shown here; the file has all of them.", { count: SHOWN_ROWS })}</p>}
      {error && <ProblemNotice error={error} />}
      <div class="actions">
        <button type="button" class="button primary" disabled={changed.size === 0 || busy} onClick={() => void send()}>
          {changed.size === 0 ? t("Import the mended rows") : tn("Import {count} mended row", "Import {count} mended rows", changed.size)}
        </button>
        <a href={rejects} download>{t("Download the refused rows")}</a>
      </div>
    </>
  );
}

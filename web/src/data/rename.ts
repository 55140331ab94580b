// Columns that the reader assigned by hand: the header of the file is rewritten with the names of the fields before it
// is sent, the rest of its bytes stay as they are.
import type { Preview } from "./types";

const HEADER_LIMIT = 1 << 20;

/** Whether the columns of this file can be renamed here: text in UTF-8, not packed. */
export function canRename(preview: Preview): boolean {
  return preview.format === "csv" && /^(utf-?8|ascii|us-ascii)?$/i.test(preview.encoding ?? "");
}

/** The end of the first record, beyond its line break; quotes may hold line breaks. -1: not within `text`. */
export function endOfHeader(text: string): number {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === "\n" || letter === "\r")) return letter === "\r" && text[i + 1] === "\n" ? i + 2 : i + 1;
  }
  return -1;
}

/** Records of delimited text; the last, which may be cut off, is left out. */
export function parseRecords(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  for (let rest = text; ;) {
    const end = endOfHeader(rest);
    if (end < 0) return records;
    const cells: string[] = [];
    let cell = "", quoted = false;
    for (const letter of rest.slice(0, end).replace(/[\r\n]+$/, "")) {
      if (letter === '"') quoted = !quoted;
      else if (letter === delimiter && !quoted) { cells.push(cell); cell = ""; } else cell += letter;
    }
    records.push([...cells, cell]);
    rest = rest.slice(end);
  }
}

/** What can be seen of a text file without the server: its columns and first rows. null: not such a file. */
export async function lookAt(file: File): Promise<Preview | null> {
  if (!/\.(csv|tsv|txt)$/i.test(file.name)) return null;
  const text = new TextDecoder().decode(await file.slice(0, 1 << 16).arrayBuffer());
  if (/[\u0000\ufffd]/.test(text)) return null;
  const header = text.slice(0, Math.max(0, endOfHeader(text)));
  const delimiter = [",", ";", "\t", "|"].map((mark) => ({ mark, count: header.split(mark).length })).sort((a, b) => b.count - a.count)[0]?.mark ?? ",";
  const [names, ...rows] = parseRecords(text, delimiter).slice(0, 20);
  if (!names) return null;
  return { format: "csv", encoding: "utf-8", delimiter, columns: names.map((name) => ({ name: name.trim(), field: null })), rows, unguessed: true };
}

function delimiterOf(preview: Preview): string {
  const names: Record<string, string> = { tab: "\t", comma: ",", semicolon: ";", pipe: "|" };
  const said = preview.delimiter ?? ",";
  return names[said] ?? said;
}

/** The file with its columns named by `names`. Throws when its header is not found. */
export async function renameColumns(file: File, preview: Preview, names: string[]): Promise<Blob> {
  const bytes = new Uint8Array(await file.slice(0, HEADER_LIMIT).arrayBuffer());
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = new TextDecoder().decode(bytes.subarray(mark));
  const end = endOfHeader(text);
  if (end < 0) throw new Error("no header");
  const length = mark + new TextEncoder().encode(text.slice(0, end)).length;
  const header = names.map((name) => `"${name.replace(/"/g, '""')}"`).join(delimiterOf(preview));
  return new Blob([`${header}\n`, file.slice(length)]);
}

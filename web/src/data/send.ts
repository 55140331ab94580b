// Files on their way to the server: a look, an import with its progress, its cancelling.
import { ApiError, request } from "../base/api";
import type { Outcome, Preview, Undone } from "./types";

const bytes = { "Content-Type": "application/octet-stream" };

export interface Wanted {
  kind: string;
  /** A layout that comes with the program; "": none. */
  layout: string;
  /** A mapping as JSON; null: by the names of the columns, or the layout. */
  mapping: string | null;
}

function question(wanted: Wanted, more: Record<string, string>): URLSearchParams {
  const words = new URLSearchParams({ kind: wanted.kind, ...more });
  if (wanted.layout && wanted.mapping === null) words.set("map", wanted.layout);
  return words;
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.problem.status === 404;
}

/** Looks at the file; where the server keeps it already (`upload`), only the mapping is sent. */
export async function look(file: File, upload: string | null, wanted: Wanted, signal: AbortSignal): Promise<Preview> {
  const post = (words: URLSearchParams, body: BodyInit) =>
    request<Preview>(`/imports/preview?${words}`, { method: "POST", body, headers: bytes, signal });
  if (upload) {
    try {
      return await post(question(wanted, { upload }), wanted.mapping ?? "");
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  const seen = await post(question({ ...wanted, mapping: null }, { name: file.name }), file);
  return wanted.mapping === null ? seen : post(question(wanted, { upload: seen.upload }), wanted.mapping);
}

export interface Progress {
  /** 0 to 1; null: not known. */
  share: number | null;
  rows: number;
  waiting: boolean;
}

/** Calls `tell` about twice a second with how far the query of that id is, until `over`. */
async function watch(id: string, over: () => boolean, tell: (progress: Progress) => void): Promise<void> {
  while (!over()) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    if (over()) return;
    try {
      const { queries } = await request<{ queries: { id: string; state: string; progress: number | null; rows?: number }[] }>("/queries");
      const mine = queries.find((query) => query.id === id);
      if (mine) tell({ share: mine.progress, rows: mine.rows ?? 0, waiting: mine.state === "waiting" });
    } catch {
      return; // The import itself says what is wrong.
    }
  }
}

/** Imports (or, `dry`, only checks) the file that the server keeps. The id is the query's, for `cancel`. */
export async function importUpload(id: string, file: File, upload: string, wanted: Wanted, dry: boolean, tell: (progress: Progress) => void): Promise<Outcome> {
  let over = false;
  const post = (kept: string) => request<Outcome>(`/imports?${question(wanted, { upload: kept, dry_run: String(dry) })}`,
    { method: "POST", body: wanted.mapping ?? "", headers: { ...bytes, "Query-Id": id } });
  void watch(id, () => over, tell);
  try {
    return await post(upload).catch(async (error: unknown) => {
      if (!isGone(error)) throw error;
      const again = await look(file, null, wanted, new AbortController().signal);
      return post(again.upload);
    });
  } finally {
    over = true;
  }
}

export async function cancelQuery(id: string): Promise<void> {
  try {
    await request(`/queries/${id}`, { method: "DELETE" });
  } catch {
    // It has ended meanwhile; what it came to is shown.
  }
}

/** Mended rows, read with the mapping of the import that refused them and said to be of its source. */
export function importMended(kind: string, batch: number, csv: string): Promise<Outcome> {
  const words = new URLSearchParams({ kind, mends: String(batch) });
  return request<Outcome>(`/imports?${words}`, { method: "POST", body: csv, headers: bytes });
}

export function undoImport(batch: number): Promise<Undone> {
  return request<Undone>(`/imports/${batch}`, { method: "DELETE" });
}

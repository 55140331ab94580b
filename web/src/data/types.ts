// Documents of the import end points (docs/api.md).

export interface Preview {
  format: string;
  encoding: string | null;
  delimiter: string | null;
  columns: { name: string; field: string | null }[];
  rows: (string | null)[][];
  /** The page read the columns itself: the server will find their fields by their names. */
  unguessed?: boolean;
}

export interface Reject {
  row: number;
  column: string | null;
  value: string | null;
  reason: string | null;
}

export interface Outcome {
  batch: number | null;
  read: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: Reject[];
  rejected_count?: number;
  rejects?: string | null;
  repeated?: boolean;
  notes?: { column: string | null; message: string }[];
}

export interface PastImport {
  batch: number;
  kind: string;
  source: string | null;
  finished_at: string | null;
  read: number | null;
  added: number | null;
  changed: number | null;
  unchanged: number | null;
  rejected_count: number | null;
  rejects: string | null;
  problem: string | null;
}

// Documents of the import end points (docs/api.md) and the mapping (docs/import.md).

/** Where a field of the kind comes from, as in a mapping file. */
export interface Rule {
  from?: string | string[];
  concat?: string[];
  separator?: string;
  constant?: string;
  default?: string;
  format?: string;
  decimal?: string;
  calendar?: string;
  time_zone?: string;
  unit?: string;
  plus?: string;
  row_number?: string;
  optional?: string;
  values?: Record<string, string | null>;
}

export interface Mapping {
  columns: Record<string, Rule>;
  ignore?: string[];
  time_zone?: string;
  date_format?: string;
  decimal?: string;
  calendar?: string;
  null?: string[];
  where?: string;
  select?: string;
  sheet?: string;
  skip?: number;
  encoding?: string;
  delimiter?: string;
}

export interface Reject {
  row: number;
  column: string | null;
  value: string | null;
  reason: string | null;
}

export interface Trouble {
  detail: string;
  where: string | null;
  value: string | null;
  hint: string | null;
}

export interface Preview {
  upload: string;
  name: string;
  format: string;
  rows: number | null;
  columns: { name: string; field: string | null }[];
  likely_kind: string | null;
  cells: (string | null)[][];
  mapping: Mapping;
  problem: Trouble | null;
  stored: { fields: { name: string; type: string; title: string }[]; rows: (string | number | boolean | null)[][] };
  looked_at: number;
  rejected_count: number;
  rejected: Reject[];
}

export interface Outcome {
  batch: number | null;
  read: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: Reject[];
  rejected_count: number;
  rejects: string | null;
  repeated: boolean;
  notes: { column: string | null; message: string }[];
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
  undone_at: string | null;
}

export interface Source {
  kind: string;
  title: string;
  source: string;
  imported_at: string;
  batch: number;
  imports: number;
  rows: number;
  last_day: string | null;
  rejected_count: number;
  rejects: string | null;
}

export interface Undone {
  batch: number;
  kind: string;
  removed: number;
  restored: number;
  confirming: number[];
}

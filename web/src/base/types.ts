// The API's documents (docs/api.md), as far as the page reads them.

export type PeriodLength = "day" | "week" | "month" | "quarter" | "year" | "all";
export type CalendarName = "gregorian" | "persian" | "islamic";
export type Unit = "percent" | "points" | "score" | "seconds" | "count" | "ratio" | "money" | "hours";
export type Better = "up" | "down" | "neither";
export type Perspective = "financial" | "customers" | "processes" | "learning";

export interface Problem {
  title: string;
  detail: string;
  code: string;
  status: number;
  where?: string;
  value?: string;
  hint?: string;
}

export interface Interval {
  low: number;
  high: number;
  level: number;
  method: string;
}

export interface Excluded {
  reason: string;
  title: string;
  count: number | null;
}

export interface Value {
  period_start: string;
  period_end: string;
  label: string;
  complete: boolean;
  value: number | null;
  reason: string | null;
  unit: Unit;
  sample_size: number | null;
  small_sample: boolean;
  components: Record<string, number | null>;
  excluded: Excluded[];
  interval: Interval | null;
}

export interface Row extends Value {
  slices: Record<string, string | null>;
  previous?: Value | null;
  change?: number | null;
}

export interface Variant {
  name: string;
  title: string;
  unit: Unit;
  better: Better;
  help?: string;
  formula?: string;
  interval?: string;
  sample?: string;
  additive?: boolean;
}

export interface MetricSummary {
  id: string;
  area: string;
  title: string;
  help: string;
  unit: Unit;
  better: Better;
  perspective: Perspective;
  indicator: "result" | "performance";
  slices: string[];
  variants: Variant[];
  sources: string[];
  /** The organization defined it. */
  own: boolean;
}

export interface Component {
  name: string;
  title: string;
  variants?: string[] | null;
}

export interface Parameter {
  name: string;
  title: string;
  type: "integer" | "number" | "text";
  default: string | number;
  minimum?: number | null;
  maximum?: number | null;
  choices?: string[] | null;
}

export interface Metric extends MetricSummary {
  /** Of an own one: what a change is made to. */
  revision: number | null;
  /** The text of the metric file. */
  definition: string;
  formula: string;
  components: Component[];
  parameters: Parameter[];
  excluded: Component[];
  minimum_sample: number;
  interval: string;
  reference: string | null;
  aliases: string[];
  sql: { name: string; grain: string; text: string }[];
  rows: { kind: string; day: string | null; where: string | null };
}

export interface Values {
  metric: string;
  variant: string;
  unit: Unit;
  currency: string | null;
  period: PeriodLength;
  calendar: CalendarName;
  data_from: string | null;
  data_to: string | null;
  rows: Row[];
}

export interface Facts {
  kind: string;
  columns: { name: string; type: string; title: string }[];
  rows: (string | number | boolean | null)[][];
  next_offset: number | null;
}

export interface SliceValues {
  values: { value: string | null; count: number }[];
}

export interface SeriesPoint {
  period_start: string;
  value: number | null;
  complete: boolean;
}

/** The KPI behind a card: its target for each period of the series, and how the latest one that is over was judged. */
export interface CardGoal {
  kpi: string;
  title: string;
  status: "no-target" | "no-data" | "not-enough" | "on-track" | "at-risk" | "off-track";
  certain: boolean;
  label: string | null;
  value: number | null;
  direction: "up" | "down" | "within" | null;
  margin: number | null;
  low: number | null;
  high: number | null;
  path: { low: number | null; high: number | null }[];
}

export interface Card extends MetricSummary {
  variant: string;
  currency: string | null;
  now: Value | null;
  previous: Value | null;
  series: SeriesPoint[];
  goal: CardGoal | null;
  reason: string | null;
}

export interface Overview {
  period_start: string | null;
  period_end: string | null;
  complete: boolean;
  label: string | null;
  previous_label: string | null;
  cards: Card[];
}

export interface Organization {
  name?: string;
  calendar: CalendarName;
  currency: string;
  language: string;
  time_zone: string;
  today: string;
  data_from: string | null;
  data_to: string | null;
  version: string;
  engine: string;
  [setting: string]: unknown;
}

export interface Field {
  name: string;
  type: string;
  required: boolean;
  title: string;
  help: string;
  choices?: string[] | null;
}

export interface Kind {
  name: string;
  title: string;
  help: string;
  dimension?: boolean;
  slices?: string[];
  fields: Field[];
}

// Documents of /kpis and /objectives (docs/api.md).
import type { CalendarName, PeriodLength, Unit, Value } from "../base/types";

export type GoalStatus = "no-target" | "no-data" | "not-enough" | "on-track" | "at-risk" | "off-track";

export interface OwnerState {
  kind: "unknown" | "account" | "employee" | "team";
  left: boolean;
  last_day: string | null;
  warning: string | null;
}

export interface Judged {
  value: Value;
  status: GoalStatus;
  target: { low: number; high: number; margin: number; direction: Direction } | null;
  gap: number | null;
  certain: boolean;
  answers_needed: number;
  answers_missing: number;
  signals: string[];
}

/** A slice that has targets of its own, judged on its own values. */
export interface KpiSegment {
  segment: string;
  status: GoalStatus;
  now: Judged | null;
  since: string | null;
  since_periods: number;
  periods: Judged[];
}

export type Direction = "up" | "down" | "within";
export type TargetRule = "given" | "last-year" | "average" | "seasonal-mean" | "seasonal-total";

export interface Target {
  number: number;
  segment: string | null;
  direction: Direction;
  shape: "stepped" | "linear" | "seasonal";
  margin: number;
  from: string;
  to: string | null;
  points: { day: string; low: number; high: number }[];
  made_from: { day: string; value: number }[];
  rule: TargetRule;
  basis: string | null;
  reason: string | null;
  by: string | null;
  at: string | null;
}

export interface Version {
  revision: number;
  at: string;
  by: string;
  reason: string | null;
  definition: Record<string, string>;
  changes: { member: string; before: string; after: string }[];
}

export interface Kpi {
  id: string;
  title: string;
  goal: string | null;
  criterion: string | null;
  metric: string;
  metric_title: string;
  variant: string;
  unit: Unit;
  currency: string | null;
  parameters: string[];
  filters: string[];
  period: PeriodLength;
  calendar: CalendarName;
  perspective: string;
  perspective_title: string;
  weight: number;
  leading: boolean;
  result: boolean;
  owner: string | null;
  owner_state: OwnerState | null;
  objective: string | null;
  source: string | null;
  by_hand: boolean;
  entry: string | null;
  fresh_days: number;
  people: string | null;
  money: string | null;
  tools: string | null;
  review: string | null;
  revision: number;
  retired: boolean;
  problem: string | null;
  status: GoalStatus;
  now: Judged | null;
  since: string | null;
  since_periods: number;
  segments: KpiSegment[];
  limits: { mean: number; lower: number; upper: number; trial: boolean } | null;
  periods: Judged[];
}

export interface Finding {
  letter: string;
  title: string;
  good: boolean;
  code: string;
  evidence: string;
  mend: string | null;
  field: string | null;
}

export interface KpiShown {
  kpi: Kpi;
  smart: { chance: number | null; findings: Finding[] };
  targets: Target[];
  versions: Version[];
}

export interface KeyResult {
  number: number;
  title: string;
  kind: "kpi" | "metric" | "milestone" | "number";
  kpi: string | null;
  metric: string | null;
  filters: string[];
  unit: Unit | null;
  currency: string | null;
  start: number;
  target: number;
  weight: number;
  now: number | null;
  reason: string | null;
  progress: number | null;
  score: number | null;
  confidence: number | null;
}

export interface LinkedObjective {
  id: string;
  title: string;
  closed: boolean;
  reached: boolean;
}

export interface Initiative {
  number: number;
  title: string;
  owner: string | null;
  owner_state: OwnerState | null;
  from: string;
  to: string;
  state: "planned" | "running" | "done" | "dropped";
  late: boolean;
  key_result: number | null;
  outcome: string | null;
  effect: { verdict: string; before: number | null; now: number | null; lower: number | null; upper: number | null; words: string } | null;
}

export type LinkGroup = "contributes_to" | "depends_on" | "helped_by" | "needed_by";

export interface Objective {
  id: string;
  title: string;
  why: string | null;
  level: string;
  of: string | null;
  owner: string | null;
  owner_state: OwnerState | null;
  from: string;
  to: string;
  period: "own" | "quarter" | "year";
  period_label: string | null;
  begun: boolean;
  committed: boolean;
  closed: boolean;
  learned: string | null;
  carried_from: string | null;
  carried_to: string | null;
  revision: number;
  score: number | null;
  expected: number;
  status: GoalStatus;
  blocked_by: string[];
  key_results: KeyResult[];
  links: Record<LinkGroup, LinkedObjective[]>;
  initiatives: Initiative[];
}

export interface ObjectiveHistory {
  changes: { revision: number; at: string; by: string; what: string; reason: string | null; fields: { field: string; before: string; after: string }[] }[];
  check_ins: { key_result: number; title: string; at: string; by: string; value: number | null; confidence: number | null; words: string | null }[];
}

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
  target: { low: number; high: number } | null;
  gap: number | null;
  certain: boolean;
  answers_needed: number;
  signals: string[];
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
  source: string | null;
  fresh_days: number;
  revision: number;
  retired: boolean;
  status: GoalStatus;
  now: Judged | null;
  since_periods: number;
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
}

export interface KpiShown {
  kpi: Kpi;
  smart: { chance: number | null; findings: Finding[] };
}

export interface KeyResult {
  number: number;
  title: string;
  kind: "kpi" | "metric" | "milestone" | "number";
  kpi: string | null;
  metric: string | null;
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
  committed: boolean;
  closed: boolean;
  learned: string | null;
  revision: number;
  score: number | null;
  expected: number;
  status: GoalStatus;
  blocked_by: string[];
  key_results: KeyResult[];
}

import type { GoalStatus } from "../goals/types";
import type { CalendarName, PeriodLength, Unit } from "../base/types";

export type ReviewKind = "weekly" | "monthly";

export interface ReviewSpan {
  kind: ReviewKind;
  label: string;
  from: string;
  to: string;
  held_on: string;
}

interface ReviewHead extends ReviewSpan {
  number: number;
  as_of: string;
  prepared_at: string;
  prepared_by: string;
  closed: boolean;
  closed_at: string | null;
  closed_by: string | null;
}

export interface ReviewRow extends ReviewHead {
  decisions: number;
  notes: number;
  actions: number;
  open_actions: number;
}

export type Change = "signal" | "noise" | "unknown" | "nothing-new";

export interface ReviewKpi {
  id: string;
  title: string;
  metric: string;
  unit: Unit | null;
  currency: string | null;
  owner: string | null;
  period: PeriodLength;
  calendar: CalendarName;
  label: string | null;
  complete: boolean;
  value: number | null;
  low: number | null;
  high: number | null;
  sample_size: number | null;
  previous: number | null;
  change: Change;
  turn: "better" | "worse" | null;
  signals: ("outside" | "run" | "trend" | "near")[];
  lower: number | null;
  upper: number | null;
  status: GoalStatus;
  target_low: number | null;
  target_high: number | null;
  certain: boolean;
  since: string | null;
  since_open: boolean;
  data_to: string | null;
  late: boolean;
  problem: string | null;
  causes: { slice: string; value: string | null; effect: number }[];
  restated: { value: number | null; redefined: boolean } | null;
}

export interface ReviewKeyResult {
  objective: string;
  objective_title: string;
  number: number;
  title: string;
  unit: Unit | null;
  currency: string | null;
  deadline: string;
  start: number;
  target: number;
  now: number | null;
  progress: number | null;
  confidence: number | null;
  forecast: number | null;
  low: number | null;
  high: number | null;
  chance: number | null;
  reason: string | null;
}

export interface ReviewEntry {
  number: number;
  kind: "decision" | "note";
  kpi: string | null;
  words: string;
  made_by: string;
  changed_by: string;
  revision: number;
}

export type ActionState = "open" | "done" | "dropped" | "carried";

export interface ReviewAction {
  number: number;
  review: number;
  kpi: string | null;
  words: string;
  owner: string;
  due: string;
  state: ActionState;
  state_now: ActionState;
  outcome: string | null;
  carried_from: number | null;
  revision: number;
}

export interface Review extends ReviewHead {
  /** False: the numbers are those of the reader's rows, and only their own actions are there. */
  whole: boolean;
  kpis: ReviewKpi[];
  key_results: ReviewKeyResult[];
  last_actions: ReviewAction[];
  entries: ReviewEntry[];
  actions: ReviewAction[];
}

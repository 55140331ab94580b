// Documents of /perspectives and /scorecard (docs/api.md).
import type { PeriodLength, Unit } from "../base/types";
import type { GoalStatus, Judged, Kpi } from "./types";

export interface Perspective {
  id: string;
  title: string;
  own_title: boolean;
  place: number;
  weight: number;
  revision: number;
}

export type LeftOut = "no-target" | "no-data" | "not-enough" | "no-weight" | "no-kpi" | "nothing-known";

export interface ScoredKpi {
  score: number | null;
  weight: number;
  share: number;
  reason: LeftOut | null;
  margin: number | null;
  kpi: Kpi;
}

export interface ScoredPerspective extends Perspective {
  score: number | null;
  share: number;
  reason: LeftOut | null;
  known: number;
  coverage: number;
  kpis: ScoredKpi[];
}

export interface ScorecardShown {
  score: number | null;
  kpis: number;
  known: number;
  coverage: number;
  rule: string;
  perspectives: ScoredPerspective[];
}

export interface ScorecardAudit {
  limits: { perspective: number; scorecard: number };
  findings: { code: string; perspective: string | null; kpis: string[]; evidence: string; mend: string }[];
}

export interface MapKpi {
  id: string;
  title: string;
  perspective: string;
  leading: boolean;
  result: boolean;
  owner: string | null;
  unit: Unit;
  currency: string | null;
  status: GoalStatus;
  now: Judged | null;
}

export type Support = "too-few" | "still" | "not-shown" | "shown" | "against";

export interface StrategyLink {
  cause: string;
  effect: string;
  support: Support;
  support_title: string;
  words: string;
  period: PeriodLength;
  periods: number;
  correlation: number | null;
  low: number | null;
  high: number | null;
  probability: number | null;
  lag: number | null;
  pairs: number | null;
}

export interface StrategyMap {
  perspectives: Perspective[];
  kpis: MapKpi[];
  links: StrategyLink[];
  objectives: { id: string; title: string }[];
  objective_links: { objective: string; other: string; kind: "contributes" | "depends" }[];
  measures: { kpi: string; objective: string }[];
}

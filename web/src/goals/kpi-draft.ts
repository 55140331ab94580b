// A KPI's definition as its form holds it, and what the API is sent.
import type { CalendarName, PeriodLength } from "../base/types";
import { emptyTarget, isSaid, targetBody, type TargetDraft } from "./target-draft";
import type { Kpi } from "./types";

export interface KpiDraft {
  title: string;
  goal: string;
  objective: string;
  perspective: string;
  criterion: string;
  metric: string;
  variant: string;
  filters: string[];
  parameters: string[];
  kind: "" | "kpi" | "kri";
  leading: boolean;
  period: PeriodLength;
  calendar: CalendarName | "fiscal" | "";
  by_hand: boolean;
  source: string;
  entry: string;
  owner: string;
  fresh_days: string;
  people: string;
  money: string;
  tools: string;
  review: string;
  reason: string;
  target: TargetDraft;
}

export const emptyKpi: KpiDraft = {
  title: "", goal: "", objective: "", perspective: "", criterion: "", metric: "", variant: "", filters: [], parameters: [], kind: "", leading: false,
  period: "month", calendar: "", by_hand: false, source: "", entry: "", owner: "", fresh_days: "", people: "", money: "", tools: "", review: "", reason: "",
  target: emptyTarget,
};

const texts = ["title", "goal", "objective", "criterion", "owner", "source", "entry", "people", "money", "tools", "review"] as const;

export function draftOf(kpi: Kpi): KpiDraft {
  const said = Object.fromEntries(texts.map((name) => [name, kpi[name] ?? ""])) as Pick<KpiDraft, (typeof texts)[number]>;
  return {
    ...emptyKpi, ...said, perspective: kpi.perspective, metric: kpi.metric, variant: kpi.variant, filters: kpi.filters, parameters: kpi.parameters,
    kind: kpi.result ? "kri" : "kpi", leading: kpi.leading, period: kpi.period, calendar: kpi.calendar, by_hand: kpi.by_hand,
    fresh_days: kpi.fresh_days ? String(kpi.fresh_days) : "",
  };
}

/** The definition alone: what is measured and how. */
export function definitionBody(draft: KpiDraft): Record<string, unknown> {
  return {
    metric: draft.metric, ...(draft.variant && { variant: draft.variant }), filters: draft.filters, parameters: draft.parameters,
    period: draft.period, ...(draft.calendar && { calendar: draft.calendar }),
  };
}

/** `whole`: empty texts too, since they take away what was there. */
export function kpiBody(draft: KpiDraft, whole: boolean): Record<string, unknown> {
  const said = Object.fromEntries(texts.filter((name) => whole || draft[name]).map((name) => [name, draft[name]]));
  return {
    ...definitionBody(draft), ...(whole && { variant: draft.variant }), ...said, leading: draft.leading, by_hand: draft.by_hand, fresh_days: Number(draft.fresh_days || 0),
    ...(draft.perspective && { perspective: draft.perspective }), ...(draft.kind && { result: draft.kind === "kri" }),
    ...(draft.reason && { reason: draft.reason }),
    ...(!whole && isSaid(draft.target) && { target: targetBody(draft.target) }),
  };
}

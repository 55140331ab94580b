// Words for what the API names, and numbers of a review as texts.
import { formatChange, formatValue, plainNumber } from "../base/format";
import { N_, t } from "../base/messages";
import type { Unit } from "../base/types";
import type { ActionState, Review, ReviewKind, ReviewKpi, ReviewSpan } from "./types";

const kinds: Record<ReviewKind, string> = { weekly: N_("Weekly review"), monthly: N_("Monthly review") };
export const kindTitle = (kind: ReviewKind) => t(kinds[kind]);
export const reviewTitle = (span: ReviewSpan) =>
  span.kind === "weekly" ? t("Weekly review: {period}", { period: span.label }) : t("Monthly review: {period}", { period: span.label });

const states: Record<ActionState, string> = { open: N_("open"), done: N_("done"), dropped: N_("dropped"), carried: N_("carried over") };
export const stateText = (state: ActionState) => t(states[state]);

const reasons: Record<string, string> = {
  entered: N_("Entered by hand: no forecast."), "too-few-periods": N_("Too few periods for a forecast."), "no-data": N_("No data for a forecast."),
};
export const noForecastText = (reason: string | null) => t(reasons[reason ?? "no-data"] ?? N_("No data for a forecast."));

interface Measured {
  unit: Unit | null;
  currency: string | null;
}

export function numberText(of: Measured, value: number | null): string {
  if (value === null) return t("no data");
  return of.unit ? formatValue(value, { unit: of.unit, currency: of.currency }) : plainNumber(value);
}

export function effectText(of: Measured, effect: number): string {
  if (of.unit === "percent" || of.unit === "points" || of.unit === "score") return formatChange(effect, 0, of.unit);
  return (effect > 0 ? "+" : "") + numberText(of, effect);
}

export function targetText(kpi: ReviewKpi): string {
  const low = numberText(kpi, kpi.target_low);
  return kpi.target_low === kpi.target_high ? low : t("{low} to {high}", { low, high: numberText(kpi, kpi.target_high) });
}

export const isShort = (kpi: ReviewKpi) => kpi.status === "off-track" || kpi.status === "at-risk";
/** What asks for the meeting's attention comes first. */
export function byNeed(kpis: readonly ReviewKpi[]): ReviewKpi[] {
  const need = (kpi: ReviewKpi) => (kpi.change === "signal" ? 0 : 4) + (kpi.status === "off-track" ? 0 : kpi.status === "at-risk" ? 1 : 2);
  return [...kpis].sort((a, b) => need(a) - need(b));
}
export const titleOf = (review: Review, kpi: string) => review.kpis.find((other) => other.id === kpi)?.title ?? kpi;

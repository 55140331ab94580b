// What a change means: signal or noise, for better or worse.
import type { Better, SeriesPoint, Value } from "./types";

export type State = "better" | "worse" | "changed" | "steady" | "few" | "none" | "single";

/** Half of the interval as the margin of a difference of two independent estimates takes it. */
function margin(value: Value): number | null {
  return value.interval ? (value.interval.high - value.interval.low) / 2 : null;
}

/**
 * Beyond chance? Two estimates with intervals of the same level differ when their difference is larger than
 * the root of the sum of their squared margins (the interval of a difference of independent estimates). What has
 * no interval is measured against its own earlier periods: a step larger than 2.66 times the average step
 * (the natural limits of an XmR chart; Wheeler, Understanding Variation) is more than its usual variation.
 * null: there is too little to judge by.
 */
export function isSignal(now: Value, before: Value, series: SeriesPoint[]): boolean | null {
  if (now.value === null || before.value === null) return null;
  const difference = Math.abs(now.value - before.value);
  const a = margin(now), b = margin(before);
  if (a !== null && b !== null) return difference > Math.hypot(a, b);
  // Part of a period is not to be measured against whole ones.
  if (!now.complete) return null;
  const earlier = series.filter((point) => point.complete && point.value !== null && point.period_start < now.period_start);
  if (earlier.length < 6) return null;
  let steps = 0;
  for (let i = 1; i < earlier.length; i++) steps += Math.abs((earlier[i]?.value ?? 0) - (earlier[i - 1]?.value ?? 0));
  const mean = earlier.reduce((sum, point) => sum + (point.value ?? 0), 0) / earlier.length;
  return Math.abs(now.value - mean) > (2.66 * steps) / (earlier.length - 1);
}

export function judge(now: Value | null, before: Value | null, series: SeriesPoint[], better: Better): State {
  if (!now || now.value === null) return "none";
  if (now.small_sample) return "few";
  if (!before || before.value === null || before.small_sample) return "single";
  if (!isSignal(now, before, series) || now.value === before.value) return "steady";
  if (better === "neither") return "changed";
  return now.value > before.value === (better === "up") ? "better" : "worse";
}

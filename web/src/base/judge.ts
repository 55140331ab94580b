// What a change means: signal or noise, for better or worse.
import type { Better, SeriesPoint, Value } from "./types";

export type State = "better" | "worse" | "changed" | "steady" | "early" | "few" | "none" | "single";

/** Half of the interval as the margin of a difference of two independent estimates takes it. */
function margin(value: Value): number | null {
  return value.interval ? (value.interval.high - value.interval.low) / 2 : null;
}

/** Whole periods with a value before one of them, oldest first. */
function earlierValues(series: SeriesPoint[], before: string): number[] {
  return series.filter((point) => point.complete && point.period_start < before)
    .flatMap((point) => (point.value === null ? [] : [point.value]));
}

const MINIMUM_HISTORY = 6;

/**
 * Is the change beyond chance? Two estimates with intervals of the same level differ when their difference is larger
 * than the root of the sum of their squared margins (the interval of a difference of independent estimates). What has
 * no interval is measured against its own earlier periods: outside mean +- 2.66 times the mean step (the natural
 * limits of an XmR chart; Wheeler, Understanding Variation) is more than its usual variation.
 * null: there is too little to judge by.
 */
export function isSignal(now: Value, before: Value, series: SeriesPoint[]): boolean | null {
  if (now.value === null || before.value === null) return null;
  const difference = Math.abs(now.value - before.value);
  const a = margin(now), b = margin(before);
  if (a !== null && b !== null) return difference > Math.hypot(a, b);
  // Part of a period is not to be measured against whole ones.
  if (!now.complete) return null;
  const earlier = earlierValues(series, now.period_start);
  if (earlier.length < MINIMUM_HISTORY) return null;
  let steps = 0;
  for (let i = 1; i < earlier.length; i++) steps += Math.abs((earlier[i] ?? 0) - (earlier[i - 1] ?? 0));
  const mean = earlier.reduce((sum, value) => sum + value, 0) / earlier.length;
  return Math.abs(now.value - mean) > (2.66 * steps) / (earlier.length - 1);
}

const RUN = 6;

/**
 * Have the last whole periods all moved one way? Six steps in one direction are a trend that chance makes less than
 * three times in a thousand (the rule of runs of SPC charts). 1: up, -1: down, 0: no.
 */
export function trendOf(series: SeriesPoint[]): -1 | 0 | 1 {
  const values = earlierValues(series, "9999").slice(-(RUN + 1));
  if (values.length <= RUN) return 0;
  const steps = values.slice(1).map((value, i) => Math.sign(value - (values[i] ?? value)));
  return steps.every((step) => step === 1) ? 1 : steps.every((step) => step === -1) ? -1 : 0;
}

export interface Judgement {
  state: State;
  /** The change itself is more than chance; else a trend may be what the state says. */
  strong: boolean;
}

export function judge(now: Value | null, before: Value | null, series: SeriesPoint[], better: Better): Judgement {
  const quiet = (state: State): Judgement => ({ state, strong: false });
  const towards = (direction: number): State => (better === "neither" ? "changed" : (direction > 0) === (better === "up") ? "better" : "worse");
  if (!now || now.value === null) return quiet("none");
  if (now.small_sample) return quiet("few");
  const trend = trendOf(series);
  if (!before || before.value === null || before.small_sample) return quiet(trend ? towards(trend) : "single");
  const signal = isSignal(now, before, series);
  if (signal && now.value !== before.value) return { state: towards(now.value - before.value), strong: true };
  if (trend) return quiet(towards(trend));
  return quiet(signal === null ? (now.complete ? "single" : "early") : "steady");
}

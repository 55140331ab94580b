// Marks that differ in shape and word, not in colour alone.
import { formatChange } from "../base/format";
import type { State } from "../base/judge";
import { t } from "../base/messages";
import { stateTitle } from "../base/words";
import type { Unit, Value } from "../base/types";
import { Own } from "../view/own";

const shapes: Record<State, string> = {
  better: "M3.5 8.5l3 3 6-7", // a tick
  worse: "M8 2.5l5.5 10h-11zM8 6.5v3M8 11v.2", // a warning triangle
  changed: "M3 6h9l-2.5-2.5M13 10H4l2.5 2.5", // there and back
  steady: "M3 8h10", // a level line
  early: "M8 2.5a5.5 5.5 0 1 0 .1 0M8 5v3l2 1.5", // a clock
  few: "M4 8h.1M8 8h.1M12 8h.1", // three points
  none: "M4 4l8 8M12 4l-8 8", // a cross
  single: "M8 5.5a2.5 2.5 0 1 0 .1 0", // a ring
};

export function StateMark({ state }: { state: State }) {
  return (
    <span class={`state state-${state}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d={shapes[state]} /></svg>
      <span>{stateTitle(state)}</span>
    </span>
  );
}

interface ChipProps {
  now: Value;
  before: Value | null;
  unit: Unit;
  state: State;
  /** The change is more than chance. */
  strong: boolean;
  against: string;
}

export function ChangeChip({ now, before, unit, state, strong, against }: ChipProps) {
  if (now.value === null || !before || before.value === null) return <span class="chip chip-none">–</span>;
  const meaning = state === "few" || before.small_sample ? t("too few answers to tell")
    : state === "early" || state === "single" ? t("too early to tell")
    : strong ? t("more than chance") : t("within the usual variation");
  const change = formatChange(now.value, before.value, unit);
  // A change that rounds to nothing has no sign, and then no arrow.
  const direction = /[+\u2212-]/.test(change) ? Math.sign(now.value - before.value) : 0;
  return (
    <span class={`chip chip-${strong ? state : "quiet"}`} title={t("{meaning}; compared with {against}", { meaning, against })}>
      <Arrow direction={direction} />
      <Own>{change}</Own>
      <span class="hidden-text">{t("compared with {against}", { against })}, {meaning}</span>
    </span>
  );
}

function Arrow({ direction }: { direction: number }) {
  if (direction === 0) return null;
  return <svg class="arrow" viewBox="0 0 10 10" aria-hidden="true"><path d={direction > 0 ? "M5 8.5v-7M2 4.5l3-3 3 3" : "M5 1.5v7M2 5.5l3 3 3-3"} /></svg>;
}


// The status of a goal by shape and word, and a bar of how far it has come.
import { formatLevel } from "../base/format";
import { t } from "../base/messages";
import { Own } from "../view/own";
import type { GoalStatus } from "./types";
import { statusTitle } from "./words";

const shapes: Record<GoalStatus, string> = {
  "on-track": "M3.5 8.5l3 3 6-7",
  "at-risk": "M8 3v6M8 12v.2",
  "off-track": "M8 2.5l5.5 10h-11zM8 6.5v3M8 11v.2",
  "not-enough": "M4 8h.1M8 8h.1M12 8h.1",
  "no-data": "M4 4l8 8M12 4l-8 8",
  "no-target": "M8 5.5a2.5 2.5 0 1 0 .1 0",
};

const look: Record<GoalStatus, string> = {
  "on-track": "better", "at-risk": "changed", "off-track": "worse", "not-enough": "few", "no-data": "none", "no-target": "single",
};

export function GoalMark({ status, certain = true }: { status: GoalStatus; certain?: boolean }) {
  return (
    <span class={`state state-${look[status]} goal-${status}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d={shapes[status]} /></svg>
      <span>{statusTitle(status)}{!certain && <span class="quiet"> {t("(not certain)")}</span>}</span>
    </span>
  );
}

/** In whole percent, with the sign as the language writes it. */
export const percentText = (share: number) => formatLevel(Math.round(share * 100) / 100).replace("-", "\u2212");

/** A chance in whole percent: none is 0 or 1, so the ends are "under 1%" and "over 99%". */
export function chanceText(chance: number): string {
  if (chance < 0.005) return t("under {share}", { share: percentText(0.01) });
  return chance > 0.995 ? t("over {share}", { share: percentText(0.99) }) : percentText(chance);
}

/** Progress from 0 to 1 with, as a tick, the share of its time that has passed. */
export function ProgressBar({ share, expected, label }: { share: number | null; expected?: number; label: string }) {
  const filled = Math.max(0, Math.min(1, share ?? 0)) * 100;
  return (
    <div class="progress-line">
      <div class="progress-bar" role="img" aria-label={share === null ? t("{label}: no data", { label }) : t("{label}: {share}", { label, share: percentText(share) })}>
        <span class="progress-fill" style={{ inlineSize: `${filled}%` }} />
        {expected !== undefined && <span class="progress-tick" style={{ insetInlineStart: `${Math.min(1, expected) * 100}%` }} />}
      </div>
      <Own class="progress-text">{share === null ? "–" : percentText(share)}</Own>
    </div>
  );
}

// A bullet graph: the value as a bar, its target as a tick, and behind them where it would be at risk.
import { isRightToLeft } from "../base/messages";
import type { CardGoal } from "../base/types";

const WIDTH = 72, HEIGHT = 12;

export function Bullet({ goal }: { goal: CardGoal }) {
  const { value, low, high, direction, margin } = goal;
  if (value === null || low === null || high === null || !direction) return null;
  const edge = margin ?? 0;
  // The side that is good, and as far beyond its bound as is still at risk.
  const from = direction === "down" ? high : low - edge, to = direction === "up" ? low : high + edge;
  const least = Math.min(0, value, from, low), most = Math.max(0, value, to, high);
  const scale = WIDTH / ((most - least || 1) * 1.08);
  const at = (number: number) => { const x = (number - least) * scale; return isRightToLeft() ? WIDTH - x : x; };
  const band = (a: number, b: number) => ({ x: Math.min(at(a), at(b)), width: Math.abs(at(a) - at(b)) });
  const ticks = direction === "up" ? [low] : direction === "down" ? [high] : [low, high];
  return (
    <svg class="bullet" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      <rect class="bullet-ground" x="0" y="1" width={WIDTH} height={HEIGHT - 2} />
      {edge > 0 && direction !== "down" && <rect class="bullet-risk" {...band(low - edge, low)} y="1" height={HEIGHT - 2} />}
      {edge > 0 && direction !== "up" && <rect class="bullet-risk" {...band(high, high + edge)} y="1" height={HEIGHT - 2} />}
      <rect class={`bullet-value bullet-${goal.status}`} {...band(Math.max(0, least), value)} y="4" height={HEIGHT - 8} />
      {ticks.map((tick) => <rect key={tick} class="bullet-target" x={at(tick) - 1} y="0" width="2" height={HEIGHT} />)}
    </svg>
  );
}

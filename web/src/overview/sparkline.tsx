// A sparkline of up to 24 periods: gaps stay gaps, the last point is marked, a period that is not over is hollow and
// its step dashed. Drawn as paths only, so that a hundred of them cost nothing.
import { timeRunsLeft } from "../base/look";
import type { SeriesPoint } from "../base/types";

const WIDTH = 120, HEIGHT = 28, EDGE = 4;

interface Point {
  x: number;
  y: number;
  complete: boolean;
}

interface Bounds {
  low: number | null;
  high: number | null;
}

/** Where the values and, as lines across their periods, the bounds of their target lie. */
function place(series: SeriesPoint[], target: readonly Bounds[]): { points: (Point | null)[]; lines: string } {
  const bounds = target.flatMap(({ low, high }) => [low, high]).filter((bound): bound is number => bound !== null);
  const values = [...series.flatMap((point) => (point.value === null ? [] : [point.value])), ...bounds];
  const low = Math.min(...values), high = Math.max(...values);
  const step = series.length > 1 ? (WIDTH - 2 * EDGE) / (series.length - 1) : 0;
  const across = (along: number) => (timeRunsLeft() ? WIDTH - along : along);
  const up = (value: number) => HEIGHT - EDGE - (high > low ? (value - low) / (high - low) : 0.5) * (HEIGHT - 2 * EDGE);
  const points = series.map((point, i) => point.value === null ? null : { x: across(EDGE + i * step), y: up(point.value), complete: point.complete });
  const lines = target.flatMap((bound, i) => [...new Set([bound.low, bound.high])].map((value) => value === null ? ""
    : `M${across(EDGE + (i - 0.5) * step).toFixed(1)} ${up(value).toFixed(1)}L${across(EDGE + (i + 0.5) * step).toFixed(1)} ${up(value).toFixed(1)}`));
  return { points, lines: lines.join("") };
}

const at = (point: Point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;

export function Sparkline({ series, target = [] }: { series: SeriesPoint[]; target?: readonly Bounds[] }) {
  const { points, lines } = place(series, target);
  let solid = "", dashed = "", dots = "";
  points.forEach((point, i) => {
    const before = points[i - 1];
    if (!point) return;
    if (!before) {
      const alone = !points[i + 1];
      if (alone) dots += `M${at(point)}h0`;
      return;
    }
    if (point.complete) solid += `M${at(before)}L${at(point)}`;
    else dashed += `M${at(before)}L${at(point)}`;
  });
  const last = points.filter((point) => point !== null).pop();
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      {lines && <path class="spark-target" d={lines} />}
      <path class="spark-line" d={solid} />
      <path class="spark-line spark-open" d={dashed} />
      <path class="spark-dot" d={dots} />
      {last && <circle class={last.complete ? "spark-last" : "spark-last spark-hollow"} cx={last.x} cy={last.y} r="3" />}
    </svg>
  );
}

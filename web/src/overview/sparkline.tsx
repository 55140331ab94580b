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

function place(series: SeriesPoint[]): (Point | null)[] {
  const values = series.flatMap((point) => (point.value === null ? [] : [point.value]));
  const low = Math.min(...values), high = Math.max(...values);
  const step = series.length > 1 ? (WIDTH - 2 * EDGE) / (series.length - 1) : 0;
  return series.map((point, i) => {
    if (point.value === null) return null;
    const along = EDGE + i * step;
    const share = high > low ? (point.value - low) / (high - low) : 0.5;
    return { x: timeRunsLeft() ? WIDTH - along : along, y: HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE), complete: point.complete };
  });
}

const at = (point: Point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;

export function Sparkline({ series }: { series: SeriesPoint[] }) {
  const points = place(series);
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
      <path class="spark-line" d={solid} />
      <path class="spark-line spark-open" d={dashed} />
      <path class="spark-dot" d={dots} />
      {last && <circle class={last.complete ? "spark-last" : "spark-last spark-hollow"} cx={last.x} cy={last.y} r="3" />}
    </svg>
  );
}

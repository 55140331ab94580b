// Where the arrows of the strategy map run: pure reckoning on boxes in pixels, from the upper left corner of the map.

export interface Box {
  id: string;
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Arrow {
  cause: string;
  effect: string;
}

export interface Point {
  x: number;
  y: number;
}

export interface Route<A extends Arrow> {
  arrow: A;
  /** The path of an SVG, from the cause to the tip at the effect. */
  path: string;
  /** Where its mark has room: on the path, clear of boxes and of other marks. */
  mark: Point;
}

/**
 * Orders the ids within lanes so that few arrows cross: each lane, from the top down and back up, by the mean place of
 * what its boxes are linked with. What is linked with nothing keeps its place.
 */
export function orderLanes(lanes: readonly string[][], arrows: readonly Arrow[]): string[][] {
  const ordered = lanes.map((lane) => [...lane]);
  const sweep = (indices: number[]) => {
    for (const index of indices) {
      const lane = ordered[index] ?? [];
      const place = new Map(ordered.flatMap((other) => other.map((id, i) => [id, (i + 0.5) / other.length] as const)));
      const wanted = new Map(lane.map((id) => {
        const others = arrows.flatMap(({ cause, effect }) => (cause === id ? [effect] : effect === id ? [cause] : []))
          .filter((other) => !lane.includes(other)).map((other) => place.get(other)).filter((at): at is number => at !== undefined);
        return [id, others.length ? others.reduce((sum, at) => sum + at, 0) / others.length : place.get(id) ?? 0] as const;
      }));
      ordered[index] = [...lane].sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
    }
  };
  const down = lanes.map((_, i) => i);
  sweep(down.slice(1));
  sweep([...down].reverse().slice(1));
  return ordered;
}

type Side = "top" | "bottom";

/** Which edges an arrow leaves and meets: upwards where the cause lies below, an arch over the lane within one. */
function sides(cause: Box, effect: Box): { from: Side; to: Side } {
  if (cause.top >= effect.top + effect.height) return { from: "top", to: "bottom" };
  if (effect.top >= cause.top + cause.height) return { from: "bottom", to: "top" };
  return { from: "top", to: "top" };
}

const middle = (box: Box) => box.left + box.width / 2;
const edge = (box: Box, side: Side) => (side === "top" ? box.top : box.top + box.height);

function at([a, b, c, d]: [Point, Point, Point, Point], share: number): Point {
  const rest = 1 - share;
  const mix = (p: number, q: number, r: number, s: number) =>
    rest ** 3 * p + 3 * rest ** 2 * share * q + 3 * rest * share ** 2 * r + share ** 3 * s;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}

const ROOM = 30; // pixels between marks
const isIn = ({ x, y }: Point, box: Box) => x > box.left - ROOM / 2 && x < box.left + box.width + ROOM / 2 && y > box.top - ROOM / 2 && y < box.top + box.height + ROOM / 2;

/** As near to the middle as there is room; where there is none, as far from the other marks as can be. */
function placeMark(curve: [Point, Point, Point, Point], boxes: readonly Box[], marks: readonly Point[]): Point {
  const room = (point: Point) => Math.min(Infinity, ...marks.map((mark) => Math.hypot(mark.x - point.x, mark.y - point.y)));
  const choices = Array.from({ length: 17 }, (_, i) => 0.5 + (i % 2 ? -1 : 1) * Math.ceil(i / 2) * 0.05).map((share) => at(curve, share));
  const free = choices.filter((point) => !boxes.some((box) => isIn(point, box)));
  const widest = (points: Point[]) => points.reduce((best, point) => (room(point) > room(best) ? point : best), points[0] ?? at(curve, 0.5));
  return free.find((point) => room(point) >= ROOM) ?? choices.find((point) => room(point) >= ROOM) ?? widest(free.length ? free : choices);
}

/** Of several arrows at one edge of a box, each has its own point, in the order in which their other ends lie. */
function ports<A extends Arrow>(arrows: readonly A[], boxes: Map<string, Box>): Map<string, number> {
  const ends = new Map<string, { key: string; other: number }[]>();
  arrows.forEach((arrow, i) => {
    const cause = boxes.get(arrow.cause), effect = boxes.get(arrow.effect);
    if (!cause || !effect) return;
    const { from, to } = sides(cause, effect);
    for (const [box, side, end, other] of [[cause, from, "from", effect], [effect, to, "to", cause]] as const) {
      const name = `${box.id} ${side}`;
      ends.set(name, [...(ends.get(name) ?? []), { key: `${i} ${end}`, other: middle(other) }]);
    }
  });
  const shares = new Map<string, number>();
  for (const list of ends.values())
    [...list].sort((a, b) => a.other - b.other).forEach(({ key }, i) => shares.set(key, (i + 1) / (list.length + 1)));
  return shares;
}

export function routeArrows<A extends Arrow>(arrows: readonly A[], all: readonly Box[]): Route<A>[] {
  const boxes = new Map(all.map((box) => [box.id, box]));
  const shares = ports(arrows, boxes);
  const marks: Point[] = [];
  return arrows.flatMap((arrow, i) => {
    const cause = boxes.get(arrow.cause), effect = boxes.get(arrow.effect);
    if (!cause || !effect) return [];
    const { from, to } = sides(cause, effect);
    const start = { x: cause.left + cause.width * (shares.get(`${i} from`) ?? 0.5), y: edge(cause, from) };
    const end = { x: effect.left + effect.width * (shares.get(`${i} to`) ?? 0.5), y: edge(effect, to) };
    const bend = from === to ? 44 : Math.max(24, Math.abs(end.y - start.y) / 2);
    const curve: [Point, Point, Point, Point] = [start, { x: start.x, y: start.y + (from === "top" ? -bend : bend) },
      { x: end.x, y: end.y + (to === "top" ? -bend : bend) }, end];
    const mark = placeMark(curve, all, marks);
    marks.push(mark);
    const [a, b, c, d] = curve.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
    return [{ arrow, path: `M${a} C${b} ${c} ${d}`, mark }];
  });
}

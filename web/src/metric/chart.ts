// The chart of a series, drawn by ECharts: a chunk of its own that only a metric's page loads.
import { LineChart } from "echarts/charts";
import { AxisPointerComponent, GridComponent, MarkLineComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import { axisOf, dayOf, formatValue, partsOf, periodTick } from "../base/format";
import { colours, timeRunsLeft } from "../base/look";
import { isRightToLeft, t } from "../base/messages";
import type { Row, Values } from "../base/types";

use([LineChart, GridComponent, AxisPointerComponent, MarkLineComponent, LabelLayout, CanvasRenderer, SVGRenderer]);

/** What a series is held against: a target for each period, the limits of its own variation, and changes of either. */
export interface Held {
  /** One for each row; null where no target was in force. */
  targets: ({ low: number; high: number; margin: number; direction: "up" | "down" | "within" } | null)[];
  limits: { lower: number; upper: number } | null;
  /** At the row of an index, with a short name that the page explains. */
  marks: { index: number; name: string }[];
}

/** A label at the end of a line breaks where the margin of the grid ends: some languages need two words for a target. */
const beside = { width: 84, overflow: "break", lineHeight: 15 };

export interface Chart {
  rows: Row[];
  draw(values: Values, picked: number, options: { showYear: boolean; held?: Held }): void;
  /** Moves the crosshair, for the keyboard. */
  point(index: number): void;
  /** The same chart as an <svg> of a size of its own. */
  svg(width: number, height: number): string;
  dispose(): void;
}

type Number_ = number | null;

/** Values of whole periods; and the step into a period that is not over, which is drawn dashed. */
function split(rows: Row[]): { whole: Number_[]; open: Number_[] } {
  const whole = rows.map((row) => (row.complete ? row.value : null));
  const open = rows.map((row, i) => {
    if (!row.complete) return row.value;
    return rows[i + 1] && !rows[i + 1]?.complete ? row.value : null;
  });
  return { whole, open };
}

function seriesOf(values: Values, picked: number, showYear: boolean, factor: number, wrap: Wrap): Record<string, unknown>[] {
  const { rows } = values;
  const { accent, quiet, surface, ink } = colours();
  const { whole, open } = split(rows);
  const common = { type: "line", silent: true, animation: false, connectNulls: false };
  const band = { ...common, stack: "interval", stackStrategy: "all", symbol: "none", lineStyle: { opacity: 0 }, z: 1 };
  const format = { unit: values.unit, currency: values.currency, compact: true };
  const drawn = (value: Number_ | undefined) => (typeof value === "number" ? value * factor : null);
  const point = (row: Row, value: Number_, i: number) => ({
    value: drawn(value),
    symbolSize: i === picked ? 11 : 6,
    itemStyle: { color: row.complete ? accent : surface, borderColor: accent, borderWidth: 2 },
    label: i === picked && value !== null
      ? { show: true, position: "top", distance: 8, color: ink, fontWeight: 600, formatter: () => wrap(formatValue(value, format)) } : { show: false },
  });
  const series: Record<string, unknown>[] = [
    { ...band, data: rows.map((row) => drawn(row.interval?.low)) },
    { ...band, data: rows.map((row) => drawn(row.interval ? row.interval.high - row.interval.low : null)),
      areaStyle: { color: accent, opacity: 0.16 } },
    { ...common, data: whole.map((value, i) => point(rows[i] as Row, value, i)), symbol: "circle", showAllSymbol: rows.length <= 40,
      lineStyle: { color: accent, width: 2 }, z: 3 },
    { ...common, data: open.map((value, i) => ({ ...point(rows[i] as Row, value, i), ...(rows[i]?.complete ? { symbol: "none", label: { show: false } } : {}) })),
      symbol: "circle", showAllSymbol: true, lineStyle: { color: accent, width: 2, type: [4, 4] }, z: 3 },
  ];
  if (showYear)
    series.push({ ...common, data: rows.map((row) => drawn(row.previous?.value)), symbol: "none", z: 2,
      lineStyle: { color: quiet, width: 1.5 },
      endLabel: { show: true, formatter: () => wrap(t("a year before")), color: quiet, distance: 4, ...beside } });
  return series;
}

/** The bound that is to be reached and, dotted, the edge from at risk to off track; limits; vertical marks. */
function heldSeries(held: Held, factor: number, wrap: Wrap, roomy: boolean): Record<string, unknown>[] {
  const { quiet, strong, ink, target: colour } = colours();
  const line = { type: "line", silent: true, animation: false, connectNulls: false, symbol: "none", z: 2, labelLayout: { moveOverlap: "shiftY" } };
  const bounds = (side: "low" | "high") => held.targets.map((target) => {
    const unused = !target || (side === "low" ? target.direction === "down" : target.direction === "up");
    return unused ? null : { bound: target[side], edge: target[side] + (side === "low" ? -target.margin : target.margin), margin: target.margin };
  });
  const step = { step: "middle", lineStyle: { color: colour, width: 2, type: [7, 4] } };
  const label = (text: string) => ({ show: roomy, formatter: () => wrap(text), color: ink, distance: 4, ...beside });
  const series = (["low", "high"] as const).flatMap((side) => {
    const found = bounds(side);
    if (found.every((bound) => bound === null)) return [];
    return [
      { ...line, ...step, data: found.map((one) => (one ? one.bound * factor : null)), endLabel: label(t("target")) },
      { ...line, step: "middle", data: found.map((one) => (one && one.margin > 0 ? one.edge * factor : null)), lineStyle: { color: colour, width: 1, type: [2, 4] } },
    ];
  }) as Record<string, unknown>[];
  if (held.limits)
    for (const [limit, name] of [[held.limits.upper, t("usual, upper")], [held.limits.lower, t("usual, lower")]] as const)
      series.push({ ...line, data: held.targets.map(() => limit * factor), lineStyle: { color: quiet, width: 1, type: [1, 3] }, endLabel: { ...label(name), color: quiet } });
  if (held.marks.length > 0)
    series.push({ ...line, data: [], markLine: { silent: true, symbol: "none", animation: false, lineStyle: { color: strong, width: 1, type: "solid" },
      data: held.marks.map(({ index, name }) => ({ xAxis: index, label: { formatter: () => wrap(name), color: ink, fontWeight: 600 } })) } });
  return series;
}

// Without quotes: ECharts writes them into an attribute as they are.
const SVG_FONTS = "Noto Sans, Vazirmatn, sans-serif";

const LABELLED = 480; // narrower, a label beside the lines takes their room: the page says the same in words
const TICK_WIDTH = 64; // of a month's name with room around it

/** Which periods get a mark: as many as have room, and always those where a year begins, as they carry its number. */
function marked(values: Values, width: number): "auto" | ((index: number) => boolean) {
  const { rows, period, calendar } = values;
  const steps = period === "month" ? [1, 2, 3, 6, 12, 24, 60] : period === "quarter" ? [3, 6, 12, 24, 60] : [];
  const length = period === "quarter" ? 3 : 1;
  const step = steps.find((months) => (rows.length * length) / months <= width / TICK_WIDTH);
  if (!step) return "auto";
  return (index) => {
    const { year, month } = partsOf(dayOf(rows[index]?.period_start ?? "2000-01-01"), calendar);
    return (year * 12 + month - 1) % step === 0;
  };
}

type Wrap = (text: string) => string;

interface Drawn {
  values: Values;
  picked: number;
  showYear: boolean;
  held?: Held | undefined;
}

/** What ECharts draws. `wrap` isolates a label's text where nothing around it says its direction. */
function optionOf({ values, picked, showYear, held }: Drawn, wrap: Wrap, fontFamily: string, width: number): Record<string, unknown> {
  const { rows } = values;
  const { quiet, line, strong } = colours();
  const left = timeRunsLeft(), labelled = held !== undefined && width >= LABELLED;
  const numbers = rows.flatMap((row) => [row.value, row.interval?.low, row.interval?.high]).filter((value): value is number => typeof value === "number");
  const largest = Math.max(1e-9, ...numbers.map(Math.abs));
  const axis = axisOf(values.unit, values.currency, largest);
  const text = { color: quiet, fontFamily, fontSize: 12, lineHeight: 17 };
  return {
    textStyle: { fontFamily },
    grid: { left: labelled && left ? 90 : left ? 30 : 8, right: (showYear || labelled) && !left ? 90 : left ? 8 : 30, top: 26, bottom: 4, containLabel: true },
    xAxis: {
      type: "category", inverse: left, data: rows.map((row) => row.period_start), boundaryGap: false,
      axisLine: { lineStyle: { color: strong } }, axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true, interval: marked(values, width), margin: 10, alignMinLabel: left ? "right" : "left", alignMaxLabel: left ? "left" : "right",
        formatter: (start: string, i: number) => periodTick(start, values.period, values.calendar, i === 0 && values.period !== "month" && values.period !== "quarter").split("\n").map(wrap).join("\n") },
      axisPointer: { show: true, type: "line", triggerTooltip: false, label: { show: false }, lineStyle: { color: strong, type: "solid", width: 1 } },
    },
    yAxis: {
      type: "value", scale: true, position: left ? "right" : "left", splitNumber: 4,
      splitLine: { lineStyle: { color: line } }, axisLabel: { ...text, formatter: (drawn: number) => wrap(axis.format(drawn)) },
    },
    series: [...seriesOf(values, picked, showYear, axis.factor, wrap), ...(held ? heldSeries(held, axis.factor, wrap, width >= LABELLED) : [])],
  };
}

export function makeChart(box: HTMLDivElement, onPoint: (index: number | null) => void, onPick: (index: number) => void): Chart {
  const echarts = init(box, null, { renderer: "canvas" });
  let rows: Row[] = [];
  let last: Drawn | undefined;

  const indexAt = (event: { offsetX: number; offsetY: number }): number | null => {
    if (!rows.length || !echarts.containPixel("grid", [event.offsetX, event.offsetY])) return null;
    const at = echarts.convertFromPixel({ gridIndex: 0 }, [event.offsetX, event.offsetY])[0];
    return at === undefined || at < 0 || at >= rows.length ? null : Math.round(at);
  };
  const canvas = echarts.getZr();
  canvas.on("mousemove", (event) => onPoint(indexAt(event)));
  canvas.on("globalout", () => onPoint(null));
  canvas.on("click", (event) => {
    const index = indexAt(event);
    if (index !== null) onPick(index);
  });
  let drawnAt = 0;
  const redraw = () => {
    if (!last) return;
    drawnAt = box.clientWidth;
    echarts.setOption(optionOf(last, (text) => text, getComputedStyle(document.body).fontFamily, drawnAt), { notMerge: true });
  };
  const resize = new ResizeObserver(() => {
    echarts.resize();
    if ((drawnAt >= LABELLED) !== (box.clientWidth >= LABELLED)) redraw();
  });
  resize.observe(box);

  return {
    get rows() { return rows; },
    draw(values, picked, { showYear, held }) {
      rows = values.rows;
      last = { values, picked, showYear, held };
      redraw();
    },
    point(index) {
      const [x] = echarts.convertToPixel({ gridIndex: 0 }, [index, 0]) as [number, number];
      echarts.dispatchAction({ type: "updateAxisPointer", currTrigger: "mousemove", x, y: box.clientHeight / 2 });
    },
    svg(width, height) {
      if (!last) return "";
      const copy = init(null, null, { renderer: "svg", ssr: true, width, height });
      const wrap: Wrap = isRightToLeft() ? (text) => `\u2067${text}\u2069` : (text) => text;
      copy.setOption(optionOf(last, wrap, SVG_FONTS, width));
      const text = copy.renderToSVGString();
      copy.dispose();
      return text;
    },
    dispose() {
      resize.disconnect();
      echarts.dispose();
    },
  };
}

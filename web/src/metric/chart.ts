// The chart of a series, drawn by ECharts: a chunk of its own that only a metric's page loads.
import { LineChart } from "echarts/charts";
import { AxisPointerComponent, GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { axisOf, formatValue, periodTick } from "../base/format";
import { timeRunsLeft } from "../base/look";
import { t } from "../base/messages";
import type { Row, Values } from "../base/types";

use([LineChart, GridComponent, AxisPointerComponent, CanvasRenderer]);

export interface Chart {
  rows: Row[];
  draw(values: Values, picked: number, options: { showYear: boolean }): void;
  /** Moves the crosshair, for the keyboard. */
  point(index: number): void;
  save(name: string): void;
  dispose(): void;
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return { ink: of("ink"), quiet: of("ink-quiet"), line: of("line"), accent: of("accent"), surface: of("surface"), strong: of("line-strong") };
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

function seriesOf(values: Values, picked: number, showYear: boolean, factor: number): Record<string, unknown>[] {
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
      ? { show: true, position: "top", distance: 8, color: ink, fontWeight: 600, formatter: () => formatValue(value, format) } : { show: false },
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
      endLabel: { show: true, formatter: () => t("a year before"), color: quiet, distance: 4 } });
  return series;
}

export function makeChart(box: HTMLDivElement, onPoint: (index: number | null) => void, onPick: (index: number) => void): Chart {
  const echarts = init(box, null, { renderer: "canvas" });
  let rows: Row[] = [];

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
  const resize = new ResizeObserver(() => echarts.resize());
  resize.observe(box);

  return {
    get rows() { return rows; },
    draw(values, picked, { showYear }) {
      rows = values.rows;
      const { quiet, line, strong } = colours();
      const left = timeRunsLeft();
      const numbers = rows.flatMap((row) => [row.value, row.interval?.low, row.interval?.high]).filter((value): value is number => typeof value === "number");
      const largest = Math.max(1e-9, ...numbers.map(Math.abs));
      const axis = axisOf(values.unit, values.currency, largest);
      const text = { color: quiet, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12, lineHeight: 17 };
      echarts.setOption({
        textStyle: { fontFamily: text.fontFamily },
        grid: { left: left ? 30 : 8, right: showYear && !left ? 90 : left ? 8 : 30, top: 26, bottom: 4, containLabel: true },
        xAxis: {
          type: "category", inverse: left, data: rows.map((row) => row.period_start), boundaryGap: false,
          axisLine: { lineStyle: { color: strong } }, axisTick: { show: false },
          axisLabel: { ...text, hideOverlap: true, margin: 10, alignMinLabel: left ? "right" : "left", alignMaxLabel: left ? "left" : "right",
            formatter: (start: string, i: number) => periodTick(start, values.period, values.calendar, i === 0) },
          axisPointer: { show: true, type: "line", triggerTooltip: false, label: { show: false }, lineStyle: { color: strong, type: "solid", width: 1 } },
        },
        yAxis: {
          type: "value", scale: true, position: left ? "right" : "left", splitNumber: 4,
          splitLine: { lineStyle: { color: line } }, axisLabel: { ...text, formatter: axis.format },
        },
        series: seriesOf(values, picked, showYear, axis.factor),
      }, { notMerge: true });
    },
    point(index) {
      const [x] = echarts.convertToPixel({ gridIndex: 0 }, [index, 0]) as [number, number];
      echarts.dispatchAction({ type: "updateAxisPointer", currTrigger: "mousemove", x, y: box.clientHeight / 2 });
    },
    save(name) {
      const link = document.createElement("a");
      link.href = echarts.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colours().surface });
      link.download = name;
      link.click();
    },
    dispose() {
      resize.disconnect();
      echarts.dispose();
    },
  };
}

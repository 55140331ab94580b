// The breakdown as a drawing of its own: on the page it is a table with bars, which no file can hold.
import { formatMargin, formatValue, type UnitFormat } from "../base/format";
import { colours } from "../base/look";
import { isolate, isRightToLeft } from "../base/messages";
import type { Row } from "../base/types";
import { escapeXml } from "../view/picture";

const WIDTH = 960, LINE = 30, BAR = 16, NAMES = 220, VALUES = 170;

interface Bars {
  rows: Row[];
  whole: Row;
  nameOf: (row: Row) => string;
  /** Along the bars, in percent. */
  place: (value: number) => number;
  format: UnitFormat;
}

export function barsPicture({ rows, whole, nameOf, place, format }: Bars): { width: number; height: number; body: string } {
  const { ink, quiet, accent, bar, surface } = colours();
  const left = isRightToLeft();
  const room = WIDTH - NAMES - VALUES;
  // Places count from the side where reading begins.
  const x = (value: number) => { const at = NAMES + VALUES + (place(value) / 100) * room; return left ? WIDTH - at : at; };
  const span = (a: number, b: number) => `x="${Math.min(x(a), x(b)).toFixed(1)}" width="${Math.abs(x(b) - x(a)).toFixed(1)}"`;
  const text = (content: string, at: number, y: number, anchor: "start" | "end", style: string) =>
    `<text x="${left ? WIDTH - at : at}" y="${y}" direction="${left ? "rtl" : "ltr"}" text-anchor="${anchor}" style="font-size:13px;${style}">${escapeXml(content)}</text>`;
  const parts = rows.map((row, i) => {
    const y = i * LINE, middle = y + LINE / 2;
    const name = text(nameOf(row), 0, middle + 5, "start", `fill:${ink}`);
    if (row.value === null) return name + text("–", NAMES + VALUES - 16, middle + 5, "end", `fill:${quiet}`);
    const half = row.interval && !row.small_sample ? ` ${isolate(formatMargin((row.interval.high - row.interval.low) / 2, row.value, format))}` : "";
    const value = text(isolate(formatValue(row.value, format)) + half, NAMES + VALUES - 16, middle + 5, "end", `fill:${ink}`);
    const filled = `<rect ${span(0, row.value)} y="${middle - BAR / 2}" height="${BAR}" ` +
      (row.small_sample ? `fill="${surface}" stroke="${quiet}" stroke-dasharray="3 2"/>` : `fill="${bar}"/>`);
    const interval = row.interval && !row.small_sample
      ? `<path d="M${x(row.interval.low).toFixed(1)} ${middle - 4}v8m0-4H${x(row.interval.high).toFixed(1)}m0-4v8" stroke="${ink}" stroke-width="1.5" fill="none"/>` : "";
    return name + value + filled + interval;
  });
  const height = rows.length * LINE + LINE;
  const line = whole.value === null ? "" : `<path d="M${x(whole.value).toFixed(1)} 0V${rows.length * LINE}" stroke="${accent}" stroke-width="1.5" stroke-dasharray="4 3"/>` +
    `<text x="${x(whole.value).toFixed(1)}" y="${height - 10}" direction="${left ? "rtl" : "ltr"}" text-anchor="middle" style="font-size:12px;fill:${accent}">${escapeXml(formatValue(whole.value, format))}</text>`;
  return { width: WIDTH, height, body: parts.join("") + line };
}

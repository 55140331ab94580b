// Numbers, units, days and periods as the reader's language writes them, in the digits they chose.
import { isolate, isRightToLeft, language, t, tn, type Language } from "./messages";
import { preferences } from "./preferences";
import type { CalendarName, PeriodLength, Unit } from "./types";

const nativeDigits: Record<Language, string> = { en: "latn", ru: "latn", ar: "arab", fa: "arabext" };
const intlCalendar: Record<CalendarName, string> = {
  gregorian: "gregory", persian: "persian", islamic: "islamic-umalqura",
};

export function digits(of: Language = language()): string {
  const { digits: chosen } = preferences();
  return chosen === "language" ? nativeDigits[of] : chosen;
}

// English writes days as Britain does ("12 October 2026") and large numbers as America does ("1.2M").
function locale(english: "en-US" | "en-GB", of: Language = language(), calendar: CalendarName = "gregorian"): string {
  return `${of === "en" ? english : of}-u-ca-${intlCalendar[calendar]}-nu-${digits(of)}`;
}

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${locale("en-US")}${JSON.stringify(options)}`;
  let format = formats.get(key) as Intl.NumberFormat | undefined;
  if (!format) formats.set(key, (format = new Intl.NumberFormat(locale("en-US"), options)));
  return format;
}

function dateFormat(calendar: CalendarName, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${locale("en-GB", undefined, calendar)}${JSON.stringify(options)}`;
  let format = formats.get(key) as Intl.DateTimeFormat | undefined;
  if (!format) {
    format = new Intl.DateTimeFormat(locale("en-GB", undefined, calendar), { timeZone: "UTC", ...options });
    formats.set(key, format);
  }
  return format;
}

export function plainNumber(value: number, maximumFractionDigits = 2): string {
  return numberFormat({ maximumFractionDigits }).format(value).replace(/^-/, "\u2212");
}

// Quoted words; then a number that is no part of a word, an id, an address, a day or a time of day. The Arabic for "and" is
// written onto what follows it.
const quotedOrNumber = /[«“„"][^»“”"]*[»“”"]|(?:(?<![\p{L}\p{N}_.:/−-]|\d,)|(?<=(?<![\p{L}\p{N}])و))([-−]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?)(?![\p{L}\p{N}_:/-]|[.,]\d)/gu;

/** A sentence that the server wrote in the reader's language, its numbers in the reader's digits. What it quotes stays as it is. */
export function ownNumbers(text: string): string {
  return text.replace(quotedOrNumber, (all, sign: string, number: string | undefined, fraction: string | undefined) => {
    if (number === undefined) return all;
    const places = fraction?.length ?? 0;
    const grouped = number.includes(",");
    return (sign ? "\u2212" : "") + numberFormat({ useGrouping: grouped, minimumFractionDigits: places, maximumFractionDigits: Math.min(places, 20) })
      .format(Number(number.replaceAll(",", "")));
  });
}

// ---- units

interface Scaled {
  factor: number;
  options: Intl.NumberFormatOptions;
}

function unitOption(unit: string, digitsAfter: number): Intl.NumberFormatOptions {
  return { style: "unit", unit, unitDisplay: "short", minimumFractionDigits: digitsAfter, maximumFractionDigits: digitsAfter };
}

/** Seconds are shown in the one unit that fits their size: 42 sec, 3.4 min, 2.5 hr, 3.1 days. */
function durationScale(seconds: number): Scaled {
  const size = Math.abs(seconds);
  if (size < 90) return { factor: 1, options: unitOption("second", size < 10 ? 1 : 0) };
  if (size < 90 * 60) return { factor: 1 / 60, options: unitOption("minute", 1) };
  if (size < 48 * 3600) return { factor: 1 / 3600, options: unitOption("hour", 1) };
  return { factor: 1 / 86400, options: unitOption("day", 1) };
}

function moneyOptions(size: number, currency: string | null, compact: boolean): Intl.NumberFormatOptions {
  const style: Intl.NumberFormatOptions = currency
    ? { style: "currency", currency, currencyDisplay: "narrowSymbol" } : {};
  if (compact && size >= 10_000) return { ...style, notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: size >= 100_000 && size < 1e6 ? 0 : 2 };
  return { ...style, minimumFractionDigits: size >= 1000 ? 0 : 2, maximumFractionDigits: size >= 1000 ? 0 : 2 };
}

function scaleOf(unit: Unit, size: number, currency: string | null, compact: boolean): Scaled {
  switch (unit) {
    case "percent": {
      const fraction = size < 5 ? 2 : 1; // a click-through rate moves in the second digit
      return { factor: 0.01, options: { style: "percent", minimumFractionDigits: fraction, maximumFractionDigits: fraction } };
    }
    case "points": return { factor: 1, options: { minimumFractionDigits: 1, maximumFractionDigits: 1 } };
    case "score":
    case "ratio": return { factor: 1, options: { minimumFractionDigits: 2, maximumFractionDigits: 2 } };
    case "seconds": return durationScale(size);
    case "hours": return { factor: 1, options: unitOption("hour", 1) };
    case "money": return { factor: 1, options: moneyOptions(size, currency, compact) };
    case "count":
      return compact && size >= 100_000
        ? { factor: 1, options: { notation: "compact", maximumFractionDigits: 1 } }
        : { factor: 1, options: { maximumFractionDigits: Number.isInteger(size) ? 0 : 1 } };
  }
}

export interface UnitFormat {
  unit: Unit;
  currency?: string | null;
  /** Large money and counts short ("1.2M"): rows and tiles. */
  compact?: boolean;
}

// At the end of a text that runs to the left "US$" is read as "$US": the mark behind it keeps the sign with its letters.
const keepSymbol = (text: string) => (isRightToLeft() ? text.replace(/[A-Z]+\$/, "$&\u200e") : text);

/** Persian says the amount first ("۲۴٫۷ هزار ریال"); Intl puts the currency before it. The minus stays at the left of its number. */
function written(options: Intl.NumberFormatOptions, value: number): string {
  const format = numberFormat(options);
  if (options.style !== "currency" || language() !== "fa") return keepSymbol(format.format(value).replace(/^-/, "\u2212"));
  const parts = format.formatToParts(value);
  const amount = parts.filter(({ type }) => type !== "currency" && type !== "minusSign").map((part) => part.value).join("").replace(/[\u200e\u200f]/g, "").trim();
  const minus = parts.some(({ type }) => type === "minusSign") ? "\u200e\u2212" : "";
  return keepSymbol(`\u200f${minus}${amount}\u00a0${parts.find(({ type }) => type === "currency")?.value ?? ""}`);
}

/** A value with its unit: "42.3%", "3.4 hr", "$1.2M". */
export function formatValue(value: number, { unit, currency = null, compact = false }: UnitFormat): string {
  const { factor, options } = scaleOf(unit, Math.abs(value), currency, compact);
  return written(options, value * factor);
}

/** How far a value is from another, without a sign: shares by percentage points. */
export function formatDistance(distance: number, format: UnitFormat): string {
  if (format.unit !== "percent") return formatValue(distance, format);
  const fraction = distance < 5 ? 2 : 1;
  return t("{change} pp", { change: numberFormat({ minimumFractionDigits: fraction, maximumFractionDigits: fraction }).format(distance) });
}

/** Half of an interval with its sign, in the scale of its value and without repeating the unit: "± 1.9". */
export function formatMargin(half: number, value: number, { unit, currency = null, compact = false }: UnitFormat): string {
  const { factor, options } = scaleOf(unit, Math.abs(value), currency, compact);
  const fraction = options.maximumFractionDigits ?? 1;
  const shown = unit === "percent" ? half : half * factor;
  const text = numberFormat({ minimumFractionDigits: fraction, maximumFractionDigits: fraction }).format(shown);
  // Persian writes a sign to the left of its number (as Intl does with minus), Arabic to the right.
  return `${language() === "fa" ? "\u200e" : ""}± ${text}`;
}

/**
 * A change with its sign. Shares change by percentage points, points and scores by themselves; what has no
 * fixed scale (money, counts, times, ratios) by its share of the earlier value.
 */
export function formatChange(now: number, before: number, unit: Unit): string {
  const difference = now - before;
  const signed = (options: Intl.NumberFormatOptions, value: number) =>
    numberFormat({ signDisplay: "exceptZero", ...options }).format(value).replace(/^-/, "\u2212");
  if (unit === "percent") {
    const fraction = Math.abs(now) < 5 ? 2 : 1;
    return t("{change} pp", { change: signed({ minimumFractionDigits: fraction, maximumFractionDigits: fraction }, difference) });
  }
  if (unit === "points") return signed({ minimumFractionDigits: 1, maximumFractionDigits: 1 }, difference);
  if (unit === "score") return signed({ minimumFractionDigits: 2, maximumFractionDigits: 2 }, difference);
  if (before === 0) return signed({ maximumFractionDigits: 1 }, difference);
  const share = difference / Math.abs(before);
  const fraction = Math.abs(share) < 0.1 ? 1 : 0;
  return signed({ style: "percent", minimumFractionDigits: fraction, maximumFractionDigits: fraction }, share);
}

export interface Axis {
  /** What values are multiplied with before they are drawn: the axis steps in hours where it is marked in hours. */
  factor: number;
  format: (drawn: number) => string;
}

/** An axis that reaches as far as `largest`: as short as can be. */
export function axisOf(unit: Unit, currency: string | null, largest: number): Axis {
  if (unit === "percent") return { factor: 1, format: (drawn) => numberFormat({ style: "percent", maximumFractionDigits: 1 }).format(drawn / 100) };
  if (unit === "seconds") {
    const { factor, options } = durationScale(largest);
    return { factor, format: (drawn) => numberFormat({ ...options, minimumFractionDigits: 0 }).format(drawn) };
  }
  const options: Intl.NumberFormatOptions = unit === "money"
    ? { ...(currency ? { style: "currency", currency, currencyDisplay: "narrowSymbol" } : {}), notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: 1 }
    : { notation: largest >= 10_000 ? "compact" : "standard", maximumFractionDigits: 2 };
  return { factor: 1, format: (drawn) => (unit === "money" ? written(options, drawn) : numberFormat(options).format(drawn)) };
}

/** The level of an interval: "95%". */
export function formatLevel(level: number): string {
  return numberFormat({ style: "percent" }).format(level);
}

export function sampleText(size: number): string {
  return t("n = {count}", { count: numberFormat({ maximumFractionDigits: 0 }).format(size) });
}

// ---- days and periods

export function dayOf(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`);
}

export function isoOf(day: Date): string {
  return day.toISOString().slice(0, 10);
}

export function addDays(iso: string, days: number): string {
  const day = dayOf(iso);
  day.setUTCDate(day.getUTCDate() + days);
  return isoOf(day);
}

export function formatDay(iso: string, calendar: CalendarName, style: "long" | "short" = "long"): string {
  return dateFormat(calendar, style === "long" ? { day: "numeric", month: "long", year: "numeric" }
    : { day: "numeric", month: "short" }).format(dayOf(iso));
}

const partFormats = new Map<CalendarName, Intl.DateTimeFormat>();

/** Year, month and day of a day in a calendar. */
export function partsOf(day: Date, calendar: CalendarName): { year: number; month: number; day: number } {
  if (calendar === "gregorian") return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() };
  let format = partFormats.get(calendar);
  if (!format) {
    format = new Intl.DateTimeFormat(`en-u-ca-${intlCalendar[calendar]}-nu-latn`,
      { timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric" });
    partFormats.set(calendar, format);
  }
  const part = (type: string) => parseInt(format.formatToParts(day).find((p) => p.type === type)?.value ?? "0", 10);
  return { year: part("year"), month: part("month"), day: part("day") };
}

export function monthName(iso: string, calendar: CalendarName, style: "long" | "short" = "long"): string {
  return dateFormat(calendar, { month: style }).format(dayOf(iso));
}

function year(iso: string, calendar: CalendarName): string {
  // The year alone, without the era that Intl adds to it in other calendars.
  return numberFormat({ useGrouping: false }).format(partsOf(dayOf(iso), calendar).year);
}

/** A period's name: "October 2026", "مهر ۱۴۰۵", "Q3 2026", "week of 12 October 2026". Half-open days. */
export function periodName(start: string, end: string, period: PeriodLength, calendar: CalendarName): string {
  switch (period) {
    case "day": return formatDay(start, calendar);
    case "week": return t("week of {day}", { day: formatDay(start, calendar) });
    case "month": return `${monthName(start, calendar)} ${year(start, calendar)}`;
    case "quarter": return t("Q{quarter} {year}", {
      quarter: numberFormat({}).format(Math.floor((partsOf(dayOf(start), calendar).month - 1) / 3) + 1), year: year(start, calendar) });
    case "year": return year(start, calendar);
    case "all": return t("{from} to {to}", { from: formatDay(start, calendar), to: formatDay(addDays(end, -1), calendar) });
  }
}

/**
 * The name of what an unfinished period is compared with: the days that were counted, "1–20 October 2026". Whole
 * periods have their own name.
 */
export function comparedName(compared: { period_start: string; period_end: string }, whole: boolean, period: PeriodLength, calendar: CalendarName): string {
  const { period_start: start, period_end: end } = compared;
  if (whole) return periodName(start, end, period, calendar);
  return dateFormat(calendar, { day: "numeric", month: "long", year: "numeric" }).formatRange(dayOf(start), dayOf(addDays(end, -1)));
}

/** The same for an axis: "Oct", and the year where it begins. */
export function periodTick(start: string, period: PeriodLength, calendar: CalendarName, first: boolean): string {
  const parts = partsOf(dayOf(start), calendar);
  const begins = first || (period === "month" && parts.month === 1) || (period === "quarter" && parts.month <= 3);
  switch (period) {
    case "month": return begins ? `${monthName(start, calendar, "short")}\n${year(start, calendar)}` : monthName(start, calendar, "short");
    case "quarter": {
      const name = t("Q{quarter}", { quarter: numberFormat({}).format(Math.floor((parts.month - 1) / 3) + 1) });
      return begins ? `${name}\n${year(start, calendar)}` : name;
    }
    case "year": return year(start, calendar);
    default: return formatDay(start, calendar, "short");
  }
}

export function daysText(count: number): string {
  return tn("{count} day", "{count} days", count);
}

export function listText(items: string[]): string {
  return new Intl.ListFormat(language() === "en" ? "en-GB" : language(), { type: "conjunction" }).format(items.map(isolate));
}

/** A cell of a fact: numbers, days and moments as the language writes them, the rest as it is. */
export function formatCell(value: string | number | boolean | null, type: string, calendar: CalendarName): string {
  if (value === null || value === "") return "–";
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  if (typeof value === "number") return plainNumber(value, 4);
  if (type === "day" && /^\d{4}-\d{2}-\d{2}/.test(value))
    return dateFormat(calendar, { day: "2-digit", month: "short", year: "numeric" }).format(dayOf(value));
  if (type === "time" && /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value)) {
    const moment = new Date(value.replace(" ", "T").replace(/(?<![Zz]|[+-]\d{2}:?\d{2})$/, "Z"));
    if (!Number.isNaN(moment.getTime()))
      return dateFormat(calendar, { day: "2-digit", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false }).format(moment);
  }
  if (type === "money" || type === "number" || type === "integer") {
    const number = Number(value);
    if (Number.isFinite(number)) return plainNumber(number, 4);
  }
  return value;
}

/** A moment in the reader's own time: "21 Nov 2026, 14:05". */
export function formatMoment(iso: string, calendar: CalendarName): string {
  const format = new Intl.DateTimeFormat(locale("en-GB", undefined, calendar), { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
  return format.format(new Date(iso));
}

/** The name of a weekday: 0 is Monday. */
export function weekdayName(index: number): string {
  return dateFormat("gregorian", { weekday: "long" }).format(Date.UTC(2024, 0, 1 + index)); // that year began with a Monday
}

/** The day (ISO) of a date in a calendar: looked up near an estimate, as Intl only writes these calendars. */
export function dayFromParts(calendar: CalendarName, wanted: { year: number; month: number; day: number }): string {
  if (calendar === "gregorian") return isoOf(new Date(Date.UTC(wanted.year, wanted.month - 1, wanted.day)));
  const yearDays = calendar === "persian" ? 365.2422 : 354.367;
  const monthDays = calendar === "persian" ? 30.44 : 29.53;
  const epoch = calendar === "persian" ? Date.UTC(622, 2, 22) : Date.UTC(622, 6, 19);
  const estimate = epoch + ((wanted.year - 1) * yearDays + (wanted.month - 1) * monthDays + wanted.day - 1) * 86_400_000;
  for (let step = 0; step <= 12; step++)
    for (const sign of [1, -1]) {
      const day = new Date(Math.round(estimate / 86_400_000 + sign * step) * 86_400_000);
      const parts = partsOf(day, calendar);
      if (parts.year === wanted.year && parts.month === wanted.month && parts.day === wanted.day) return isoOf(day);
    }
  // A day that the month lacks (31 of a month of 30): the last one it has.
  return wanted.day > 1 ? dayFromParts(calendar, { ...wanted, day: wanted.day - 1 }) : isoOf(new Date(estimate));
}

// Working hours as the server writes them ("sunday-thursday 09:00-12:00,13:00-17:00; saturday 10:00-14:00") and as
// a week of intervals.
export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof weekdays)[number];

export interface Interval {
  from: string;
  to: string;
}

export type Week = Record<Weekday, Interval[]>;

function isWeekday(name: string): name is Weekday {
  return (weekdays as readonly string[]).includes(name);
}

/** The days of a week that begins with `first`. */
export function weekFrom(first: string): Weekday[] {
  const at = Math.max(0, weekdays.indexOf(first as Weekday));
  return [...weekdays.slice(at), ...weekdays.slice(0, at)];
}

/** "9", "930", "9:30", in any digits, as 09:30; null: no time of a day. */
export function readTime(text: string): string | null {
  const plain = text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
  const match = /^\s*(\d{1,2})(?:[:.٫]?(\d{2}))?\s*$/.exec(plain);
  if (!match) return null;
  const hour = Number(match[1]), minute = Number(match[2] ?? 0);
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

export function emptyWeek(): Week {
  return { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
}

/** The days of "sunday-thursday" (over the end of the week too), "friday" or "monday,friday". */
function daysOf(text: string): Weekday[] {
  return text.split(",").flatMap((part) => {
    const [first = "", last = first] = part.trim().toLowerCase().split("-").map((name) => name.trim());
    if (!isWeekday(first) || !isWeekday(last)) return [];
    const from = weekdays.indexOf(first), length = (weekdays.indexOf(last) - from + 7) % 7 + 1;
    return Array.from({ length }, (_, i) => weekdays[(from + i) % 7] as Weekday);
  });
}

export function readWeek(text: string): Week {
  const week = emptyWeek();
  for (const rule of text.split(";")) {
    const match = /^\s*(.*?)\s+([\d:,\s-]+)$/.exec(rule);
    if (!match) continue;
    const intervals = (match[2] ?? "").split(",").flatMap((part) => {
      const [from = "", to = ""] = part.trim().split("-");
      return from && to ? [{ from: from.trim(), to: to.trim() }] : [];
    });
    for (const day of daysOf(match[1] ?? "")) week[day] = [...week[day], ...intervals];
  }
  return week;
}

/** One rule for each run of days that have the same hours. */
export function writeWeek(week: Week): string {
  const texts = weekdays.map((day) => week[day].map(({ from, to }) => `${from}-${to}`).join(","));
  const rules: string[] = [];
  for (let i = 0; i < 7;) {
    let end = i + 1;
    while (end < 7 && texts[end] === texts[i]) end++;
    const days = end - i > 1 ? `${weekdays[i]}-${weekdays[end - 1]}` : weekdays[i];
    if (texts[i]) rules.push(`${days} ${texts[i]}`);
    i = end;
  }
  return rules.join("; ");
}

// What a reader chose for this device; what a view shows lies in the address instead.
import { languages, type Language } from "./messages";
import type { CalendarName } from "./types";

export type Theme = "auto" | "light" | "dark" | "contrast";
/** As the language writes them, or a numbering system of Unicode whatever the language. */
export type Digits = "language" | "latn" | "arab" | "arabext";
export type CalendarChoice = "organization" | CalendarName;
export type TimeDirection = "reading" | "left-to-right";
export type Mode = "rows" | "tiles";

export interface Preferences {
  language: Language | null;
  theme: Theme;
  digits: Digits;
  /** What days and periods are grouped and named by where the address does not say. */
  calendar: CalendarChoice;
  timeDirection: TimeDirection;
  mode: Mode;
  /** How the overview's rows are sorted where the address does not say. */
  sort: string;
  /** Keys that work without Ctrl. */
  shortcuts: "on" | "off";
}

const fallback: Preferences = { language: null, theme: "auto", digits: "language", calendar: "organization", timeDirection: "reading", mode: "rows", sort: "perspective", shortcuts: "on" };
const key = "mizan.preferences";

function read(): Preferences {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Preferences>;
    return { ...fallback, ...kept, ...((kept.digits as string) === "latin" ? { digits: "latn" } : {}) }; // an earlier name
  } catch {
    return { ...fallback }; // storage forbidden or its content foreign: the defaults do
  }
}

let current = read();

export function preferences(): Preferences {
  return current;
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(key, JSON.stringify(current));
  } catch {
    // Not remembered then; the page goes on with it.
  }
}

/** The language to begin with: of the link, chosen before, or the first of the browser's that there is. */
export function firstLanguage(address: URLSearchParams): Language {
  const known = (name: string | null | undefined): Language | undefined =>
    languages.find((language) => language === name?.slice(0, 2));
  return known(address.get("lang")) ?? known(current.language) ??
    navigator.languages.map(known).find((language) => language !== undefined) ?? "en";
}

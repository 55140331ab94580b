// Texts of the page in the reader's language. English stands in the code; po/ holds the others.
//
// A parameter is isolated (Unicode FSI ... PDI), so that a Latin name or a number never turns the order of an
// Arabic sentence around it. `rich` takes elements as parameters and gives a list of nodes.
import type { ComponentChild } from "preact";

export type Language = "en" | "ar" | "fa" | "ru";
export const languages: readonly Language[] = ["en", "ar", "fa", "ru"];
export const languageNames: Record<Language, string> = { en: "English", ar: "العربية", fa: "فارسی", ru: "Русский" };

type Texts = Record<string, string | string[]>;
type Parameters = Record<string, string | number>;

let current: Language = "en";
let texts: Texts = {};
const english = new Intl.PluralRules("en");
let rules = english;
let writeNumber: (value: number) => string = String;

// The catalogues' plural forms in the order of their Plural-Forms lines.
const forms: Record<Language, Partial<Record<Intl.LDMLPluralRule, number>>> = {
  en: { one: 0, other: 1 },
  ar: { zero: 0, one: 1, two: 2, few: 3, many: 4, other: 5 },
  fa: { one: 0, other: 1 },
  ru: { one: 0, few: 1, many: 2, other: 1 },
};

const loaders: Record<Exclude<Language, "en">, () => Promise<{ default: Texts }>> = {
  ar: () => import("virtual:catalogue/ar"),
  fa: () => import("virtual:catalogue/fa"),
  ru: () => import("virtual:catalogue/ru"),
};

/** Loads a language's texts and makes it the page's; `number` writes numbers inside messages. */
export async function setLanguage(language: Language, number: (value: number) => string): Promise<void> {
  // While Vite serves the page, ?lang=xx shows made-up words in place of English (tools/pseudo.mjs).
  const pseudo = import.meta.env.DEV && new URLSearchParams(location.search).get("lang") === "xx";
  if (pseudo) texts = (await import("virtual:catalogue/xx")).default;
  else texts = language === "en" ? {} : (await loaders[language]()).default;
  current = language;
  rules = new Intl.PluralRules(language);
  writeNumber = number;
}

export function language(): Language {
  return current;
}

export function isRightToLeft(of: Language = current): boolean {
  return of === "ar" || of === "fa";
}

/** Marks a text for the catalogue and leaves it: for tables of texts that `t` reads later. */
export function N_(text: string): string {
  return text;
}

const FSI = "\u2068", PDI = "\u2069";

export function isolate(text: string): string {
  return FSI + text + PDI;
}

function fill(text: string, parameters: Parameters): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    if (value === undefined) return whole;
    return isolate(typeof value === "number" ? writeNumber(value) : value);
  });
}

function find(text: string): string {
  const found = texts[text];
  return typeof found === "string" ? found : text;
}

function findPlural(one: string, many: string, count: number): string {
  const found = texts[one];
  if (!Array.isArray(found)) return english.select(count) === "one" ? one : many;
  return found[forms[current][rules.select(count)] ?? found.length - 1] ?? found[0] ?? many;
}

export function t(text: string, parameters: Parameters = {}): string {
  return fill(find(text), parameters);
}

/** One form per plural category of the language, chosen by `count`, which is also the parameter {count}. */
export function tn(one: string, many: string, count: number, parameters: Parameters = {}): string {
  return fill(findPlural(one, many, count), { count, ...parameters });
}

type RichParameters = Record<string, ComponentChild>;

function fillRich(text: string, parameters: RichParameters): ComponentChild[] {
  return text.split(/(\{\w+\})/).map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    const value = name === undefined ? part : (parameters[name] ?? part);
    if (typeof value === "number") return isolate(writeNumber(value));
    return name !== undefined && typeof value === "string" ? isolate(value) : value;
  });
}

export function rich(text: string, parameters: RichParameters): ComponentChild[] {
  return fillRich(find(text), parameters);
}

export function richn(one: string, many: string, count: number, parameters: RichParameters): ComponentChild[] {
  return fillRich(findPlural(one, many, count), { count, ...parameters });
}

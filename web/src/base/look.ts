// Language, direction and theme on the root element.
import { plainNumber } from "./format";
import { isRightToLeft, language, setLanguage, type Language } from "./messages";
import { preferences, setPreferences } from "./preferences";

const listeners = new Set<() => void>();

/** Called after language, digits, theme or direction of time changed: everything is drawn anew. */
export function onLook(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export type Look = "light" | "dark" | "contrast" | "contrast-dark";

const dark = matchMedia("(prefers-color-scheme: dark)");
const contrast = matchMedia("(prefers-contrast: more)");
const paper = matchMedia("print");

/** What the style sheets draw in (style/tokens.css): the reader's choice, and the device's where there is none. */
export function look(): Look {
  const { theme } = preferences();
  if (theme === "light" || theme === "dark") return theme;
  if (theme === "contrast" || contrast.matches) return dark.matches ? "contrast-dark" : "contrast";
  return dark.matches ? "dark" : "light";
}

export function applyLook(): void {
  const root = document.documentElement;
  root.dataset.look = look();
  root.lang = language();
  root.dir = isRightToLeft() ? "rtl" : "ltr";
  for (const listener of listeners) listener();
}

/** Day turns to night, or the page goes to paper, while it is open: what is drawn from code is drawn anew. */
export function followDevice(): void {
  for (const media of [dark, contrast, paper]) media.addEventListener("change", applyLook);
}

export async function changeLanguage(to: Language, remember: boolean): Promise<void> {
  await setLanguage(to, (value) => plainNumber(value));
  if (remember) setPreferences({ language: to });
  applyLook();
}

/** Whether charts run from right to left. */
export function timeRunsLeft(): boolean {
  return isRightToLeft() && preferences().timeDirection === "reading";
}

export function changePreferences(change: Parameters<typeof setPreferences>[0]): void {
  setPreferences(change);
  applyLook();
}

/** The colours of the style sheets' tokens, for what is drawn from code. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return { ink: of("ink"), quiet: of("ink-quiet"), line: of("line"), accent: of("accent"), surface: of("surface"), strong: of("line-strong"), bar: of("bar"), target: of("good") };
}

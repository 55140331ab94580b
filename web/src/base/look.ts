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

export function applyLook(): void {
  const root = document.documentElement;
  const { theme } = preferences();
  if (theme === "auto") root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", theme);
  root.lang = language();
  root.dir = isRightToLeft() ? "rtl" : "ltr";
  for (const listener of listeners) listener();
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

// The fonts of a language are there before its first words are drawn, so that nothing moves when they arrive. A slow
// line does not hold the page up: after a moment it is drawn in the fallbacks, which have the same measures.
import type { Language } from "./messages";

const LONGEST_WAIT = 700; // milliseconds

// What the language is written with, and the figures and Latin names that stand in every page.
const needed: Record<Language, [font: string, letters: string][]> = {
  en: [["Noto Sans", "Aa1"]],
  ru: [["Noto Sans", "Aa1Яя"]],
  ar: [["Vazirmatn", "أب١"], ["Noto Sans", "Aa1"]],
  fa: [["Vazirmatn", "پچ۱"], ["Noto Sans", "Aa1"]],
};

export async function loadFonts(language: Language): Promise<void> {
  const loading = needed[language].map(([font, letters]) => document.fonts.load(`1rem "${font}"`, letters));
  const enough = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_WAIT));
  await Promise.race([Promise.all(loading).catch(() => undefined), enough]);
}

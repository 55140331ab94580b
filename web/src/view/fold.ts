// Text as a reader searches for it; the twin of src/language/fold.c, whose header says what becomes one. Both are held
// to tests/language/fold.tsv.
import { language } from "../base/messages";

const letters: Record<string, string> = {
  "ς": "σ", "ة": "ه", "ك": "ک", "ى": "ی", "ي": "ی", "ٱ": "ا", "ڪ": "ک", "ھ": "ه", "ہ": "ه", "ە": "ه",
};

export function fold(text: string): string {
  return text.normalize("NFKD").toLowerCase()
    .replace(/\u0438\u0306/g, "\u0439") // й is a letter, not an и with a mark
    .replace(/[\p{Mn}\p{Cf}\u0640\0]/gu, "")
    .replace(/[ςةكىيٱڪھہە]/g, (letter) => letters[letter] ?? letter)
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/\p{White_Space}+/gu, " ").trim();
}

/** Whether each word of `wanted` is in `text`, or all of it without blanks; both as they were written. */
export function finds(text: string, wanted: string): boolean {
  const all = fold(text), words = fold(wanted);
  return words.split(" ").every((word) => all.includes(word)) || all.replace(/ /g, "").includes(words.replace(/ /g, ""));
}

let kept: { language: string; collator: Intl.Collator } | undefined;

/** The order of names as the page's language has it, numbers by their size; as src/language/collate.c. */
export function byName(a: string, b: string): number {
  if (kept?.language !== language()) kept = { language: language(), collator: new Intl.Collator(language(), { numeric: true }) };
  return kept.collator.compare(a, b);
}

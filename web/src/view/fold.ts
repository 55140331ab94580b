import { language } from "../base/messages";

/** Text for searching: letters that Arabic and Persian write differently, marks and case count as the same. */
export function fold(text: string): string {
  return text.toLocaleLowerCase(language()).normalize("NFKD").replace(/[\u064b-\u065f\u0300-\u036f]/g, "")
    .replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/\u200c/g, " ");
}

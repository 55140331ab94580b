// What search looks through, and in which order it shows what it found. No elements.
import { fold } from "../view/fold";

export type Group = "page" | "metric" | "goal" | "customer" | "slice" | "kind" | "action";
export const groupOrder: readonly Group[] = ["page", "metric", "goal", "customer", "slice", "kind", "action"];

export interface Entry {
  key: string;
  group: Group;
  title: string;
  /** In small beside the title. */
  detail?: string;
  /** Found by, but not shown. */
  words?: string;
  /** Where it leads; an action has `run` instead. */
  to?: string;
  run?: () => void;
}

/** Shorter words are sought at the beginning of words alone: within them they stand everywhere. */
const INSIDE = 3;

/** How well one word fits: 0 begins the title, 1 begins a word of it, 2 stands in it, 3 stands elsewhere; null: nowhere. */
function fit(word: string, title: string, rest: string): number | null {
  if (title.startsWith(word)) return 0;
  if (title.includes(` ${word}`)) return 1;
  if (word.length >= INSIDE && title.includes(word)) return 2;
  return ` ${rest}`.includes(word.length >= INSIDE ? word : ` ${word}`) ? 3 : null;
}

export function scoreOf(entry: Entry, words: readonly string[]): number | null {
  const title = fold(entry.title), rest = fold(`${entry.words ?? ""} ${entry.detail ?? ""}`);
  let sum = 0;
  for (const word of words) {
    const score = fit(word, title, rest);
    if (score === null) return null;
    sum += score;
  }
  return sum / words.length;
}

const MOST_OF_A_GROUP = 8;

/** The entries that have every word of `text`, grouped; the group with the best entry first. Without text: the pages. */
export function find(entries: readonly Entry[], text: string): Map<Group, Entry[]> {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const found = words.length === 0
    ? entries.filter((entry) => entry.group === "page").map((entry) => ({ entry, score: 0 }))
    : entries.flatMap((entry) => {
      const score = scoreOf(entry, words);
      return score === null ? [] : [{ entry, score }];
    });
  found.sort((a, b) => a.score - b.score);
  const groups = new Map<Group, Entry[]>();
  for (const { entry } of found) {
    const list = groups.get(entry.group) ?? [];
    if (list.length < MOST_OF_A_GROUP || words.length === 0) list.push(entry);
    groups.set(entry.group, list);
  }
  return groups;
}

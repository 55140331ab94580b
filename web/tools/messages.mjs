// Finds the texts of the page in its sources and reads .po files: what the catalogue plugin of the build and
// tools/extract-messages.mjs share. No dependency, so that the extraction runs before `npm ci`.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sources(path);
      return /\.tsx?$/.test(entry.name) ? [path] : [];
    });
}

const string = String.raw`"((?:[^"\\\n]|\\.)*)"`;
// A word that ends in the function's name (`format(`) is not the function: hence the look-behind.
const single = new RegExp(String.raw`(?<![\w.$])(?:t|N_|rich)\(\s*${string}`, "g");
const plural = new RegExp(String.raw`(?<![\w.$])(?:tn|richn)\(\s*${string},\s*${string}`, "g");

/** The messages of the page: `[{ id, plural?, places: ["web/src/x.tsx:12"] }]`, in the order of files. */
export function webMessages(root) {
  const found = new Map();
  for (const path of sources(join(root, "web/src"))) {
    const text = readFileSync(path, "utf8");
    const shown = path.slice(root.length).replace(/^\//, "");
    const add = (match, pluralForm) => {
      const id = JSON.parse(`"${match[1]}"`);
      const line = text.slice(0, match.index).split("\n").length;
      const entry = found.get(id) ?? { id, places: [] };
      if (pluralForm !== undefined) entry.plural = JSON.parse(`"${pluralForm}"`);
      entry.places.push(`${shown}:${line}`);
      found.set(id, entry);
    };
    for (const match of text.matchAll(single)) add(match);
    for (const match of text.matchAll(plural)) add(match, match[2]);
  }
  return [...found.values()];
}

/** A .po file as `Map(id -> { id, plural?, forms: [..], fuzzy })`, without obsolete entries. */
export function readPo(path) {
  const entries = new Map();
  let entry, target;
  const finish = () => {
    if (entry?.id !== undefined) entries.set(entry.id, entry);
    entry = undefined;
  };
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.trim() === "") finish();
    else if (line.startsWith("#~")) continue;
    else if (line.startsWith("#")) {
      entry ??= { forms: [], fuzzy: false };
      if (line.startsWith("#,") && line.includes("fuzzy")) entry.fuzzy = true;
    } else {
      const match = /^(?:(msgid_plural|msgid|msgstr(?:\[(\d)\])?)\s+)?(".*")\s*$/.exec(line);
      if (!match) throw new Error(`${path}: not a line of a .po file: ${line}`);
      if (match[1] === "msgid" && entry?.id !== undefined) finish();
      entry ??= { forms: [], fuzzy: false };
      if (match[1]) target = match[1] === "msgid" ? "id" : match[1] === "msgid_plural" ? "plural" : Number(match[2] ?? 0);
      const text = JSON.parse(match[3]);
      if (typeof target === "number") entry.forms[target] = (entry.forms[target] ?? "") + text;
      else entry[target] = (entry[target] ?? "") + text;
    }
  }
  finish();
  return entries;
}

const scripts = { ar: /\p{Script=Arabic}/u, fa: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u };
// Forms of a plural that stand for one number alone and need not write it: none, one and two in Arabic. Russian "one"
// is also 21 and 31, Persian "one" also 0: those always write it.
const formsOfOneNumber = { ar: [0, 1, 2], fa: [], ru: [] };
const parameter = /\{\w+\}|%[-+ #0-9.*]*(?:hh|h|ll|l|z|j|t)?[a-zA-Z]/g;

const parametersOf = (text) => (text.match(parameter) ?? []).sort();

/** Whether a text has words to translate: more than parameters, names of formats and what the program is called. */
function hasWords(text) {
  return text.replace(parameter, "").replace(/"[^"]*"/g, "").split(/[^A-Za-z]+/)
    .some((word) => word.length > 1 && !/^(?:[A-Z]{2,5}s?|Mizan|to)$/.test(word));
}

/**
 * What is wrong with the translation of a message, in words; an empty list where nothing is: it is missing, unsure, not
 * in the script of its language, or has other parameters than the English.
 */
export function faultsOf(language, plurals, message, entry) {
  const count = message.plural === undefined ? 1 : plurals;
  const forms = Array.from({ length: count }, (_, i) => entry?.forms[i]);
  if (!entry || entry.fuzzy || forms.some((form) => !form)) return ["lacks"];
  const faults = [];
  if (hasWords(message.id) && forms.some((form) => !scripts[language].test(form))) faults.push("does not translate");
  if (message.plural === undefined) {
    if (message.id.includes("{") && parametersOf(message.id).join() !== parametersOf(forms[0]).join()) faults.push("has other parameters");
    return faults;
  }
  const wanted = new Set([...parametersOf(message.id), ...parametersOf(message.plural)]);
  const countMayLack = (i) => formsOfOneNumber[language].includes(i) || (i === 0 && !message.id.includes("{count}"));
  forms.forEach((form, i) => {
    const given = new Set(parametersOf(form));
    const lacking = [...wanted].filter((name) => !given.has(name) && !(name === "{count}" && countMayLack(i)));
    if (lacking.length || [...given].some((name) => !wanted.has(name))) faults.push(`has other parameters in form ${i} of`);
  });
  return faults;
}

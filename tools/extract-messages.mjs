#!/usr/bin/env node
// Collects every text for people into po/mizan.pot and merges it into the languages' catalogues:
// `_()` and `N_()` of src/ (by xgettext), `t()`, `tn()`, `rich()`, `richn()` and `N_()` of web/src, and the titles and
// helps in the headers of metrics/. New texts arrive untranslated; tests/po fails until they are translated.
//
// usage: tools/extract-messages.mjs [--check]
//   --check  changes nothing; exits 1 and says so where po/mizan.pot is not what the sources give, or where a
//            language lacks a translation
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { faultsOf, readPo, webMessages } from "../web/tools/messages.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const languages = ["ar", "fa", "ru"];
const check = process.argv.includes("--check");
const run = (command, ...args) => execFileSync(command, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });

function files(folder, ending) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => entry.isDirectory() ? files(join(folder, entry.name), ending)
      : entry.name.endsWith(ending) ? [join(folder, entry.name)] : []);
}

const quote = (text) => JSON.stringify(text);

// docs/metric-files.md: keys of a header whose values people read, and the others that end a text above them.
const titledKeys = /^(?:component|excluded|parameter|variant)\s+\w+$/, textKeys = new Set(["title", "help"]);
const plainKeys = new Set(["id", "perspective", "indicator", "better", "source", "slices", "unit", "value", "interval", "sample",
  "minimum sample", "suppress below", "grain", "rows", "aliases", "reference", "sql", "for", "type", "default", "minimum", "maximum",
  "choices", "select"]);

/** The texts of a metric's header; a text goes on in indented lines that begin with no key. */
function headerMessages(path) {
  const messages = [];
  let current = null;
  for (const [i, line] of readFileSync(join(root, path), "utf8").split("\n").entries()) {
    if (!line.startsWith("--") || line.startsWith("-- select ")) break;
    const [, key, value] = /^--\s+([^:]*?)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    const named = key !== undefined && titledKeys.test(key);
    const known = named || (key !== undefined && (textKeys.has(key) || plainKeys.has(key) || key.startsWith("undefined ")));
    if (/^--\s{3,}/.test(line) && !known) {
      if (current) current.id += ` ${line.slice(2).trim()}`;
    } else if (named || textKeys.has(key)) {
      messages.push((current = { id: value, places: [`${path}:${i + 1}`] }));
    } else current = null;
  }
  return messages;
}

const metricMessages = () => files("metrics", ".sql").filter((path) => !path.startsWith("metrics/shared/")).flatMap(headerMessages);

function potOf(messages) {
  const header = 'msgid ""\nmsgstr ""\n"Project-Id-Version: mizan\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n';
  return header + messages.map(({ id, plural, places }) =>
    `\n#: ${places.join(" ")}\nmsgid ${quote(id)}\n` +
    (plural === undefined ? 'msgstr ""\n' : `msgid_plural ${quote(plural)}\nmsgstr[0] ""\nmsgstr[1] ""\n`)).join("");
}

/** Several sources may have the same text; a text with a plural in one of them has it for all. */
function unite(messages) {
  const byId = new Map();
  for (const message of messages) {
    const known = byId.get(message.id);
    if (!known) byId.set(message.id, { ...message, places: [...message.places] });
    else {
      known.places.push(...message.places);
      known.plural ??= message.plural;
    }
  }
  return [...byId.values()];
}

const scratch = mkdtempSync(join(tmpdir(), "mizan-messages-"));
try {
  const c = join(scratch, "c.pot"), others = join(scratch, "others.pot"), all = join(scratch, "all.pot");
  run("xgettext", "--language=C", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--no-location", `--output=${c}`,
    ...files("src", ".c"), ...files("src", ".h"));
  writeFileSync(c, readFileSync(c, "utf8").replace("charset=CHARSET", "charset=UTF-8"));
  // Places are left out of the catalogues: line numbers would change them with every commit.
  writeFileSync(others, potOf(unite([...webMessages(root), ...metricMessages()])));
  run("msgcat", "--use-first", "--no-location", "--sort-output", "--no-wrap", `--output-file=${all}`, others, c);
  // "95 % interval" is a text with a percent sign, not a format with the directive "% i".
  const template = readFileSync(all, "utf8").split("\n\n")
    .map((block) => (/%(?! )/.test(block.replace(/^#.*$/gm, "")) ? block : block.replace(/^#, c-format\n/m, ""))).join("\n\n");
  writeFileSync(all, template);
  if (!check) {
    writeFileSync(join(root, "po/mizan.pot"), template);
    for (const language of languages)
      run("msgmerge", "--quiet", "--update", "--backup=none", "--no-fuzzy-matching", "--no-location", "--sort-output", "--no-wrap", `po/${language}.po`, "po/mizan.pot");
  }
  const wanted = readPo(all);
  wanted.delete("");
  let wrong = 0;
  const say = (text) => { wrong++; console.log(text); };
  const kept = existsSync(join(root, "po/mizan.pot")) ? readPo(join(root, "po/mizan.pot")) : new Map();
  for (const id of wanted.keys()) if (!kept.has(id)) say(`po/mizan.pot lacks: ${id}`);
  for (const language of languages) {
    const catalogue = readPo(join(root, `po/${language}.po`));
    const plurals = Number(/nplurals=(\d)/.exec(catalogue.get("")?.forms[0] ?? "")?.[1] ?? 1);
    for (const [id, message] of wanted)
      for (const fault of faultsOf(language, plurals, message, catalogue.get(id))) say(`po/${language}.po ${fault}: ${id}`);
  }
  console.log(`${wanted.size} texts, ${wrong} missing or wrong`);
  if (check && wrong) process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true });
}

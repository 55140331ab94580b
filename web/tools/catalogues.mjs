// Vite plugin: `import("virtual:catalogue/ar")` is the part of po/ar.po that the page uses, a chunk of its own.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readPo, webMessages } from "./messages.mjs";
import { pseudoCatalogue } from "./pseudo.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const ENGLISH_FORMS = 2;
const prefix = "virtual:catalogue/";

function catalogue(language) {
  const translated = readPo(join(root, "po", `${language}.po`));
  const texts = {};
  for (const message of webMessages(root)) {
    const entry = translated.get(message.id);
    if (!entry || entry.fuzzy || entry.forms.some((form) => !form)) continue;
    texts[message.id] = message.plural === undefined ? entry.forms[0] : entry.forms;
  }
  return texts;
}

export function catalogues() {
  return {
    name: "mizan-catalogues",
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const language = id.slice(prefix.length + 1);
      if (language === "xx") return `export default ${JSON.stringify(pseudoCatalogue(webMessages(root), ENGLISH_FORMS))};`;
      this.addWatchFile(join(root, "po", `${language}.po`));
      return `export default ${JSON.stringify(catalogue(language))};`;
    },
  };
}

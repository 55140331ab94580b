// The extraction finds what it should in a page's source, and a .po file is read as gettext means it.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultsOf, readPo, webMessages } from "../../web/tools/messages.mjs";

const root = mkdtempSync(join(tmpdir(), "mizan-extraction-"));
try {
  mkdirSync(join(root, "web/src/view"), { recursive: true });
  writeFileSync(join(root, "web/src/view/a.tsx"), `
    t("One"); tn("{count} day", "{count} days", 3); rich("See {link}.", { link }); N_("Later");
    richn(
      "a \\"quoted\\" text", "many",
      2);
    format("not a message"); object.t("nor this"); start("or this");
    t("One");`);
  const messages = webMessages(root);
  assert.deepEqual(messages.map((message) => [message.id, message.plural]), [
    ["One", undefined], ["See {link}.", undefined], ["Later", undefined],
    ["{count} day", "{count} days"], ['a "quoted" text', "many"],
  ]);
  assert.equal(messages[0].places.length, 2);

  writeFileSync(join(root, "x.po"), `msgid ""
msgstr "Plural-Forms: nplurals=2;\\n"

#, fuzzy
msgid "old"
msgstr "guess"

msgid "{count} day"
msgid_plural "{count} days"
msgstr[0] "un"
msgstr[1] ""
"plus"
"ieurs"

#~ msgid "gone"
#~ msgstr "parti"
`);
  const po = readPo(join(root, "x.po"));
  assert.deepEqual([...po.keys()], ["", "old", "{count} day"]);
  assert.equal(po.get("old").fuzzy, true);
  assert.deepEqual(po.get("{count} day").forms, ["un", "plusieurs"]);

  const faults = (language, plurals, message, forms, fuzzy = false) => faultsOf(language, plurals, message, forms && { forms, fuzzy });
  const one = { id: "The value of {name}" }, days = { id: "{count} day of {name}", plural: "{count} days of {name}" };
  assert.deepEqual(faults("ru", 3, one, ["Значение {name}"]), []);
  assert.deepEqual(faults("ru", 3, one, undefined), ["lacks"]);
  assert.deepEqual(faults("ru", 3, one, [""]), ["lacks"]);
  assert.deepEqual(faults("ru", 3, one, ["Значение {name}"], true), ["lacks"]);
  assert.deepEqual(faults("ru", 3, one, ["The value of {name}"]), ["does not translate"]);
  assert.deepEqual(faults("fa", 2, one, ["Значение {name}"]), ["does not translate"]);
  assert.deepEqual(faults("fa", 2, one, ["مقدار {nam}"]), ["has other parameters"]);
  assert.deepEqual(faults("ru", 3, { id: "CSV" }, ["CSV"]), []);
  assert.deepEqual(faults("ru", 3, days, ["{count} день {name}", "{count} дня {name}", "{count} дней {name}"]), []);
  assert.deepEqual(faults("ru", 3, days, ["{count} день {name}", "{count} дня {name}"]), ["lacks"]);
  assert.deepEqual(faults("ru", 3, days, ["один день {name}", "{count} дня {name}", "{count} дней {name}"]), ["has other parameters in form 0 of"]);
  assert.deepEqual(faults("ar", 6, days, ["لا أيام {name}", "يوم {name}", "يومان {name}", "{count} أيام {name}", "{count} يومًا {name}", "{count} يوم {name}"]), []);
  assert.deepEqual(faults("ar", 6, days, ["لا أيام {name}", "يوم {name}", "يومان {name}", "أيام {name}", "{count} يومًا {name}", "{count} يوم {name}"]), ["has other parameters in form 3 of"]);
  console.log("3 passed, 0 failed");
} finally {
  rmSync(root, { recursive: true });
}

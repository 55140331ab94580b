// The extraction finds what it should in a page's source, and a .po file is read as gettext means it.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPo, webMessages } from "../../web/tools/messages.mjs";

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
  console.log("2 passed, 0 failed");
} finally {
  rmSync(root, { recursive: true });
}

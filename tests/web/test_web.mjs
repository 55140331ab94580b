// The page's own reckoning: calendars, what a change means, headers of files. Its TypeScript is bundled and imported.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const web = join(dirname(fileURLToPath(import.meta.url)), "../../web");
if (!existsSync(join(web, "node_modules/vite"))) {
  console.log("skipped: the page's packages are not installed");
  process.exit(77);
}
const esbuild = createRequire(createRequire(join(web, "package.json")).resolve("vite"))("esbuild");
const folder = mkdtempSync(join(tmpdir(), "mizan-web-"));
globalThis.localStorage = { getItem: () => null, setItem: () => {} };

async function load(...names) {
  const entry = join(folder, "entry.ts"), out = join(folder, "bundle.mjs");
  writeFileSync(entry, names.map((name) => `export * from ${JSON.stringify(join(web, "src", name))};`).join("\n"));
  await esbuild.build({ entryPoints: [entry], outfile: out, bundle: true, format: "esm", external: ["virtual:*"], logLevel: "error" });
  return import(pathToFileURL(out));
}

let passed = 0;
async function test(name, body) {
  await body();
  passed++;
  console.log(`ok ${name}`);
}

try {
  const page = await load("base/judge.ts", "base/format.ts", "base/preferences.ts", "data/mapping.ts", "data/csv.ts", "view/fold.ts", "goals/map-layout.ts", "talk/words.tsx", "talk/mention-field.tsx");
  const value = (number, half, more = {}) => ({ period_start: "2026-10-01", period_end: "2026-11-01", complete: true, value: number,
    small_sample: false, interval: half === null ? null : { low: number - half, high: number + half, level: 0.95, method: "wilson" }, ...more });
  const months = (numbers) => numbers.map((number, i) => ({ period_start: `2025-${String(i + 1).padStart(2, "0")}-01`, value: number, complete: true }));

  await test("numbers of the server's sentences in the reader's digits, but not what is quoted, ids, days and addresses", () => {
    assert.equal(page.ownNumbers("r -0.59 at a lag of 5, 18 pairs (p = 0.073)."), "r \u22120.59 at a lag of 5, 18 pairs (p = 0.073).");
    page.setPreferences({ digits: "arabext" });
    assert.equal(page.ownNumbers("6 of the last 23, or 12 % (p < 0.001)."), "۶ of the last ۲۳, or ۱۲ % (p < ۰٫۰۰۱).");
    assert.equal(page.ownNumbers("from 1,234.50 to -160,000 USD, 2,5"), "from ۱٬۲۳۴٫۵۰ to −۱۶۰٬۰۰۰ USD, 2,5");
    assert.equal(page.ownNumbers("بين 3 و5.5، نحو6"), "بين ۳ و۵٫۵، نحو6"); // "and" is written onto its number, other words are not
    for (const same of ["the day 2026-10-31 at 10:30", "customer C0000012 of Q4, v1.2.3, a_1, /x/12", "«10 от 5» and “7” and \"3\""]) assert.equal(page.ownNumbers(same), same);
    page.setPreferences({ digits: "language" });
  });

  await test("a comment's words: addresses of pages become links, names behind an @ are marked, and nothing else", () => {
    const of = (text, ...written) => page.pieces(text, written.map((name, account) => ({ account, name, written: name }))).map(({ kind, text: words }) => `${kind[0]}:${words}`);
    assert.deepEqual(of("see https://example.com/a_(b)?c=1, then"), ["t:see ", "l:https://example.com/a_(b)?c=1", "t:, then"]);
    assert.deepEqual(of("(http://example.com).\nHTTPS://EXAMPLE.COM!"), ["t:(", "l:http://example.com", "t:).\n", "l:HTTPS://EXAMPLE.COM", "t:!"]);
    assert.deepEqual(of("انظر https://example.com، ثم"), ["t:انظر ", "l:https://example.com", "t:، ثم"]);
    for (const plain of ["javascript:alert(1)", "data:text/html,x", "ftp://example.com", "https://", "//example.com", "https://user:secret@example.com/", "<b>x</b>", "www.example.com"])
      assert.deepEqual(of(plain), [`t:${plain}`]);
    assert.deepEqual(of("@Lina Haddad, @Lina", "Lina", "Lina Haddad"), ["m:@Lina Haddad", "t:, ", "m:@Lina"]);
    assert.deepEqual(of("https://example.com/\u202ex"), ["l:https://example.com/", "t:\u202ex"]); // what turns the order of letters is no part of an address
  });

  await test("where a mention may begin", () => {
    assert.deepEqual(page.mentionAt("ask @Kar", 8), { start: 4, wanted: "Kar" });
    assert.deepEqual(page.mentionAt("@", 1), { start: 0, wanted: "" });
    assert.deepEqual(page.mentionAt("و@ليلى ح", 8), { start: 1, wanted: "ليلى ح" });
    for (const [text, cursor] of [["kar@example", 11], ["@ Kar", 5], ["none", 4], ["@Kar\nand", 8]]) assert.equal(page.mentionAt(text, cursor), null, text);
  });

  await test("days of the Solar Hijri and Umm al-Qura calendars", () => {
    assert.equal(page.dayFromParts("persian", { year: 1405, month: 1, day: 1 }), "2026-03-21");
    assert.equal(page.dayFromParts("persian", { year: 1403, month: 12, day: 30 }), "2025-03-20"); // a leap year
    assert.equal(page.dayFromParts("persian", { year: 1404, month: 12, day: 30 }), "2026-03-20"); // has 29: its last
    assert.equal(page.dayFromParts("islamic", { year: 1447, month: 9, day: 1 }), "2026-02-18");
    for (const day of ["2024-02-29", "2026-03-20", "2026-11-21", "1999-12-31"])
      for (const calendar of ["persian", "islamic", "gregorian"])
        assert.equal(page.dayFromParts(calendar, page.partsOf(page.dayOf(day), calendar)), day, `${day} ${calendar}`);
  });

  await test("the strategy map: few arrows cross, each has its own place and a mark with room", () => {
    const arrow = (cause, effect) => ({ cause, effect });
    const arrows = [arrow("c", "a"), arrow("d", "b"), arrow("e", "b")];
    assert.deepEqual(page.orderLanes([["a", "b"], ["d", "c", "e"]], arrows), [["a", "b"], ["c", "d", "e"]]);
    assert.deepEqual(page.orderLanes([["a"], []], []), [["a"], []]);
    const box = (id, left, top) => ({ id, left, top, width: 100, height: 60 });
    const boxes = [box("a", 0, 0), box("b", 200, 0), box("c", 0, 200), box("d", 200, 200), box("e", 400, 200)];
    const routes = page.routeArrows([...arrows, arrow("d", "e"), arrow("a", "c"), arrow("nobody", "a")], boxes);
    assert.equal(routes.length, 5); // what is not on the map is not drawn
    assert.match(routes[0].path, /^M33\.3 200\.0 C.* 33\.3 60\.0$|^M\d+\.\d 200\.0 C.* \d+\.\d 60\.0$/); // from the top of the cause to the foot of the effect
    assert.match(routes[3].path, /^M\d+\.\d 200\.0 C\d+\.\d 156\.0/); // within a lane: an arch above it
    assert.match(routes[4].path, /^M\d+\.\d 60\.0 C.* \d+\.\d 200\.0$/); // downwards: from the foot
    const [d, e] = [routes[1], routes[2]].map(({ path }) => Number(/ ([\d.]+) 60\.0$/.exec(path)[1]));
    assert.ok(d < e && d > 200 && e < 300); // two that meet one box do so side by side, in the order they come from
    for (const [i, { mark }] of routes.entries()) {
      assert.ok(boxes.every(({ left, top }) => mark.x < left || mark.x > left + 100 || mark.y < top || mark.y > top + 60));
      for (const { mark: other } of routes.slice(0, i)) assert.ok(Math.hypot(mark.x - other.x, mark.y - other.y) >= 30);
    }
  });

  await test("two estimates differ by more than the root of their squared margins", () => {
    assert.equal(page.isSignal(value(50, 3), value(46, 3), []), false); // 4 < 4.243
    assert.equal(page.isSignal(value(50, 3), value(45, 3), []), true);
  });

  await test("without intervals the natural limits of the earlier periods decide", () => {
    const steady = months([10, 12, 10, 12, 10, 12, 10]); // mean 10.857, mean step 2: limits 5.537 and 16.177
    assert.equal(page.isSignal(value(16, null), value(10, null), steady), false);
    assert.equal(page.isSignal(value(16.3, null), value(10, null), steady), true);
    assert.equal(page.isSignal(value(16.3, null, { complete: false }), value(10, null), steady), null);
    assert.equal(page.isSignal(value(99, null), value(10, null), steady.slice(0, 5)), null);
  });

  await test("six steps one way are a trend", () => {
    assert.equal(page.trendOf(months([9, 1, 2, 3, 4, 5, 6, 7])), 1);
    assert.equal(page.trendOf(months([1, 2, 3, 4, 5, 6])), 0);
    assert.equal(page.trendOf(months([9, 8, 7, 6, 5, 4, 3])), -1);
    assert.equal(page.trendOf(months([1, 2, 3, 3, 4, 5, 6])), 0);
  });

  await test("what a change means", () => {
    const state = (...given) => page.judge(...given).state;
    assert.equal(state(null, null, [], "up"), "none");
    assert.equal(state(value(5, 1, { small_sample: true }), value(5, 1), [], "up"), "few");
    assert.equal(state(value(50, 3), value(40, 3), [], "up"), "better");
    assert.equal(state(value(50, 3), value(40, 3), [], "down"), "worse");
    assert.equal(state(value(50, 3), value(40, 3), [], "neither"), "changed");
    assert.equal(state(value(50, 3), value(49, 3), [], "up"), "steady");
    assert.equal(state(value(50, null, { complete: false }), value(49, null), [], "up"), "early");
    assert.deepEqual(page.judge(value(50, 3), value(49, 3), months([1, 2, 3, 4, 5, 6, 7]), "down"), { state: "worse", strong: false });
  });

  await test("comma separated text is read and written", () => {
    const text = 'reject_line,a\n4,"x, ""y""\nz"\n5,\n';
    assert.deepEqual(page.parseCsv(text), [["reject_line", "a"], ["4", 'x, "y"\nz'], ["5", ""]]);
    assert.equal(page.writeCsv(page.parseCsv(text)), text);
    assert.deepEqual(page.parseCsv("a,b\r\n1,2"), [["a", "b"], ["1", "2"]]);
  });

  await test("a column fills one field and a field has one column", () => {
    const mapping = { columns: { ticket: { from: ["No"] }, channel: { constant: "phone" } } };
    const moved = page.assign(mapping, "Ref", "ticket");
    assert.deepEqual(moved.columns, { channel: { constant: "phone" }, ticket: { from: ["Ref"] } });
    assert.equal(page.fieldOf(moved, "No"), null);
    assert.deepEqual(page.assign(moved, "Ref", null).columns, { channel: { constant: "phone" } });
    assert.equal(page.fieldOf({ columns: { first_reply_at: { from: "opened_at", plus: "Minutes" } } }, "Minutes"), "first_reply_at");
    assert.deepEqual(JSON.parse(page.sent(moved, ["No", "Ref"])).ignore, ["No"]);
  });

  await test("a rule says what it was told and nothing else", () => {
    const mapping = { columns: { opened_at: { from: ["Opened"] } } };
    const formatted = page.amend(mapping, "opened_at", { format: "%d.%m.%Y", default: "" });
    assert.deepEqual(formatted.columns.opened_at, { from: ["Opened"], format: "%d.%m.%Y" });
    assert.deepEqual(page.amend(formatted, "opened_at", { format: undefined }), mapping);
    assert.deepEqual(page.amend({ columns: { channel: { constant: "x" } } }, "channel", { constant: "" }).columns, {});
    assert.deepEqual(page.amendFile({ columns: {}, null: ["-"] }, { null: [], time_zone: "UTC" }), { columns: {}, time_zone: "UTC" });
    assert.deepEqual(page.readValues("A = high\n\nB=\n* = a=b"), { A: "high", B: null, "*": "a=b" });
    assert.deepEqual(page.readValues(page.writeValues({ A: "high", B: null })), { A: "high", B: null });
    assert.equal(page.readValues(" \n"), undefined);
  });

  await test("a day and a period have names", () => {
    assert.equal(page.periodName("2026-10-01", "2026-11-01", "month", "gregorian"), "October 2026");
    assert.equal(page.addDays("2026-02-28", 1), "2026-03-01");
    assert.match(page.comparedName({ period_start: "2026-10-01", period_end: "2026-10-21" }, false, "month", "gregorian"), /^1\D+20 October 2026$/);
  });

  await test("letters that read as one fold to one", () => {
    const vectors = readFileSync(join(web, "../tests/language/fold.tsv"), "utf8").split("\n")
      .filter((line) => line.includes("\t") && !line.startsWith("#")).map((line) => line.split("\t"));
    assert.ok(vectors.length >= 20);
    for (const [written, folded] of vectors) {
      assert.equal(page.fold(written), folded);
      assert.equal(page.fold(folded), folded);
    }
    assert.ok(page.finds("Net Promoter Score", "score NET"));
    assert.ok(!page.finds("Net Promoter Score", "score nat"));
    assert.ok(page.finds("نمی‌خواهم", "می خواهم"));
    assert.ok(page.finds("شركة كيان", "شرکه"));
  });

  console.log(`${passed} passed, 0 failed`);
} finally {
  rmSync(folder, { recursive: true });
}

/*
 * Known data, imported with the mappings beside this file and asked through the program: every number of
 * cases/<set>.mjs has to come out. The data is not part of the repository: it is looked for in
 * ../shared/data, or in the folder that MIZAN_DATA names; without it the test says so and is skipped.
 *
 * MIZAN is the program. `node test_data.mjs SET...` tries only these sets.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const here = import.meta.dirname ?? new URL(".", import.meta.url).pathname;
const data = process.env.MIZAN_DATA ?? resolve(here, "../../../shared/data");
const mizan = process.env.MIZAN ?? resolve(here, "../../build/release/bin/mizan");
if (!existsSync(data)) {
  console.log(`SKIPPED: the data sets are not here (${process.env.MIZAN_DATA ?? "../shared/data"})`);
  process.exit(77);
}

let passed = 0;
let failed = 0;
const report = (good, what, detail = "") => {
  if (good) passed++;
  else {
    failed++;
    console.log(`not so: ${what}${detail && `: ${detail}`}`);
  }
};

const run = (...words) =>
  execFileSync(mizan, words, {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, MIZAN_LANGUAGE: "en" },
  });

/* A number in quotes is held to as many decimals as it was published with; one without, exactly. */
const near = (published, got, per = 1) => {
  if (published === null || got === null || got === undefined) return published === (got ?? null);
  const decimals = typeof published === "string" ? (published.split(".")[1] ?? "").length : 0;
  const wanted = Number(published);
  const tolerance = typeof published === "string" ? 0.51 * 10 ** -decimals : 1e-9 * Math.max(1, Math.abs(wanted));
  return Math.abs(got / per - wanted) <= tolerance;
};

const compare = (what, row, expected) => {
  if (!row) return report(false, what, "there is no such row");
  const { per = 1, ...members } = expected;
  for (const [member, wanted] of Object.entries(members)) {
    if (member === "components")
      for (const [name, number] of Object.entries(wanted))
        report(near(number, row.components[name]), `${what} ${name} = ${number}`, row.components[name]);
    else if (member === "interval") {
      report(near(wanted[0], row.interval?.low, per), `${what} interval from ${wanted[0]}`, row.interval?.low);
      report(near(wanted[1], row.interval?.high, per), `${what} interval to ${wanted[1]}`, row.interval?.high);
    } else report(near(wanted, row[member], member === "value" ? per : 1), `${what} ${member} = ${wanted}`, row[member]);
  }
};

/*
 * A case: [metric, "--flags", expected]. `expected` is what the one row has to be; or {by: SLICE, rows:
 * {NAME: row}}; or {by: "period_start", rows: {DAY: row}}; or {by: ["period_start", SLICE], rows: {"DAY NAME":
 * row}}. A row that is no object is its value.
 */
const check = (store, [metric, flags, expected]) => {
  const words = flags.split(" ").filter(Boolean);
  const what = `${metric} ${flags}`.trim();
  let rows;
  try {
    rows = JSON.parse(run("metric", "value", store, metric, ...words, "--format", "json"));
  } catch (error) {
    return report(false, what, (error.stderr || error.message).trim());
  }
  if (!expected.by) {
    report(rows.length === 1, `${what} gives one row`, rows.length);
    return compare(what, rows[0], expected);
  }
  const key = (row) => [expected.by].flat().map((by) => (by === "period_start" ? row.period_start : row.slices[by])).join(" ");
  for (const [name, row] of Object.entries(expected.rows))
    compare(`${what} [${name}]`, rows.find((candidate) => key(candidate) === name), Object(row) === row ? row : { value: row, per: expected.per });
};

const asked = process.argv.slice(2);
for (const file of readdirSync(join(here, "cases")).sort()) {
  const set = file.replace(/\.mjs$/, "");
  if (asked.length && !asked.includes(set)) continue;
  const { settings = [], imports, cases, queries = [] } = await import(join(here, "cases", file));
  const folder = mkdtempSync(join(tmpdir(), `mizan-${set}-`));
  const store = join(folder, "store");
  const before = [passed, failed];
  try {
    run("init", store, "--time-zone", "UTC", ...settings);
    for (const [kind, name, map, ...more] of imports)
      run("import", store, kind, join(data, set, name), "--map", join(here, "maps", `${map}.yaml`), ...more);
    for (const [sql, wanted] of queries) {
      const got = run("query", store, sql, "--format", "csv").trim().split("\n")[1];
      report(near(wanted, Number(got)), `${sql} = ${wanted}`, got);
    }
    for (const each of cases) check(store, each);
  } catch (error) {
    report(false, set, (error.stderr || error.stack || String(error)).trim());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${set}: ${passed - before[0]} as published, ${failed - before[1]} not`);
}
console.log(`# pass ${passed}\n# fail ${failed}`);
process.exit(failed || !passed ? 1 : 0);

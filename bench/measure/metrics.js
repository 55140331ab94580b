// Each metric over 24 months by month with one slice, beside the same question written by hand
// (bench/peer/<metric>.sql) and asked of the engine alone. Both are whole processes that open the same file.
// The values are compared too: a quick wrong answer is no answer.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { run, inTurn, median, sampleStore, say } = require("./base.js");

const folder = path.join(__dirname, "../peer");

function parseCsv(text) {
  const [head, ...lines] = text.trim().split("\n").map((line) => line.split(","));
  return lines.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i]])));
}

// Values by month and slice; what is undefined or has no rows is left out.
function values(rows, slice) {
  const found = new Map();
  for (const row of rows)
    if (row.value !== "" && row.value !== undefined && Number.isFinite(Number(row.value)) && (slice === "none" || row[slice]))
      found.set(`${row.period_start} ${slice === "none" ? "all" : row[slice]}`, Number(row.value));
  return found;
}

function disagreement(ours, peer) {
  if (peer.size === 0) return "the peer has no rows";
  for (const [key, value] of peer)
    if (ours.has(key) && Math.abs(ours.get(key) - value) > 1e-6 * Math.max(1, Math.abs(value)))
      return `${key}: ${ours.get(key)} and ${value}`;
  const missing = [...peer.keys()].filter((key) => !ours.has(key) && peer.get(key) !== 0).length;
  return missing > peer.size / 10 ? `${missing} of ${peer.size} rows are missing` : "";
}

async function measureOne(settings, store, name, scratch) {
  const sql = fs.readFileSync(path.join(folder, `${name}.sql`), "utf8");
  const by = sql.match(/^-- by: (\w+)/)[1];
  const today = new Date().toISOString().slice(0, 10);
  const file = path.join(scratch, `${name}.sql`);
  fs.writeFileSync(file, sql.replace(/^--.*\n/, "").replaceAll("{from}", settings.from).replaceAll("{to}", settings.until).replaceAll("{today}", today));
  const database = path.join(store, "facts.duckdb");
  const ours = () => run(settings.mizan, ["metric", "value", store, name, "--period", "month", ...(by === "none" ? [] : ["--by", by]),
    "--from", settings.from, "--to", settings.until, "--format", "csv"]);
  const wrong = disagreement(values(parseCsv((await ours()).out), by),
    values(parseCsv((await run(settings.peer, [database, "--print", file])).out), by === "none" ? by : "slice"));
  const [mine, peer] = await inTurn(ours, () => run(settings.peer, [database, file]), settings.repeat);
  if (wrong) say(`  ${name}: not the same: ${wrong}`);
  return { name, by, mine, peer, wrong, ratio: mine / peer };
}

async function measure(settings) {
  const store = await sampleStore();
  const rows = fs.readFileSync(`${store}.made`, "utf8").match(/^(\d+) rows/m)[1];
  const wanted = process.env.BENCH_METRICS ? process.env.BENCH_METRICS.split(",") : null;
  const names = fs.readdirSync(folder).map((file) => file.replace(/\.sql$/, "")).filter((name) => !wanted || wanted.includes(name));
  const scratch = path.join(settings.folder, "peer");
  fs.mkdirSync(scratch, { recursive: true });
  const results = [];
  for (const name of names) results.push(await measureOne(settings, store, name, scratch));
  const list = results.map((result) => ({
    measure: `${result.name}${result.by === "none" ? "" : ` by ${result.by}`}`, ours: `${Math.round(result.mine * 1000)} ms`, peer: `${Math.round(result.peer * 1000)} ms`,
    ratio: result.ratio.toFixed(2) + (result.wrong ? " (values differ)" : ""), asked: "at most 1.2", met: result.ratio <= 1.2 && !result.wrong,
    wrong: result.wrong,
  }));
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  list.unshift({
    measure: `${results.length} metrics over 24 months by month with one slice, ${rows} rows: together; median ratio ${median(results.map((result) => result.ratio)).toFixed(2)}`,
    ours: `${total("mine").toFixed(1)} s`, peer: `${total("peer").toFixed(1)} s`, ratio: (total("mine") / total("peer")).toFixed(2),
    asked: "each at most 1.2", met: list.every((row) => row.met),
  });
  return list;
}

module.exports = { measure };

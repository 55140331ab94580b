// Progress, status and score are the same at every door, for random targets and facts from a seed: the API, the command
// line, what the page's own code writes, and a reckoning of its own here that shares no code with any of them.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { command, done, serve, source, test, tokens } from "./server.mjs";

const seed = Number(process.env.SEED ?? 20261128), KPIS = 200, OBJECTIVES = 24;
let state = seed >>> 0;
/** mulberry32: the same numbers for the same seed everywhere. */
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const between = (low, high) => low + (high - low) * random();
const pick = (list) => list[Math.floor(random() * list.length)];
const whole = (low, high) => Math.round(between(low, high));

const folder = mkdtempSync(join(tmpdir(), "mizan-agree-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const store = join(folder, "store");
const dayOf = (ago) => new Date(Date.now() - ago * 864e5).toISOString().slice(0, 10);

/** Answers of the last ten months, few on some days so that some samples are too small. */
function facts() {
  const lines = ["answer,question,score,scale_min,scale_max,asked_at,answered_at,channel,brand"];
  let number = 0;
  for (let ago = 300; ago >= 0; ago--)
    for (let i = whole(0, ago % 7 === 0 ? 2 : 14); i > 0; i--) {
      const nps = random() < 0.6, day = dayOf(ago);
      lines.push(`a${++number},${nps ? "nps" : "csat"},${nps ? whole(0, 10) : whole(1, 5)},${nps ? 0 : 1},${nps ? 10 : 5},${day}T06:00:00Z,${day}T07:00:00Z,${pick(["mail", "app"])},${pick(["Noor", "Zest"])}`);
    }
  const file = join(folder, "answers.csv");
  writeFileSync(file, lines.join("\n"));
  return file;
}

function randomTarget(today) {
  const direction = pick(["up", "down", "within"]), low = between(-40, 90), high = direction === "within" ? low + between(0, 40) : low;
  const margin = pick([0, between(0, 30)]), from = today;
  if (random() < 0.3 && direction !== "within") {
    const later = new Date(Date.parse(today) + whole(20, 300) * 864e5).toISOString().slice(0, 10);
    return { direction, margin, from, shape: pick(["linear", "stepped"]), points: [{ day: from, low }, { day: later, low: between(-40, 90) }] };
  }
  return { direction, margin, from, points: [{ day: from, low, high }] };
}

command("init", store, "--time-zone", "UTC", "--currency", "EUR");
command("import", store, "answer", facts());
command("account", "add", store, "Olga", "--mail", "olga@example.com", "--role", "owner");
tokens.set(store, command("token", "add", store, "olga@example.com"));
const server = await serve(store);
const post = async (path, body) => {
  const answer = await server.send("POST", `/api/v1${path}`, body);
  assert.ok(answer.status < 300, `${path} ${JSON.stringify(body)}: ${answer.text}`);
  return answer.json;
};
const today = (await server.get("/api/v1/organization")).json.today;
const given = new Map();
for (let i = 0; i < KPIS; i++) {
  const id = `kpi-${i}`, target = randomTarget(today);
  given.set(id, target);
  await post("/kpis", { id, metric: pick(["nps", "csat"]), title: `KPI ${i}`, period: pick(["day", "week", "month", "quarter"]),
    filters: random() < 0.3 ? [`channel=${pick(["mail", "app"])}`] : [], target });
}
const checked = new Map();
for (let i = 0; i < OBJECTIVES; i++) {
  const id = `objective-${i}`;
  await post("/objectives", { id, title: `Objective ${i}`, from: dayOf(whole(1, 60)), to: new Date(Date.parse(today) + whole(5, 90) * 864e5).toISOString().slice(0, 10) });
  for (let k = 1; k <= 3; k++) {
    const kind = pick(["kpi", "metric", "number", "milestone"]), start = between(-50, 50);
    const result = await post(`/objectives/${id}/key-results`, { title: `Result ${k}`, kind, weight: between(0.1, 5),
      ...(kind === "kpi" && { kpi: `kpi-${whole(0, KPIS - 1)}` }), ...(kind === "metric" && { metric: pick(["nps", "csat"]) }),
      ...(kind !== "milestone" && { start, target: start + pick([-1, 1]) * between(1, 80) }) });
    assert.ok(result);
    if ((kind === "number" || kind === "milestone") && random() < 0.7) {
      const value = kind === "milestone" ? whole(0, 1) : between(-60, 60);
      await post(`/objectives/${id}/key-results/${k}/check-ins`, { value });
      checked.set(`${id} ${k}`, value);
    }
  }
}

const listed = (await server.get("/api/v1/kpis")).json.kpis;
const shown = new Map();
for (let i = 0; i < KPIS; i += 5) shown.set(`kpi-${i}`, (await server.get(`/api/v1/kpis/kpi-${i}`)).json.kpi);
const objectives = (await server.get("/api/v1/objectives")).json.objectives;
await server.stop();

const near = (found, expected, what) =>
  assert.ok(found === expected || Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${what}: ${found} and ${expected}`);

/** The bound on a day, worked out here. */
function boundOn(target, day) {
  const points = target.points.filter((point) => point.day <= day);
  const point = points[points.length - 1], next = target.points[points.length];
  if (!point) return null;
  const low = point.low, high = point.high ?? point.low;
  if (target.shape !== "linear" || !next) return { low, high };
  const way = (Date.parse(day) - Date.parse(point.day)) / (Date.parse(next.day) - Date.parse(point.day));
  return { low: low + way * (next.low - low), high: high + way * (next.low - high) };
}

function expectedOf(target, value) {
  const last = new Date(Date.parse(value.period_end) - 864e5).toISOString().slice(0, 10);
  const bound = last < target.from ? null : boundOn(target, last);
  if (!bound) return { status: "no-target" };
  if (value.value === null) return { status: "no-data", bound };
  const gap = target.direction === "up" ? value.value - bound.low : target.direction === "down" ? bound.high - value.value
    : Math.min(value.value - bound.low, bound.high - value.value);
  const status = value.small_sample ? "not-enough" : gap >= 0 ? "on-track" : -gap <= target.margin ? "at-risk" : "off-track";
  return { status, bound, gap };
}

await test(`each period of ${KPIS} KPIs has the status that its target gives (seed ${seed})`, () => {
  const seen = new Map();
  assert.equal(listed.length, KPIS);
  for (const kpi of listed)
    for (const judged of kpi.periods) {
      const expected = expectedOf(given.get(kpi.id), judged.value);
      assert.equal(judged.status, expected.status, `${kpi.id} ${JSON.stringify(judged)} ${JSON.stringify(given.get(kpi.id))}`);
      if (expected.bound) near(judged.target.low, expected.bound.low, `${kpi.id} low`);
      if (expected.gap !== undefined) near(judged.gap, expected.gap, `${kpi.id} gap`);
      seen.set(judged.status, (seen.get(judged.status) ?? 0) + 1);
    }
  for (const status of ["on-track", "at-risk", "off-track", "not-enough", "no-target"]) assert.ok(seen.get(status) > 0, `no period is ${status}: the test sees too little`);
});

await test("the command line says of each KPI what the API says, in the list and one by one", () => {
  const own = JSON.parse(command("kpi", "list", store, "--format", "json"));
  assert.equal(own.length, KPIS);
  for (const kpi of own) {
    const other = listed.find(({ id }) => id === kpi.id);
    for (const member of ["status", "since", "since_periods", "now", "limits", "unit", "revision"]) assert.deepEqual(kpi[member], other[member], `${kpi.id} ${member}`);
  }
  for (const id of [...shown.keys()].slice(0, 20)) {
    const kpi = JSON.parse(command("kpi", "show", store, id, "--format", "json"));
    assert.deepEqual(kpi.periods, shown.get(id).periods);
    assert.deepEqual(kpi.periods, listed.find((other) => other.id === id).periods);
    assert.equal(kpi.status, shown.get(id).status);
  }
});

await test(`progress and score of ${OBJECTIVES} objectives are those of the rule, at both doors`, () => {
  const own = JSON.parse(command("objective", "list", store, "--format", "json"));
  assert.equal(objectives.length, OBJECTIVES);
  for (const objective of objectives) {
    let sum = 0, weights = 0, known = false;
    for (const result of objective.key_results) {
      const { now, start, target, weight } = result;
      if (result.kind === "kpi") assert.equal(now, listed.find(({ id }) => id === result.kpi).now?.value.value ?? null);
      if (result.kind === "number" || result.kind === "milestone") assert.equal(now, checked.get(`${objective.id} ${result.number}`) ?? null);
      weights += weight;
      if (now === null) continue;
      known = true;
      near(result.progress, (now - start) / (target - start), `${objective.id} progress`);
      const score = Math.max(0, Math.min(1, (now - start) / (target - start)));
      near(result.score, score, `${objective.id} score of a result`);
      sum += weight * score;
    }
    if (known) near(objective.score, sum / weights, `${objective.id} score`);
    else assert.equal(objective.score, null);
    const other = own.find(({ id }) => id === objective.id);
    assert.deepEqual(other.key_results, objective.key_results);
    assert.equal(other.score, objective.score);
    assert.equal(other.status, objective.status);
  }
});

const web = join(source, "web");
if (existsSync(join(web, "node_modules/vite")))
  await test("the page's own code writes these numbers and words", async () => {
    const esbuild = createRequire(createRequire(join(web, "package.json")).resolve("vite"))("esbuild");
    globalThis.localStorage = { getItem: () => null, setItem: () => {} };
    globalThis.location = { pathname: "/", search: "", origin: "" };
    globalThis.window = { addEventListener: () => {} };
    globalThis.matchMedia = () => ({ matches: false, addEventListener: () => {} });
    globalThis.document = { addEventListener: () => {}, documentElement: {} };
    const entry = join(folder, "entry.ts"), out = join(folder, "bundle.mjs");
    writeFileSync(entry, ["goals/kpi-table.tsx", "goals/words.ts", "goals/marks.tsx"].map((name) => `export * from ${JSON.stringify(join(web, "src", name))};`).join("\n"));
    await esbuild.build({ entryPoints: [entry], outfile: out, bundle: true, format: "esm", external: ["virtual:*"], loader: { ".css": "empty" }, jsx: "automatic",
      jsxImportSource: "preact", nodePaths: [join(web, "node_modules")], logLevel: "error" });
    const page = await import(pathToFileURL(out));
    const read = (text) => Number(text.replace(/[\u2066-\u2069,%]/g, "").replace("\u2212", "-"));
    const words = { "on-track": "On track", "at-risk": "At risk", "off-track": "Off track", "not-enough": "Not enough data", "no-data": "No data", "no-target": "No target" };
    let compared = 0;
    for (const kpi of listed) {
      assert.equal(page.statusTitle(kpi.status), words[kpi.status]);
      for (const judged of kpi.periods) {
        if (judged.value.value !== null && Math.abs(judged.value.value) >= 1) {
          assert.ok(Math.abs(read(page.valueText(kpi, judged)) - judged.value.value) <= 0.06, `${page.valueText(kpi, judged)} and ${judged.value.value}`);
          compared++;
        }
        if (!judged.target) assert.equal(page.targetText(kpi, judged), "–");
        else if (judged.target.low === judged.target.high && Math.abs(judged.target.low) >= 1)
          assert.ok(Math.abs(read(page.targetText(kpi, judged)) - judged.target.low) <= 0.06, `${page.targetText(kpi, judged)} and ${judged.target.low}`);
      }
    }
    assert.ok(compared > 1000, `${compared} values were compared`);
    for (const objective of objectives)
      if (objective.score !== null) assert.ok(Math.abs(read(page.percentText(objective.score)) - 100 * objective.score) <= 0.51);
  });

done();

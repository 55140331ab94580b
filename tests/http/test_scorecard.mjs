// The scorecard through the command line and through the API: one score, refusals in words, rows of the one who asks.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { command, done, makeStore, mizan, serve, test } from "./server.mjs";

const store = makeStore("--scale", "0.05");
const tell = (...words) => spawnSync(mizan, words, { encoding: "utf8", env: { ...process.env, MIZAN_LANGUAGE: "en" } });
const shown = (...more) => JSON.parse(command("scorecard", "show", store, "--format", "json", ...more));
const near = (left, right, what) => assert.ok(left === right || Math.abs(left - right) < 1e-12, `${what}: ${left}, not ${right}`);

/** The rule by hand, from the numbers that stand beside each KPI. */
function byHand(card) {
  const mean = (parts) => {
    const counted = parts.filter(({ score, weight }) => score !== null && weight > 0);
    const weights = counted.reduce((sum, { weight }) => sum + weight, 0);
    return weights > 0 ? counted.reduce((sum, { score, weight }) => sum + score * weight, 0) / weights : null;
  };
  for (const perspective of card.perspectives) {
    for (const { score, margin, kpi } of perspective.kpis) {
      const gap = kpi.now?.gap;
      const wanted = ["no-target", "no-data", "not-enough"].includes(kpi.status) ? null : gap >= 0 ? 1 : -gap <= margin && margin > 0 ? 1 + gap / margin : 0;
      near(score, wanted, kpi.id);
    }
    near(perspective.score, mean(perspective.kpis), perspective.id);
  }
  near(card.score, mean(card.perspectives), "the whole");
}

await test("every score follows from the numbers beside it", () => byHand(shown()));

await test("the command line: perspectives and weights, and what it refuses", () => {
  command("perspective", "add", store, "planet", "--title", "The planet", "--weight", "2", "--place", "1");
  command("perspective", "change", store, "customers", "--weight", "3");
  command("kpi", "weight", store, "recommendation", "5");
  const card = shown();
  assert.deepEqual(card.perspectives.map(({ id, weight }) => [id, weight]), [["planet", 2], ["financial", 1], ["customers", 3], ["processes", 1], ["learning", 1]]);
  assert.equal(card.perspectives[0].reason, "no-kpi");
  byHand(card);
  const refused = [
    [["perspective", "remove", store, "customers"], /Customers recommend us/],
    [["perspective", "add", store, "planet", "--title", "Again"], /already/],
    [["perspective", "add", store, "air", "--title", "Air", "--weight=-1"], /from 0 on/],
    [["perspective", "add", store, "air", "--title", "Air", "--weight", "nan"], /not a number/],
    [["kpi", "weight", store, "recommendation", "much"], /from 0 on/],
    [["kpi", "weight", store, "recommendation", "inf"], /from 0 on/],
    [["kpi", "add", store, "lost", "--metric", "nps", "--perspective", "custmers"], /customers/],
    [["kpi", "unlink", store, "revenue", "training"], /not said to drive/],
  ];
  for (const [words, wanted] of refused) {
    const { status, stderr } = tell(...words);
    assert.notEqual(status, 0, words.join(" "));
    assert.match(stderr, wanted, words.join(" "));
  }
  command("perspective", "remove", store, "planet");
});

await test("the command line: links and the audit", () => {
  const findings = () => JSON.parse(command("scorecard", "audit", store, "--format", "json")).findings;
  const drivers = () => JSON.parse(command("scorecard", "map", store, "--format", "json")).links.map(({ cause, effect }) => `${cause} ${effect}`);
  assert.ok(findings().some(({ code, kpis }) => code === "no-driver" && kpis[0] === "colleagues-recommend"));
  command("kpi", "link", store, "training", "colleagues-recommend");
  assert.ok(drivers().includes("training colleagues-recommend"));
  assert.ok(!findings().some(({ code }) => code === "no-driver"));
  command("kpi", "unlink", store, "training", "colleagues-recommend");
  assert.ok(!drivers().includes("training colleagues-recommend"));
});

command("account", "add", store, "Nadia", "--mail", "nadia@example.com", "--role", "viewer", "--brand", "Rayhan Care");
const limited = command("token", "add", store, "nadia@example.com");
const own = shown(), hers = shown("--as", "nadia@example.com");
const map = JSON.parse(command("scorecard", "map", store, "--format", "json"));
const server = await serve(store);

await test("the API gives the same score and the same map", async () => {
  const card = (await server.get("/api/v1/scorecard")).json;
  assert.deepEqual(card, own);
  assert.deepEqual((await server.get("/api/v1/scorecard/map")).json, map);
});

await test("who sees one brand gets the score of that brand", async () => {
  const answer = await server.get("/api/v1/scorecard", { Authorization: `Bearer ${limited}` });
  assert.deepEqual(answer.json, hers);
  assert.notDeepEqual(answer.json.perspectives, own.perspectives);
  byHand(answer.json);
});

await test("weights of several KPIs change together or not at all", async () => {
  const before = (await server.get("/api/v1/scorecard")).json.perspectives.find(({ id }) => id === "financial");
  const weights = (...numbers) => before.kpis.map(({ kpi }, i) => ({ kpi: kpi.id, weight: numbers[i], revision: kpi.revision }));
  const change = (kpi_weights) => server.send("PATCH", "/api/v1/perspectives/financial", { revision: before.revision, kpi_weights });
  const none = await change(weights(0, 0));
  assert.equal(none.status, 400);
  assert.equal(none.json.where, "kpi_weights");
  assert.equal((await change([...weights(2, 3), { kpi: "training", weight: 1, revision: 1 }])).status, 400); // of another perspective
  assert.deepEqual((await server.get("/api/v1/scorecard")).json.perspectives.find(({ id }) => id === "financial"), before);
  assert.equal((await change(weights(2, 3))).status, 200);
  assert.equal((await change(weights(2, 3))).status, 409);
  byHand((await server.get("/api/v1/scorecard")).json);
});

await test("what is retired is named by the audit and leaves the score", async () => {
  assert.equal((await server.send("DELETE", "/api/v1/kpis/leads")).status, 204);
  const { findings } = (await server.get("/api/v1/scorecard/audit")).json;
  assert.ok(findings.some(({ code, kpis, evidence }) => code === "retired-linked" && kpis[0] === "leads" && evidence.includes("New customers")));
  assert.ok(!JSON.stringify((await server.get("/api/v1/scorecard")).json).includes('"leads"'));
  assert.ok(!(await server.get("/api/v1/scorecard/map")).json.links.some(({ cause }) => cause === "leads"));
  assert.equal((await server.send("DELETE", "/api/v1/kpis/leads/drives/new-customers")).status, 204); // its links can be taken away
  assert.ok(!(await server.get("/api/v1/scorecard/audit")).json.findings.some(({ code }) => code === "retired-linked"));
});

await server.stop();
done();

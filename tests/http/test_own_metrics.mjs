// Metrics of the organization's own through the API: at once beside the shipped ones, narrowed to who asks, changed
// knowingly, kept while in use; and measurements entered by hand.
import assert from "node:assert/strict";
import { command, done, makeStore, request, serve, test } from "./server.mjs";

const store = makeStore("--scale", "0.05");
function member(name, role, ...rows) {
  command("account", "add", store, name, "--mail", `${name}@example.com`, "--role", role, ...rows);
  return command("token", "add", store, `${name}@example.com`);
}
const analyst = member("ana", "analyst"), limited = member("lena", "analyst", "--brand", "Rayhan Care"), manager = member("max", "manager");
const server = await serve(store);
const as = (token, method, path, body) => request(server, method, `/api/v1${path}`, { body, headers: { Authorization: `Bearer ${token}` } });

const definition = (change = (text) => text) => change(`-- id: came_back
-- title: Came back to us
-- title ar: عادت إلينا
-- help: Of a hundred tickets, those that were reopened.
-- perspective: customers
-- indicator: performance
-- better: down
-- source: ticket
-- slices: brand, team
-- unit: percent
-- value: 100 * part / whole
-- interval: wilson(part, whole)
-- sample: whole
-- component part: Reopened
-- component whole: Tickets
SELECT day{slices},
       count(*) FILTER (WHERE t.reopens > 0) AS part,
       count(*) AS whole
FROM {ticket} t
GROUP BY day{slices}
`);

await test("a preview says what it comes to, and keeps nothing", async () => {
  const answer = await as(analyst, "POST", "/metrics/preview", { definition: definition(), period: "all" });
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.json.values.rows.length, 1);
  assert.ok(answer.json.values.rows[0].components.whole > 0);
  assert.equal((await as(analyst, "GET", "/metrics/came_back")).status, 404);
});

await test("what is wrong names its line, in the reader's language", async () => {
  const wrong = definition((text) => text.replace("t.reopens", "t.reopenings"));
  const answer = await request(server, "POST", "/api/v1/metrics/preview", { body: { definition: wrong }, headers: { Authorization: `Bearer ${analyst}`, "Accept-Language": "ru" } });
  assert.equal(answer.status, 422);
  assert.match(answer.json.where, /17/);
  assert.match(answer.json.hint, /reopens/);
  assert.match(answer.json.detail, /[а-я]/);
});

await test("it stands beside the shipped ones at once, everywhere", async () => {
  const added = await as(analyst, "POST", "/metrics", { definition: definition(), reason: "asked for" });
  assert.equal(added.status, 201, added.text);
  assert.equal(added.json.revision, 1);
  const list = (await as(manager, "GET", "/metrics?q=came_back")).json.metrics;
  assert.deepEqual(list.map(({ id, own, area }) => [id, own, area]), [["came_back", true, "own"]]);
  assert.ok((await as(manager, "GET", "/overview")).json.cards.some(({ id }) => id === "came_back"));
  for (const path of ["values?by=brand", "facts?limit=1", "slices/brand", "causes"])
    assert.equal((await as(manager, "GET", `/metrics/came_back/${path}`)).status, 200, path);
  const arabic = await request(server, "GET", "/api/v1/metrics/came_back", { headers: { Authorization: `Bearer ${manager}`, "Accept-Language": "ar" } });
  assert.equal(arabic.json.title, "عادت إلينا");
  assert.equal((await as(manager, "POST", "/kpis", { id: "back", metric: "came_back", title: "Fewer come back" })).status, 201);
});

await test("a limited member sees it of the own rows alone, and defines none", async () => {
  const whole = (token) => as(token, "GET", "/metrics/came_back/values?period=all").then(({ json }) => json.rows[0].components.whole);
  const [all, seen] = [await whole(analyst), await whole(limited)];
  const [own] = (await as(analyst, "POST", "/query", { sql: "SELECT count(*) FROM ticket WHERE brand = 'Rayhan Care'" })).json.rows[0];
  assert.ok(seen > 0 && seen < all);
  assert.equal(seen, own);
  const tried = await as(limited, "POST", "/metrics/preview", { definition: definition(), period: "all" });
  assert.equal(tried.json.values.rows[0].components.whole, own);
  const telling = await as(limited, "POST", "/metrics/preview", { definition: definition((text) => text.replace("t.reopens > 0", "CAST(t.brand AS INTEGER) > 0")) });
  assert.equal(telling.status, 422);
  assert.doesNotMatch(telling.text, /Rayhan Home|Rayhan Go/);
  assert.equal((await as(limited, "POST", "/metrics", { definition: definition() })).status, 403);
  assert.equal((await as(manager, "POST", "/metrics/preview", { definition: definition() })).status, 403);
});

await test("other tables, files and functions are refused", async () => {
  for (const from of ["{ticket} t, read_csv('/etc/passwd') f", "{ticket} t, \"/etc/passwd\" f", "{ticket} t, batch f", "ticket t", "{ticket} t, main.ticket f"]) {
    const answer = await as(analyst, "POST", "/metrics/preview", { definition: definition((text) => text.replace("{ticket} t", from)) });
    assert.equal(answer.status, 422, from);
    assert.doesNotMatch(answer.text, /root:/);
  }
});

await test("the second of two editors is told; what was is kept", async () => {
  const mine = definition((text) => text.replace("Of a hundred", "Of one hundred"));
  assert.equal((await as(analyst, "PATCH", "/metrics/came_back", { definition: mine, revision: 1, reason: "clearer" })).status, 200);
  const second = await as(analyst, "PATCH", "/metrics/came_back", { definition: definition(), revision: 1 });
  assert.equal(second.status, 409);
  assert.match(second.json.detail, /ana/);
  const { revisions } = (await as(manager, "GET", "/metrics/came_back/history")).json;
  assert.deepEqual(revisions.map(({ revision, changed_by, reason }) => [revision, changed_by, reason]), [[2, "ana", "clearer"], [1, "ana", "asked for"]]);
  assert.equal(revisions[1].definition, definition());
});

await test("while a KPI is measured by it, it stays", async () => {
  const used = await as(analyst, "DELETE", "/metrics/came_back");
  assert.equal(used.status, 409);
  assert.match(used.json.detail, /Fewer come back/);
  assert.equal((await as(manager, "DELETE", "/kpis/back")).status, 204);
  assert.equal((await as(analyst, "DELETE", "/metrics/came_back?reason=done")).status, 204);
  assert.equal((await as(manager, "GET", "/metrics/came_back")).status, 404);
  assert.equal((await as(manager, "GET", "/metrics/came_back/history")).json.revisions.length, 3);
});

await test("what takes too long is stopped within its time, and the server serves on", async () => {
  const begun = Date.now();
  const endless = definition((text) => text.replace("{ticket} t", "{ticket} t, range(10000000000) a, range(10000000000) b"));
  const answer = await as(analyst, "POST", "/metrics", { definition: endless });
  assert.equal(answer.status, 422, answer.text);
  assert.ok(Date.now() - begun < 25_000);
  assert.equal((await as(manager, "GET", "/metrics/nps/values")).status, 200);
});

await test("a value is entered, counted at once, and corrected with what it was", async () => {
  const enter = (token, more) => as(token, "POST", "/measurements", { measure: "brand_awareness", day: "2026-10-15", brand: "Noor", ...more });
  assert.deepEqual([(await enter(manager, { value: 41.5 })).status, (await enter(manager, { value: 41.5 })).status], [201, 200]);
  const value = async () => (await as(manager, "GET", "/metrics/brand_awareness/values?from=2026-10-15&to=2026-10-15&period=all&where=brand=Noor")).json.rows[0].value;
  assert.equal(await value(), 41.5);
  assert.equal((await enter(analyst, { value: 42, reason: "counted again" })).json.corrected, true);
  assert.equal(await value(), 42);
  const [one] = (await as(manager, "GET", "/measurements?measure=brand_awareness")).json.measurements.filter(({ brand }) => brand === "Noor");
  assert.deepEqual([one.value, one.entered_by, one.reason, one.earlier.map(({ value: was, entered_by }) => [was, entered_by])], [42, "ana", "counted again", [[41.5, "max"]]]);
  assert.equal((await enter(limited, { value: 1 })).status, 403);
  const seen = (await as(limited, "GET", "/measurements")).json;
  assert.ok(seen.measurements.every(({ brand }) => brand === "Rayhan Care"));
  const log = (await server.get("/api/v1/audit?action=measurement.&limit=10")).json.entries;
  assert.ok(log.some(({ detail }) => /brand_awareness 2026-10-15: 42, import \d+, corrected/.test(detail ?? "")), JSON.stringify(log));
});

await server.stop();
done();

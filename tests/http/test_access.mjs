// Who may what: every end point as every role, and as members who see some rows alone. The table is the whole of it:
// an end point without a row fails the test.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { command, done, makeStore, request, serve, source, test } from "./server.mjs";

const roles = ["none", "viewer", "member", "manager", "analyst", "administrator", "owner"];
/**
 * The least role; then "whole" where someone who is limited to some rows is refused, whatever the role, and "session" where
 * a token is refused: what is the account's own is for its person; "forged" where this question is refused to everybody.
 */
const table = {
  "GET /healthz": "none", "GET /api/v1/openapi.json": "none", "POST /api/v1/session": "none", "POST /api/v1/welcome": "none",
  "POST /api/v1/welcome/check": "none", "POST /api/v1/password/reset": "none",
  "GET /api/v1/provider": "none", "GET /api/v1/provider/begin": "none", "GET /api/v1/provider/return": "none forged",
  "GET /api/v1/provider/settings": "owner whole", "PUT /api/v1/provider/settings": "owner whole session",
  "POST /api/v1/provider/look": "owner whole",
  "GET /metrics": "administrator whole",
  "GET /api/v1/organization": "viewer", "PATCH /api/v1/organization": "administrator whole",
  "POST /api/v1/organization/holidays": "administrator whole",
  "GET /api/v1/mail": "administrator whole", "PUT /api/v1/mail": "administrator whole", "POST /api/v1/mail/test": "administrator whole",
  "GET /api/v1/kinds": "viewer", "GET /api/v1/metrics": "viewer", "GET /api/v1/metrics/{id}": "viewer", "GET /api/v1/calendar": "viewer",
  "POST /api/v1/metrics": "analyst whole", "POST /api/v1/metrics/preview": "analyst", "PATCH /api/v1/metrics/{id}": "analyst whole",
  "DELETE /api/v1/metrics/{id}": "analyst whole", "GET /api/v1/metrics/{id}/history": "viewer",
  "GET /api/v1/events": "viewer",
  "GET /api/v1/metrics/{id}/values": "viewer", "GET /api/v1/metrics/{id}/slices/{slice}": "viewer", "GET /api/v1/overview": "viewer",
  "GET /api/v1/metrics/{id}/causes": "viewer", "GET /api/v1/metrics/{id}/facts": "manager",
  "GET /api/v1/kpis": "viewer", "GET /api/v1/kpis/{id}": "viewer", "POST /api/v1/kpis": "manager", "PATCH /api/v1/kpis/{id}": "manager",
  "DELETE /api/v1/kpis/{id}": "manager", "POST /api/v1/kpis/{id}/targets": "manager",
  "GET /api/v1/kpis/{id}/versions": "viewer", "POST /api/v1/target-previews": "manager",
  "PUT /api/v1/kpis/{id}/weight": "manager", "POST /api/v1/kpis/{id}/drives": "manager", "DELETE /api/v1/kpis/{id}/drives/{result}": "manager",
  "GET /api/v1/perspectives": "viewer", "POST /api/v1/perspectives": "manager", "PATCH /api/v1/perspectives/{id}": "manager",
  "DELETE /api/v1/perspectives/{id}": "manager",
  "GET /api/v1/scorecard": "viewer", "GET /api/v1/scorecard/audit": "viewer", "GET /api/v1/scorecard/map": "viewer",
  "GET /api/v1/kpis/{id}/proposal": "manager",
  "GET /api/v1/objectives": "viewer", "GET /api/v1/objectives/{id}": "viewer", "POST /api/v1/objectives": "manager",
  "PATCH /api/v1/objectives/{id}": "manager", "POST /api/v1/objectives/{id}/close": "manager",
  "POST /api/v1/objectives/{id}/key-results": "manager", "POST /api/v1/objectives/{id}/links": "manager",
  "POST /api/v1/objectives/{id}/key-results/{number}/check-ins": "member",
  "GET /api/v1/objectives/{id}/history": "viewer", "DELETE /api/v1/objectives/{id}": "manager",
  "POST /api/v1/objectives/{id}/carry-over": "manager", "DELETE /api/v1/objectives/{id}/links/{kind}/{other}": "manager",
  "PATCH /api/v1/objectives/{id}/key-results/{number}": "manager", "DELETE /api/v1/objectives/{id}/key-results/{number}": "manager",
  "POST /api/v1/objectives/{id}/initiatives": "manager", "PATCH /api/v1/objectives/{id}/initiatives/{number}": "manager",
  "GET /api/v1/comments/{kind}/{id}": "viewer", "POST /api/v1/comments/{kind}/{id}": "member",
  "GET /api/v1/comments/{kind}/{id}/people": "member", "PATCH /api/v1/comments/{comment}": "member", "DELETE /api/v1/comments/{comment}": "member",
  "GET /api/v1/shares/{kind}/{id}": "viewer", "POST /api/v1/shares/{kind}/{id}": "manager", "DELETE /api/v1/shares/{kind}/{id}": "manager",
  "GET /api/v1/inbox": "viewer", "GET /api/v1/inbox/count": "viewer", "POST /api/v1/inbox/read": "viewer", "GET /api/v1/mine": "viewer",
  "GET /api/v1/me/reminders": "viewer", "PUT /api/v1/me/reminders": "viewer",
  "GET /api/v1/links/{kind}/{id}": "manager", "POST /api/v1/links/{kind}/{id}": "manager", "DELETE /api/v1/links/{link}": "manager",
  "POST /api/v1/shared": "none",
  "GET /api/v1/reviews": "viewer", "GET /api/v1/reviews/{number}": "viewer", "GET /api/v1/reviews/{number}/minute": "viewer",
  "POST /api/v1/reviews": "manager whole", "POST /api/v1/reviews/{number}/prepare": "manager whole",
  "POST /api/v1/reviews/{number}/close": "manager whole", "POST /api/v1/reviews/{number}/mail": "manager whole",
  "POST /api/v1/reviews/{number}/entries": "manager whole", "PATCH /api/v1/reviews/{number}/entries/{entry}": "manager whole",
  "DELETE /api/v1/reviews/{number}/entries/{entry}": "manager whole", "POST /api/v1/reviews/{number}/actions": "manager whole",
  "PATCH /api/v1/reviews/{number}/actions/{action}": "member",
  "POST /api/v1/facts/{kind}": "analyst whole", "POST /api/v1/imports": "analyst whole", "GET /api/v1/imports": "analyst whole",
  "POST /api/v1/imports/preview": "analyst whole", "GET /api/v1/imports/{batch}": "analyst whole",
  "DELETE /api/v1/imports/{batch}": "analyst whole", "GET /api/v1/imports/{batch}/rejects": "analyst whole",
  "GET /api/v1/sources": "analyst whole",
  "GET /api/v1/measurements": "manager", "POST /api/v1/measurements": "manager whole",
  "GET /api/v1/queries": "analyst", "DELETE /api/v1/queries/{id}": "analyst", "POST /api/v1/query": "analyst",
  "GET /api/v1/session": "viewer", "DELETE /api/v1/session": "viewer session",
  "PATCH /api/v1/me": "viewer session",
  "GET /api/v1/me/sessions": "viewer", "DELETE /api/v1/me/sessions": "viewer session", "DELETE /api/v1/me/sessions/{session}": "viewer session",
  "GET /api/v1/me/tokens": "viewer", "POST /api/v1/me/tokens": "viewer session", "DELETE /api/v1/me/tokens/{token}": "viewer session",
  "PUT /api/v1/me/password": "viewer session", "POST /api/v1/me/totp": "viewer session", "POST /api/v1/session/confirm": "viewer session", "PUT /api/v1/me/totp": "viewer session",
  "POST /api/v1/me/totp/end": "viewer session", "POST /api/v1/me/totp/recovery-codes": "viewer session",
  "GET /api/v1/accounts": "administrator whole", "POST /api/v1/accounts": "administrator whole",
  "PATCH /api/v1/accounts/{account}": "administrator whole", "POST /api/v1/accounts/{account}/link": "administrator whole",
  "DELETE /api/v1/accounts/{account}/sessions": "administrator whole",
  "GET /api/v1/tokens": "administrator whole", "DELETE /api/v1/tokens/{token}": "administrator whole",
  "GET /api/v1/audit": "administrator whole", "GET /api/v1/audit/export": "administrator whole", "GET /api/v1/audit/verify": "administrator whole",
  "GET /api/v1/customers": "manager", "GET /api/v1/customers/{customer}": "manager",
  "GET /api/v1/persons/{kind}/{id}": "administrator whole", "DELETE /api/v1/persons/{kind}/{id}": "administrator whole",
};

const store = makeStore("--scale", "0.02");
/** A token of a new account. */
function member(name, role, ...rows) {
  command("account", "add", store, name, "--mail", `${name}@example.com`, "--role", role, ...rows);
  return command("token", "add", store, `${name}@example.com`);
}
const who = roles.slice(1).map((role) => ({ name: role, role, limited: false, token: member(`a-${role}`, role) }));
who.push({ name: "nobody", role: "none", limited: false, token: null });
for (const role of ["viewer", "manager", "analyst", "administrator"])
  who.push({ name: `${role} of a brand`, role, limited: true, token: member(`b-${role}`, role, "--brand", "Rayhan Care") });

const server = await serve(store, "--query-limit", "150");
const api = JSON.parse(readFileSync(join(source, "src/http/openapi.json"), "utf8"));
const operations = Object.entries(api.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
const ask = (one, method, path, body) =>
  request(server, method, path, { body, headers: { Authorization: one.token ? `Bearer ${one.token}` : null } });

/** The status of a stream, which has no end. */
async function opened(one, path) {
  const stop = new AbortController();
  const answer = await fetch(server.url + path, { signal: stop.signal, headers: one.token ? { Authorization: `Bearer ${one.token}` } : {} });
  stop.abort();
  return answer.status;
}

await test("every end point has a row, and every row an end point", () => {
  assert.deepEqual(operations.filter((name) => !table[name]), []);
  assert.deepEqual(Object.keys(table).filter((name) => !operations.includes(name)), []);
});

for (const name of operations.filter((operation) => table[operation])) {
  const [method, path] = name.split(" "), [least, ...more] = table[name].split(" ");
  await test(name, async () => {
    for (const one of who) {
      // What does not exist, so that nothing is changed by those who may.
      const place = path.replace(/\{\w+\}/g, "0");
      const status = path.endsWith("/events") ? await opened(one, place)
        : (await ask(one, method, place, api.paths[path][method.toLowerCase()].requestBody ? {} : undefined)).status;
      const may = roles.indexOf(one.role) >= roles.indexOf(least) && !(one.limited && more.includes("whole"));
      const token = one.token && more.includes("session");
      const expected = may && !token ? "answered" : one.token ? "403" : "401";
      const wrongPassword = path === "/api/v1/session" && method === "POST";
      const found = status === 403 && !more.includes("forged") ? "403" : status === 401 && !wrongPassword ? "401" : "answered";
      assert.equal(found, expected, `${one.name}: ${status}`);
    }
  });
}

/** What a limited member must never be told of: the other brands and their rows. */
const others = /Rayhan Home|Rayhan Go/;
const limited = who.filter((one) => one.limited);
const ids = (await server.get("/api/v1/metrics")).json.metrics;
await test("a limited member is told of the own brand alone, whatever the metric", async () => {
  const owner = who.find((one) => one.role === "owner");
  const places = ["/api/v1/overview", "/api/v1/organization", "/api/v1/queries", "/api/v1/kpis", "/api/v1/objectives"];
  for (const metric of ids) {
    const brand = metric.slices.some((slice) => (slice.name ?? slice) === "brand");
    places.push(`/api/v1/metrics/${metric.id}/values?period=year${brand ? "&by=brand" : ""}`);
    if (brand) places.push(`/api/v1/metrics/${metric.id}/slices/brand`, `/api/v1/metrics/${metric.id}/values?period=all&where=brand=Rayhan+Hom`);
    places.push(`/api/v1/metrics/${metric.id}/facts?limit=200`);
  }
  let seen = 0;
  for (const place of places) {
    const all = await ask(owner, "GET", place);
    seen += others.test(all.text);
    for (const one of limited.filter(({ role }) => role === "manager")) {
      const answer = await ask(one, "GET", place);
      assert.ok([200, 403, 404, 422].includes(answer.status), `${place}: ${answer.status} ${answer.text.slice(0, 200)}`);
      assert.ok(!others.test(answer.text.replaceAll("Rayhan Hom\"", "")), `${one.name} ${place}: ${answer.text.match(others)}`);
    }
  }
  assert.ok(seen > 20, `the owner saw them ${seen} times`);
});

await test("two who see different rows are not given one another's kept answers", async () => {
  const path = "/api/v1/metrics/ticket_volume/values?period=all&by=brand";
  const brands = async (one) => (await ask(one, "GET", path)).json.rows.map((row) => row.slices?.brand ?? row.brand).length;
  const owner = who.find((one) => one.role === "owner"), viewer = limited[0];
  assert.deepEqual([await brands(owner), await brands(viewer), await brands(owner), await brands(viewer)], [3, 1, 3, 1]);
});

await test("SQL of one's own sees the same rows", async () => {
  const analyst = limited.find((one) => one.role === "analyst");
  const answer = await ask(analyst, "POST", "/api/v1/query", { sql: "SELECT brand, count(*) > 0 FROM ticket GROUP BY 1" });
  assert.deepEqual(answer.json.rows, [["Rayhan Care", true]]);
  const around = await ask(analyst, "POST", "/api/v1/query", { sql: "SELECT brand FROM main.ticket" });
  assert.equal(around.status, 400);
});

await test("what was done is in the log, and the log is whole", async () => {
  const log = (await server.get("/api/v1/audit?action=query&limit=10")).json.entries;
  assert.ok(log.some((entry) => entry.outcome === "done" && entry.name === "b-analyst" && entry.detail.includes("GROUP BY 1")));
  assert.ok(log.some((entry) => entry.outcome === "failed"));
  assert.equal((await server.get("/api/v1/audit/verify")).json.whole, true);
});

await server.stop();
done();

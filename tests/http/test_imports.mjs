// Files through the API: looked at, mapped, imported, mended, taken back; where facts come from; waiting imports.
import assert from "node:assert/strict";
import { done, makeStore, request, serve, test } from "./server.mjs";

const server = await serve(makeStore("--scale", "0.02"), "--query-limit", "60");
const file = "No,Opened,Urgency,Mood\nP-1,05.11.2026 10:00,A,good\nP-2,13.11.2026 11:00,B,bad\nP-3,sometime,A,none\n";
const post = (path, body, headers = {}) => server.send("POST", path, body, { "Content-Type": "application/octet-stream", ...headers });
const mapping = {
  columns: { ticket: "No", opened_at: { from: "Opened", format: "%d.%m.%Y %H:%M" }, priority: { from: "Urgency", values: { A: "high", B: "low" } }, channel: { constant: "phone" } },
  ignore: ["Mood"],
};
let upload, batch;

await test("a look tells columns, their fields, and what is missing", async () => {
  const { status, json } = await post("/api/v1/imports/preview?kind=ticket&name=helpdesk.csv", file);
  assert.equal(status, 200);
  assert.match(json.upload, /^[0-9a-f]{32}$/);
  assert.deepEqual(json.columns.map((column) => column.name), ["No", "Opened", "Urgency", "Mood"]);
  assert.equal(json.cells[0][1], "05.11.2026 10:00");
  assert.equal(json.rows, 3);
  upload = json.upload;
});

await test("a mapping is tried on the file that was sent before", async () => {
  const { status, json, text } = await post(`/api/v1/imports/preview?kind=ticket&upload=${upload}`, mapping);
  assert.equal(status, 200, text);
  assert.equal(json.problem, null);
  assert.deepEqual(json.columns.map((column) => column.field), ["ticket", "opened_at", "priority", null]);
  const at = (name) => json.stored.fields.findIndex((field) => field.name === name);
  assert.equal(json.stored.rows.length, 2);
  assert.match(json.stored.rows[0][at("opened_at")], /^2026-11-05T/);
  assert.deepEqual(json.stored.rows.map((row) => row[at("priority")]), ["high", "low"]);
  assert.equal(json.stored.rows[0][at("channel")], "phone");
  assert.equal(json.rejected_count, 1);
  assert.deepEqual({ ...json.rejected[0], reason: "" }, { row: 4, column: "opened_at", value: "sometime", reason: "" });
  // What was applied can be sent back as it is.
  const again = await post(`/api/v1/imports/preview?kind=ticket&upload=${upload}`, json.mapping);
  assert.deepEqual(again.json, json);
});

await test("what a mapping gets wrong is part of the answer", async () => {
  const wrong = await post(`/api/v1/imports/preview?kind=ticket&upload=${upload}`, { columns: { ticket: "Number" } });
  assert.equal(wrong.status, 200, wrong.text);
  assert.match(wrong.json.problem.detail, /helpdesk\.csv has no column "Number"/);
  assert.equal(wrong.json.cells.length, 3);
  const select = await post(`/api/v1/imports/preview?kind=ticket&upload=${upload}`, { select: "SELECT CAST(\"No\" AS INTEGER) AS ticket FROM source" });
  assert.equal(select.status, 200, select.text);
  assert.notEqual(select.json.problem, null);
  const outside = await post(`/api/v1/imports/preview?kind=ticket&upload=${upload}`, { select: "SELECT ticket, opened_at FROM ticket" });
  assert.match(outside.json.problem.detail, /source alone/);
  const broken = await post(`/api/v1/imports/preview?kind=ticket&upload=${upload}`, "{columns: [");
  assert.equal(broken.status, 400);
});

await test("a look changes nothing", async () => {
  const count = await server.send("POST", "/api/v1/query", { sql: "SELECT count(*) FROM ticket WHERE ticket LIKE 'P-%'" });
  assert.equal(count.json.rows[0][0], 0);
});

await test("the file is imported with the mapping, once", async () => {
  const { status, json } = await post(`/api/v1/imports?kind=ticket&upload=${upload}`, mapping);
  assert.equal(status, 201);
  assert.equal(json.added, 2);
  assert.equal(json.rejected.length, 1);
  batch = json.batch;
  const gone = await post(`/api/v1/imports?kind=ticket&upload=${upload}`, mapping);
  assert.equal(gone.status, 404);
  assert.match(gone.json.hint, /again/);
});

await test("mended rows are read with the mapping of their import", async () => {
  const { text } = await server.get(`/api/v1/imports/${batch}/rejects`);
  assert.match(text, /sometime/);
  const { status, json } = await post(`/api/v1/imports?kind=ticket&name=mended.csv&mends=${batch}`, text.replaceAll("sometime", "14.11.2026 09:30"));
  assert.equal(status, 201, JSON.stringify(json));
  assert.equal(json.added, 1);
  assert.equal((await post(`/api/v1/imports?kind=ticket&name=m.csv&mends=99999`, text)).status, 400);
  assert.equal((await post(`/api/v1/imports?kind=customer&name=m.csv&mends=${batch}`, text)).status, 400);
});

await test("an import is taken back, and the list says so", async () => {
  const { status, json } = await server.send("DELETE", `/api/v1/imports/${batch}`);
  assert.equal(status, 200, JSON.stringify(json));
  assert.deepEqual(json, { batch, kind: "ticket", removed: 2, restored: 0, confirming: [] });
  assert.notEqual((await server.get(`/api/v1/imports/${batch}`)).json.undone_at, null);
  assert.equal((await server.send("DELETE", `/api/v1/imports/${batch}`)).status, 409);
});

await test("sources are listed with the day that they reach", async () => {
  const { json } = await server.get("/api/v1/sources");
  assert.equal(json.sources[0].source, "mended.csv");
  assert.equal(json.sources[0].last_day, "2026-11-14");
  assert.ok(json.sources.some((source) => source.source === "demo" && source.kind === "ticket" && source.rows > 0));
  assert.ok(!json.sources.some((source) => source.source === "helpdesk.csv"));
});

await test("imports that wait hold no place", async () => {
  // One long import, several behind it, and slow questions: all but one place would be taken if the waiting held them.
  const rows = ["ticket,opened_at"];
  for (let i = 0; i < 80000; i++) rows.push(`W-${i},2026-11-01T0${i % 10}:00:00Z`);
  const body = rows.join("\n");
  const imports = Array.from({ length: 6 }, (_, i) => request(server, "POST", `/api/v1/imports?kind=ticket&name=w.csv&dry_run=true`, { body, headers: { "Query-Id": `w-${i}` } }));
  let most = 0, waited = 0;
  const watch = (async () => {
    for (let over = false; !over;) {
      const { json } = await server.get("/api/v1/queries");
      const mine = json.queries.filter((query) => query.id.startsWith("w-"));
      most = Math.max(most, mine.filter((query) => query.state === "running").length);
      waited = Math.max(waited, mine.filter((query) => query.state === "waiting").length);
      over = await Promise.race([Promise.all(imports).then(() => true), new Promise((resolve) => setTimeout(resolve, 20, false))]);
    }
  })();
  const quick = await server.send("POST", "/api/v1/query", { sql: "SELECT count(*) FROM range(1000000)" });
  assert.equal(quick.status, 200);
  for (const answer of await Promise.all(imports)) assert.equal(answer.json.added, 80000);
  await watch;
  assert.equal(most, 1);
  assert.ok(waited >= 1, `${waited} waited`);
});

await server.stop();
done();

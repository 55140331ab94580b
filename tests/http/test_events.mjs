// The stream of changes: what is told and when, how many there may be, and that it holds up nobody.
import assert from "node:assert/strict";
import http from "node:http";
import { command, done, makeStore, pause, serve, test } from "./server.mjs";

const store = makeStore("--scale", "0.01");
const server = await serve(store, "--patience", "1");

/** Listens; `events` fills as they come. */
function listen(headers) {
  const stream = { events: [], text: "", ended: false, status: 0 };
  stream.opened = new Promise((resolve, reject) => {
    stream.request = http.get(`${server.url}/api/v1/events`, { agent: false, headers: headers ?? { Authorization: `Bearer ${server.token}` } }, (response) => {
      stream.status = response.statusCode;
      stream.headers = response.headers;
      response.setEncoding("utf8");
      response.on("data", (piece) => {
        stream.text += piece;
        stream.events = stream.text.split("\n\n").slice(0, -1).map((block) => ({
          event: /^event: (.*)$/m.exec(block)?.[1], data: /^data: (.*)$/m.exec(block)?.[1],
        })).filter(({ event }) => event).map(({ event, data }) => ({ event, data: JSON.parse(data) }));
      });
      response.on("close", () => { stream.ended = true; });
      response.on("error", () => {});
      resolve(stream);
    });
    stream.request.on("error", reject);
  });
  stream.opened.catch(() => {});
  return stream.opened;
}
async function until(what, condition, seconds = 8) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(20)) if (await condition()) return;
  assert.fail(`did not come about within ${seconds} s: ${what}`);
}
const open = async () => Number(/^mizan_streams_open (\d+)/m.exec((await server.get("/metrics")).text)[1]);
const add = (id) => server.send("POST", "/api/v1/facts/ticket", { rows: [{ ticket: id, opened_at: "2026-10-05T08:00:00Z" }] });
const named = (stream, name) => stream.events.filter(({ event }) => event === name);

await test("a stream says where it begins, and each commit once it is there", async () => {
  await server.get("/api/v1/overview"); // the day is known from here on
  await pause(1500);
  const stream = await listen();
  assert.equal(stream.status, 200);
  assert.equal(stream.headers["content-type"], "text/event-stream");
  assert.equal(stream.headers["cache-control"], "no-store");
  await until("the first generation", () => named(stream, "facts").length === 1);
  const began = Date.now();
  assert.equal((await add("E-1")).status, 201);
  await until("another generation", () => named(stream, "facts").length >= 2);
  assert.ok(Date.now() - began < 5000);
  const generations = named(stream, "facts").map(({ data }) => data.generation);
  assert.equal(new Set(generations).size, generations.length);
  assert.equal(named(stream, "settings").length, 0);
  assert.equal((await server.send("PATCH", "/api/v1/organization", { name: "Heard" })).status, 200);
  await until("the settings", () => named(stream, "settings").length === 1);
  stream.request.destroy();
});

await test("imports that run are told, and their end", async () => {
  const stream = await listen();
  const rows = Array.from({ length: 300000 }, (_, i) => `I-${i},2026-10-0${(i % 9) + 1}T08:00:00Z`);
  const answer = await server.send("POST", "/api/v1/imports?kind=ticket&name=a.csv", `ticket,opened_at\n${rows.join("\n")}\n`, { "Query-Id": "large" });
  assert.equal(answer.status, 201, answer.text);
  await until("the end", () => named(stream, "import").at(-1)?.data.imports.length === 0);
  assert.ok(named(stream, "import").some(({ data }) => data.imports.some(({ id, state }) => id === "large" && state === "running")));
  stream.request.destroy();
});

await test("streams outlive the patience with slow clients, hold no thread, and are bounded", async () => {
  await until("earlier ones are gone", async () => (await open()) === 0);
  const streams = await Promise.all(Array.from({ length: 12 }, () => listen()));
  assert.ok(streams.every(({ status }) => status === 200));
  const more = await server.get("/api/v1/events");
  assert.equal(more.status, 503);
  assert.ok(more.headers["retry-after"]);
  await pause(6000);
  assert.ok(streams.every(({ ended }) => !ended));
  const answer = await server.send("POST", "/api/v1/query", { sql: "SELECT 1 AS one" });
  assert.equal(answer.status, 200);
  await add("E-2");
  await until("all have heard", () => streams.every((stream) => named(stream, "facts").length >= 2));
  for (const { request } of streams) request.destroy();
  await until("clients that go are noticed", async () => (await open()) === 0);
});

await test("nobody listens without an account, and a token that is revoked hears no more", async () => {
  assert.equal((await listen({})).status, 401);
  const ids = () => command("token", "list", store).split("\n").map((line) => /^\s*(\d+) /.exec(line)?.[1]).filter(Boolean);
  const before = ids();
  const token = command("token", "add", store, "olga@example.com");
  const stream = await listen({ Authorization: `Bearer ${token}` });
  assert.equal(stream.status, 200);
  command("token", "revoke", store, ids().find((id) => !before.includes(id)));
  await until("it has ended", () => stream.ended);
  assert.equal((await listen({ Authorization: `Bearer ${token}` })).status, 401);
});

await test("the server stops with streams open", async () => {
  const stream = await listen();
  const began = Date.now();
  assert.deepEqual(await server.stop(), { code: 0, signal: null });
  assert.ok(Date.now() - began < 4000);
  await until("it has ended", () => stream.ended);
});

done();

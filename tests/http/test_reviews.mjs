// Reviews through the API and the command line: prepared by itself, held, closed, sent; what a limited member gets.
import assert from "node:assert/strict";
import { command, done, makeStore, pause, serve, test } from "./server.mjs";

const store = makeStore("--scale", "0.02");
// Reviews of the sample would be there already; this one is of a day of its own, long over.
const of = "2025-06-15";
const member = (name, role, ...rows) => {
  command("account", "add", store, name, "--mail", `${name.toLowerCase()}@example.com`, "--role", role, ...rows);
  return { Authorization: `Bearer ${command("token", "add", store, `${name.toLowerCase()}@example.com`)}` };
};
const sara = member("Sara", "member"), limited = member("Omar", "manager", "--brand", "Rayhan Care");
const number = Number(command("review", "prepare", store, "monthly", "--of", of));
command("review", "note", store, String(number), "Quiet");
const here = JSON.parse(command("review", "list", store, "--format", "json")), one = JSON.parse(command("review", "show", store, String(number), "--format", "json"));
const server = await serve(store);
const place = `/api/v1/reviews/${number}`;

await test("the command line and the API see the same review", async () => {
  const there = (await server.get("/api/v1/reviews")).json;
  assert.deepEqual(there.reviews.map((review) => [review.number, review.from, review.closed]), here.map((review) => [review.number, review.from, review.closed]));
  assert.equal(there.next.length, 2);
  const today = (await server.get("/api/v1/organization")).json.today;
  for (const span of there.next) assert.ok(span.held_on > span.to && span.to >= today.slice(0, 8) + "01" && span.held_on > today);
  const other = (await server.get(place)).json;
  assert.deepEqual(other.kpis, one.kpis);
  assert.deepEqual(other.key_results, one.key_results);
});

let action;
await test("a meeting is held", async () => {
  const kpi = (await server.get(place)).json.kpis[0].id;
  const entry = await server.send("POST", `${place}/entries`, { kind: "decision", words: "Two more people", kpi });
  assert.equal(entry.status, 201);
  const due = "2059-01-01";
  action = (await server.send("POST", `${place}/actions`, { words: "Hire", owner: "Sara", due })).json.actions[0];
  assert.deepEqual([action.state, action.owner, action.due, action.revision], ["open", "Sara", due, 1]);
  const review = (await server.get(place)).json;
  assert.deepEqual(review.entries.map((each) => [each.kind, each.words]), [["note", "Quiet"], ["decision", "Two more people"]]);
  assert.equal((await server.send("POST", `${place}/prepare`)).status, 409, "numbers that were decided upon stay");
});

await test("who is limited to some rows gets no words, and holds no review", async () => {
  const review = (await server.get(place, limited)).json;
  assert.equal(review.whole, false);
  assert.deepEqual([review.entries, review.actions, review.last_actions], [[], [], []]);
  const minute = (await server.get(`${place}/minute`, limited)).text;
  assert.ok(!minute.includes("Two more people") && !minute.includes("Hire"));
  assert.equal((await server.send("POST", `${place}/entries`, { kind: "note", words: "x" }, limited)).status, 403);
  assert.equal((await server.send("POST", `${place}/close`, undefined, limited)).status, 403);
  assert.equal((await server.send("PATCH", `${place}/actions/${action.number}`, { state: "done", revision: 1 }, limited)).status, 403);
});

await test("an owner says what became of their action, and no more", async () => {
  const change = (body) => server.send("PATCH", `${place}/actions/${action.number}`, { ...body, revision: 1 }, sara);
  assert.equal((await change({ due: "2059-02-01" })).status, 400);
  const answer = await change({ state: "done", outcome: "They begin in May" });
  assert.deepEqual([answer.status, answer.json.actions[0].state, answer.json.actions[0].outcome], [200, "done", "They begin in May"]);
  const second = await server.send("PATCH", `${place}/actions/${action.number}`, { state: "dropped", revision: 1 });
  assert.equal(second.status, 409);
  assert.match(second.json.detail, /Sara/);
});

await test("a closed review stays, and its minute is read and sent", async () => {
  assert.equal((await server.send("POST", `${place}/close`)).status, 200);
  assert.equal((await server.send("POST", `${place}/close`)).status, 409);
  assert.equal((await server.send("POST", `${place}/entries`, { kind: "note", words: "x" })).status, 409);
  const markdown = await server.get(`${place}/minute`), text = await server.get(`${place}/minute?format=text`);
  assert.match(markdown.headers["content-type"], /^text\/markdown/);
  assert.match(markdown.text, /^# /);
  for (const minute of [markdown.text, text.text])
    for (const words of ["Two more people", "Hire", "Quiet", "They begin in May"]) assert.ok(minute.includes(words), words);
  const arabic = await server.get(`${place}/minute`, { "Accept-Language": "ar" });
  assert.match(arabic.text, /القرارات/);
  // No mail server yet; then members who see all rows alone.
  const send = (to) => server.send("POST", `${place}/mail`, { to });
  assert.equal((await send(["olga@example.com"])).status, 409);
  assert.equal((await server.send("PUT", "/api/v1/mail", { host: "mail.example.com", sender: "mizan@example.com", page: "https://mizan.example.com" })).status, 200);
  assert.equal((await send(["stranger@example.com"])).status, 400);
  assert.match((await send(["olga@example.com", "omar@example.com"])).json.detail, /some rows/);
  assert.deepEqual((await send(["olga@example.com", "sara@example.com"])).json, { queued: 2 });
});

await test("what was done is in the log", async () => {
  const entries = (await server.get("/api/v1/audit?action=review.&limit=50")).json.entries.map((entry) => entry.action);
  for (const one of ["review.prepare", "review.entry", "review.act", "review.action", "review.close", "review.mail", "review.note"]) assert.ok(entries.includes(one), one);
});
await server.stop();

await test("the command line prints the same minute, and narrows it", () => {
  const minute = (...more) => command("review", "minute", store, String(number), ...more);
  assert.ok(minute().includes("Two more people") && minute("--format", "text").includes("They begin in May"));
  assert.ok(!minute("--as", "Omar").includes("Two more people"));
  assert.ok(minute("--as", "Sara").includes("Two more people"), "who sees all rows reads all of it");
  const refused = (...words) => assert.throws(() => command("review", ...words));
  refused("prepare", store, "weekly", "--of", "2059-01-01");
  refused("prepare", store, "daily");
  refused("close", store, String(number));
  refused("decide", store, String(number), "Too late");
  refused("act", store, "3", "Call", "--owner", "Sara, Omar", "--due", "2059-01-01");
  refused("act", store, "3", "Call", "--owner", "Sara", "--due", "2020-01-01");
  refused("minute", store, "nothing");
});

await test("a review is prepared by itself on its day", async () => {
  const own = makeStore("--scale", "0.02");
  const before = JSON.parse(command("review", "list", own, "--format", "json")).length;
  // A week that ended just now, and is none of those that the sample's weeks, from Sunday on, have a review of.
  const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
  const today = new Date().toISOString().slice(0, 10), day = weekdays[new Date(`${today}T12:00:00Z`).getUTCDay()];
  command("settings", own, "--time-zone", "UTC", "--first-day-of-week", day === "sunday" ? "saturday" : day, "--weekly-review", day);
  const alone = await serve(own);
  let reviews = [];
  for (let i = 0; i < 60 && reviews.length <= before; i++) {
    await pause(500);
    reviews = (await alone.get("/api/v1/reviews")).json.reviews;
  }
  const made = reviews.find((review) => review.prepared_by === "Mizan");
  assert.ok(made, "the server has prepared one");
  assert.deepEqual([made.kind, made.held_on, made.as_of], ["weekly", today, today]);
  assert.equal((await alone.stop()).code, 0);
  assert.doesNotMatch(alone.errors, /reviews:/);
});
done();

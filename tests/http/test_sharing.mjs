// Comments, shares, the inbox and links that only read, through the API: who may what, and what leaks to nobody.
import assert from "node:assert/strict";
import { command, done, makeStore, pause, request, serve, test } from "./server.mjs";

const store = makeStore("--scale", "0.02");
function person(name, role, ...rows) {
  const mail = `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;
  command("account", "add", store, name, "--mail", mail, "--role", role, ...rows);
  return { name, mail, token: command("token", "add", store, mail) };
}
const maryam = person("Maryam", "manager"), omar = person("Omar K", "member"), vera = person("Vera", "viewer");
const lina = person("Lina", "member", "--brand", "Rayhan Care"); // sees one brand alone
const samir = person("Samir", "manager", "--brand", "Rayhan Care");
const nobody = { token: null };

const server = await serve(store, "--query-limit", "150");
const ask = (who, method, path, body) => request(server, method, `/api/v1${path}`, { body, headers: { Authorization: who.token ? `Bearer ${who.token}` : null } });
const say = (who, body, subject = "kpi/first-answer") => ask(who, "POST", `/comments/${subject}`, body);
const last = (answer) => answer.json.comments.at(-1);
const olga = { token: server.token };

await test("a viewer reads and does not write; a member writes; nobody without an account does either", async () => {
  assert.equal((await ask(vera, "GET", "/comments/kpi/first-answer")).status, 200);
  assert.equal((await say(vera, { text: "x" })).status, 403);
  assert.equal((await say(vera, { form: "acknowledgement" })).status, 403);
  assert.equal((await say(nobody, { text: "x" })).status, 401);
  assert.equal((await ask(nobody, "GET", "/comments/kpi/first-answer")).status, 401);
  const said = await say(omar, { text: "The phones, I think." });
  assert.equal(said.status, 201);
  assert.deepEqual(last(said).may, ["change", "delete"]);
  assert.equal(last(said).author, "Omar K");
  assert.deepEqual((await ask(vera, "GET", "/comments/kpi/first-answer")).json.comments.at(-1).may, []);
});

await test("a token that may not comment does not, whatever its account may", async () => {
  const token = command("token", "add", store, omar.mail, "--scopes", "read-values");
  assert.equal((await say({ token }, { text: "x" })).status, 403);
  assert.equal((await ask({ token }, "GET", "/comments/kpi/first-answer")).status, 200);
  const blind = command("token", "add", store, omar.mail, "--scopes", "comment");
  assert.equal((await ask({ token: blind }, "GET", "/comments/kpi/first-answer")).status, 403);
  assert.equal((await say({ token: blind }, { text: "x" })).status, 403, "who may not see it may not write about it");
});

await test("words are plain, limited, and mention who is there", async () => {
  for (const [text, status] of [["", 400], ["   ", 400], ["x".repeat(4001), 413], ["a\u0007", 400], ["@Nobody Here", 400], ["@Lina", 400], [5, 400]])
    assert.equal((await say(omar, { text })).status, status, JSON.stringify(text));
  const refused = (await say(omar, { text: "@Marjam, see" })).json;
  assert.equal(refused.where, "text");
  assert.match(refused.hint, /Maryam/);
  const markup = "<script>alert(1)</script> \u202e & \"x\"";
  assert.equal(last(await say(omar, { text: markup })).text, markup, "kept as it was written; the page shows it as text");
  assert.equal((await say(omar, { text: "x" }, "kpi/nothing")).status, 404);
  assert.equal((await say(omar, { text: "x" }, "account/1")).status, 404);
  assert.equal((await say(omar, { text: "x", colour: "red" })).status, 400);
});

await test("a question is answered by a manager, told to who asked, and opened again by them", async () => {
  const question = last(await say(omar, { form: "question", text: "@Maryam why so long?" }));
  const inbox = (await ask(maryam, "GET", "/inbox")).json;
  assert.equal(inbox.unread >= 1, true);
  assert.equal(inbox.notices[0].why, "mention");
  assert.equal(inbox.notices[0].comment, question.comment);
  const answer = await say(maryam, { text: "Two have left.", answers: question.comment });
  const shown = answer.json.comments.find(({ comment }) => comment === question.comment);
  assert.equal(shown.answered_by, "Maryam");
  assert.equal(answer.json.open_questions, 0);
  assert.equal((await ask(omar, "GET", "/inbox")).json.notices[0].why, "answer");
  assert.equal((await ask(vera, "PATCH", `/comments/${question.comment}`, { answered: false })).status, 403);
  assert.equal((await ask(omar, "PATCH", `/comments/${question.comment}`, { answered: false })).json.open_questions, 1);
  await ask(maryam, "POST", "/inbox/read", { kind: "kpi", id: "first-answer" });
  assert.equal((await ask(maryam, "GET", "/inbox/count")).json.unread, 0);
});

await test("one's own is changed by who read its latest form; others' is not", async () => {
  const mine = last(await say(omar, { text: "first" }));
  assert.equal((await ask(maryam, "PATCH", `/comments/${mine.comment}`, { text: "mine now", revision: 1 })).status, 403);
  assert.equal((await ask(omar, "PATCH", `/comments/${mine.comment}`, { text: "second", revision: 1 })).status, 200);
  const late = await ask(omar, "PATCH", `/comments/${mine.comment}`, { text: "third", revision: 1 });
  assert.equal(late.status, 409);
  assert.match(late.json.hint, /2/);
  const gone = (await ask(maryam, "DELETE", `/comments/${mine.comment}`)).json.comments.find(({ comment }) => comment === mine.comment);
  assert.deepEqual([gone.text, gone.deleted_by, gone.may], ["", "Maryam", []]);
  assert.equal((await ask(omar, "PATCH", `/comments/${mine.comment}`, { text: "again", revision: 3 })).status, 409);
});

await test("who sees a part reads and writes what is shared with them, and learns of nothing else", async () => {
  const secret = last(await say(maryam, { text: "All brands together: 12." }));
  for (const one of [lina, samir]) {
    const refused = await ask(one, "GET", "/comments/kpi/first-answer");
    assert.equal(refused.status, 403);
    assert.ok(!refused.text.includes("12"));
    assert.equal((await say(one, { text: "x" })).status, 403);
    assert.equal((await ask(one, "GET", "/comments/kpi/first-answer/people")).status, 403);
    assert.equal((await ask(one, "PATCH", `/comments/${secret.comment}`, { text: "x", revision: 1 })).status, 404, "not even that it is there");
    assert.equal((await ask(one, "DELETE", `/comments/${secret.comment}`)).status, 404);
    assert.equal((await ask(one, "GET", "/shares/kpi/first-answer")).status, 403);
    assert.equal((await ask(one, "GET", "/inbox")).json.notices.some(({ id }) => id === "first-answer"), false);
  }
  assert.equal((await ask(samir, "POST", "/shares/kpi/first-answer", { everyone: true })).status, 403, "nobody lets themselves in");
  assert.equal((await ask(omar, "POST", "/shares/kpi/first-answer", { everyone: true })).status, 403);
  assert.equal((await ask(lina, "GET", "/comments/kpi/recommendation")).status, 200, "shared with everyone by the sample company");
  command("account", "team", store, lina.mail, "Sales");
  assert.equal((await ask(maryam, "POST", "/shares/kpi/first-answer", { team: "Sales" })).status, 201);
  assert.equal((await ask(lina, "GET", "/comments/kpi/first-answer")).status, 200);
  assert.equal((await ask(samir, "GET", "/comments/kpi/first-answer")).status, 403);
  assert.equal((await say(maryam, { text: "@Lina, welcome" })).status, 201);
  const mine = (await ask(lina, "GET", "/mine")).json.subjects.find(({ id }) => id === "first-answer");
  assert.deepEqual(mine.ties, ["shared", "mentioned"]);
  const whole = (await ask(maryam, "GET", "/kpis/first-answer")).json.kpi, part = mine.kpi;
  assert.notEqual(part.now.value.sample_size, whole.now.value.sample_size, "narrowed to the own rows");
  const narrowed = (await ask(lina, "GET", "/kpis/first-answer")).json.kpi;
  assert.deepEqual(part.now, narrowed.now);
  assert.equal((await ask(maryam, "DELETE", "/shares/kpi/first-answer?team=Sales")).status, 200);
  assert.equal((await ask(lina, "GET", "/comments/kpi/first-answer")).status, 403);
  assert.equal((await ask(lina, "GET", "/inbox")).json.notices.some(({ id }) => id === "first-answer"), false, "told no more");
});

/** What a link shows to somebody without an account. */
const open = (key, headers = {}) => request(server, "POST", "/api/v1/shared", { body: { key }, headers: { Authorization: null, ...headers } });

await test("a link shows one KPI as its maker sees it, without an account", async () => {
  assert.equal((await ask(omar, "POST", "/links/kpi/first-answer", { label: "x" })).status, 403);
  assert.equal((await ask(maryam, "POST", "/links/kpi/first-answer", { label: "x", days: 0 })).status, 400);
  assert.equal((await ask(maryam, "POST", "/links/kpi/nothing", { label: "x" })).status, 404);
  const made = (await ask(samir, "POST", "/links/kpi/first-answer", { label: "For the board" })).json;
  assert.match(made.address, /\/shared#mzl_/);
  const seen = await open(made.secret);
  assert.equal(seen.status, 200);
  const narrowed = (await ask(samir, "GET", "/kpis/first-answer")).json.kpi;
  assert.deepEqual(seen.json.kpi.now, narrowed.now, "narrowed to its maker's rows");
  assert.ok(!/comments|accounts|Rayhan Home|Rayhan Go/.test(seen.text));
  const listed = (await ask(samir, "GET", "/links/kpi/first-answer")).json.links;
  assert.equal(listed.length, 1);
  assert.ok(listed[0].used_at);
  assert.ok(!JSON.stringify(listed).includes(made.secret), "shown once");
  assert.equal((await ask(maryam, "GET", "/links/kpi/first-answer")).json.links.length, 0, "others' are not listed");
  assert.equal((await ask(olga, "GET", "/links/kpi/first-answer")).json.links.length, 1, "but to who manages members");
  assert.equal((await ask(maryam, "DELETE", `/links/${made.link.link}`)).status, 404);
  assert.equal((await ask(samir, "DELETE", `/links/${made.link.link}`)).status, 204);
  assert.equal((await open(made.secret)).status, 404);
  assert.equal((await ask(samir, "GET", "/links/kpi/first-answer")).json.links[0].state, "revoked");
  // The secret is no token and no session.
  assert.equal((await ask({ token: made.secret }, "GET", "/kpis")).status, 401);
});

await test("a review is talked about, shared, and its minute shown by a link", async () => {
  const prepared = await ask(olga, "POST", "/reviews", { kind: "monthly", of: "2026-10-10" });
  assert.ok([201, 409].includes(prepared.status), prepared.text.slice(0, 300)); // the server may have been first
  const number = (await ask(olga, "GET", "/reviews")).json.reviews.find(({ kind }) => kind === "monthly").number, subject = `review/${number}`;
  const said = await say(omar, { form: "question", text: "@Maryam what will be done?" }, subject);
  assert.equal(said.status, 201, said.text);
  assert.match(said.json.title, /2026-10-01 – 2026-10-31/);
  assert.equal((await ask(maryam, "GET", "/inbox")).json.notices[0].kind, "review");
  assert.equal((await ask(lina, "GET", `/comments/${subject}`)).status, 403);
  assert.equal((await say(omar, { text: "x" }, "review/9999")).status, 404);
  assert.equal((await ask(maryam, "POST", `/shares/${subject}`, { everyone: true })).status, 201);
  assert.ok((await ask(lina, "GET", "/mine")).json.subjects.some(({ kind, id }) => kind === "review" && id === String(number)));
  const of = async (who) => (await open((await ask(who, "POST", `/links/${subject}`, { label: "minute" })).json.secret)).json;
  const whole = await of(maryam), part = await of(samir);
  assert.match(whole.minute, /Customers recommend us/);
  assert.notEqual(part.minute, whole.minute, "narrowed to its maker's rows");
});

await test("a link ends with its maker's account", async () => {
  const key = (await ask(samir, "POST", "/links/kpi/first-answer", { label: "again" })).json.secret;
  assert.equal((await open(key)).status, 200);
  command("account", "disable", store, samir.mail);
  assert.equal((await open(key)).status, 404);
});

await test("who guesses links waits; opening one too often waits, too; what was done is in the log", async () => {
  const right = (await ask(maryam, "POST", "/links/kpi/first-answer", { label: "right" })).json.secret;
  const statuses = [];
  for (let i = 0; i < 12; i++) statuses.push((await open(`mzl_${String(i).padStart(43, "A")}`)).status);
  assert.equal(statuses[0], 404);
  assert.ok(statuses.includes(429), String(statuses));
  const waiting = await open(right);
  assert.equal(waiting.status, 429);
  assert.ok(Number(waiting.headers["retry-after"]) > 0);
  const log = (await ask(olga, "GET", "/audit?action=link.&limit=100")).json.entries;
  for (const action of ["link.share", "link.open", "link.revoke"]) assert.ok(log.some((entry) => entry.action === action), action);
  assert.ok(log.some((entry) => entry.action === "link.open" && entry.outcome === "failed"));
  assert.ok(log.filter((entry) => entry.action === "link.open" && entry.outcome === "failed").length <= statuses.filter((status) => status === 404).length + 2, "those turned away unread are not");
  assert.ok(!JSON.stringify(log).includes("mzl_"), "no secret is in the log");
  const comments = (await ask(olga, "GET", "/audit?action=comment.&limit=100")).json.entries;
  assert.ok(comments.some((entry) => entry.target.startsWith("kpi:first-answer")));
  assert.ok(!JSON.stringify(comments).includes("Two have left"), "nor what was said");
});

await test("the page of links is not to be listed by who searches the web", async () => {
  const page = await request(server, "GET", "/shared", { headers: { Authorization: null } });
  assert.equal(page.status, 200);
  assert.match(page.headers["x-robots-tag"], /noindex/);
  assert.equal(page.headers["referrer-policy"], "no-referrer");
});

await test("open pages are told, also of what the command line says", async () => {
  const stop = new AbortController();
  const stream = await fetch(`${server.url}/api/v1/events`, { signal: stop.signal, headers: { Authorization: `Bearer ${maryam.token}` } });
  let text = "";
  const reading = (async () => { for await (const piece of stream.body) text += Buffer.from(piece).toString(); })().catch(() => {});
  const told = async (count) => { for (let i = 0; i < 60 && text.split("event: talk").length <= count; i++) await pause(50); return text.split("event: talk").length - 1; };
  await pause(200);
  await say(omar, { text: "one" });
  assert.equal(await told(1), 1);
  command("comment", "add", store, "kpi:first-answer", "@Maryam from a terminal", "--as", omar.mail);
  assert.equal(await told(2), 2);
  assert.equal((await ask(maryam, "GET", "/inbox")).json.notices[0].text, "@Maryam from a terminal");
  stop.abort();
  await reading;
});

await server.stop();
done();

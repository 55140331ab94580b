// Accounts through the API: the first owner, invitations, sessions, tokens, one-time codes, roles; what is refused.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyOf, totp } from "../entering.mjs";
import { command, done, mizan, request, serve, test } from "./server.mjs";

const folder = mkdtempSync(join(tmpdir(), "mizan-accounts-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const store = join(folder, "store");
command("init", store, "--name", "Sparrow");
const sentence = "correct horse battery", other = "staple of another kind";

let first;
const feed = join(folder, "audit.ndjson");
const server = await serve(store, "--query-limit", "60", "--audit-log", feed);
first = server.printed.match(/key=(\S+)/)[1];
const send = (method, path, body, headers = {}) => request(server, method, path, { body, headers: { Origin: server.url, ...headers } });
const post = (path, body, headers) => send("POST", path, body, headers);
const cookieOf = (answer) => answer.headers["set-cookie"]?.[0].split(";")[0];
const signIn = (mail, password = sentence, more = {}) => post("/api/v1/session", { mail, password, ...more });
const me = (headers) => request(server, "GET", "/api/v1/session", { headers });

let owner; // headers of the owner's session

await test("the link of the first start makes the owner, once", async () => {
  assert.equal((await me({})).status, 401);
  const check = await post("/api/v1/welcome/check", { key: first });
  assert.equal(check.json.purpose, "welcome");
  const weak = await post("/api/v1/welcome", { key: first, name: "Olga", mail: "olga@example.com", password: "Football2024!" });
  assert.equal(weak.status, 400);
  assert.equal(weak.json.where, "password");
  const wrong = await post("/api/v1/welcome", { key: first, name: "Olga", mail: "nobody", password: sentence });
  assert.equal(wrong.json.where, "mail");
  const [one, two] = await Promise.all([1, 2].map(() => post("/api/v1/welcome", { key: first, name: "Olga", mail: " Olga@Example.com", password: sentence })));
  assert.deepEqual([one.status, two.status].sort(), [201, 404], "a link works once, also when it is used twice at once");
  const made = one.status === 201 ? one : two;
  assert.equal(made.json.role, "owner");
  assert.match(made.headers["set-cookie"][0], /^mizan-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
  owner = { Cookie: cookieOf(made) };
  assert.equal((await me(owner)).json.name, "Olga");
  assert.equal((await post("/api/v1/welcome/check", { key: first })).status, 404);
});

await test("secrets are not in the store, nor is the password", () => {
  const bytes = readFileSync(join(store, "records.sqlite"), "latin1") + readFileSync(join(store, "records.sqlite-wal"), "latin1");
  assert.ok(!bytes.includes(first) && !bytes.includes(owner.Cookie.split("=")[1]) && !bytes.includes(sentence));
  assert.match(bytes, /\$argon2id\$v=19\$m=32768,t=3,p=1\$/);
});

await test("signing in rotates the session; wrong ones say the same for all", async () => {
  const wrong = await signIn("olga@example.com", "not this one"), nobody = await signIn("nobody@example.com", "not this one");
  assert.equal(wrong.status, 401);
  assert.deepEqual({ ...wrong.json }, { ...nobody.json });
  const again = await post("/api/v1/session", { mail: "OLGA@example.com", password: sentence }, owner);
  assert.equal(again.status, 201);
  assert.notEqual(cookieOf(again), owner.Cookie);
  assert.equal((await me(owner)).status, 401, "the session before has ended");
  owner = { Cookie: cookieOf(again) };
});

await test("with a cookie, what changes something must come from a page of this server", async () => {
  const change = (headers) => request(server, "PATCH", "/api/v1/organization", { body: { name: "S" }, headers: { ...owner, ...headers } });
  assert.equal((await change({})).status, 403);
  assert.equal((await change({ Origin: "https://evil.example" })).status, 403);
  assert.equal((await change({ Origin: "null" })).status, 403);
  assert.equal((await change({ "Sec-Fetch-Site": "cross-site" })).status, 403);
  assert.equal((await change({ Origin: server.url, "Sec-Fetch-Site": "same-site" })).status, 403);
  assert.equal((await change({ "Sec-Fetch-Site": "same-origin" })).status, 200);
  assert.equal((await change({ Origin: server.url })).status, 200);
});

let bob;
await test("a member comes by a link and sees what the role and the rows allow", async () => {
  const made = await post("/api/v1/accounts", { name: "Bob", mail: "bob@example.com", role: "manager", rows: { brands: ["Noor", "Alba", "Noor"] } }, owner);
  assert.equal(made.status, 201, made.text);
  assert.ok(made.json.link.startsWith(`${server.url}/welcome#key=`), made.json.link);
  assert.equal(made.json.account.state, "invited");
  assert.deepEqual(made.json.account.rows.brands, ["Alba", "Noor"]);
  const key = keyOf(made.json.link);
  const entered = await post("/api/v1/welcome", { key, password: sentence });
  assert.equal(entered.status, 201, entered.text);
  bob = { headers: { Cookie: cookieOf(entered) }, id: made.json.account.account };
  assert.deepEqual(entered.json.rows.brands, ["Alba", "Noor"]);
  const get = (path) => request(server, "GET", path, { headers: bob.headers });
  assert.equal((await get("/api/v1/metrics")).status, 200);
  assert.equal((await get("/api/v1/accounts")).status, 403);
  assert.equal((await post("/api/v1/query", { sql: "SELECT 1" }, bob.headers)).status, 403);
  assert.equal((await post("/api/v1/accounts", { name: "Bob", mail: "bob@example.com" }, owner)).status, 409);
});

await test("kept answers do not reach those who may not have them", async () => {
  const path = "/api/v1/imports", first = await request(server, "GET", path, { headers: owner });
  assert.equal(first.status, 200);
  assert.equal((await request(server, "GET", path, { headers: owner })).status, 200);
  assert.equal((await request(server, "GET", path, { headers: bob.headers })).status, 403);
  assert.equal((await request(server, "GET", path, {})).status, 401);
});

await test("a token does what its scopes say and no more, and nothing once it is revoked", async () => {
  const made = await post("/api/v1/me/tokens", { name: "reader", scopes: ["read-values"], days: 1 }, owner);
  assert.equal(made.status, 201, made.text);
  assert.match(made.json.secret, /^mzn_[\w-]{43}$/);
  const bearer = { Authorization: `Bearer ${made.json.secret}` };
  assert.deepEqual((await me(bearer)).json.may, ["read-values"]);
  const get = (path, headers = bearer) => request(server, "GET", path, { headers });
  assert.equal((await get("/api/v1/overview")).status, 200);
  assert.equal((await get("/api/v1/accounts")).status, 403);
  assert.equal((await post("/api/v1/me/tokens", { name: "more" }, bearer)).status, 403, "a token makes no tokens");
  assert.equal((await get("/api/v1/overview", { ...bearer, Authorization: bearer.Authorization.slice(0, -1) })).status, 401);
  assert.equal((await post("/api/v1/me/tokens", { name: "x", scopes: ["everything"] }, owner)).status, 400);
  assert.equal((await send("DELETE", `/api/v1/me/tokens/${made.json.token}`, undefined, bob.headers)).status, 404, "it is not Bob's");
  assert.equal((await send("DELETE", `/api/v1/me/tokens/${made.json.token}`, undefined, owner)).status, 204);
  assert.equal((await get("/api/v1/overview")).status, 401);
  const listed = await request(server, "GET", "/api/v1/tokens", { headers: owner });
  assert.deepEqual(listed.json.tokens.map((token) => [token.name, token.state]), [["reader", "revoked"]]);
});

await test("rights change at once, and with the role the session", async () => {
  const rows = await send("PATCH", `/api/v1/accounts/${bob.id}`, { rows: { teams: ["East"] } }, owner);
  assert.equal(rows.status, 200, rows.text);
  assert.deepEqual((await me(bob.headers)).json.rows, { brands: [], teams: ["East"], segments: [] });
  assert.equal((await send("PATCH", `/api/v1/accounts/${bob.id}`, { role: "administrator" }, owner)).status, 200);
  assert.equal((await me(bob.headers)).status, 401);
  assert.equal((await send("PATCH", `/api/v1/accounts/${bob.id}`, { rows: {} }, owner)).status, 200);
  bob.headers = { Cookie: cookieOf(await signIn("bob@example.com")) };
  assert.equal((await me(bob.headers)).json.role, "administrator");
});

await test("an administrator makes no owner, and takes over none", async () => {
  assert.equal((await post("/api/v1/accounts", { name: "Eve", mail: "eve@example.com", role: "owner" }, bob.headers)).status, 403);
  assert.equal((await post("/api/v1/accounts/1/link", undefined, bob.headers)).status, 403);
  assert.equal((await send("PATCH", "/api/v1/accounts/1", { mail: "mine@example.com" }, bob.headers)).status, 403);
  assert.equal((await send("PATCH", `/api/v1/accounts/${bob.id}`, { role: "owner" }, bob.headers)).status, 403);
  assert.equal((await send("PATCH", "/api/v1/accounts/1", { role: "viewer" }, owner)).status, 409, "the last owner stays");
  assert.equal((await send("PATCH", "/api/v1/accounts/1", { disabled: true }, owner)).status, 409);
});

await test("a person's name and way to read are the account's, on every device", async () => {
  const change = (body, headers = bob.headers) => send("PATCH", "/api/v1/me", body, headers);
  const answer = await change({ name: "Robert", language: "fa", calendar: "persian" });
  assert.equal(answer.status, 200, answer.text);
  const second = { Cookie: cookieOf(await signIn("bob@example.com")) };
  const seen = (await me(second)).json;
  assert.deepEqual([seen.name, seen.language, seen.calendar, seen.digits], ["Robert", "fa", "persian", null]);
  await change({ digits: "arab" }, second);
  assert.deepEqual({ ...(await me(bob.headers)).json }, { ...seen, digits: "arab" }, "what is not named stays");
  await change({ digits: null, language: null });
  assert.deepEqual([(await me(bob.headers)).json.digits, (await me(bob.headers)).json.language], [null, null]);
  for (const [body, where] of [[{ language: "de" }, "language"], [{ calendar: "roman" }, "calendar"], [{ digits: "deva" }, "digits"], [{ name: " " }, "name"]]) {
    const wrong = await change(body);
    assert.deepEqual([wrong.status, wrong.json.where], [400, where]);
  }
  assert.equal((await change({ role: "owner" })).status, 400, "nothing else is changed here");
  command("account", "change", store, "bob@example.com", "--name", "Bob", "--calendar", "organization", "--digits", "latn");
  assert.deepEqual([(await me(bob.headers)).json.name, (await me(bob.headers)).json.calendar, (await me(bob.headers)).json.digits], ["Bob", null, "latn"]);
  await send("DELETE", "/api/v1/me/sessions", undefined, bob.headers);
});

await test("sessions are listed and ended", async () => {
  const second = { Cookie: cookieOf(await signIn("bob@example.com")) };
  const { json } = await request(server, "GET", "/api/v1/me/sessions", { headers: bob.headers });
  assert.equal(json.sessions.length, 2);
  const target = json.sessions.find((session) => !session.current);
  assert.equal((await send("DELETE", `/api/v1/me/sessions/${target.session}`, undefined, owner)).status, 404, "not the owner's");
  assert.equal((await send("DELETE", `/api/v1/me/sessions/${target.session}`, undefined, bob.headers)).status, 204);
  assert.equal((await me(second)).status, 401);
  assert.equal((await send("DELETE", "/api/v1/session", undefined, bob.headers)).status, 204);
  assert.equal((await me(bob.headers)).status, 401);
  bob.headers = { Cookie: cookieOf(await signIn("bob@example.com")) };
});

await test("a new password ends the other sessions and renews this one", async () => {
  const second = { Cookie: cookieOf(await signIn("bob@example.com")) };
  const put = (body) => send("PUT", "/api/v1/me/password", body, bob.headers);
  assert.equal((await put({ current: "wrong one here", password: other })).status, 403);
  assert.equal((await put({ current: sentence, password: "short" })).status, 400);
  assert.equal((await put({ current: sentence, password: "bob@example.com" })).status, 400);
  const changed = await put({ current: sentence, password: other });
  assert.equal(changed.status, 200, changed.text);
  assert.equal((await me(second)).status, 401);
  assert.equal((await me(bob.headers)).status, 401);
  bob.headers = { Cookie: cookieOf(changed) };
  assert.equal((await me(bob.headers)).status, 200);
  assert.equal((await signIn("bob@example.com")).status, 401);
});

await test("one-time codes are asked for, hold once, and recovery codes stand in", async () => {
  const begun = await post("/api/v1/me/totp", { password: other }, bob.headers);
  assert.equal(begun.status, 200, begun.text);
  assert.match(begun.json.address, /^otpauth:\/\/totp\/S:bob%40example\.com\?secret=[A-Z2-7]{32}&issuer=S$/);
  assert.equal((await send("PUT", "/api/v1/me/totp", { code: "000000" }, bob.headers)).status, 400);
  const first = totp(begun.json.secret);
  const confirmed = await send("PUT", "/api/v1/me/totp", { code: first }, bob.headers);
  assert.equal(confirmed.status, 200, confirmed.text);
  const codes = confirmed.json.recovery_codes;
  assert.equal(new Set(codes).size, 10);
  assert.equal((await me(bob.headers)).json.totp, true);
  const asked = await signIn("bob@example.com", other);
  assert.equal(asked.status, 401);
  assert.equal(asked.json.where, "code");
  const used = await signIn("bob@example.com", other, { code: first });
  assert.equal(used.status, 401, "the code that confirmed it was used");
  const next = await signIn("bob@example.com", other, { code: totp(begun.json.secret, 1) });
  assert.equal(next.status, 201, next.text);
  const recovered = await signIn("bob@example.com", other, { code: codes[3].toLowerCase().replaceAll("-", " ") });
  assert.equal(recovered.status, 201, recovered.text);
  assert.equal((await signIn("bob@example.com", other, { code: codes[3] })).status, 401);
  assert.equal((await post("/api/v1/me/totp/end", { password: other }, bob.headers)).status, 204);
  assert.equal((await signIn("bob@example.com", other)).status, 201);
});

await test("guessing is slowed, and slows nobody else", async () => {
  const tries = [];
  for (let i = 0; i < 8; i++) tries.push((await signIn("olga@example.com", `guess number ${i}`)).status);
  assert.deepEqual([...new Set(tries)], [401, 429]);
  const refused = await signIn("olga@example.com");
  assert.equal(refused.status, 429, "the right password is not looked at either");
  assert.ok(Number(refused.headers["retry-after"]) >= 1);
  assert.equal((await me(owner)).status, 200, "who is signed in stays so");
  assert.equal((await signIn("bob@example.com", other)).status, 201, "another account is not concerned");
  await new Promise((resolve) => setTimeout(resolve, 1000 * Number(refused.headers["retry-after"]) + 100));
  assert.equal((await signIn("olga@example.com")).status, 201, "the delay ends");
});

await test("many at once from one address do not fill the queue", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => signIn(`flood${i}@example.com`)));
  const statuses = answers.map((answer) => answer.status);
  assert.ok(statuses.includes(429) && statuses.includes(401), String(statuses));
});

await test("the command line works beside the server, at once", async () => {
  const link = command("account", "add", store, "Carol", "--mail", "carol@example.com", "--role", "analyst");
  assert.ok(link.startsWith(server.url), link);
  const token = { Authorization: `Bearer ${command("token", "add", store, "carol@example.com")}` };
  assert.equal((await me(token)).json.role, "analyst");
  command("account", "role", store, "carol@example.com", "member", "--brand", "Noor");
  assert.deepEqual((await me(token)).json.rows.brands, ["Noor"]);
  command("account", "disable", store, "Carol");
  assert.equal((await me(token)).status, 401);
  assert.equal((await post("/api/v1/welcome/check", { key: keyOf(link) })).status, 404);
  command("account", "enable", store, "Carol");
  assert.equal((await me(token)).status, 200);
  const number = command("token", "list", store).split("\n").find((line) => line.includes("Carol")).trim().split(/\s+/)[0];
  command("token", "revoke", store, number);
  assert.equal((await me(token)).status, 401);
  const last = spawnSync(mizan, ["account", "disable", store, "1"], { encoding: "utf8" });
  assert.equal(last.status, 5);
  const reset = command("account", "link", store, "olga@example.com");
  const entered = await post("/api/v1/welcome", { key: keyOf(reset), password: other });
  assert.equal(entered.status, 201, entered.text);
  assert.equal((await me(owner)).status, 401, "a reset ends the sessions before");
  owner = { Cookie: cookieOf(entered) };
});

await test("who did what is written down", async () => {
  const log = readFileSync(join(store, "records.sqlite-wal"), "latin1");
  for (const action of ["sign-in", "link.welcome", "account.add", "account.role", "token.make", "token.revoke", "password.change", "totp.begin"])
    assert.ok(log.includes(action), action);
});

await test("the secret of one-time codes is sealed; without its key recovery codes still let in", async () => {
  const carol = { Cookie: cookieOf(await post("/api/v1/welcome", { key: keyOf(command("account", "link", store, "carol@example.com")), password: sentence })) };
  const { json } = await post("/api/v1/me/totp", { password: sentence }, carol);
  const confirmed = await send("PUT", "/api/v1/me/totp", { code: totp(json.secret) }, carol);
  assert.equal(confirmed.status, 200, confirmed.text);
  const bytes = readFileSync(join(store, "records.sqlite"), "latin1") + readFileSync(join(store, "records.sqlite-wal"), "latin1");
  assert.ok(!bytes.includes(json.secret));
  assert.equal(statSync(join(store, "secrets.key")).mode & 0o777, 0o600);
  const ask = async (where, code) => (await request(where, "POST", "/api/v1/session", { body: { mail: "carol@example.com", password: sentence, code }, headers: { Origin: where.url } })).status;
  await server.stop();
  renameSync(join(store, "secrets.key"), join(folder, "kept.key"));
  const without = await serve(store);
  assert.match(without.errors, /key of the store's secrets was not there/);
  assert.equal(await ask(without, totp(json.secret, 1)), 401);
  assert.equal(await ask(without, confirmed.json.recovery_codes[0]), 201);
  await without.stop();
  const again = await serve(store, "--key-file", join(folder, "kept.key"));
  assert.equal(await ask(again, totp(json.secret, 1)), 201);
  await again.stop();
});

await test("another system is told of every entry of the log, refused attempts among them", async () => {
  const entries = readFileSync(feed, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(entries.map((entry) => entry.number), entries.map((_, i) => i + 1), "each once, in order");
  const refused = entries.filter((entry) => entry.action === "access.refused");
  const has = (name, target, detail) => refused.some((entry) => entry.name === name && entry.target === target && detail.test(entry.detail) && entry.origin === "127.0.0.1");
  assert.ok(has("Bob", "GET /api/v1/accounts", /^members/), JSON.stringify(refused));
  assert.ok(has("Olga", "PATCH /api/v1/organization", /^origin, 5 times$/), JSON.stringify(refused));
  assert.ok(has("", null, /^token/), "whoever comes with no valid token is nobody, and what they ask for is not kept");
  assert.ok(!readFileSync(feed, "utf8").includes(sentence));
});

await test("sessions outlive a restart; a store with accounts prints no link", async () => {
  const next = await serve(store, "--listen", `127.0.0.1:${new URL(server.url).port}`);
  assert.ok(!next.printed.includes("welcome"));
  assert.equal((await request(next, "GET", "/api/v1/session", { headers: owner })).status, 200);
  await next.stop();
});

done();

// Two factors where the organization asks for them, by whatever way somebody comes in; and the password again before
// what changes credentials.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyOf, totp } from "../entering.mjs";
import { command, done, request, serve, test } from "./server.mjs";

const folder = mkdtempSync(join(tmpdir(), "mizan-factors-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const store = join(folder, "store");
command("init", store, "--name", "Sparrow");
for (const [name, role] of [["Olga", "owner"], ["Ada", "administrator"], ["Vera", "viewer"]])
  command("account", "add", store, name, "--mail", `${name.toLowerCase()}@example.com`, "--role", role);
let server = await serve(store);
const sentence = "correct horse battery", other = "staple of another kind";
const send = (method, path, body, headers = {}) => request(server, method, `/api/v1${path}`, { body, headers: { Origin: server.url, ...headers } });
const get = (path, headers) => send("GET", path, undefined, headers);
const cookieOf = (answer) => ({ Cookie: answer.headers["set-cookie"][0].split(";")[0] });
const signIn = (name, more = {}) => send("POST", "/session", { mail: `${name}@example.com`, password: sentence, ...more });
const enter = async (link, password = sentence) => send("POST", "/welcome", { key: keyOf(link), password });

const people = {};
for (const name of ["olga", "ada", "vera"]) {
  const entered = await enter(command("account", "link", store, `${name}@example.com`));
  assert.equal(entered.status, 201, entered.text);
  assert.equal(entered.json.needs, null);
  people[name] = cookieOf(entered);
}
const enrol = async (who) => {
  const begun = await send("POST", "/me/totp", {}, who);
  assert.equal(begun.status, 200, begun.text);
  const confirmed = await send("PUT", "/me/totp", { code: totp(begun.json.secret, -1) }, who);
  assert.equal(confirmed.status, 200, confirmed.text);
  return { secret: begun.json.secret, codes: confirmed.json.recovery_codes };
};
const token = { Authorization: `Bearer ${command("token", "add", store, "ada@example.com")}` };

await test("whom a second factor is asked of is set by people, not by programs", async () => {
  const set = (value, headers) => send("PATCH", "/organization", { second_factor: value }, headers);
  assert.equal((await set("some", people.olga)).status, 400);
  assert.equal((await set("everyone", people.vera)).status, 403);
  assert.equal((await set("administrators", token)).status, 403, "a token may not");
  assert.equal((await send("PATCH", "/organization", { name: "Sparrow", second_factor: "nobody" }, token)).status, 200, "what does not change it may be said");
  const changed = await set("administrators", people.olga);
  assert.equal(changed.status, 200, changed.text);
  assert.equal(changed.json.second_factor, "administrators");
  const log = await get("/audit?action=settings.change", { Authorization: `Bearer ${command("token", "add", store, "olga@example.com")}` });
  assert.match(JSON.stringify(log.json), /second_factor: nobody, now administrators/);
});

await test("who has none may nothing but set it up, at once and at the next sign-in", async () => {
  assert.equal((await get("/overview", people.vera)).status, 200, "a viewer is not asked");
  for (const who of [people.ada, cookieOf(await signIn("ada"))]) {
    for (const path of ["/overview", "/organization", "/accounts", "/me/sessions", "/me/tokens", "/metrics", "/events"]) {
      const answer = await get(path, who);
      assert.equal(answer.status, 403, path);
      assert.equal(answer.json.code, "second-factor", path);
    }
    for (const [method, path, body] of [["POST", "/me/tokens", { name: "x" }], ["PATCH", "/me", { name: "X" }], ["PATCH", "/organization", { second_factor: "nobody" }],
      ["PUT", "/me/password", { current: sentence, password: other }], ["POST", "/me/totp/end", {}]])
      assert.equal((await send(method, path, body, who)).json.code, "second-factor", path);
    const me = await get("/session", who);
    assert.equal(me.json.needs, "enrolment");
    assert.deepEqual(me.json.may, []);
  }
  assert.equal((await get("/overview", token)).status, 200, "a token that was made before goes on");
});

await test("setting codes up opens the door, of this session alone", async () => {
  const second = cookieOf(await signIn("ada"));
  people.adaCodes = await enrol(people.ada);
  assert.equal((await get("/session", people.ada)).json.needs, null);
  assert.equal((await get("/overview", people.ada)).status, 200);
  assert.equal((await get("/session", second)).json.needs, "code", "the other one has not given a code");
  assert.equal((await send("POST", "/me/totp", {}, second)).json.code, "second-factor", "nor may it have other codes in their place");
  assert.equal((await send("POST", "/session/confirm", { password: sentence }, second)).json.needs, "code", "a password is not a second factor");
  assert.equal((await send("POST", "/session/confirm", { code: "000000" }, second)).status, 403);
  const given = await send("POST", "/session/confirm", { code: people.adaCodes.codes[0] }, second);
  assert.equal(given.status, 200, given.text);
  assert.equal((await get("/overview", second)).status, 200);
  const code = await signIn("ada", { code: people.adaCodes.codes[1] });
  assert.equal(code.json.needs, null, "who signs in with a code needs none");
});

await test("a link stands for the password alone: the code is asked for behind it", async () => {
  await enrol(people.olga);
  const made = await send("POST", "/accounts/2/link", undefined, people.olga);
  const entered = await enter(made.json.link);
  assert.equal(entered.json.needs, "code");
  assert.equal((await get("/overview", cookieOf(entered))).json.code, "second-factor");
  people.ada = cookieOf(entered);
  assert.equal((await send("POST", "/session/confirm", { code: people.adaCodes.codes[2] }, people.ada)).json.needs, null);
});

await test("who has lost both gets an administrator's link, and sets both anew at once", async () => {
  const made = await send("POST", "/accounts/2/link?end_codes=true", undefined, people.olga);
  assert.equal((await get("/session", people.ada)).json.totp, true, "not before it is used");
  const entered = await enter(made.json.link);
  assert.equal(entered.json.totp, false);
  assert.equal(entered.json.needs, "enrolment");
  people.ada = cookieOf(entered);
  assert.equal((await get("/overview", people.ada)).status, 403);
  people.adaCodes = await enrol(people.ada);
  assert.equal((await get("/overview", people.ada)).status, 200);
  const link = command("account", "link", store, "ada@example.com", "--end-codes");
  people.ada = cookieOf(await enter(link));
  assert.equal((await get("/session", people.ada)).json.needs, "enrolment");
  people.adaCodes = await enrol(people.ada);
});

await test("who turns codes off while they are asked for sets others up", async () => {
  assert.equal((await send("POST", "/me/totp/end", {}, people.ada)).status, 204);
  assert.equal((await get("/session", people.ada)).json.needs, "enrolment");
  people.adaCodes = await enrol(people.ada);
});

await test("other recovery codes take the place of those before", async () => {
  assert.equal((await send("POST", "/me/totp/recovery-codes", undefined, people.vera)).status, 409, "who has no codes has none to recover");
  const made = await send("POST", "/me/totp/recovery-codes", undefined, people.ada);
  assert.equal(made.status, 200, made.text);
  assert.equal(new Set([...made.json.recovery_codes, ...people.adaCodes.codes]).size, 20);
  assert.equal((await signIn("ada", { code: people.adaCodes.codes[5] })).status, 401);
  assert.equal((await signIn("ada", { code: made.json.recovery_codes[5] })).status, 201);
});

await test("everyone is everyone, and a role that rises is asked from then on", async () => {
  assert.equal((await send("PATCH", "/organization", { second_factor: "everyone" }, people.olga)).status, 200);
  assert.equal((await get("/session", people.vera)).json.needs, "enrolment");
  assert.equal((await send("PATCH", "/organization", { second_factor: "administrators" }, people.olga)).status, 200);
  assert.equal((await get("/session", people.vera)).json.needs, null);
  command("account", "role", store, "vera@example.com", "administrator");
  people.vera = cookieOf(await signIn("vera"));
  assert.equal((await get("/session", people.vera)).json.needs, "enrolment");
  command("account", "role", store, "vera@example.com", "viewer");
  people.vera = cookieOf(await signIn("vera"));
});

await test("who has codes by their own choice is asked for one behind a link, too", async () => {
  const { codes } = await enrol(people.vera);
  assert.equal((await get("/session", people.vera)).json.needs, null);
  const entered = await enter(command("account", "link", store, "vera@example.com"));
  assert.equal(entered.json.needs, "code");
  people.vera = cookieOf(entered);
  assert.equal((await get("/overview", people.vera)).json.code, "second-factor");
  assert.equal((await send("POST", "/me/totp/end", {}, people.vera)).status, 403, "nor may it turn them off");
  assert.equal((await send("POST", "/session/confirm", { code: codes[0] }, people.vera)).json.needs, null);
  assert.equal((await send("POST", "/me/totp/end", {}, people.vera)).status, 204);
  assert.equal((await get("/session", people.vera)).json.needs, null);
});

await test("longer than ten minutes after the password, what changes credentials asks for it again", async () => {
  const second = cookieOf(await signIn("vera"));
  const number = (await get("/me/sessions", people.vera)).json.sessions.find((session) => !session.current).session;
  const olga = people.olga;
  await server.stop();
  const aged = spawnSync("sqlite3", [join(store, "records.sqlite"), "UPDATE session SET proved_at = proved_at - 601000000"], { encoding: "utf8" });
  assert.equal(aged.status, 0, aged.stderr);
  server = await serve(store, "--listen", new URL(server.url).host);
  const asks = async (method, path, body, who) => {
    const answer = await send(method, path, body, who);
    assert.equal(answer.status, 403, `${path}: ${answer.text}`);
    assert.equal(answer.json.code, "reauthenticate", path);
  };
  await asks("DELETE", `/me/sessions/${number}`, undefined, people.vera);
  await asks("DELETE", "/me/sessions", undefined, people.vera);
  await asks("POST", "/me/tokens", { name: "reader", scopes: ["read-values"] }, people.vera);
  await asks("POST", "/me/totp", {}, people.vera);
  await asks("POST", "/me/totp/end", {}, olga);
  await asks("POST", "/me/totp/recovery-codes", undefined, olga);
  await asks("POST", "/accounts/3/link", undefined, olga);
  await asks("PATCH", "/accounts/3", { mail: "v@example.com" }, olga);
  await asks("PUT", "/provider/settings", { issuer: "", client: "", title: "", page: "" }, olga);
  await asks("PUT", "/mail", { host: "", port: 25, tls: "none", sender: "", page: "" }, olga);
  await asks("PATCH", "/organization", { second_factor: "nobody" }, olga);
  assert.equal((await get("/me/sessions", people.vera)).status, 200, "looking is open");
  assert.equal((await send("PATCH", "/me", { name: "Vera" }, people.vera)).status, 200);
  assert.equal((await send("POST", "/session/confirm", { password: other }, people.vera)).status, 403);
  assert.equal((await send("POST", "/session/confirm", {}, people.vera)).status, 400);
  await asks("DELETE", `/me/sessions/${number}`, undefined, people.vera);
  const confirmed = await send("POST", "/session/confirm", { password: sentence }, people.vera);
  assert.equal(confirmed.status, 200, confirmed.text);
  assert.equal((await send("DELETE", `/me/sessions/${number}`, undefined, people.vera)).status, 204);
  assert.equal((await get("/session", second)).status, 401);
  assert.equal((await send("POST", "/me/tokens", { name: "reader", scopes: ["read-values"] }, people.vera)).status, 201);
  await asks("POST", "/accounts/3/link", undefined, olga);
});

await test("guessing at the password that is asked again is slowed", async () => {
  const tries = [];
  for (let i = 0; i < 8; i++) tries.push((await send("POST", "/session/confirm", { code: `00000${i}` }, people.olga)).status);
  assert.deepEqual([...new Set(tries)], [403, 429]);
});

await server.stop();
done();

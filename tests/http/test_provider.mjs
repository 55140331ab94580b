// Signing in at a provider of OpenID Connect: a real one (npm oidc-provider) with RS256 and ES256, and one of this test
// that lies in every way an ID token can.
import assert from "node:assert/strict";
import { createPrivateKey, generateKeyPairSync, createSign, createHash } from "node:crypto";
import http from "node:http";
import { keyOf } from "../entering.mjs";
import { command, done, makeStore, request, serve, test } from "./server.mjs";
import Provider from "oidc-provider";

const store = makeStore("--scale", "0.01");
const port = 20000 + Math.floor(Math.random() * 20000);
let server = await serve(store, "--listen", `127.0.0.1:${port}`, "--allow-internal", "127.0.0.1");
const sentence = "a long enough sentence", page = server.url;
const key = keyOf(command("account", "link", store, "olga@example.com"));
const entered = await server.send("POST", "/api/v1/welcome", { key, password: sentence }, { Authorization: null });
const owner = { Authorization: null, Origin: page, Cookie: entered.headers["set-cookie"][0].split(";")[0] };
const set = (settings) => request(server, "PUT", "/api/v1/provider/settings", { body: { title: "Example", page, ...settings }, headers: owner });
const get = (path, headers = {}) => request(server, "GET", path, { headers: { Authorization: null, ...headers } });

const jwk = (pair, more) => ({ ...pair.privateKey.export({ format: "jwk" }), use: "sig", ...more });
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }), ec = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** A browser without a window: keeps cookies by path, follows redirects until `stop` says so. */
class Browser {
  jar = new Map();
  async go(url, options = {}) {
    const header = [...this.jar].map(([name, value]) => `${name}=${value}`).join("; ");
    // Not by fetch: that of Debian 12's Node cannot tell one Set-Cookie from the next.
    const answer = await request({ url: "" }, options.method ?? "GET", url, { ...options, headers: { Cookie: header, ...options.headers } });
    for (const line of answer.headers["set-cookie"] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value) this.jar.set(name, value); else this.jar.delete(name);
    }
    return { status: answer.status, location: answer.headers.location && new URL(answer.headers.location, url).href, text: answer.text, url };
  }
  async follow(url, stop, options) {
    let answer = await this.go(url, options);
    while (answer.location && !stop(answer)) answer = await this.go(answer.location);
    return answer;
  }
}

function listen(handler) {
  const listener = http.createServer(handler).listen(0, "127.0.0.1");
  return new Promise((resolve) => listener.once("listening", () => resolve({ listener, url: `http://127.0.0.1:${listener.address().port}` })));
}

let handle = (_, answer) => answer.end();
const real = await listen((question, answer) => handle(question, answer));
const client = (id, alg, more) => ({ client_id: id, redirect_uris: [`${page}/api/v1/provider/return`], id_token_signed_response_alg: alg, ...more });
console.warn = console.info = () => {};
const provider = new Provider(real.url, {
  clients: [client("rsa", "RS256", { client_secret: "s p+a/ce" }), client("ec", "ES256", { token_endpoint_auth_method: "none" })],
  jwks: { keys: [jwk(rsa, { kid: "one", alg: "RS256" }), jwk(ec, { kid: "two", alg: "ES256" })] },
  claims: { email: ["email", "email_verified"], profile: ["name"] },
  conformIdTokenClaims: false,
  pkce: { required: () => true, methods: ["S256"] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id.replace(/^not-/, "")}@example.com`, email_verified: !id.startsWith("not-"), name: id }) }),
  cookies: { keys: ["test"] },
});
handle = provider.callback();

/** Signs in at the real provider; the browser stands behind the last redirect. */
async function signIn(login) {
  const browser = new Browser();
  let answer = await browser.follow(`${page}/api/v1/provider/begin`, () => false);
  for (const body of [`prompt=login&login=${login}&password=x`, "prompt=consent"]) {
    const action = /action="([^"]+)"/.exec(answer.text)[1];
    answer = await browser.follow(action, ({ location }) => location.startsWith(page) && !location.includes("/provider/"),
      { method: "POST", body, headers: { "Content-Type": "application/x-www-form-urlencoded" } });
  }
  return { browser, answer };
}

await test("without a provider there is none", async () => {
  assert.equal((await get("/api/v1/provider")).json.title, null);
  assert.equal((await get("/api/v1/provider/begin")).status, 404);
  assert.equal((await server.get("/api/v1/provider/settings")).status, 200);
  assert.equal((await server.send("PUT", "/api/v1/provider/settings", {})).status, 403, "a token may not");
});

for (const [id, secret] of [["rsa", "s p+a/ce"], ["ec", ""]])
  await test(`a member signs in at the provider (${id})`, async () => {
    const made = await set({ issuer: real.url, client: id, secret });
    assert.equal(made.status, 200, made.text);
    assert.ok(!made.text.includes("s p+a/ce"));
    assert.equal((await get("/api/v1/provider")).json.title, "Example");
    if (id === "rsa") command("account", "add", store, "Rita", "--mail", "rita@example.com", "--role", "member");
    const { browser, answer } = await signIn("rita");
    assert.equal(answer.status, 303, answer.text);
    assert.equal(answer.location, `${page}/`);
    const [name, value] = [...browser.jar].find(([one]) => one === `mizan-${port}`);
    const me = await get("/api/v1/session", { Cookie: `${name}=${value}` });
    assert.equal(me.json.name, "Rita");
  });

await test("whether one would do is seen before it is kept", async () => {
  const look = async (issuer) => (await request(server, "POST", "/api/v1/provider/look", { body: { issuer }, headers: owner })).json;
  const seen = await look(real.url);
  assert.equal(seen.problem, null);
  assert.equal(seen.works, true);
  assert.equal(seen.authorize, `${real.url}/auth`);
  assert.equal(seen.keys, 2);
  assert.ok(seen.algorithms.includes("RS256"));
  const otherwise = await look(`${real.url}/`);
  assert.equal(otherwise.works, false);
  assert.match(otherwise.hint, new RegExp(`${real.url}$`), "how it calls itself");
  assert.match((await look(`${real.url}/somewhere`)).hint, /somewhere\/\.well-known/);
  const inside = await look("https://localhost:1");
  assert.match(inside.problem, /internal address/);
  assert.match(inside.hint, /--allow-internal localhost/);
  assert.match((await look("file:///etc/passwd")).problem, /https:/);
  const [entry] = (await server.get("/api/v1/audit?action=provider.look&limit=1")).json.entries;
  assert.match(entry.detail, /^file:/);
});

await test("what a provider is kept with is whole, and taken away with its secret", async () => {
  for (const [where, wrong] of [["issuer", { issuer: "id.example.com" }], ["page", { page: "here" }], ["client", { client: "" }], ["title", { title: "" }], ["acr", { acr: "x".repeat(501) }]])
    assert.equal((await set({ issuer: real.url, client: "rsa", ...wrong })).json.where, where);
  await set({ issuer: "", client: "", title: "", page: "", secret: "" });
  assert.equal((await get("/api/v1/provider")).json.title, null);
  const kept = await request(server, "GET", "/api/v1/provider/settings", { headers: owner });
  assert.deepEqual(kept.json, { issuer: "", client: "", has_secret: false, title: "", acr: "", page: "" });
  await set({ issuer: real.url, client: "ec", secret: "" });
});

await test("who has no account, or a mail address that is not verified, stays outside", async () => {
  assert.equal((await signIn("stranger")).answer.status, 403);
  assert.equal((await signIn("not-olga")).answer.status, 403);
});

await test("a return that was not begun here is refused, and a state is good once", async () => {
  const begun = await new Browser().go(`${page}/api/v1/provider/begin`);
  const state = new URL(begun.location).searchParams.get("state");
  const asked = new URL(begun.location).searchParams;
  assert.equal(asked.get("code_challenge_method"), "S256");
  assert.match(asked.get("nonce"), /^[\w-]{43}$/);
  const elsewhere = await get(`/api/v1/provider/return?state=${state}&code=x`);
  assert.equal(elsewhere.status, 403);
  assert.equal((await get("/api/v1/provider/return?state=nothing&code=x")).status, 403);
  assert.equal((await get("/api/v1/provider/return?error=access_denied&state=x")).status, 403);
});

/** A provider that gives the token that `lie` makes of an honest one. */
let lie, nonce, verifierWasRight;
const liar = await listen((question, answer) => {
  const url = new URL(question.url, liar.url), json = (value) => { answer.setHeader("Content-Type", "application/json"); answer.end(JSON.stringify(value)); };
  if (url.pathname.endsWith("openid-configuration")) return json({ issuer: liar.url, authorization_endpoint: `${liar.url}/auth`, token_endpoint: `${liar.url}/token`, jwks_uri: `${liar.url}/keys` });
  if (url.pathname === "/keys") return json({ keys: [{ ...rsa.publicKey.export({ format: "jwk" }), kid: "one" }, { ...ec.publicKey.export({ format: "jwk" }), kid: "two" }] });
  let body = "";
  question.on("data", (piece) => { body += piece; });
  question.on("end", () => {
    const verifier = new URLSearchParams(body).get("code_verifier");
    verifierWasRight = createHash("sha256").update(verifier).digest("base64url");
    json({ id_token: lie() });
  });
});
const now = () => Math.floor(Date.now() / 1000);
const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
function token(claims = {}, head = {}, sign = (input) => createSign("sha256").update(input).sign(rsa.privateKey)) {
  const honest = { iss: liar.url, aud: "us", sub: "rita", nonce, iat: now(), exp: now() + 60, email: "rita@example.com", email_verified: true };
  const input = `${part({ alg: "RS256", kid: "one", ...head })}.${part({ ...honest, ...claims })}`;
  return `${input}.${sign(input).toString("base64url")}`;
}
async function comeBack(how, query = "") {
  const browser = new Browser(), begun = await browser.go(`${page}/api/v1/provider/begin${query}`), asked = new URL(begun.location).searchParams;
  nonce = asked.get("nonce");
  lie = how;
  const answer = await browser.go(`${page}/api/v1/provider/return?state=${asked.get("state")}&code=x`);
  if (how) assert.equal(verifierWasRight, asked.get("code_challenge"));
  answer.asked = asked;
  answer.cookie = `mizan-${port}=${browser.jar.get(`mizan-${port}`)}`;
  answer.me = async () => (await get("/api/v1/session", { Cookie: answer.cookie })).json;
  return answer;
}
const p1363 = (input) => createSign("sha256").update(input).sign({ key: ec.privateKey, dsaEncoding: "ieee-p1363" });
const otherKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const { createHmac } = await import("node:crypto");

await set({ issuer: liar.url, client: "us", secret: "" });
await test("honest tokens are taken", async () => {
  assert.equal((await comeBack(() => token())).status, 303);
  assert.equal((await comeBack(() => token({ aud: ["us"] }))).status, 303);
  assert.equal((await comeBack(() => token({ aud: ["us", "them"], azp: "us" }))).status, 303);
  assert.equal((await comeBack(() => token({}, { alg: "ES256", kid: "two" }, p1363))).status, 303);
  assert.equal((await comeBack(() => token({}, { kid: undefined }))).status, 303);
});

await test("how they signed in there is asked for, required and written down", async () => {
  await set({ issuer: liar.url, client: "us", secret: "", acr: "urn:strong phr" });
  const begun = new URL((await new Browser().go(`${page}/api/v1/provider/begin`)).location).searchParams;
  assert.equal(begun.get("acr_values"), "urn:strong phr");
  assert.equal((await comeBack(() => token({ acr: "phr", amr: ["pwd", "otp"], auth_time: 1700000000 }))).status, 303);
  for (const acr of [undefined, "", "0", "urn", "urn:strong phr"]) assert.equal((await comeBack(() => token({ acr }))).status, 401, acr);
  const [entry] = (await server.get("/api/v1/audit?action=sign-in&outcome=done&limit=1")).json.entries;
  assert.equal(entry.detail, "provider: acr=phr, amr=pwd+otp, auth_time=1700000000");
  await set({ issuer: liar.url, client: "us", secret: "" });
});

await test("where two factors are asked for, the provider's word counts as far as it goes", async () => {
  const change = (second_factor) => request(server, "PATCH", "/api/v1/organization", { body: { second_factor }, headers: owner });
  assert.equal((await change("everyone")).status, 200);
  const needs = async (claims) => (await (await comeBack(() => token(claims))).me()).needs;
  for (const amr of [undefined, [], ["pwd"], ["otp"], ["pwd", "pin"], "mfa", ["face"]]) assert.equal(await needs({ amr }), "enrolment", String(amr));
  for (const amr of [["mfa"], ["pwd", "otp"], ["hwk", "pin"]]) assert.equal(await needs({ amr }), null, String(amr));
  // The owner came by a password and has to set codes up, too: the settings are changed by what stands behind the server.
  await server.stop();
  command("settings", store, "--second-factor", "nobody");
  server = await serve(store, "--listen", `127.0.0.1:${port}`, "--allow-internal", "127.0.0.1");
  assert.equal(await needs({ amr: ["pwd"] }), null);
  await set({ issuer: liar.url, client: "us", secret: "", acr: "phr" });
  assert.equal((await change("everyone")).status, 200);
  assert.equal(await needs({ acr: "phr" }), null, "the way that the owner asks for there");
  await server.stop();
  command("settings", store, "--second-factor", "nobody");
  server = await serve(store, "--listen", `127.0.0.1:${port}`, "--allow-internal", "127.0.0.1");
  await set({ issuer: liar.url, client: "us", secret: "" });
});

await test("signing in there is begun by the person, not by a page of another site", async () => {
  for (const site of ["cross-site", "same-site"]) assert.equal((await get("/api/v1/provider/begin", { "Sec-Fetch-Site": site })).status, 403, site);
  for (const site of ["same-origin", "none"]) assert.equal((await get("/api/v1/provider/begin", { "Sec-Fetch-Site": site })).status, 303, site);
});

await test("who is to be asked again is, and the provider has to say so", async () => {
  const { asked, location } = await comeBack(() => token({ auth_time: now() }), "?again=true");
  assert.equal(asked.get("prompt"), "login");
  assert.equal(asked.get("max_age"), "0");
  assert.equal(location, `${page}/settings/account`);
  assert.equal((await comeBack(() => token(), "?again=true")).status, 403);
  assert.equal((await comeBack(() => token({ auth_time: now() - 3600 }), "?again=true")).status, 403);
  const open = async (auth_time) => {
    const browser = await comeBack(() => token({ auth_time }));
    return (await request(server, "POST", "/api/v1/me/tokens", { body: { name: "x", scopes: ["read-values"] }, headers: { Authorization: null, Origin: page, Cookie: browser.cookie } })).json.code;
  };
  assert.equal(await open(now() - 60), undefined, "a minute ago is lately");
  assert.equal(await open(now() - 3600), "reauthenticate");
  assert.equal(await open(undefined), "reauthenticate", "nor where it is not said");
});

const lies = {
  "no signature": () => token({}, { alg: "none" }, () => Buffer.alloc(0)),
  "none, signed": () => token({}, { alg: "none" }),
  "HS256 with the public key": () => token({}, { alg: "HS256" }, (input) => createHmac("sha256", rsa.publicKey.export({ type: "spki", format: "pem" })).update(input).digest()),
  "another key": () => token({}, {}, (input) => createSign("sha256").update(input).sign(otherKey)),
  "a key of another type": () => token({}, { alg: "ES256", kid: "one" }),
  "a name of another key": () => token({}, { kid: "two" }),
  "a critical extension": () => token({}, { crit: ["b64"] }),
  "another issuer": () => token({ iss: "https://evil.example" }),
  "for another": () => token({ aud: "them" }),
  "for several, none said": () => token({ aud: ["us", "them"] }),
  "for several, another said": () => token({ aud: ["us", "them"], azp: "them" }),
  "another nonce": () => token({ nonce: "x" }),
  "no nonce": () => token({ nonce: undefined }),
  "over": () => token({ exp: now() - 120 }),
  "no end": () => token({ exp: undefined }),
  "of the future": () => token({ iat: now() + 600 }),
  "nobody": () => token({ sub: "" }),
  "claims changed": () => { const [head, , sign] = token().split("."); return `${head}.${part({ iss: liar.url, aud: "us", sub: "olga", nonce, iat: now(), exp: now() + 60 })}.${sign}`; },
  "an empty ECDSA signature": () => token({}, { alg: "ES256", kid: "two" }, () => Buffer.alloc(64)),
  "no token": () => "a.b",
};
for (const [name, how] of Object.entries(lies))
  await test(`a token is refused: ${name}`, async () => assert.equal((await comeBack(how)).status, 401));

await test("an internal provider is not asked unless it was allowed", async () => {
  await set({ issuer: real.url.replace("http://127.0.0.1", "https://localhost"), client: "rsa" });
  const answer = await get("/api/v1/provider/begin");
  assert.equal(answer.status, 403);
  assert.match(answer.json.detail, /internal address/);
});

await server.stop();
real.listener.close();
liar.listener.close();
done();

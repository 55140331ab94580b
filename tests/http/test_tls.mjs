// TLS by the program itself: versions, ciphers, headers, and a renewed certificate.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { done, makeStore, mizan, pause, serve, test } from "./server.mjs";

const folder = mkdtempSync(join(tmpdir(), "mizan-tls-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
function makeCertificate(name) {
  const key = join(folder, `${name}.key`), certificate = join(folder, `${name}.pem`);
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", certificate,
    "-days", "2", "-subj", `/CN=${name}`, "-addext", "subjectAltName=IP:127.0.0.1"], { stdio: "ignore" });
  return { key, certificate };
}
const first = makeCertificate("first"), second = makeCertificate("second");
const key = join(folder, "live.key"), certificate = join(folder, "live.pem");
const install = (from) => { copyFileSync(from.key, key); copyFileSync(from.certificate, certificate); };
install(first);
const store = makeStore("--scale", "0.01");
const server = await serve(store, "--tls-cert", certificate, "--tls-key", key, "--patience", "2");
const { port } = new URL(server.url);

const get = (path) => new Promise((resolve, reject) => {
  https.get(`https://127.0.0.1:${port}${path}`, { rejectUnauthorized: false, agent: false }, (response) => {
    response.resume().on("end", () => resolve(response));
  }).on("error", reject);
});
/** What a handshake with these options agrees on; undefined where it fails. */
const shake = (options) => new Promise((resolve) => {
  const socket = tls.connect({ host: "127.0.0.1", port: Number(port), rejectUnauthorized: false, ...options }, () => {
    resolve({ version: socket.getProtocol(), cipher: socket.getCipher().name, subject: socket.getPeerCertificate().subject.CN });
    socket.destroy();
  });
  socket.on("error", () => resolve(undefined));
});

await test("the address says https, and browsers are told to keep to it", async () => {
  assert.match(server.url, /^https:/);
  for (const path of ["/", "/api/v1/kinds", "/api/v1/nothing", "/assets/nothing.js"])
    assert.match((await get(path)).headers["strict-transport-security"] ?? "", /max-age=\d{8}/, path);
});

await test("TLS 1.2 and 1.3 and nothing older; no cipher without forward secrecy", async () => {
  assert.equal((await shake({ minVersion: "TLSv1.3" })).version, "TLSv1.3");
  assert.equal((await shake({ maxVersion: "TLSv1.2" })).version, "TLSv1.2");
  assert.match((await shake({ maxVersion: "TLSv1.2" })).cipher, /^ECDHE-.*(GCM|POLY1305)/);
  for (const maxVersion of ["TLSv1.1", "TLSv1"])
    assert.equal(await shake({ minVersion: "TLSv1", maxVersion, ciphers: "ALL:@SECLEVEL=0" }), undefined, maxVersion);
  for (const ciphers of ["AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384", "NULL"])
    assert.equal(await shake({ maxVersion: "TLSv1.2", ciphers: `${ciphers}:@SECLEVEL=0` }), undefined, ciphers);
});

await test("plain HTTP is not answered there", async () => {
  const answer = await new Promise((resolve) => {
    fetch(`http://127.0.0.1:${port}/healthz`).then(resolve, () => resolve(null));
  });
  assert.equal(answer, null);
});

await test("a handshake that is not gone on with is cut off", async () => {
  const net = await import("node:net");
  const began = Date.now();
  await new Promise((resolve) => { net.connect(Number(port), "127.0.0.1").on("close", resolve).on("error", () => {}); });
  assert.ok(Date.now() - began < 12000);
});

await test("SIGHUP takes the renewed certificate, and keeps the old one where the new is not fit", async () => {
  assert.equal((await shake({})).subject, "first");
  install(second);
  server.child.kill("SIGHUP");
  await pause(500);
  assert.equal((await shake({})).subject, "second");
  writeFileSync(certificate, "rubbish");
  server.child.kill("SIGHUP");
  await pause(500);
  assert.equal((await shake({})).subject, "second");
  copyFileSync(first.certificate, certificate); // of another key
  server.child.kill("SIGHUP");
  await pause(500);
  assert.equal((await shake({})).subject, "second");
  assert.match(server.errors, /live\.pem/);
  assert.deepEqual(await server.stop(), { code: 0, signal: null });
});

await test("it does not start with a certificate and a key that do not belong together, or one alone", async () => {
  const start = (...options) => spawnSync(mizan, ["serve", store, "--listen", "127.0.0.1:0", ...options], { encoding: "utf8", timeout: 10000 });
  for (const options of [["--tls-cert", first.certificate, "--tls-key", second.key], ["--tls-cert", first.certificate], ["--tls-key", first.key],
    ["--tls-cert", first.key, "--tls-key", first.key], ["--tls-cert", join(folder, "none.pem"), "--tls-key", first.key]]) {
    const ended = start(...options);
    assert.ok(ended.status > 0, options.join(" "));
    assert.match(ended.stderr, /mizan: /);
  }
});

await test("without TLS it listens to its own machine, or says why not", async () => {
  const start = (...options) => spawnSync(mizan, ["serve", store, ...options], { encoding: "utf8", timeout: 10000 });
  for (const address of ["0.0.0.0:0", "[::]:0"]) {
    const ended = start("--listen", address);
    assert.equal(ended.status, 2, address);
    assert.match(ended.stderr, /could be read on the way/);
    assert.match(ended.stderr, /--tls-cert.*--trust-proxy.*--insecure-http/s);
  }
  const open = await serve(store, "--listen", "0.0.0.0:0", "--insecure-http");
  assert.match(open.errors, /warning: what is sent to this address can be read/);
  await open.stop();
  const behind = await serve(store, "--listen", "0.0.0.0:0", "--trust-proxy", "127.0.0.1");
  assert.equal((await behind.stop()).code, 0);
});

await test("behind a proxy that is named, clients come over TLS alone", async () => {
  const proxied = await serve(store, "--trust-proxy", "127.0.0.1");
  const from = async (address, scheme, path = "/api/v1/kinds") =>
    (await proxied.get(path, { "X-Forwarded-For": address, ...(scheme && { "X-Forwarded-Proto": scheme }) })).status;
  assert.equal(await from("203.0.113.5", "https"), 200);
  for (const scheme of ["http", undefined]) {
    assert.equal(await from("203.0.113.5", scheme), 403);
    assert.equal(await from("203.0.113.5", scheme, "/"), 403);
    assert.equal(await from("2001:db8::1", scheme), 403);
    assert.equal(await from("203.0.113.5", scheme, "/healthz"), 200);
    assert.equal(await from("127.0.0.1", scheme), 200);
    assert.equal(await from("::1", scheme), 200);
  }
  const refused = await proxied.get("/api/v1/kinds", { "X-Forwarded-For": "203.0.113.5", "X-Forwarded-Proto": "http" });
  assert.equal(refused.json.where, "https");
  assert.match(refused.json.hint, /X-Forwarded-Proto/);
  await proxied.stop();
  const open = await serve(store, "--trust-proxy", "127.0.0.1", "--insecure-http");
  assert.equal((await open.get("/api/v1/kinds", { "X-Forwarded-For": "203.0.113.5", "X-Forwarded-Proto": "http" })).status, 200);
  await open.stop();
});

done();

// `mizan serve` of a store on a free port, for the measures that ask it.
"use strict";
const { spawn, spawnSync } = require("node:child_process");
const http = require("node:http");
const net = require("node:net");

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// An account of the store for the measures, and what a command about it prints: a token, a link.
function account(settings, store, ...words) {
  const run = (...all) => spawnSync(settings.mizan, all, { encoding: "utf8" });
  run("account", "add", store, "Bench", "--mail", "bench@example.com", "--role", "owner"); // there from an earlier run: refused
  const ran = run(...words.map((word) => (word === "STORE" ? store : word)));
  if (ran.status !== 0) throw new Error(`mizan ${words[0]} ${words[1]}: ${ran.stderr.trim()}`);
  return ran.stdout.trim();
}

// Tokens by origin: every request to a server of ours carries one.
const tokens = new Map();
const bearer = (url) => (tokens.has(new URL(url).origin) ? { Authorization: `Bearer ${tokens.get(new URL(url).origin)}` } : {});

// { status, bytes, type } of one request; rejects where nobody listens.
function ask(url, options = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { ...options, headers: { ...bearer(url), ...options.headers } }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => resolve({ status: response.statusCode, bytes: Buffer.concat(parts), type: response.headers["content-type"] }));
    });
    request.on("error", reject);
    request.end(options.body);
  });
}

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

// Starts the server; resolves when `path` is first answered with 200, with the seconds that took.
async function serve(settings, store, path = "/healthz", options = []) {
  const port = await freePort();
  tokens.set(`http://127.0.0.1:${port}`, account(settings, store, "token", "add", "STORE", "bench@example.com", "--name", "bench", "--days", "1"));
  const start = process.hrtime.bigint();
  const child = spawn(settings.mizan, ["serve", store, "--listen", `127.0.0.1:${port}`, ...options], { stdio: ["ignore", "ignore", "pipe"] });
  let errors = "", gone = false;
  child.stderr.on("data", (data) => (errors += data));
  running.add(child);
  child.on("exit", () => {
    gone = true;
    running.delete(child);
  });
  const origin = `http://127.0.0.1:${port}`;
  for (;;) {
    if (gone) throw new Error(`the server ended: ${errors.trim()}`);
    const answer = await ask(origin + path).catch(() => null);
    if (answer && answer.status === 200) break;
    await wait(2);
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const stop = () => new Promise((resolve) => {
    if (gone) return resolve();
    child.on("exit", resolve);
    child.kill("SIGTERM");
  });
  return { origin, seconds, pid: child.pid, stop };
}

// The cookie of a new session, for a browser: { name, value, url }.
async function session(settings, store, origin) {
  const link = new URL(account(settings, store, "account", "link", "STORE", "bench@example.com"), origin);
  const answer = await fetch(`${origin}/api/v1/welcome`, { method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ key: new URLSearchParams(link.hash.slice(1)).get("key"), password: "measures of an afternoon" }) });
  if (!answer.ok) throw new Error(`no session: ${await answer.text()}`);
  const [name, value] = answer.headers.get("set-cookie").split(";")[0].split("=");
  return { name, value, url: origin };
}

module.exports = { serve, ask, bearer, session, wait, freePort, running };

// A running `mizan serve` for the tests of this folder: a sample store, the process, requests to it.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const mizan = process.env.MIZAN;
export const source = process.env.MIZAN_SOURCE;
if (!mizan || !source) throw new Error("MIZAN and MIZAN_SOURCE are not set: run this through ctest");

export function makeStore(...options) {
  const folder = mkdtempSync(join(tmpdir(), "mizan-http-"));
  const store = join(folder, "store");
  const made = spawnSync(mizan, ["demo", store, "--until", "2026-10-31", ...options], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`mizan demo: ${made.stderr}`);
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  command("account", "add", store, "Olga", "--mail", "olga@example.com", "--role", "owner");
  tokens.set(store, command("token", "add", store, "olga@example.com"));
  return store;
}

/** Runs the program; what it printed. */
export function command(...words) {
  const ran = spawnSync(mizan, words, { encoding: "utf8" });
  if (ran.status !== 0) throw new Error(`mizan ${words.slice(0, 2).join(" ")}: ${ran.stderr}`);
  return ran.stdout.trim();
}

/** A token of each store's owner, which requests carry unless they say another `Authorization` (null: none). */
export const tokens = new Map();

/** Starts a server and waits for its address. */
export async function serve(store, ...options) {
  const started = performance.now();
  const child = spawn(mizan, ["serve", store, ...(options.includes("--listen") ? [] : ["--listen", "127.0.0.1:0"]), ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const server = { child, token: tokens.get(store), errors: "", url: "", agent: new http.Agent({ keepAlive: true, maxSockets: 64 }) };
  child.stderr.on("data", (text) => { server.errors += text; });
  server.ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
  process.on("exit", () => { if (child.exitCode === null) child.kill("SIGKILL"); });
  server.url = await new Promise((resolve, reject) => {
    child.stdout.once("data", (text) => {
      server.printed = String(text);
      resolve(server.printed.split("\n")[0]);
    });
    child.once("exit", () => reject(new Error(`mizan serve ended: ${server.errors}`)));
  });
  server.startedIn = performance.now() - started;
  server.stop = async (signal = "SIGTERM") => {
    child.kill(signal);
    return server.ended;
  };
  server.get = (path, headers = {}) => request(server, "GET", path, { headers });
  server.send = (method, path, body, headers = {}) => request(server, method, path, { headers, body });
  return server;
}

/** One request; the answer whole: {status, headers, text, json, milliseconds}. `json` is undefined where it is none. */
export function request(server, method, path, { headers = {}, body, signal } = {}) {
  const began = performance.now();
  const bytes = body === undefined || typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  headers = { ...(server.token && { Authorization: `Bearer ${server.token}` }), ...headers };
  if (!headers.Authorization) delete headers.Authorization;
  if (body !== undefined && bytes !== body) headers = { "Content-Type": "application/json", ...headers };
  return new Promise((resolve, reject) => {
    const sent = http.request(server.url + path, { method, headers, agent: server.agent, signal }, (response) => {
      const pieces = [];
      response.on("data", (piece) => pieces.push(piece));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(pieces).toString();
        let json;
        try { json = JSON.parse(text); } catch { json = undefined; }
        resolve({ status: response.statusCode, headers: response.headers, text, json, milliseconds: performance.now() - began });
      });
    });
    sent.on("error", reject);
    if (bytes !== undefined) sent.setHeader("Content-Length", Buffer.byteLength(bytes));
    sent.end(bytes);
  });
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let failures = 0, cases = 0;
/** A test case; the exit status says whether all held. */
export async function test(name, body) {
  cases++;
  try {
    await body();
    console.log(`ok ${cases} ${name}`);
  } catch (error) {
    failures++;
    console.log(`not ok ${cases} ${name}\n  ${String(error.stack ?? error).replaceAll("\n", "\n  ")}`);
  }
}

export function done() {
  console.log(`${cases} cases, ${failures} failed`);
  process.exit(failures ? 1 : 0);
}

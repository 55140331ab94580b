// `mizan serve` of a store on a free port, for the measures that ask it.
"use strict";
const { spawn } = require("node:child_process");
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

// { status, bytes, type } of one request; rejects where nobody listens.
function ask(url, options = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, options, (response) => {
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
async function serve(settings, store, path = "/healthz") {
  const port = await freePort();
  const start = process.hrtime.bigint();
  const child = spawn(settings.mizan, ["serve", store, "--listen", `127.0.0.1:${port}`], { stdio: ["ignore", "ignore", "pipe"] });
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

module.exports = { serve, ask, wait, freePort, running };

// A flood of attempts to sign in, from many addresses at once (as a trusted proxy would hand them on), and how long
// others wait meanwhile: who asks for what is kept, and who asks questions that are computed.
"use strict";
const http = require("node:http");
const { run, sampleStore } = require("./base.js");
const { serve, ask, bearer, wait } = require("./server.js");

const CONNECTIONS = 64;

// Attempts as fast as they are answered, each of an account and an address of its own; { stop, counts }.
function flood(origin) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const counts = {};
  let going = true, number = 0;
  const one = () => new Promise((resolve) => {
    const n = number++;
    const body = JSON.stringify({ mail: `someone${n}@example.com`, password: "a guess among many" });
    const request = http.request(`${origin}/api/v1/session`, { method: "POST", agent,
      headers: { "Content-Type": "application/json", "Content-Length": body.length, "X-Forwarded-For": `198.51.${(n >> 8) & 255}.${n & 255}` } }, (response) => {
      counts[response.statusCode] = (counts[response.statusCode] || 0) + 1;
      response.resume();
      response.on("end", resolve);
    });
    request.on("error", resolve);
    request.end(body);
  });
  const loops = Array.from({ length: CONNECTIONS }, async () => { while (going) await one(); });
  return { counts, stop: async () => { going = false; await Promise.all(loops); agent.destroy(); } };
}

// The slowest hundredth, in milliseconds.
async function kept(url, seconds) {
  const header = Object.entries(bearer(url)).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const { out } = await run("wrk", [...header, "-t1", "-c8", `-d${seconds}s`, "--latency", url]);
  const [, number, unit] = out.match(/99%\s+([\d.]+)(us|ms|s)/);
  if (/Non-2xx/.test(out)) throw new Error("refused");
  return Number(number) * { us: 0.001, ms: 1, s: 1000 }[unit];
}

async function computed(origin, from, count) {
  const times = [];
  for (let i = 0; i < count; i++) {
    const day = new Date(Date.UTC(2026, 0, 1) + (from + i) * 86400000).toISOString().slice(0, 10), start = process.hrtime.bigint();
    const { status } = await ask(`${origin}/api/v1/calendar?from=2025-01-01&to=${day}`);
    if (status !== 200) throw new Error(`calendar: ${status}`);
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  return times.sort((a, b) => a - b)[Math.ceil(0.99 * count) - 1];
}

async function measure(settings) {
  const store = await sampleStore();
  const server = await serve(settings, store, "/healthz", ["--trust-proxy", "127.0.0.1", "--insecure-http"]);
  const url = `${server.origin}/api/v1/metrics/nps/values?period=month&by=brand`, seconds = settings.full ? 10 : 3;
  await ask(url);
  const before = { kept: await kept(url, seconds), computed: await computed(server.origin, 0, 100) };
  const attack = flood(server.origin);
  await wait(500);
  const during = { kept: await kept(url, seconds), computed: await computed(server.origin, 100, 100) };
  await attack.stop();
  await server.stop();
  const said = Object.entries(attack.counts).map(([status, count]) => `${count} of ${status}`).join(", ");
  return ["kept", "computed"].map((name) => ({
    measure: `99 of 100 ${name} answers while ${CONNECTIONS} connections try to sign in (${said})`, ours: `${during[name].toFixed(1)} ms`,
    peer: `${before[name].toFixed(1)} ms without`, asked: "under 50 ms", met: during[name] < 50,
  }));
}

module.exports = { measure };

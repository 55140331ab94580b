// Requests a second of a cached metric value beside nginx giving the same bytes from a file, and the slowest
// hundredth of them while a heavy query runs.
"use strict";
const { spawn, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { run, sampleStore, temporary, median } = require("./base.js");
const { serve, ask, bearer, wait, freePort, running } = require("./server.js");

const VALUES = "/api/v1/metrics/nps/values?period=month&by=brand";
const HEAVY = "SELECT count(*) FROM answer a JOIN event b ON a.customer = b.customer JOIN orders o ON o.customer = a.customer WHERE a.score + b.value > o.quantity";

// Fails where an answer is not as large as it was when it was asked for alone.
async function wrk(url, seconds, size) {
  const { out } = await run("wrk", [...Object.entries(bearer(url)).flatMap(([name, value]) => ["-H", `${name}: ${value}`]), "-t1", "-c16", `-d${seconds}s`, "--latency", url]);
  const time = out.match(/99%\s+([\d.]+)(us|ms|s)/);
  const [, count, read, unit] = out.match(/(\d+) requests in [^,]+, ([\d.]+)(\w+) read/);
  if (Number(read) * { KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 }[unit] < 0.9 * size * Number(count)) throw new Error(`${url} gives less than ${size} bytes`);
  return { rate: Number(out.match(/Requests\/sec:\s+([\d.]+)/)[1]), slowest: Number(time[1]) * { us: 0.001, ms: 1, s: 1000 }[time[2]],
    failed: /Non-2xx/.test(out) };
}

async function startNginx(bytes, type) {
  const folder = temporary(), port = await freePort();
  fs.writeFileSync(path.join(folder, "value"), bytes);
  fs.chmodSync(folder, 0o755);
  fs.writeFileSync(path.join(folder, "nginx.conf"), `
    daemon off; pid ${folder}/pid; error_log ${folder}/errors; worker_processes auto;
    events { worker_connections 256; }
    http { access_log off; default_type "${type}"; keepalive_requests 1000000; sendfile on; tcp_nopush on;
      client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
      server { listen 127.0.0.1:${port}; root ${folder}; } }`);
  const child = spawn("nginx", ["-p", folder, "-c", path.join(folder, "nginx.conf")], { stdio: "ignore" });
  running.add(child);
  child.on("exit", () => running.delete(child));
  const url = `http://127.0.0.1:${port}/value`;
  for (let i = 0; i < 200 && !(await ask(url).catch(() => null)); i++) await wait(20);
  return { url, stop: () => { child.kill("SIGQUIT"); fs.rmSync(folder, { recursive: true, force: true }); } };
}

// Asks heavy queries one after another until told to stop.
function keepBusy(origin) {
  let stop = false, asked = 0;
  const loop = (async () => {
    while (!stop) {
      await ask(`${origin}/api/v1/query`, { method: "POST", headers: { "Content-Type": "application/json", "Query-Id": "bench" },
        body: JSON.stringify({ sql: `${HEAVY} AND o.line <> ${-asked - 1}` }) }).catch(() => wait(50));
      asked++;
    }
  })();
  return async () => {
    stop = true;
    await ask(`${origin}/api/v1/queries/bench`, { method: "DELETE" }).catch(() => null);
    await loop;
  };
}

async function measure(settings) {
  const store = await sampleStore();
  const server = await serve(settings, store);
  const first = await ask(server.origin + VALUES);
  if (first.status !== 200) throw new Error(`${VALUES}: ${first.status}`);
  const nginx = await startNginx(first.bytes, first.type);
  const seconds = settings.full ? 5 : 2, ours = [], peer = [];
  for (let i = 0; i < 3; i++) {
    ours.push(await wrk(server.origin + VALUES, seconds, first.bytes.length));
    peer.push(await wrk(nginx.url, seconds, first.bytes.length));
  }
  const rest = keepBusy(server.origin);
  await wait(300);
  const running = JSON.parse((await ask(`${server.origin}/api/v1/queries`)).bytes.toString()).queries;
  if (!running.length) throw new Error("the heavy query does not run");
  const busy = await wrk(server.origin + VALUES, 2 * seconds, first.bytes.length);
  await rest();
  nginx.stop();
  await server.stop();
  const rate = (list) => median(list.map((result) => result.rate));
  const ratio = rate(ours) / rate(peer);
  return [
    { measure: `cached values (${first.bytes.length} bytes), and nginx with the same bytes`, ours: `${Math.round(rate(ours))} requests/s`,
      peer: `${Math.round(rate(peer))} requests/s`, ratio: ratio.toFixed(2), asked: "at least 0.5", met: ratio >= 0.5 && !ours.some((result) => result.failed) },
    { measure: "99 of 100 of them while a heavy query runs, 16 connections", ours: `${busy.slowest.toFixed(2)} ms`, asked: "under 10 ms", met: busy.slowest < 10 && !busy.failed },
  ];
}

module.exports = { measure };

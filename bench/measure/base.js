// What the measures share: where things are, running a program with its time and memory, sample stores.
"use strict";
const { spawn, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const root = path.resolve(__dirname, "../..");
const full = process.argv.includes("--full");
const number = (name, small, large) => Number(process.env[name] || (full ? large : small));
const settings = {
  root,
  full,
  scale: number("BENCH_SCALE", 3, 150),
  tickets: number("BENCH_TICKETS", 200000, 10000000),
  repeat: number("BENCH_REPEAT", 5, 5),
  folder: process.env.BENCH_DIR || path.join(root, "build/bench"),
  mizan: process.env.MIZAN || path.join(root, "build/release/bin/mizan"),
  peer: process.env.BENCH_PEER || path.join(root, "build/release/bin/bench_peer"),
  until: "2026-10-31",
  from: "2024-11-01",
};

const say = (text) => process.stderr.write(`${text}\n`);

function install() {
  fs.mkdirSync(settings.folder, { recursive: true });
  for (const program of [settings.mizan, settings.peer])
    if (!fs.existsSync(program)) throw new Error(`${program} is not built`);
  if (process.env.BENCH_INSTALL === "no") return;
  const tool = path.join(root, "tools/install-packages");
  if (fs.existsSync(tool) && spawnSync(tool, ["bench"], { stdio: ["ignore", 2, 2] }).status !== 0)
    throw new Error("the tools to compare with could not be installed");
}

// The most memory that a process has had resident, in bytes; 0 once it is gone.
function peak(pid, field = "VmHWM") {
  try {
    const line = fs.readFileSync(`/proc/${pid}/status`, "utf8").match(new RegExp(`${field}:\\s+(\\d+)`));
    return line ? Number(line[1]) * 1024 : 0;
  } catch {
    return 0;
  }
}

// Runs a program to its end: { seconds, memory, out }. Memory is looked at every 10 ms.
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let out = "", errors = "", memory = 0;
    const watch = setInterval(() => (memory = Math.max(memory, peak(child.pid))), 10);
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (errors += data));
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(watch);
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      if (code === 0) resolve({ seconds, memory, out, errors });
      else reject(new Error(`${path.basename(command)} ${args.join(" ")}: ${errors.trim().split("\n").slice(-3).join(" ")}`));
    });
  });
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

// Two commands in turn, so that what else the machine does falls on both: the median seconds of each.
async function inTurn(ours, peer, repeat) {
  const times = [[], []];
  for (let i = 0; i < repeat; i++)
    for (const [index, command] of [ours, peer].entries()) times[index].push((await command()).seconds);
  return times.map(median);
}

// A store of `mizan demo`, made once for each scale and kept.
async function sampleStore(scale = settings.scale, extra = []) {
  const store = path.join(settings.folder, ["store", scale, ...extra.filter((word) => !word.startsWith("--"))].join("-"));
  const done = `${store}.made`;
  if (!fs.existsSync(done)) {
    fs.rmSync(store, { recursive: true, force: true });
    say(`  making the sample company at scale ${scale}`);
    const made = await run(settings.mizan, ["demo", store, "--scale", String(scale), "--until", settings.until, ...extra]);
    fs.writeFileSync(done, made.out);
    say(`  ${made.out.match(/^(\d+) rows/m)?.[1]} rows in ${made.seconds.toFixed(1)} s`);
  }
  return store;
}

function sizeOf(folder) {
  let size = 0;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }))
    if (entry.isFile()) size += fs.statSync(path.join(folder, entry.name)).size;
  return size;
}

const megabytes = (bytes) => `${(bytes / 1048576).toFixed(0)} MiB`;
const temporary = () => fs.mkdtempSync(path.join(os.tmpdir(), "mizan-bench-"));

module.exports = { settings, say, install, run, median, inTurn, sampleStore, sizeOf, megabytes, peak, temporary };

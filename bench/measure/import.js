// Rows a second of `mizan import` of a CSV file of tickets, beside the engine's own COPY of the same file into
// a bare table of the same types.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { run, inTurn, say, megabytes, temporary } = require("./base.js");

const TICKETS_AT_SCALE_1 = 39000;

async function csvFile(settings) {
  const file = path.join(settings.folder, `tickets-${settings.tickets}.csv`);
  if (!fs.existsSync(file)) {
    say(`  writing some ${settings.tickets} tickets`);
    const folder = temporary();
    await run(settings.mizan, ["demo", path.join(folder, "store"), "--only", "ticket", "--scale",
      String(settings.tickets / TICKETS_AT_SCALE_1), "--until", settings.until, "--csv", `${file}.part`]);
    fs.renameSync(`${file}.part`, file);
    fs.rmSync(folder, { recursive: true });
  }
  return file;
}

async function measure(settings) {
  const file = await csvFile(settings);
  const folder = temporary();
  const copy = path.join(folder, "copy.sql");
  fs.writeFileSync(copy, fs.readFileSync(path.join(__dirname, "import.sql"), "utf8").replaceAll("{file}", file.replaceAll("'", "''")));
  let memory = 0, rows = 0, turn = 0;
  const ours = async () => {
    const store = path.join(folder, `store${turn}`);
    await run(settings.mizan, ["init", store, "--time-zone", "Asia/Riyadh"]);
    const done = await run(settings.mizan, ["import", store, "ticket", file]);
    memory = Math.max(memory, done.memory);
    rows = Number((await run(settings.peer, [path.join(store, "facts.duckdb"), "--print", path.join(__dirname, "count.sql")])).out.split("\n")[1]);
    fs.rmSync(store, { recursive: true });
    return done;
  };
  const peer = async () => {
    const database = path.join(folder, `bare${turn++}.duckdb`);
    const done = await run(settings.peer, [database, copy]);
    fs.rmSync(database);
    return done;
  };
  const [mine, bare] = await inTurn(ours, peer, settings.tickets > 1000000 ? 1 : 3);
  fs.rmSync(folder, { recursive: true });
  const rate = (seconds) => `${Math.round(rows / seconds / 1000)} thousand rows/s`;
  return [
    { measure: `import of ${rows} tickets (${megabytes(fs.statSync(file).size)} of CSV), and bare COPY`, ours: rate(mine), peer: rate(bare),
      ratio: (bare / mine).toFixed(2), asked: "at least 0.4", met: bare / mine >= 0.4 },
    { measure: "its peak memory", ours: megabytes(memory), asked: "under 2 GiB", met: memory < 2 * 1024 ** 3 },
  ];
}

module.exports = { measure };

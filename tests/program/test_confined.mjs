// The running server is kept to its store by the kernel: what is asked of it beyond is refused.
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { command, done, makeStore, serve, test } from "../http/server.mjs";

const store = makeStore("--scale", "0.01");
const server = await serve(store);
if (/Landlock/.test(server.errors)) {
  await server.stop();
  console.log("this kernel has no Landlock");
  process.exit(77);
}
const ask = (line) => new Promise((resolve, reject) => {
  let text = "";
  const socket = net.connect(join(store, "control"), () => socket.write(line));
  socket.on("data", (piece) => { text += piece; }).on("end", () => resolve(text)).on("error", reject);
});

await test("it can write nothing outside the store", async () => {
  const outside = join(store, "..", "outside.mizan");
  assert.match(await ask(`backup ${outside}\n`), /^error /);
  assert.ok(!existsSync(outside));
});

await test("it has no way to other privileges and runs under a filter of calls", () => {
  const status = readFileSync(`/proc/${server.child.pid}/status`, "utf8");
  assert.match(status, /^NoNewPrivs:\s+1$/m);
  if (!process.env.MIZAN_SANITIZED) assert.match(status, /^Seccomp:\s+2$/m);
});

await test("a backup is carried out of the store by the one who asked for it", async () => {
  const outside = join(store, "..", "outside.mizan");
  command("backup", store, outside);
  assert.ok(statSync(outside).size > 10000);
});

await test("all else goes on: values, imports, the page", async () => {
  for (const path of ["/", "/api/v1/overview", "/api/v1/metrics/nps/values?period=month&format=csv", "/api/v1/calendar"])
    assert.equal((await server.get(path)).status, 200, path);
  assert.equal((await server.send("POST", "/api/v1/imports?kind=ticket&name=a.csv", "ticket,opened_at\nC-1,2026-10-01T08:00:00Z\n", { "Content-Type": "text/csv" })).status, 201);
  assert.equal((await server.send("POST", "/api/v1/query", { sql: "SELECT ticket FROM ticket ORDER BY ticket, opened_at LIMIT 5" })).status, 200);
});

await test("it stops cleanly", async () => assert.deepEqual(await server.stop(), { code: 0, signal: null }));
done();

// Clients that are slow, many, too large or ask for somebody else: they are held to limits and hold up nobody.
import assert from "node:assert/strict";
import net from "node:net";
import { done, makeStore, pause, serve, test } from "./server.mjs";

const store = makeStore("--scale", "0.01");
const server = await serve(store, "--patience", "1", "--host", "mizan.example");
const { hostname, port } = new URL(server.url);

/** A connection that sends `bytes`; resolves with what came and after how long the server closed it. */
function talk(bytes, more = () => {}) {
  const began = Date.now();
  bytes = bytes.replace("HTTP/1.1\r\n", `HTTP/1.1\r\nAuthorization: Bearer ${server.token}\r\n`);
  return new Promise((resolve) => {
    let text = "";
    const socket = net.connect(Number(port), hostname, () => { socket.write(bytes); });
    const timer = setInterval(() => { if (!socket.destroyed) more(socket); }, 100);
    socket.on("data", (piece) => { text += piece; });
    socket.on("error", () => {});
    socket.on("close", () => { clearInterval(timer); resolve({ text, seconds: (Date.now() - began) / 1000 }); });
    setTimeout(() => socket.destroy(), 15000).unref();
  });
}
const status = ({ text }) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);
const ask = (head, body = "") => talk(`${head}\r\nConnection: close\r\n\r\n${body}`);
const within = ({ seconds }, low, high) => assert.ok(seconds >= low && seconds < high, `${seconds} s`);

await test("a head that comes byte by byte is cut off", async () => {
  const drip = await talk("GET /api/v1/kinds HTTP/1.1\r\nHost: localhost\r\n", (socket) => socket.write("a"));
  assert.equal(drip.text, "");
  within(drip, 0.9, 3);
});

await test("so is a first line that never ends, and a connection that says nothing", async () => {
  const [line, silent] = await Promise.all([talk("GET /api", (socket) => socket.write("a")), talk("")]);
  within(line, 2, 6);
  within(silent, 2, 6);
});

await test("a body must keep a pace", async () => {
  const head = "POST /api/v1/query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n";
  const slow = await talk(head, (socket) => socket.write(" "));
  assert.equal(slow.text, "");
  within(slow, 0.9, 4);
  // 30 KB/s is slow too, but it goes on: it is read to its end and refused for what it is.
  const steady = await talk(head, (socket) => socket.write(" ".repeat(3400)));
  assert.equal(status(steady), 400);
});

/** A number of the server about itself. */
const count = async (name) => Number(new RegExp(`^${name} (.*)$`, "m").exec((await server.get("/metrics")).text)[1]);

await test("a client that does not read its answer is cut off", async () => {
  const body = JSON.stringify({ sql: "SELECT repeat('x', 1000) FROM range(9000)", limit: 10000 });
  const before = await count("mizan_connections_open");
  const socket = net.connect(Number(port), hostname);
  socket.on("error", () => {});
  socket.pause();
  socket.write(`POST /api/v1/query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  await pause(1000);
  assert.equal(await count("mizan_connections_open"), before + 1);
  for (let i = 0; i < 100 && (await count("mizan_connections_open")) > before; i++) await pause(100);
  assert.equal(await count("mizan_connections_open"), before);
  socket.destroy();
});

await test("slow clients hold up nobody", async () => {
  const sockets = Array.from({ length: 500 }, () => {
    const socket = net.connect(Number(port), hostname, () => socket.write("GET /api/v1/kinds HTTP/1.1\r\nHost: loc"));
    socket.on("error", () => {});
    return socket;
  });
  await pause(300);
  const times = [];
  for (let i = 0; i < 20; i++) times.push((await server.get("/api/v1/kinds")).milliseconds);
  assert.ok(times.sort((a, b) => a - b)[10] < 200, `${times}`);
  await Promise.all(sockets.map((socket) => new Promise((resolve) => (socket.destroyed ? resolve() : socket.on("close", resolve)))));
});

await test("a computed answer is sent when it is there, not when the network is next looked at", async () => {
  const times = [];
  for (let i = 10; i < 30; i++) times.push((await server.get(`/api/v1/calendar?from=2026-01-01&to=2026-06-${i}`)).milliseconds);
  assert.ok(times.sort((a, b) => a - b)[5] < 40, `${times}`);
});

await test("a head has a limit, as a whole and in its address", async () => {
  const long = await ask(`GET /api/v1/kinds?x=${"a".repeat(40000)} HTTP/1.1\r\nHost: localhost`);
  assert.ok([400, 414, 431].includes(status(long)), long.text.slice(0, 80));
  const wide = await ask(`GET /api/v1/kinds HTTP/1.1\r\nHost: localhost\r\nX-Wide: ${"a".repeat(40000)}`);
  assert.ok([400, 413, 431].includes(status(wide)), wide.text.slice(0, 80));
  const many = await ask(`GET /api/v1/kinds HTTP/1.1\r\nHost: localhost\r\n${"X: y\r\n".repeat(4000)}X: z`);
  assert.ok([400, 413, 431].includes(status(many)), many.text.slice(0, 80));
});

await test("a body whose length is not clear is refused", async () => {
  const both = await ask("POST /api/v1/query HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked", "0\r\n\r\n");
  assert.equal(status(both), 400);
  const two = await ask("POST /api/v1/query HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3", "{}x");
  assert.equal(status(two), 400);
  const coded = await ask("POST /api/v1/query HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked", "0\r\n\r\n");
  assert.equal(status(coded), 400);
});

await test("only a name of ours is answered to", async () => {
  for (const host of ["localhost", `127.0.0.1:${port}`, "[::1]", "mizan.example", "MIZAN.example:443"])
    assert.equal((await server.get("/api/v1/kinds", { Host: host })).status, 200, host);
  for (const host of ["evil.example", "127.0.0.1.evil.example", `mizan.example.evil.example:${port}`]) {
    for (const path of ["/api/v1/kinds", "/", "/metrics", "/api/v1/nothing"])
      assert.equal((await server.get(path, { Host: host })).status, 421, `${host} ${path}`);
    assert.equal((await server.get("/healthz", { Host: host })).status, 200);
  }
  assert.equal(status(await ask("GET /api/v1/kinds HTTP/1.1\r\nHost: localhost\r\nHost: evil.example")), 400);
});

await test("it stops cleanly with connections open", async () => {
  const socket = net.connect(Number(port), hostname);
  socket.on("error", () => {});
  await pause(50);
  assert.deepEqual(await server.stop(), { code: 0, signal: null });
  socket.destroy();
});

done();

// Mail: invitations and links to another password, sent through a small SMTP server of this test, and tried again.
import assert from "node:assert/strict";
import net from "node:net";
import { done, makeStore, pause, serve, test } from "./server.mjs";

/** An SMTP server (RFC 5321) that keeps what it is sent; `refuse` of what it says to the next recipients. */
const smtp = { mails: [], refuse: 0 };
smtp.server = net.createServer((socket) => {
  let text = "", body = null, mail = {};
  const say = (line) => socket.write(`${line}\r\n`);
  const take = (line) => {
    if (body !== null) {
      if (line !== ".") return void body.push(line.startsWith(".") ? line.slice(1) : line);
      smtp.mails.push({ ...mail, lines: body });
      body = null;
      return say("250 kept");
    }
    const word = line.slice(0, 4).toUpperCase();
    if (word === "EHLO") say("250-here\r\n250 8BITMIME");
    else if (word === "MAIL") { mail = { from: line.slice(10) }; say("250 ok"); }
    else if (word === "RCPT") { mail.to = line.slice(8); if (smtp.refuse) { smtp.refuse--; say("451 later"); } else say("250 ok"); }
    else if (word === "DATA") { body = []; say("354 go on"); }
    else if (word === "QUIT") { say("221 bye"); socket.end(); }
    else say("250 ok");
  };
  say("220 here");
  socket.on("error", () => {});
  socket.on("data", (piece) => {
    text += piece;
    for (let end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n")) {
      take(text.slice(0, end));
      text = text.slice(end + 2);
    }
  });
}).listen(0, "127.0.0.1");
await new Promise((resolve) => smtp.server.once("listening", resolve));
const port = smtp.server.address().port;

async function arrives(count) {
  for (let i = 0; i < 200 && smtp.mails.length < count; i++) await pause(50);
  assert.equal(smtp.mails.length, count);
  const { lines, ...mail } = smtp.mails[count - 1], empty = lines.indexOf("");
  mail.head = lines.slice(0, empty).join("\n").replaceAll(/\n /g, "");
  mail.subject = Buffer.from(/^Subject: (.*)$/m.exec(mail.head)[1].replaceAll(/=\?UTF-8\?B\?|\?=/g, ""), "base64").toString();
  mail.body = Buffer.from(lines.slice(empty).join(""), "base64").toString();
  return mail;
}

const store = makeStore("--scale", "0.01");
let server = await serve(store, "--allow-internal", "127.0.0.1");
const settings = { host: "127.0.0.1", port, tls: "none", sender: "mizan@example.com", page: "https://mizan.example.com" };

await test("the mail server is set, its password never shown", async () => {
  for (const [change, where] of [[{ host: "a b" }, "host"], [{ host: "mail.example.com/x" }, "host"], [{ sender: "nobody" }, "sender"], [{ sender: "a@b\r\nBcc: c@d" }, "sender"],
    [{ page: "mizan" }, "page"], [{ user: "u", password: "p" }, "tls"], [{ tls: "some" }, "tls"]]) {
    const wrong = await server.send("PUT", "/api/v1/mail", { ...settings, ...change });
    assert.equal(wrong.status, 400, JSON.stringify(change));
    assert.equal(wrong.json.where, where);
  }
  const right = await server.send("PUT", "/api/v1/mail", { ...settings, tls: "starttls", user: "me", password: "hush-hush" });
  assert.equal(right.status, 200, right.text);
  assert.equal(right.json.has_password, true);
  assert.ok(!right.text.includes("hush-hush"));
  assert.equal((await server.send("PUT", "/api/v1/mail", { ...settings, user: "" })).status, 200);
});

await test("a test mail goes to the one who asks, and what the server met is told in words", async () => {
  const ask = () => server.send("POST", "/api/v1/mail/test");
  const right = await ask();
  assert.deepEqual({ ...right.json }, { to: "olga@example.com", sent: true, problem: null, hint: null });
  assert.equal(smtp.mails.pop().to, "<olga@example.com>");
  smtp.refuse = 1;
  const refused = (await ask()).json;
  assert.equal(refused.sent, false);
  assert.match(refused.problem, /127\.0\.0\.1 does not take mail from mizan@example\.com to olga@example\.com for now \(SMTP 451\)/);
  await server.send("PUT", "/api/v1/mail", { ...settings, port: 9 });
  assert.match((await ask()).json.problem, /nothing listens there/);
  await server.send("PUT", "/api/v1/mail", { ...settings, tls: "starttls" });
  assert.match((await ask()).json.problem, /does not offer this encryption/);
  await server.send("PUT", "/api/v1/mail", settings);
  const log = (await server.get("/api/v1/audit?action=mail.test&limit=10")).json.entries;
  assert.equal(log.length, 4);
  assert.match(log[0].detail, /encryption/);
});

await test("an invitation arrives with its link", async () => {
  const made = await server.send("POST", "/api/v1/accounts", { name: "Ольга Ясная", mail: "olya@example.com" });
  assert.equal(made.status, 201, made.text);
  assert.equal(made.json.mailed, true);
  const mail = await arrives(1);
  assert.equal(mail.to, "<olya@example.com>");
  assert.equal(mail.from, "<mizan@example.com>");
  assert.match(mail.head, /^Auto-Submitted: auto-generated$/m);
  assert.match(mail.head, /^Message-ID: <mizan\.\d+@example\.com>$/m);
  assert.match(mail.body, /Hello Ольга Ясная,/);
  const key = /https:\/\/mizan\.example\.com\/welcome#key=(\S+)/.exec(mail.body)[1];
  const check = await server.send("POST", "/api/v1/welcome/check", { key });
  assert.equal(check.json.purpose, "invitation");
  const entered = await server.send("POST", "/api/v1/welcome", { key, password: "a long enough sentence" });
  assert.equal(entered.status, 201, entered.text);
});

await test("whoever forgot the password gets a link; who has no account is not told apart", async () => {
  const ask = (mail, language = "en") => server.send("POST", "/api/v1/password/reset", { mail }, { Authorization: null, "Accept-Language": language });
  const nobody = await ask("nobody@example.com", "ru"), known = await ask("Olya@example.com", "ru");
  assert.equal(nobody.status, 202);
  assert.equal(known.status, 202);
  assert.equal(nobody.text, known.text);
  const mail = await arrives(2);
  assert.equal(mail.to, "<olya@example.com>");
  assert.match(mail.body, /https:\/\/mizan\.example\.com\/welcome#key=\S{43}/);
  await pause(300);
  assert.equal(smtp.mails.length, 2, "nobody got one");
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask("olya@example.com")));
  assert.ok(answers.some((answer) => answer.status === 429), "nobody is flooded with mail");
});

await test("what the server does not take waits and says why", async () => {
  const before = smtp.mails.length;
  await pause(1500);
  smtp.mails.length = 0;
  assert.ok(before >= 2);
  smtp.refuse = 1;
  await server.send("POST", "/api/v1/accounts", { name: "Later", mail: "later@example.com" });
  let state;
  for (let i = 0; i < 100 && !state?.problem; i++) { await pause(50); state = (await server.get("/api/v1/mail")).json; }
  assert.equal(state.waiting, 1);
  assert.match(state.problem, /127\.0\.0\.1/);
  assert.equal(smtp.mails.length, 0);
});

await test("without encryption nothing goes to an address outside", async () => {
  // Kept from connecting before a packet leaves: nobody there is asked.
  assert.equal((await server.send("PUT", "/api/v1/mail", { ...settings, host: "1.1.1.1" })).status, 200);
  const { json } = await server.send("POST", "/api/v1/mail/test");
  assert.equal(json.sent, false);
  assert.match(json.problem, /1\.1\.1\.1 is not an address of an own network: without encryption/);
  assert.match(json.hint, /TLS/);
  assert.equal((await server.send("PUT", "/api/v1/mail", settings)).status, 200);
});

await test("an internal address is not asked unless it was allowed", async () => {
  await server.stop();
  server = await serve(store);
  smtp.mails.length = 0;
  await server.send("POST", "/api/v1/accounts", { name: "Inside", mail: "inside@example.com" });
  let state;
  for (let i = 0; i < 100 && !/internal/.test(state?.problem); i++) { await pause(50); state = (await server.get("/api/v1/mail")).json; }
  assert.match(state.problem, /internal address/);
  assert.equal(smtp.mails.length, 0);
});

await server.stop();
smtp.server.close();
done();

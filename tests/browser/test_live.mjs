// An open page hears of changes: values change without reload, flicker or shift; a hidden page does not listen.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, afterEach, before, test } from "node:test";
import { mizan, openBrowser, openPage, serve, settle, until } from "./browser.mjs";

let server, browser, token;
before(async () => {
  server = await serve("demo", "STORE", "--scale", "0.05");
  token = execFileSync(mizan, ["token", "add", server.store, server.mail], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

let number = 0;
/** Tickets of today and yesterday come in through the API. */
async function addTickets(count) {
  const rows = Array.from({ length: count }, () => ({ ticket: `LIVE-${number++}`, opened_at: new Date(Date.now() - 36e5).toISOString(), channel: "email" }));
  const answer = await fetch(`${server.url}/api/v1/facts/ticket`, {
    method: "POST", headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` }, body: JSON.stringify({ rows }),
  });
  assert.equal(answer.status, 201, await answer.text());
}

/** From here on: what moves, and whether anything is ever marked as old. */
async function watch(page) {
  await page.evaluate(() => {
    window.here = { shift: 0, stale: 0, moved: [] };
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) {
      window.here.shift += entry.value;
      for (const { node, previousRect: a, currentRect: b } of entry.sources)
        window.here.moved.push(`${node?.nodeName}.${node?.className ?? node?.parentElement?.className}: ${a.x},${a.y} ${a.width}x${a.height} -> ${b.x},${b.y} ${b.width}x${b.height}`);
    } })
      .observe({ type: "layout-shift", buffered: false });
    new MutationObserver(() => { if (document.querySelector("main .stale, main .skeleton, main [aria-busy=true]")) window.here.stale++; })
      .observe(document.querySelector("main"), { subtree: true, childList: true, attributes: true });
  });
}

const volume = (page) => page.evaluate(() => document.querySelector(".kpi:has(a[href*='/metric/ticket_volume']) .value, .headline-value")?.textContent);

async function becomesOther(page, first) {
  for (let i = 0; i < 800 && (await volume(page)) === first; i++) await page.waitForTimeout(50);
  assert.notEqual(await volume(page), first);
}

for (const [name, path] of [["the overview", "/?lang=en&period=month"], ["a metric's page", "/metric/ticket_volume?lang=en&period=month"]])
  test(`${name} shows new facts without being loaded anew`, async () => {
    const page = await openPage(browser, {});
    await page.goto(`${server.url}${path}`);
    await settle(page);
    await watch(page);
    const first = await volume(page);
    assert.match(first, /\d/);
    await addTickets(500);
    await becomesOther(page, first);
    await settle(page);
    const { shift, stale, moved } = await page.evaluate(() => window.here);
    assert.equal(stale, 0, "nothing is marked as old meanwhile");
    assert.ok(shift < 0.01, `layout shift ${shift}: ${moved.join("; ")}`);
    assert.deepEqual(page.complaints, []);
  });

for (const path of ["/goals", "/goals/kpi/recommendation"])
  test(`${path} shows new facts without being loaded anew`, async () => {
    const page = await openPage(browser, {});
    await page.goto(`${server.url}${path}?lang=en`);
    await settle(page);
    await page.waitForSelector(".scorecard, .smart");
    await watch(page);
    const text = () => page.evaluate(() => document.querySelector("main").innerText);
    const first = await text();
    const at = (days) => new Date(Date.now() - days * 864e5).toISOString();
    // Of last month, which is over, and of this one, where it is the first.
    const rows = [2, 15, 30, 45].flatMap((days) => Array.from({ length: 300 }, () => ({ answer: `LIVE-${number++}`, question: "nps", score: path === "/goals" ? 10 : 0, asked_at: at(days + 0.1), answered_at: at(days) })));
    const answer = await fetch(`${server.url}/api/v1/facts/answer`, { method: "POST", headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` }, body: JSON.stringify({ rows }) });
    assert.equal(answer.status, 201, await answer.text());
    for (let i = 0; i < 600 && (await text()) === first; i++) await page.waitForTimeout(50);
    assert.notEqual(await text(), first);
    assert.equal((await page.evaluate(() => window.here)).stale, 0, "nothing is marked as old meanwhile");
    assert.deepEqual(page.complaints, []);
  });

const streams = async () => Number(/^mizan_streams_open (\d+)/m.exec(await (await fetch(`${server.url}/metrics`, { headers: { Authorization: `Bearer ${token}` } })).text())[1]);
async function streamsBecome(count, seconds) {
  for (let i = 0; i < seconds * 10 && (await streams()) !== count; i++) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(await streams(), count);
}

test("a page that is not looked at does not listen, and sees what it missed when it is", async () => {
  const page = await openPage(browser, {});
  await page.goto(`${server.url}/metric/ticket_volume?lang=en&period=month`);
  await settle(page);
  const hide = (hidden) => page.evaluate((now) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => now });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
  await streamsBecome(1, 30);
  await hide(true);
  await streamsBecome(0, 45);
  const first = await volume(page);
  await addTickets(500);
  await page.waitForTimeout(2500);
  assert.equal(await volume(page), first);
  await hide(false);
  await becomesOther(page, first);
});

test("a page comes again after the server was away", async () => {
  const page = await openPage(browser, {});
  await page.goto(`${server.url}/?lang=en`);
  await settle(page);
  await page.context().setOffline(true);
  await until(page, () => !navigator.onLine);
  await page.context().setOffline(false);
  await streamsBecome(1, 30);
  const first = await volume(page);
  await addTickets(500);
  await becomesOther(page, first);
});

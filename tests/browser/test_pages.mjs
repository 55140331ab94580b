// The page against a real server on the sample company: what a reader does with it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkPage, openBrowser, openPage, picture, serve, settle, until } from "./browser.mjs";

let server, browser;
before(async () => {
  server = process.env.MIZAN_URL ? { url: process.env.MIZAN_URL, stop: async () => {} } : await serve("demo", "STORE");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("every text is in the language of the page", async () => {
  const page = await openPage(browser, {});
  for (const path of ["/", "/metric/nps", "/data"]) {
    await page.goto(`${server.url}${path}?lang=ru`);
    await settle(page);
    const english = await page.evaluate(() => [...document.querySelectorAll("h1, h2, h3, th, dt, legend, label, button, summary, .sentence, option")]
      .map((node) => node.textContent.trim()).filter((text) => /\b(the|of|is|by|and|Period|Sample|Change|Value)\b/.test(text)));
    assert.deepEqual(english, [], path);
  }
  await page.goto(`${server.url}/?lang=ar`);
  await settle(page);
  const money = await page.evaluate(() => [...document.querySelectorAll(".kpi .value")].map((node) => node.textContent).filter((text) => text.includes("US$")));
  assert.ok(money.length > 0 && money.every((text) => text.includes("US$\u200e")), "the sign of a currency stays with its letters"); // else read as "$US"
  await page.context().close();
});

test("the first view is small, quick and does not move", async () => {
  const page = await openPage(browser, {});
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  let bytes = 0;
  devtools.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await page.addInitScript(() => {
    window.moved = 0;
    window.movers = [];
    const place = ({ x, y, width, height }) => `${x},${y} ${width}x${height}`;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        window.moved += entry.value;
        for (const { node, previousRect, currentRect } of entry.sources)
          window.movers.push(`${node?.nodeName} ${node?.className ?? ""} "${(node?.textContent ?? "").slice(0, 30)}" from ${place(previousRect)} to ${place(currentRect)}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
    const seen = new MutationObserver(() => {
      if (document.querySelector(".kpi .value")) { window.shown = performance.now(); seen.disconnect(); }
    });
    seen.observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${server.url}/`);
  await page.waitForSelector(".kpi .value");
  await settle(page);
  const { shown, moved, movers } = await page.evaluate(() => ({ shown: window.shown, moved: window.moved, movers: window.movers }));
  console.log(`# first view: ${Math.round(bytes / 1024)} KiB, ${Math.round(shown)} ms, shift ${moved.toFixed(3)}`);
  assert.ok(bytes < 300_000, `${bytes} bytes`);
  assert.ok(shown < 1000, `${shown} ms`);
  assert.ok(moved === 0, `layout shift ${moved}: ${movers.join("; ")}`);
  await page.context().close();
});

test("by keyboard from the top of the overview to a metric and back", async () => {
  const page = await openPage(browser, {});
  await page.goto(`${server.url}/?lang=en&period=quarter`);
  await settle(page);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "content");
  const name = () => page.evaluate(() => (document.activeElement.matches("a.metric-name") ? document.activeElement.textContent : null));
  for (let i = 0; i < 60 && (await name()) === null; i++) await page.keyboard.press("Tab");
  const first = await name();
  assert.notEqual(first, null, "Tab reaches the measures");
  await page.keyboard.press("ArrowDown");
  const second = await name();
  assert.notEqual(second, first);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".metric h1");
  assert.equal(await page.textContent(".metric h1"), second);
  assert.match(page.url(), /period=quarter/);
  await page.waitForSelector(".chart canvas");
  await page.keyboard.press("t");
  await page.waitForSelector("#series-table table");
  await page.goBack();
  await page.waitForSelector(".kpi");
  assert.match(page.url(), /\/\?.*period=quarter/);
  await page.context().close();
});

test("the address is the view", async () => {
  const page = await openPage(browser, {});
  await page.goto(`${server.url}/?lang=en`);
  await settle(page);
  await page.getByRole("radio", { name: "Quarter" }).check();
  await page.waitForURL(/period=quarter/);
  await page.getByLabel("Calendar", { exact: true }).selectOption("persian");
  await page.waitForURL(/calendar=persian/);
  await settle(page);
  const shown = await page.textContent(".sentence");
  await page.reload();
  await settle(page);
  assert.equal(await page.textContent(".sentence"), shown);
  await page.goBack();
  assert.doesNotMatch(page.url(), /calendar=persian/);
  assert.match(page.url(), /period=quarter/);
  await page.context().close();
});

test("from a number to its reasons", async () => {
  const page = await openPage(browser, {});
  await page.goto(`${server.url}/metric/nps?lang=en`);
  await settle(page);
  assert.ok((await page.locator(".bars tbody tr").count()) >= 2, "split by a slice");
  assert.ok((await page.locator("section[aria-labelledby=parts-title] tbody tr").count()) >= 3, "its parts");
  assert.ok((await page.locator(".facts tbody tr").count()) >= 1, "its rows");
  assert.match(await page.textContent("#definition"), /promoters/);
  const csv = await page.evaluate(async () => {
    const answer = await fetch(document.querySelector(".downloads a").href);
    return [answer.headers.get("content-type"), (await answer.text()).split("\n").length];
  });
  assert.match(csv[0], /text\/csv/);
  assert.ok(csv[1] > 2);
  const whole = await page.textContent(".headline-value");
  await page.locator(".bars th a").first().click();
  await page.waitForURL(/where=/);
  await settle(page);
  assert.notEqual(await page.textContent(".headline-value"), whole);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("language and digits are chosen in the menu and kept", async () => {
  const page = await openPage(browser, {});
  await page.goto(`${server.url}/`);
  await settle(page);
  await page.getByRole("button", { name: "Language and display" }).click();
  await page.getByLabel("Language", { exact: true }).selectOption("fa");
  await page.waitForSelector("html[dir=rtl]");
  await settle(page);
  assert.match(await page.textContent(".kpis"), /[۰-۹]/);
  assert.match(await page.textContent(".kpis"), /[۰-۹]\u00a0هزار\u00a0\$/, "the amount, then its currency");
  await page.locator(".display select").nth(3).selectOption("latn");
  await until(page, () => !/[۰-۹]/.test(document.querySelector(".kpis .value").textContent));
  await page.reload();
  await settle(page);
  assert.equal(await page.getAttribute("html", "lang"), "fa");
  assert.doesNotMatch(await page.textContent(".kpis .value"), /[۰-۹]/);
  await page.context().close();
});

test("a wrong address is said in words", async () => {
  const page = await openPage(browser, {});
  await page.goto(`${server.url}/metric/no_such_metric?lang=en`);
  await page.waitForSelector(".problem");
  assert.match(await page.textContent(".problem"), /no_such_metric|exist/);
  await page.context().close();
});

test("high contrast, and the open menus of a narrow window", async () => {
  for (const [language, width] of [["en", 1440], ["fa", 360]]) {
    const page = await openPage(browser, { width });
    await page.addInitScript(() => localStorage.setItem("mizan.preferences", JSON.stringify({ theme: "contrast" })));
    await page.goto(`${server.url}/?lang=${language}&calendar=persian`);
    await settle(page);
    await checkPage(page);
    await page.locator(".display .menu-button").click();
    await page.waitForSelector(".display .menu-panel:not([hidden])");
    await checkPage(page, [], { covered: true });
    await page.keyboard.press("Escape");
    if (width < 500) await page.locator(".filters-toggle").click();
    await page.locator(".filters .menu-button").click();
    await page.waitForSelector(".filters .menu-panel:not([hidden])");
    await checkPage(page, [], { covered: true });
    await picture(page, `menus-${language}-${width}`);
    await page.context().close();
  }
});

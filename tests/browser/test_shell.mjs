// The frame around the pages: areas, keys, search, filters that go along, settings.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, openPage, serve, settle, until } from "./browser.mjs";

let server, browser;

before(async () => {
  server = process.env.MIZAN_URL ? { url: process.env.MIZAN_URL, stop: async () => {} } : await serve("demo", "STORE");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);

test("filters of the address go along from area to area", async () => {
  const page = await openPage(browser, {});
  await page.goto(`${server.url}/?lang=en&period=quarter&calendar=persian&compare=year&where=segment=Enterprise`);
  await settle(page);
  for (const [name, path] of [["Metrics", "/metric"], ["Data", "/data"], ["Settings", "/settings"], ["Overview", "/"]]) {
    await page.getByRole("navigation", { name: "Areas" }).first().getByRole("link", { name }).click();
    await page.waitForURL((url) => url.pathname === path);
    const query = new URL(page.url()).searchParams;
    assert.deepEqual([query.get("period"), query.get("calendar"), query.get("compare"), query.get("where")], ["quarter", "persian", "year", "segment=Enterprise"], path);
  }
  await settle(page);
  assert.match(await page.textContent(".filters"), /Enterprise/);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("areas by keys, in any layout of the keyboard; the focus goes to the new page", async () => {
  const page = await openPage(browser, {});
  await page.goto(`${server.url}/?lang=ru`);
  await settle(page);
  await page.keyboard.press("KeyG");
  await page.keyboard.press("KeyM");
  await page.waitForURL((url) => url.pathname === "/metric");
  assert.equal(await focused(page), "content");
  await until(page, () => [...document.querySelectorAll("[role=status]")].some((element) => element.textContent === document.title));
  await page.goBack();
  await page.waitForURL((url) => url.pathname === "/");
  await page.keyboard.press("Shift+Slash");
  await page.waitForSelector("dialog[open].keys-panel");
  await page.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("KeyG");
  await page.keyboard.press("KeyM");
  await page.waitForTimeout(300);
  assert.equal(new URL(page.url()).pathname, "/", "keys that are turned off do nothing");
  await page.context().close();
});

test("search finds KPIs and objectives, and the overview shows what was committed to", async () => {
  const page = await openPage(browser, {});
  await page.goto(`${server.url}/?lang=en`);
  await settle(page);
  const row = page.locator(".kpi").filter({ has: page.locator("a[href*='/metric/nps?'], a[href$='/metric/nps']") });
  assert.match(await row.locator(".target-text").textContent(), /at least .?40/);
  assert.equal(await row.locator("svg.bullet").count(), 1);
  assert.equal(await row.locator(".spark-target").count(), 1);
  const status = await row.locator(".goal-link .state").textContent();
  await page.keyboard.press("Control+KeyK");
  await page.keyboard.type("objective");
  await page.waitForSelector(".found-entry:has-text('Objective')");
  await page.keyboard.press("Escape");
  await row.locator(".goal-link").click();
  await page.waitForURL((url) => url.pathname.startsWith("/goals/kpi/"));
  await page.waitForSelector(".smart");
  assert.ok((await page.textContent("main")).includes(status.replace(/ \(.*/, "")), status);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("search by keyboard: a metric, a value to filter by, a page, a language", async () => {
  const page = await openPage(browser, {});
  await page.goto(`${server.url}/?lang=en&period=quarter`);
  await settle(page);
  const search = async (text) => {
    await page.keyboard.press("Control+KeyK");
    const field = page.getByRole("combobox", { name: "Search" });
    await field.fill(text);
    await page.waitForTimeout(500);
    return field;
  };
  let field = await search("net promoter");
  assert.match(await page.textContent("[role=option][aria-selected=true]"), /Net Promoter Score/);
  const active = await field.getAttribute("aria-activedescendant");
  assert.equal(await page.getAttribute("[role=option][aria-selected=true]", "id"), active);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/metric\/nps\?.*period=quarter/);
  assert.equal(await focused(page), "content");
  await search("enterprise");
  await page.locator("[role=option]", { hasText: "Segment" }).first().click();
  await page.waitForURL(/\/metric\/nps\?.*where=segment=Enterprise/);
  await search("holiday");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/settings/calendar");
  await search("فارسی");
  await page.keyboard.press("Enter");
  await until(page, () => document.documentElement.dir === "rtl");
  await page.keyboard.press("Control+KeyK");
  await page.keyboard.press("Escape");
  await until(page, () => !document.querySelector("dialog[open]"));
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("a setting is saved and taken back", async () => {
  const page = await openPage(browser, {});
  await page.goto(`${server.url}/settings/organization?lang=en`);
  await settle(page);
  const name = page.getByLabel("Name of the organization");
  const before = await name.inputValue();
  await name.fill("Golestan Stores");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector(".organization").textContent === "Golestan Stores");
  await page.getByRole("button", { name: "Undo" }).click();
  await until(page, () => document.querySelector(".organization").textContent !== "Golestan Stores");
  assert.equal(await name.inputValue(), before);
  await page.getByLabel("Time zone").fill("Asia/Nowhere");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForSelector(".field-problem");
  assert.match(await page.textContent(".field-problem"), /no such time zone/);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-invalid")), "true");
  await page.context().close();
});

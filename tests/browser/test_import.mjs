// A new store: what the empty page says, and a file of one's own from choosing it to its number on the page.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkPage, openBrowser, openPage, picture, serve, settle, until } from "./browser.mjs";

let server, browser, folder;
before(async () => {
  server = await serve("init", "STORE", "--name", "Sparrow", "--time-zone", "Europe/Moscow", "--currency", "RUB");
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), "mizan-import-"));
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("from an empty store to numbers of one's own", async () => {
  const page = await openPage(browser, {});
  await page.goto(`${server.url}/?lang=en`);
  await settle(page);
  assert.match(await page.textContent("main"), /Nothing has been imported yet/);
  await checkPage(page);
  await picture(page, "empty");

  // 40 tickets that took four hours each; their reply column has a name that nothing knows; one row is wrong.
  const rows = Array.from({ length: 40 }, (_, i) => {
    const day = String((i % 28) + 1).padStart(2, "0");
    return `T-${i},2026-08-${day} 10:00:00,2026-08-${day} 14:00:00`;
  });
  const file = join(folder, "export.csv");
  writeFileSync(file, ["Ticket ID,Created at,Zuerst beantwortet", ...rows, "T-99,2026-08-44 10:00:00,"].join("\n") + "\n");

  await page.getByRole("link", { name: "Import a file" }).click();
  await page.waitForSelector("input[type=file]");
  await page.setInputFiles("input[type=file]", file);
  await page.waitForSelector("table.mapping");
  await settle(page);
  await checkPage(page);
  await page.locator("table.mapping tbody tr").nth(2).locator("select").selectOption("first_reply_at");
  await settle(page);
  assert.match((await page.textContent(".live")).replace(/[\u2068\u2069]/g, ""), /1 of the first 41 rows would be refused/);
  await page.getByRole("button", { name: "Check only" }).click();
  await page.waitForSelector(".counts");
  assert.match(await page.textContent("#outcome-title"), /nothing was stored/);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await until(page, () => document.querySelector("#outcome-title")?.textContent === "Imported");
  const counts = await page.locator(".counts dd").allTextContents();
  assert.deepEqual(counts, ["41", "40", "0", "0", "1"]);
  await page.waitForSelector("table.mend");
  await checkPage(page);
  await picture(page, "imported");

  // The row that was refused is mended where it stands.
  await page.locator("table.mend tbody tr").first().locator("input").nth(1).fill("2026-08-14 10:00:00");
  await page.getByRole("button", { name: /^Import .*mended row/ }).click();
  await until(page, () => document.querySelector(".counts dd")?.textContent === "1");
  assert.deepEqual(await page.locator(".counts dd").allTextContents(), ["1", "1", "0", "0", "0"]);
  // Mended rows are of the source that they came from.
  await until(page, () => document.querySelectorAll("section[aria-labelledby=past-title] tbody tr").length === 2);
  await until(page, () => /41/.test(document.querySelector("section[aria-labelledby=sources-title] tbody")?.textContent ?? ""));
  assert.equal(await page.locator("section[aria-labelledby=sources-title] tbody tr").count(), 1);

  await page.getByRole("link", { name: "Go to the overview" }).click();
  await page.waitForSelector(".kpi");
  const waiting = page.locator(".kpi", { has: page.locator("a[href*='/metric/first_response_time']") });
  assert.match(await waiting.locator(".value").textContent(), /^4\.0 hr/);
  await page.context().close();
});

test("a file that nothing knows is mapped, looked at live, imported and taken back", async () => {
  const file = join(folder, "calls.csv");
  writeFileSync(file, "Nr;Wann;Wichtigkeit\nC-1;03.04.2026 10:00;A\nC-2;04.05.2026 11:30;B\nC-3;noch nie;A\n");
  for (const { language, width } of [{ language: "en", width: 1440 }, { language: "ar", width: 360 }]) {
    const page = await openPage(browser, { width });
    await page.goto(`${server.url}/data?lang=${language}`);
    await settle(page);
    await page.setInputFiles("input[type=file]", file);
    await page.waitForSelector("table.mapping");
    await page.waitForSelector(".trouble");
    const rows = page.locator("table.mapping tbody tr:not(.rule-row)");
    await rows.nth(0).locator("select").selectOption("ticket");
    await rows.nth(1).locator("select").selectOption("opened_at");
    await rows.nth(2).locator("select").selectOption("priority");
    // 03.04. and 04.05. may be read in two ways: the reader says which.
    await rows.nth(1).locator("button").click();
    await page.locator(".rule-row input[dir=ltr]").first().fill("%d.%m.%Y %H:%M");
    await rows.nth(2).locator("button").click();
    await page.locator(".rule-row textarea").fill("A = high\nB = low");
    await page.locator(".constants select").selectOption("channel");
    await page.locator(".constants input").fill("phone");
    await page.locator(".constants button.button").click();
    await until(page, () => document.querySelectorAll(".live table.facts tbody tr").length === 2 && document.querySelectorAll(".live tbody").length === 2);
    await settle(page);
    const stored = await page.locator(".live table.facts").textContent();
    assert.match(stored, /C-1.*high|high.*C-1/s);
    assert.match(stored, /phone/);
    await checkPage(page);
    await picture(page, `data-mapping-${language}-${width}`);
    await page.locator("section.form .actions .button.primary").click();
    await until(page, () => document.querySelectorAll(".counts dd").length === 5);
    assert.match((await page.locator(".counts dd").allTextContents())[1], /[2\u0662]/);
    await settle(page);
    await picture(page, `data-imported-${language}-${width}`);

    // Undo asks nothing: the import can be kept for a while.
    const undo = page.locator("section[aria-labelledby=past-title] tbody tr").first().locator("button");
    await undo.click();
    await page.waitForSelector(".undo-notice");
    await checkPage(page);
    await picture(page, `data-undo-${language}-${width}`);
    await page.locator(".undo-notice button").first().click();
    assert.equal(await page.locator(".undo-notice").count(), 0);
    await undo.click();
    await page.locator(".undo-notice button").nth(1).click();
    await until(page, () => document.querySelector("section[aria-labelledby=past-title] tbody tr")?.classList.contains("undone"));
    assert.equal(await page.locator("section[aria-labelledby=past-title] tbody tr").first().locator("button").count(), 0);
    await checkPage(page);
    await page.context().close();
  }
});

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
  // A server without previews is allowed: the page then looks at the file itself, and the browser notes the refusal.
  page.complaints = page.complaints.filter((complaint) => !complaint.includes("405"));
  await checkPage(page);
  await page.locator("table.mapping tbody tr").nth(2).locator("select").selectOption("first_reply_at");
  await page.getByRole("button", { name: "Check only" }).click();
  await page.waitForSelector(".counts");
  assert.match(await page.textContent("#outcome-title"), /nothing was stored/);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await until(page, () => document.querySelector("#outcome-title")?.textContent === "Imported");
  const counts = await page.locator(".counts dd").allTextContents();
  assert.deepEqual(counts, ["41", "40", "0", "0", "1"]);
  await checkPage(page);
  await picture(page, "imported");

  await page.getByRole("link", { name: "Go to the overview" }).click();
  await page.waitForSelector(".kpi");
  const waiting = page.locator(".kpi", { has: page.locator("a[href*='/metric/first_response_time']") });
  assert.match(await waiting.locator(".value").textContent(), /^4\.0 hr/);
  await page.context().close();
});

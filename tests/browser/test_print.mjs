// On paper: the pages that people take to a meeting, in English and Arabic. Nothing is cut or wider than the sheet, no
// controls or navigation stand on it, charts are drawn, and the language's direction holds.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { addressOf, languages, pages } from "./pages.mjs";
import { openBrowser, openPage, serve, settle } from "./browser.mjs";

let server, browser;
before(async () => {
  server = await serve("demo", "STORE", "--scale", "0.2");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A4 between margins of 14 mm, in CSS pixels: what a browser lays a sheet out with. */
const SHEET = Math.floor(((210 - 2 * 14) / 25.4) * 96);
const folder = process.env.MIZAN_SCREENSHOTS;

/** What must not stand on paper and does; what is cut; what is too wide. */
const look = () => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const named = (element) => `${element.tagName.toLowerCase()}.${[...element.classList].join(".")} ${element.textContent.trim().slice(0, 30)}`;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const outside = (element) => { const { left, right } = element.getBoundingClientRect(); return left < -1 || right > document.documentElement.clientWidth + 1; };
  return {
    direction: getComputedStyle(document.documentElement).direction,
    controls: all("nav, form, button:not(.sort-button), input, select, textarea, .filters, .toast").filter(shown).map(named),
    wide: all("main *").filter((element) => shown(element) && !element.closest(".hidden-text, svg") && outside(element)).map(named).slice(0, 5),
    cut: all("main .table-box, main .kpis, main table").filter((element) => shown(element) && (element.scrollHeight > element.clientHeight + 1 && getComputedStyle(element).overflowY !== "visible")).map(named),
    pictures: all("main canvas, main svg.sparkline, main svg.bullet").filter(shown).length,
    text: document.querySelector("main").innerText.length,
    ink: Math.max(...getComputedStyle(document.querySelector("main h1, main h2")).color.match(/\d+/g).slice(0, 3).map(Number)),
  };
};

const taken = ["overview", "tiles", "metric", "goals", "objectives", "kpi", "data", "members"];
for (const [language, direction, calendar] of languages.slice(0, 2))
  for (const entry of pages.filter((page) => taken.includes(page.name)))
    test(`${entry.name} on paper, ${language}`, async () => {
      const page = await openPage(browser, { width: 1280, scheme: "dark" });
      await page.goto(`${server.url}${addressOf(entry, language, calendar)}`);
      await settle(page);
      if (entry.ready) await page.waitForSelector(entry.ready);
      await entry.prepare?.(page);
      const onScreen = await page.evaluate(() => document.querySelectorAll("main canvas, main svg.sparkline").length);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      await page.setViewportSize({ width: SHEET, height: 1000 });
      await page.waitForTimeout(400); // charts are drawn anew for the sheet
      const seen = await page.evaluate(look);
      assert.equal(seen.direction, direction);
      assert.deepEqual(seen.controls, []);
      assert.deepEqual(seen.wide, []);
      assert.deepEqual(seen.cut, []);
      assert.ok(seen.text > 100);
      assert.ok(seen.ink < 100, "dark ink, whatever the screen's colours are");
      assert.ok(seen.pictures >= Math.min(onScreen, 1), "charts are on paper, too");
      if (folder) mkdirSync(folder, { recursive: true });
      const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, ...(folder && { path: join(folder, `${entry.name}-${language}.pdf`) }) });
      if (folder) await page.screenshot({ path: join(folder, `${entry.name}-${language}-paper.png`), fullPage: true });
      const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      assert.ok(sheets >= 1 && sheets <= 12, `${sheets} sheets`);
      await page.context().close();
    });

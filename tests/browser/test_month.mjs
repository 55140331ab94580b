// A month with the program, as its people live it, in English and in Arabic: a file is imported, a KPI defined in six
// steps and mended where the SMART check says so, the objective set, another month imported, so that progress moves by
// itself; then the review of the month is held and its minute read.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkPage, openBrowser, openPage, picture, serve, settle, until } from "./browser.mjs";
import { addKeyResult, findings, mend, openForm, progressOf, setTarget, step, submit } from "./goals.mjs";

let browser, folder;
before(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), "mizan-month-"));
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The first day of the month that lies `back` months behind. */
function monthBack(back) {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1));
}

/** A survey's export for a whole month: 100 answers, of them so many promoters and detractors. */
function surveyOf(back, promoters, detractors) {
  const month = monthBack(back).toISOString().slice(0, 7), days = (monthBack(back - 1) - monthBack(back)) / 864e5;
  return Array.from({ length: 100 }, (_, i) => {
    const score = i < promoters ? 9 + (i % 2) : i < promoters + detractors ? i % 7 : 7 + (i % 2);
    const day = String(1 + (i % days)).padStart(2, "0");
    return `R-${month}-${i},nps,${score},0,10,${month}-${day} 09:00:00,${month}-${day} 10:00:00`;
  });
}

/** Gives a file on the page of data, and waits until it is imported. */
async function importFile(page, name, rows) {
  const file = join(folder, name);
  writeFileSync(file, ["answer,question,score,scale_min,scale_max,asked_at,answered_at", ...rows].join("\n") + "\n");
  await page.click(".navigation a[href^=\"/data\"], nav a[href^=\"/data\"]");
  await page.waitForSelector("input[type=file]");
  await page.setInputFiles("input[type=file]", file);
  await page.waitForSelector("table.mapping");
  await settle(page);
  await picture(page, "month-mapping");
  await page.locator("button.primary:not([disabled])").last().click();
  await page.waitForSelector(".counts");
  await settle(page);
  const counts = (await page.locator(".counts dd").allTextContents()).map((text) => text.replace(/[٠-٩]/g, (digit) => "٠١٢٣٤٥٦٧٨٩".indexOf(digit)));
  assert.equal(counts[1], String(rows.length), `stored: ${counts}`);
}

const words = {
  en: { objective: "Lead the industry in customer satisfaction", criterion: "Would they recommend us to a friend", title: "Customers recommend us",
    result: "NPS from 40 to 60", decision: "Keep calling those who waited", action: "Call the ten who scored lowest", owner: "Leila" },
  ar: { objective: "ريادة القطاع في رضا العملاء", criterion: "هل يوصون بنا صديقًا", title: "العملاء يوصون بنا",
    result: "صافي نقاط الترويج من 40 إلى 60", decision: "نواصل الاتصال بمن انتظروا", action: "الاتصال بأقل عشرة تقييمًا", owner: "ليلى" },
};

for (const [language, direction] of [["en", "ltr"], ["ar", "rtl"]])
  test(`a month from the first file to the minute, ${language}`, async () => {
    const said = words[language];
    const server = await serve("init", "STORE", "--name", "Rayhan", "--time-zone", "UTC", "--currency", "SAR");
    try {
      const page = await openPage(browser);
      await page.goto(`${server.url}/?lang=${language}`);
      await settle(page);
      assert.equal(await page.getAttribute("html", "dir"), direction);

      // Three months of answers whose NPS is 40, 42 and 44.
      await importFile(page, "first.csv", [...surveyOf(4, 55, 15), ...surveyOf(3, 56, 14), ...surveyOf(2, 57, 13)]);

      // The KPI in six steps.
      await page.goto(`${server.url}/goals?lang=${language}`);
      await settle(page);
      await openForm(page);
      await step(page, "goal").locator("input").fill(said.objective);
      await step(page, "criterion").locator("input").fill(said.criterion);
      await step(page, "metric").locator("select").selectOption("nps");
      await page.waitForSelector(".kpi-preview strong");
      await step(page, "title").locator("input").fill(said.title);
      await page.locator(".steps > li:nth-child(4) input[type=number]").first().fill("60");
      await page.waitForSelector(".target-preview table");
      await submit(page, ".goals form");
      await page.waitForURL((url) => /^\/goals\/kpi\/./.test(url.pathname));
      await page.waitForSelector(".smart");
      const kpi = new URL(page.url()).pathname.split("/").at(-1);

      // What the SMART check finds is mended where it is said: the owner, the deadline.
      const open = await findings(page);
      assert.ok(open.includes("owner") && open.includes("to"), String(open));
      await mend(page, "owner", (field) => field.locator("input").fill(said.owner));
      await setTarget(page, 60, new Date(Date.UTC(new Date().getUTCFullYear() + 1, 11, 31)).toISOString().slice(0, 10));
      await page.waitForSelector('.finding-open a[href$="mend=to"]', { state: "detached" });
      assert.ok((await findings(page)).length <= open.length - 2);
      await checkPage(page);
      await picture(page, `month-kpi-${language}`);

      // The objective, measured by that KPI.
      await page.goto(`${server.url}/goals/objectives?lang=${language}`);
      await settle(page);
      await openForm(page);
      await page.locator(".goals form input").first().fill(said.objective);
      await submit(page, ".goals form");
      await page.waitForURL((url) => /^\/goals\/objective\/./.test(url.pathname));
      await page.waitForSelector(".objective-actions");
      const objective = page.url();
      await addKeyResult(page, kpi, said.result, 40, 60);
      const before = await progressOf(page);
      assert.ok(Math.abs(before - 20) < 0.01, `44 on the way from 40 to 60: ${before}`);

      // Another month comes, with an NPS of 52, and nobody types a number.
      await importFile(page, "second.csv", surveyOf(1, 62, 10));
      await page.goto(objective);
      await page.locator(".key-result").waitFor();
      await settle(page);
      const moved = await progressOf(page);
      assert.ok(Math.abs(moved - 60) < 0.01, `52 on the way from 40 to 60: ${moved}`);
      await picture(page, `month-objective-${language}`);

      // The review of the month that is over.
      await page.goto(`${server.url}/reviews?lang=${language}`);
      await settle(page);
      await page.locator(".prepare button").last().click();
      await page.waitForURL((url) => /^\/reviews\/\d+$/.test(url.pathname));
      await page.waitForSelector(".review-controls");
      await settle(page);
      const pack = await page.locator("main").innerText();
      for (const text of [said.title, said.result]) assert.ok(pack.includes(text), `the pack names "${text}"`);
      await checkPage(page);
      await picture(page, `month-review-${language}`);
      const form = page.locator(".said form");
      for (const [kind, text] of [["decision", said.decision], ["action", said.action]]) {
        await form.locator("input[type=radio]").nth(["decision", "action"].indexOf(kind)).check();
        await form.locator("textarea").fill(text);
        if (kind === "action") await form.locator("input[list]").fill(said.owner);
        await form.locator("button[type=submit]").click();
        await page.locator(".said li", { hasText: text }).waitFor();
      }
      await page.locator(".review-controls button").last().click();
      await page.locator(".close-review").click();

      // The minute says what was seen, decided and who does what.
      await page.waitForSelector(".minute-tools");
      await settle(page);
      const minute = await page.locator("main").innerText();
      for (const text of [said.title, said.decision, said.action, said.owner]) assert.ok(minute.includes(text), `the minute says "${text}"`);
      await checkPage(page);
      await picture(page, `month-minute-${language}`);
      await page.context().close();
    } finally {
      await server.stop();
    }
  });

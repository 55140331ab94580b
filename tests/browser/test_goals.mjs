// From a KPI in six steps to an objective whose key result moves by itself when facts arrive, in English and Arabic.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkPage, openBrowser, openPage, picture, serve, settle } from "./browser.mjs";

let server, browser;
before(async () => {
  server = await serve("demo", "STORE", "--scale", "0.2");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const openForm = (page) => page.click(".goals section > .button");
const submit = (page, form) => page.click(`${form} button[type=submit]`);
const progressOf = async (page) => Number((await page.locator(".key-result .progress-fill").first().evaluate((fill) => fill.style.inlineSize)).replace("%", ""));

/** Answers of promoters alone, a day before the organization's today so that they count. */
async function addPromoters(page, language) {
  return page.evaluate(async (prefix) => {
    const organization = await (await fetch("/api/v1/organization")).json();
    const day = new Date(Date.parse(organization.today) - 864e5).toISOString().slice(0, 10);
    const rows = Array.from({ length: 400 }, (_, i) => ({ answer: `${prefix}-${i}`, question: "nps", score: 10, asked_at: `${day}T09:00:00Z`, answered_at: `${day}T10:00:00Z` }));
    const answer = await fetch("/api/v1/facts/answer", { method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": prefix }, body: JSON.stringify({ rows }) });
    return answer.status;
  }, `browser-${language}`);
}

for (const [language, direction] of [["en", "ltr"], ["ar", "rtl"]])
  test(`a KPI, an objective, and progress by itself, ${language}`, async () => {
    const page = await openPage(browser);
    await page.goto(`${server.url}/goals?lang=${language}`);
    await settle(page);
    assert.equal(await page.getAttribute("html", "dir"), direction);

    // The six steps.
    await openForm(page);
    const fields = page.locator(".steps input");
    await fields.nth(0).fill("Lead the industry in customer satisfaction");
    await fields.nth(1).fill("Would they recommend us");
    await page.locator(".steps select").first().selectOption("nps");
    await fields.nth(2).fill(`NPS ${language}`);
    await page.locator(".steps .target-line input").fill("95");
    await checkPage(page);
    await submit(page, ".goals form");
    await page.waitForURL((url) => url.pathname === `/goals/kpi/nps-${language}`);
    await page.waitForSelector(".smart");

    // What the check finds is mended: a target with a deadline.
    assert.equal(await page.locator(".finding-open").count() > 0, true);
    const open = await page.locator(".finding-open").count();
    await page.locator(".goals form .target-line input").fill("60");
    await page.locator(".goals form input[type=date]").fill("2059-12-31");
    await submit(page, ".goals form");
    await page.locator(".finding-open").nth(open - 1).waitFor({ state: "detached" });
    await checkPage(page);
    await picture(page, `goals-kpi-${language}`);

    // An objective and a key result that is bound to the KPI.
    await page.goto(`${server.url}/goals?lang=${language}`);
    await page.waitForSelector(".scorecard");
    await page.click(".sub-navigation a[href^=\"/goals/objectives\"]");
    await page.waitForSelector(".objective");
    await openForm(page);
    await page.locator(".goals form input").first().fill(`Lead ${language}`);
    await submit(page, ".goals form");
    await page.waitForURL((url) => url.pathname === `/goals/objective/lead-${language}`);
    await page.waitForSelector(".objective-actions");
    await page.locator(".key-results ~ .button").click();
    const form = page.locator("dialog form"), inputs = form.locator("input");
    await inputs.nth(0).fill(`NPS 0 to 100 ${language}`);
    await form.locator("select").nth(1).selectOption(`nps-${language}`);
    await inputs.nth(1).fill("0");
    await inputs.nth(2).fill("100");
    await form.locator("button[type=submit]").click();
    await page.locator(".key-result").waitFor();
    await checkPage(page);
    await picture(page, `goals-${language}`);

    // Another file of facts, and nobody types a number.
    const before = await progressOf(page);
    assert.ok([200, 201].includes(await addPromoters(page, language)));
    await page.reload();
    await page.locator(".key-result").waitFor();
    const after = await progressOf(page);
    assert.ok(after > before, `${before} then ${after}`);
    await page.context().close();
  });

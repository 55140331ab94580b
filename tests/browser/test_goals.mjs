// From a KPI in six steps to an objective whose key result moves by itself when facts arrive, in English and Arabic.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkPage, openBrowser, openPage, picture, serve, settle, until } from "./browser.mjs";
import { addKeyResult, findings, mend, openForm, progressOf, setTarget, step, submit } from "./goals.mjs";

let server, browser;
before(async () => {
  server = await serve("demo", "STORE", "--scale", "0.2");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

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

    // The six steps, with the value and the target as they would be; half way the page is left and the draft is there again.
    await openForm(page);
    await step(page, "goal").locator("input").fill("Lead the industry in customer satisfaction");
    await step(page, "criterion").locator("input").fill("Would they recommend us");
    await step(page, "metric").locator("select").selectOption("nps");
    await page.waitForSelector(".kpi-preview strong");
    await page.waitForSelector(".kpi-preview .sparkline");
    await settle(page);
    await page.reload();
    await settle(page);
    await openForm(page);
    assert.equal(await step(page, "goal").locator("input").inputValue(), "Lead the industry in customer satisfaction");
    await step(page, "title").locator("input").fill(`NPS ${language}`);
    await step(page, "target").locator("select").selectOption("average");
    await page.waitForSelector(".target-preview table");
    await step(page, "target").locator("select").selectOption("number");
    await page.locator(".steps > li:nth-child(4) input[type=number]").first().fill("95");
    await page.waitForSelector(".target-preview table");
    await checkPage(page);
    await picture(page, `goals-kpi-form-${language}`);
    await submit(page, ".goals form");
    await page.waitForURL((url) => url.pathname === `/goals/kpi/nps-${language}`);
    await page.waitForSelector(".smart");

    // What the check finds is mended one click from where it is said: the owner, then a deadline.
    await mend(page, "owner", (field) => field.locator("input").fill("Leila"));
    await page.waitForSelector(".chart canvas");
    const open = (await findings(page)).length;
    await page.click('.finding-open a[href$="mend=to"]');
    await until(page, 'document.activeElement.closest("[data-field=to]") !== null');
    await setTarget(page, 60, "2059-12-31");
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
    await addKeyResult(page, `nps-${language}`, `NPS 0 to 100 ${language}`, 0, 100);
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

test("the second of two editors sees both changes, and the history keeps each form", async () => {
  const [one, two] = [await openPage(browser), await openPage(browser)];
  for (const page of [one, two]) {
    await page.goto(`${server.url}/goals/kpi/recommendation?mend=goal`);
    await page.waitForSelector(".kpi-preview strong");
  }
  await one.locator(".steps [data-field=owner] input").fill("Leila");
  await one.locator(".steps [data-field=goal] input").fill("One goal");
  await one.locator(".goals form:has(.steps) > .form-field input").last().fill("because of the first");
  await two.locator(".steps [data-field=goal] input").fill("Another goal");
  await submit(one, ".goals form:has(.steps)");
  await one.waitForSelector(".steps", { state: "detached" });
  await submit(two, ".goals form:has(.steps)");
  await two.waitForSelector(".conflict");
  const shown = await two.locator(".conflict").innerText();
  for (const text of ["One goal", "Another goal", "Leila"]) assert.ok(shown.includes(text), shown);
  two.complaints = two.complaints.filter((text) => !/409/.test(text));
  await checkPage(two);
  await picture(two, "goals-kpi-conflict");
  await two.locator(".conflict button").first().click();
  await submit(two, ".goals form:has(.steps)");
  await two.waitForSelector(".steps", { state: "detached" });
  await until(two, 'document.querySelector("#history .versions").innerText.includes("Another goal")');
  const history = await two.locator("#history .versions").innerText();
  for (const text of ["because of the first", "One goal", "Another goal", "Leila"]) assert.ok(history.includes(text), history);
  // The second kept what the first made of the owner.
  assert.match(await two.locator(".kpi-facts").innerText(), /Leila/);
  await two.waitForSelector("#history .comparison table");
  two.complaints = [];
  await checkPage(two);
  for (const page of [one, two]) await page.context().close();
});

// A metric of the organization's own: put together, tried, kept, seen on its page, bound to a KPI, changed, and not
// retired while the KPI is measured by it; in English and Arabic.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkPage, openBrowser, openPage, picture, serve, settle } from "./browser.mjs";

let server, browser;
before(async () => {
  server = await serve("demo", "STORE", "--scale", "0.1");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A definition that is wrong is refused by the server, which the browser complains of. */
const forgetRefusals = (page) => { page.complaints = page.complaints.filter((text) => !/4(22|09)/.test(text)); };
/** The fields of a fieldset of what is counted. */
const counted = (page, nth) => page.locator(".count-fields").nth(nth);
const valueOf = (page) => page.locator(".preview-value").textContent();

for (const [language, direction] of [["en", "ltr"], ["ar", "rtl"]])
  test(`a metric of our own, ${language}`, async () => {
    const page = await openPage(browser);
    const id = `reopened_${language}`;
    await page.goto(`${server.url}/metric?lang=${language}`);
    await page.click(".list-tools a.button");
    await page.waitForSelector(".preview-value");
    assert.equal(await page.getAttribute("html", "dir"), direction);

    // Reopened tickets of all tickets, by choosing; the preview follows.
    const texts = page.locator(".own-metric .form > .form-field input");
    await texts.nth(0).fill(language === "ar" ? "التذاكر المعاد فتحها" : "Reopened tickets, ours");
    await texts.nth(1).fill("How many of a hundred tickets came back.");
    await texts.nth(2).fill(id);
    const numerator = counted(page, 0);
    await numerator.locator("select").nth(1).selectOption("reopens");
    await numerator.locator("select").nth(2).selectOption(">");
    await numerator.locator("input[type=number]").fill("0");
    await page.locator(".preview:not([aria-busy=true]) .preview-value").waitFor();
    await settle(page);
    const share = await valueOf(page);
    assert.notEqual(share, "");
    assert.equal(await page.locator(".own-metric .field-problem").count(), 0);
    await picture(page, `own-metric-builder-${language}`);
    await checkPage(page);

    // A wrong formula is said beside the formula, and mended there.
    const formula = page.locator(".own-metric input.latin").nth(1);
    await formula.fill("100 * numerater / denominator");
    await page.locator(".own-metric .field-problem").waitFor();
    assert.match(await page.locator(".own-metric .field-problem").textContent(), /numerater/);
    assert.equal(await formula.getAttribute("aria-invalid"), "true");
    await formula.fill("100 * numerator / denominator");
    await page.locator(".own-metric .field-problem").waitFor({ state: "detached" });

    // As text: the same definition; what is wrong names its line.
    await page.locator(".own-metric .segments input").nth(1).check();
    const text = page.locator("textarea.code");
    const definition = await text.inputValue();
    assert.match(definition, /^-- id: reopened_/);
    await text.fill(definition.replace('t."reopens" > 0)', 't."reopenings" > 0)'));
    await page.locator(".wrong-line").waitFor();
    assert.match(await page.locator(".wrong-line code").textContent(), /reopenings/);
    await picture(page, `own-metric-text-${language}`);
    forgetRefusals(page);
    await checkPage(page);
    await text.fill(definition);
    await page.locator(".wrong-line").waitFor({ state: "detached" });
    await page.locator(".own-metric .segments input").nth(0).check();
    await page.click(".own-metric button[type=submit]");

    // Its page, with the same value, and the catalogue.
    await page.waitForURL((url) => url.pathname === `/metric/${id}`);
    await page.waitForSelector(".headline-value");
    await settle(page);
    assert.equal(await page.locator(".headline-value").textContent(), share);
    forgetRefusals(page);
    await checkPage(page);
    await page.locator("#definition summary").first().click();
    await page.waitForSelector(".own-history li");

    // A KPI is measured by it, so it stays.
    const status = await page.evaluate(async (metric) => (await fetch("/api/v1/kpis", { method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ id: `kpi-${metric.replaceAll("_", "-")}`, metric, title: "Reopened less" }) })).status, id);
    assert.equal(status, 201);
    await page.goto(`${server.url}/goals/kpi/kpi-${id.replaceAll("_", "-")}?lang=${language}`);
    await page.waitForSelector(".smart");
    await page.goto(`${server.url}/metric/${id}?lang=${language}`);
    await page.locator(".own-actions button").click();
    await page.locator("dialog button[type=submit]").click();
    await page.locator("dialog .problem").waitFor();
    assert.match(await page.locator("dialog .problem").textContent(), /Reopened less/);
    await page.keyboard.press("Escape");

    // Changed by somebody else meanwhile: both are seen, and one's own is put in its place knowingly.
    await page.locator(".own-actions a").click();
    await page.waitForSelector(".preview-value");
    await page.evaluate(async (metric) => {
      const now = await (await fetch(`/api/v1/metrics/${metric}`)).json();
      await fetch(`/api/v1/metrics/${metric}`, { method: "PATCH", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ definition: now.definition.replace("-- better: up", "-- better: down"), revision: now.revision }) });
    }, id);
    await page.locator(".own-metric .form > .form-field input").nth(1).fill("How many of a hundred tickets were opened again.");
    await page.click(".own-metric button[type=submit]");
    await page.locator("#conflict-title").waitFor();
    await page.locator(".panel:has(#conflict-title) button").click();
    await page.click(".own-metric button[type=submit]");
    await page.waitForURL((url) => url.pathname === `/metric/${id}`);
    await page.context().close();
  });

for (const language of ["en", "ar"])
  test(`a value entered by hand, and corrected, ${language}`, async () => {
    const page = await openPage(browser);
    const brand = `Brand ${language}`;
    await page.goto(`${server.url}/metric/brand_awareness?lang=${language}&calendar=gregorian`);
    await page.locator("#measurements > .button").click();
    const form = page.locator("#measurements form");
    await form.locator("input[type=number]").first().fill("41.5");
    await form.locator("input[type=text]").first().fill(brand);
    await form.locator("button[type=submit]").click();
    const row = page.locator("#measurements tbody tr", { hasText: brand });
    await row.waitFor();
    assert.match(await row.textContent(), /Olga Owner/);

    // The correction shows what it was before, and why.
    await row.locator(".link-button").click();
    await form.locator("input[type=number]").first().fill("42");
    await form.locator("input[type=text]").last().fill("Counted again");
    await form.locator("button[type=submit]").click();
    await row.locator("details").waitFor();
    await row.locator("summary").click();
    await row.locator(".earlier li").waitFor();
    assert.match(await row.textContent(), /Counted again/);
    await settle(page);
    await picture(page, `own-metric-entered-${language}`);
    await checkPage(page);

    // A day that is yet to come is refused beside the day.
    await page.locator("#measurements > .button").click();
    await form.locator("input[type=date]").fill("2059-01-01");
    await form.locator("input[type=number]").first().fill("1");
    await form.locator("button[type=submit]").click();
    await form.locator(".field-problem").waitFor();
    await page.context().close();
  });

test("a member who is not an analyst is not asked to define any", async () => {
  const page = await openPage(browser, { signedIn: false });
  const secret = await openPage(browser);
  await secret.goto(server.url);
  const key = await secret.evaluate(async () => {
    const answer = await fetch("/api/v1/accounts", { method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: "Vera", mail: "vera@example.com", role: "viewer" }) });
    return new URLSearchParams(new URL((await answer.json()).link, location.href).hash.slice(1)).get("key");
  });
  await page.goto(server.url);
  await page.evaluate((one) => fetch("/api/v1/welcome", { method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ key: one, password: "a long enough sentence" }) }).then((answer) => answer.status), key);
  await page.goto(`${server.url}/metric`);
  await page.waitForSelector(".catalogue li");
  assert.equal(await page.locator(".list-tools a.button").count(), 0);
});

// The scorecard and the strategy map: weights move the score, what says nothing is refused, links are drawn and taken
// away by keyboard and by pointer; in English and Arabic.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkPage, openBrowser, openPage, picture, serve, settle } from "./browser.mjs";

let server, browser;
before(async () => {
  server = await serve("demo", "STORE", "--scale", "0.2", "--until", "2026-11-20");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const ask = (page, path) => page.evaluate(async (address) => (await fetch(`/api/v1${address}`)).json(), path);
const panel = (page, id) => page.locator(`#perspective-${id}`);
/** Opens the form of a perspective; its fields are title, weight, and the weights of its KPIs. */
async function edit(page, id) {
  await panel(page, id).locator("> .link-button").click();
  return panel(page, id).locator("form");
}
const shown = async (page, id) => (await panel(page, id).locator(".score-head .score-number").textContent()).replace(/[^0-9.]/g, "");

for (const [language, direction] of [["en", "ltr"], ["ar", "rtl"]])
  test(`weights move the score, ${language}`, async () => {
    const page = await openPage(browser);
    await page.goto(`${server.url}/goals/scorecard?lang=${language}`);
    await settle(page);
    assert.equal(await page.getAttribute("html", "dir"), direction);
    const first = await ask(page, "/scorecard");
    const customers = first.perspectives.find(({ id }) => id === "customers");
    assert.ok(customers.kpis.length >= 3);

    // What counts three times as much weighs three times as much, in the page as by hand.
    let form = await edit(page, "customers");
    const wanted = customers.kpis.map((_, i) => (i === 0 ? 3 : 1));
    for (const [i, weight] of wanted.entries()) await form.locator("input[type=number]").nth(1 + i).fill(String(weight));
    await form.locator("button[type=submit]").click();
    await form.waitFor({ state: "detached" });
    await settle(page);
    const known = customers.kpis.map((one, i) => ({ score: one.score, weight: wanted[i] })).filter(({ score }) => score !== null);
    const sum = known.reduce((all, { weight }) => all + weight, 0);
    const byHand = known.reduce((all, { score, weight }) => all + score * weight, 0) / sum;
    const second = await ask(page, "/scorecard");
    assert.ok(Math.abs(second.perspectives.find(({ id }) => id === "customers").score - byHand) < 1e-12);
    if (language === "en") assert.equal(await shown(page, "customers"), byHand.toFixed(2));
    await checkPage(page);
    await picture(page, `scorecard-weights-${language}`);

    // Weights that sum to 0 are refused, and nothing of it is kept.
    form = await edit(page, "learning");
    const count = await form.locator("input[type=number]").count();
    for (let i = 1; i < count; i++) await form.locator("input[type=number]").nth(i).fill("0");
    await form.locator("button[type=submit]").click();
    await form.locator(".problem").waitFor();
    assert.equal(page.complaints.filter((text) => !text.includes("400")).length, 0);
    page.complaints = []; // the browser's own line about the answer 400
    await checkPage(page);
    const learning = (await ask(page, "/scorecard")).perspectives.find(({ id }) => id === "learning");
    assert.ok(learning.kpis.some(({ weight }) => weight > 0));

    // One that KPIs are in stays, and names them.
    await form.locator(".actions .link-button").click();
    await panel(page, "learning").locator("form button[type=submit]").click();
    const problem = panel(page, "learning").locator(".problem");
    await problem.waitFor();
    assert.ok((await problem.textContent()).includes(learning.kpis[0].kpi.title));
    await page.context().close();
  });

test("a perspective of one's own comes and goes", async () => {
  const page = await openPage(browser);
  await page.goto(`${server.url}/goals/scorecard?lang=en`);
  await settle(page);
  await page.getByRole("button", { name: "Add a perspective" }).click();
  await page.getByLabel("Title").fill("The planet");
  await page.getByRole("button", { name: "Add the perspective" }).click();
  await panel(page, "the-planet").waitFor();
  await page.locator(".audit", { hasText: "The planet" }).waitFor(); // it has no KPI
  const form = await edit(page, "the-planet");
  await form.getByLabel("Place from the top").selectOption("1");
  await form.locator("button[type=submit]").click();
  await page.locator(".score-panel:nth-of-type(2)", { hasText: "The planet" }).waitFor();
  await edit(page, "the-planet");
  await panel(page, "the-planet").locator(".actions .link-button").click();
  await panel(page, "the-planet").locator("form button[type=submit]").click();
  await panel(page, "the-planet").waitFor({ state: "detached" });
  assert.equal((await ask(page, "/perspectives")).perspectives.length, 4);
  await page.context().close();
});

for (const [language, direction] of [["en", "ltr"], ["ar", "rtl"]])
  test(`links are drawn and taken away, ${language}`, async () => {
    const page = await openPage(browser);
    await page.goto(`${server.url}/goals/map?lang=${language}`);
    await settle(page);
    assert.equal(await page.getAttribute("html", "dir"), direction);
    const marks = page.locator(".map-mark");
    await marks.first().waitFor();
    const before = await marks.count();
    assert.equal(before, (await ask(page, "/scorecard/map")).links.length);

    // By keyboard: the cause, then the effect; the arrow is there at once, with what the facts say.
    await page.locator('[data-node="training"] .map-pick').focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".map-node-cause").getAttribute("data-node"), "training");
    await page.locator('[data-node="leads"] .map-pick').focus();
    await page.keyboard.press("Enter");
    await marks.nth(before).waitFor();
    assert.ok((await ask(page, "/scorecard/map")).links.some(({ cause, effect }) => cause === "training" && effect === "leads"));
    await checkPage(page);
    await picture(page, `map-links-${language}`);

    // A cause that was chosen by mistake is let go.
    await page.locator('[data-node="revenue"] .map-pick').click();
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".map-node-cause").count(), 0);

    // Taken away at its arrow, by pointer.
    const titles = Object.fromEntries((await ask(page, "/scorecard/map")).kpis.map(({ id, title }) => [id, title]));
    const index = (await ask(page, "/scorecard/map")).links.findIndex(({ cause, effect }) => cause === "training" && effect === "leads");
    await marks.nth(index).click();
    const chosen = page.locator(".map-chosen-link");
    assert.ok((await chosen.textContent()).includes(titles.leads));
    await chosen.locator(".button").first().click();
    await marks.nth(before).waitFor({ state: "detached" });

    // The form of the table does the same, and says what it refuses.
    const form = page.locator(".goals form");
    await form.locator("select").nth(0).selectOption("training");
    await form.locator("select").nth(1).selectOption("training");
    await form.locator("button[type=submit]").click();
    await form.locator(".field-problem").waitFor();
    await form.locator("select").nth(1).selectOption("recommendation");
    await form.locator("button[type=submit]").click();
    await marks.nth(before).waitFor();
    const row = page.locator(".links tbody tr", { hasText: titles.training }).filter({ hasText: titles.recommendation });
    await row.locator("button").click();
    await marks.nth(before).waitFor({ state: "detached" });
    await page.context().close();
  });

test("the page says the scores of the API", async () => {
  const page = await openPage(browser);
  await page.goto(`${server.url}/goals/scorecard?lang=en`);
  await settle(page);
  const api = await ask(page, "/scorecard");
  assert.ok((await page.locator(".score-sentence").textContent()).includes(api.score.toFixed(2)));
  for (const { id, score } of api.perspectives.filter((one) => one.score !== null)) assert.equal(await shown(page, id), score.toFixed(2));
  await page.context().close();
});

test("the second of two who edit a perspective is told", async () => {
  const page = await openPage(browser);
  await page.goto(`${server.url}/goals/scorecard?lang=en`);
  await settle(page);
  const form = await edit(page, "financial");
  await form.getByLabel("Its weight in the whole").fill("2");
  const status = await page.evaluate(async () => {
    const { perspectives } = await (await fetch("/api/v1/perspectives")).json();
    const { revision } = perspectives.find(({ id }) => id === "financial");
    return (await fetch("/api/v1/perspectives/financial", { method: "PATCH", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ weight: 3, revision }) })).status;
  });
  assert.equal(status, 200);
  await form.locator("button[type=submit]").click();
  await form.locator(".problem").waitFor();
  await panel(page, "financial").locator("> .quiet", { hasText: /Weight \W*3/ }).waitFor(); // what the other made of it
  assert.equal(await form.getByLabel("Its weight in the whole").inputValue(), "2"); // beside what oneself wanted
  assert.equal((await ask(page, "/perspectives")).perspectives.find(({ id }) => id === "financial").weight, 3);
  await page.context().close();
});

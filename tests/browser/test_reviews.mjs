// A review from its numbers to its minute: in words first, one KPI at a time by the keys, a decision, an action, closed; in
// English and Arabic.
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

async function say(page, form, kind, words, owner) {
  await form.locator("input[type=radio]").nth(["decision", "action", "note"].indexOf(kind)).check();
  await form.locator("textarea").fill(words);
  if (owner !== undefined) await form.locator("input[list]").fill(owner);
  await form.locator("button[type=submit]").click();
}

// The last month in English, the last week in Arabic: each has its open review.
for (const [language, direction, number, ahead] of [["en", "ltr", 2, "ArrowRight"], ["ar", "rtl", 3, "ArrowLeft"]])
  test(`a review is held, closed and read, ${language}`, async () => {
    const page = await openPage(browser);
    await page.goto(`${server.url}/reviews?lang=${language}`);
    await settle(page);
    assert.equal(await page.getAttribute("html", "dir"), direction);
    await page.waitForSelector(".review-row");
    assert.ok(await page.locator(".next-reviews li").count() === 2);
    await checkPage(page);
    await picture(page, `reviews-${language}`);

    await page.goto(`${server.url}/reviews/${number}?lang=${language}`);
    await page.waitForSelector(".review-controls");
    assert.ok((await page.locator(".lead").innerText()).length > 20);
    const frozen = await page.locator(".reviews > section").first().innerText();

    // Prepared anew while nothing was decided: the same facts give the same numbers.
    await page.locator(".review-controls button").first().click();
    await page.waitForSelector(".review-controls button:not(:disabled)");
    assert.equal(await page.locator(".reviews > section").first().innerText(), frozen);
    await checkPage(page);
    await picture(page, `review-open-${language}`);

    // One at a time, by the keys.
    await page.locator(".review-controls a.primary").click();
    await page.waitForSelector(".meeting-value");
    const first = await page.locator(".meeting h2").first().innerText();
    await page.keyboard.press(ahead);
    await page.waitForURL((url) => url.pathname.endsWith("/meeting/2"));
    await page.locator(".meeting-steps a[rel=prev]").waitFor();
    assert.notEqual(await page.locator(".meeting h2").first().innerText(), first);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H2");
    const about = await page.locator(".meeting h2").first().innerText();
    const form = page.locator(".meeting form");
    await say(page, form, "decision", `Decided ${language}`);
    await page.locator(".review-list li", { hasText: `Decided ${language}` }).waitFor();
    await say(page, form, "action", `Act ${language}`, "Sara, Omar");
    await form.locator(".field-problem").waitFor();
    assert.match(page.complaints.splice(0).join(), /400/);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("list")), "review-owners");
    await say(page, form, "action", `Act ${language}`, "Sara");
    await page.locator(".review-list li.action", { hasText: `Act ${language}` }).waitFor();
    await checkPage(page);
    await picture(page, `meeting-${language}`);

    // The whole: a note, the actions of last time where there are some, and the end.
    await page.goto(`${server.url}/reviews/${number}?lang=${language}`);
    await page.waitForSelector(".review-controls");
    assert.equal(await page.locator(".review-controls button").count(), 1, "decided upon: not prepared anew");
    await say(page, page.locator(".said form"), "note", `Noted ${language}`);
    await page.locator(".said li", { hasText: `Noted ${language}` }).waitFor();
    if (language === "en") {
      const open = page.locator(".last-actions .action-open");
      assert.equal(await open.count(), 2);
      await open.first().getByRole("button", { name: /^Carry over/ }).click();
      await open.first().locator("form button[type=submit]").click();
      await page.locator(".last-actions .action-carried").waitFor();
      assert.equal(await page.locator(".said .action").count(), 2);
    }
    await page.locator(".review-controls button").last().click();
    await page.locator(".close-review").click();
    await page.waitForSelector(".minute-tools");

    // The minute: nothing of it can be changed, and it says what was said.
    assert.equal(await page.locator(".said form, .review-controls, .row-actions button").count(), 0);
    const minute = await page.locator(".said").innerText();
    for (const words of [`Decided ${language}`, `Act ${language}`, `Noted ${language}`, "Sara", about.trim()]) assert.ok(minute.includes(words), words);
    await checkPage(page);
    await picture(page, `minute-${language}`);
    const text = await page.evaluate(async ([id, lang]) => (await fetch(`/api/v1/reviews/${id}/minute`, { headers: { "Accept-Language": lang } })).text(), [number, language]);
    assert.ok(text.startsWith("# ") && text.includes(`Decided ${language}`));
    await page.emulateMedia({ media: "print" });
    await picture(page, `minute-print-${language}`);
    assert.equal(await page.locator(".minute-tools").isVisible(), false);
    await page.context().close();
  });

// Coming in where a second factor is asked for, and the password that is asked for again: what the pages lead to, in four
// languages, and that the ways go through.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { totp } from "../entering.mjs";
import { checkPage, mizan, openBrowser, openPage, picture, serve, settle, until } from "./browser.mjs";

let server, browser;
before(async () => {
  server = await serve("init", "STORE", "--name", "Sparrow");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** What is refused on purpose is no complaint. */
const forgive = (page) => { page.complaints = page.complaints.filter((text) => !/403/.test(text)); };
const check = async (page, name) => {
  forgive(page);
  await checkPage(page);
  await picture(page, name);
};
/** What the server says where the password was given longer than ten minutes ago. */
const old = { status: 403, contentType: "application/problem+json", body: JSON.stringify({ title: "reauthenticate", code: "reauthenticate", detail: "once more" }) };
const languages = ["en", "ar", "fa", "ru"];
let codes;

test("once everyone has to have codes, the page leads to setting them up, and on", async () => {
  const page = await openPage(browser);
  await page.goto(`${server.url}/settings/organization`);
  await settle(page);
  await page.locator("select", { has: page.locator("option[value=administrators]") }).selectOption("everyone");
  await page.locator(".settings-page .button.primary").click();
  await page.waitForSelector(".enter");
  for (const language of languages) {
    await page.goto(`${server.url}/goals?lang=${language}`);
    await page.waitForSelector(".enter .button.primary");
    await settle(page);
    await check(page, `enrolment-${language}`);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.click(".enter .button.primary");
    await page.waitForSelector(".qr");
    await check(page, `enrolment-picture-${language}`);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  // Whoever was in for long when it began to be asked for gives the password first, here, too.
  let refusals = 1;
  await page.route("**/api/v1/me/totp", (route) => (refusals-- > 0 ? route.fulfill(old) : route.continue()));
  await page.goto(`${server.url}/goals?lang=en`);
  await page.click(".enter .button.primary");
  await page.fill(".ask-again [type=password]", server.password);
  await page.click(".ask-again .button.primary");
  const secret = (await page.locator(".secret code").textContent()).trim();
  await page.fill("[autocomplete=one-time-code]", "000000");
  await page.click(".enter .button.primary");
  await page.waitForSelector(".field-problem");
  await page.fill("[autocomplete=one-time-code]", totp(secret));
  await page.click(".enter .button.primary");
  await page.waitForSelector(".enter .panel");
  codes = (await page.locator(".secret code").textContent()).trim().split(/\s+/);
  assert.equal(codes.length, 10);
  page.complaints = page.complaints.filter((text) => !/400/.test(text));
  await check(page, "recovery-codes");
  await page.locator(".enter .panel > .button").click();
  await page.waitForSelector(".frame");
  await settle(page);
  assert.match(page.url(), /\/goals/);
  await page.context().close();
});

test("behind a link the code is asked for", async () => {
  const link = execFileSync(mizan, ["account", "link", server.store, server.mail], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  const page = await openPage(browser, { signedIn: false });
  await page.goto(new URL(link, server.url).href);
  await page.fill("[autocomplete=new-password]", server.password);
  await page.click(".enter .button.primary");
  await page.waitForSelector("[autocomplete=one-time-code]");
  for (const language of languages) {
    await page.goto(`${server.url}/?lang=${language}`);
    await page.waitForSelector("[autocomplete=one-time-code]");
    await settle(page);
    await check(page, `code-${language}`);
  }
  await page.goto(`${server.url}/settings/account?lang=en`);
  await page.fill("[autocomplete=one-time-code]", codes[0]);
  await page.click(".enter .button.primary");
  await page.waitForSelector(".frame .rows li");
  const { mail, password } = server, code = codes[1];
  const more = await openPage(browser, { signedIn: false });
  await more.goto(server.url);
  await more.fill("[autocomplete=username]", mail);
  await more.fill("[autocomplete=current-password]", password);
  await more.click(".enter .button.primary");
  await more.waitForSelector("[autocomplete=one-time-code]");
  await more.fill("[autocomplete=one-time-code]", code);
  await more.click(".enter .button.primary");
  await more.waitForSelector(".frame");

  // The password was given a moment ago: the server's word that it is too old is put in its mouth, once each time.
  let refusals = 0;
  await page.route("**/api/v1/me/sessions", (route) => {
    if (route.request().method() !== "DELETE" || refusals-- <= 0) return route.continue();
    return route.fulfill(old);
  });
  for (const language of languages) {
    await page.goto(`${server.url}/settings/account?lang=${language}`);
    await settle(page);
    refusals = 1;
    await page.locator("section[aria-labelledby=sessions-title] > .button").click();
    await page.waitForSelector(".ask-again [type=password]:focus");
    await check(page, `ask-again-${language}`);
    await page.keyboard.press("Escape");
    await until(page, () => !document.querySelector(".ask-again"));
    await settle(page); // what is asked for behind it has its answer before another page is gone to
  }
  await page.goto(`${server.url}/settings/account?lang=en`);
  await settle(page);
  await page.locator(".codes-actions > .button").first().click();
  await page.waitForSelector(".codes-actions .secret");
  await check(page, "new-recovery-codes");
  await page.locator(".codes-actions .panel > .button").click();
  await until(page, () => !document.querySelector(".codes-actions .panel"));
  const all = await page.locator("section[aria-labelledby=sessions-title] li").count();
  assert.ok(all > 1, `${all} sessions: leaving the dialog ended some`);
  refusals = 1;
  await page.locator("section[aria-labelledby=sessions-title] > .button").click();
  await page.fill(".ask-again [type=password]", "not this one");
  await page.click(".ask-again .button.primary");
  await page.waitForSelector(".ask-again .field-problem");
  await page.fill(".ask-again [type=password]", password);
  await page.click(".ask-again .button.primary");
  await until(page, () => document.querySelectorAll("section[aria-labelledby=sessions-title] li").length === 1);
  assert.equal(await page.locator(".ask-again").count(), 0);
  await more.context().close();
  await page.context().close();
});

// The provider of accounts in the settings, against a real one (npm oidc-provider): looked at, kept, signed in with, removed.
import assert from "node:assert/strict";
import http from "node:http";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { checkPage, openBrowser, openPage, picture, root, serveWith, settle, until } from "./browser.mjs";

let server, browser, provider, listener;
before(async () => {
  const entry = createRequire(join(root, "tests/http/package.json")).resolve("oidc-provider");
  const { default: Provider } = await import(pathToFileURL(entry));
  server = await serveWith(["--allow-internal", "127.0.0.1"], "init", "STORE", "--name", "Sparrow");
  let handle;
  listener = http.createServer((question, answer) => handle(question, answer)).listen(0, "127.0.0.1");
  await new Promise((resolve) => listener.once("listening", resolve));
  provider = `http://127.0.0.1:${listener.address().port}`;
  console.warn = console.info = () => {};
  handle = new Provider(provider, {
    clients: [{ client_id: "mizan", client_secret: "not to be seen", redirect_uris: [`${server.url}/api/v1/provider/return`] }],
    claims: { email: ["email", "email_verified"] }, conformIdTokenClaims: false, acrValues: ["phr"], cookies: { keys: ["test"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: server.mail, email_verified: true }) }),
  }).callback();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  listener?.close();
});

const open = async (language = "en") => {
  const page = await openPage(browser);
  await page.goto(`${server.url}/settings/provider?lang=${language}`);
  await page.waitForSelector(".form");
  await settle(page);
  return page;
};
const fill = async (page, words) => {
  for (const [label, value] of Object.entries(words)) await page.getByLabel(label, { exact: true }).fill(value);
};

test("a provider is looked at before it is kept: what it answered, or what to do", async () => {
  const page = await open();
  await fill(page, { Issuer: `${provider}/` });
  await page.click(".act-look");
  await page.waitForSelector(".provider-seen [role=alert]");
  assert.match(await page.textContent(".provider-seen"), new RegExp(`to the last sign: ${provider}`));
  await checkPage(page);
  await fill(page, { Issuer: provider, "Required way of signing in (acr)": "phr phrh" });
  await page.click(".act-look");
  await page.waitForSelector(".provider-seen dl");
  await until(page, () => document.querySelectorAll(".provider-seen dt").length === 5);
  assert.match(await page.textContent(".provider-seen"), new RegExp(`${provider}/auth`));
  assert.match(await page.textContent(".provider-seen .notice"), /phrh/);
  assert.doesNotMatch(await page.textContent(".provider-seen .notice"), /phr$/);
  await checkPage(page);
  await picture(page, "provider-seen");
  await page.context().close();
});

test("it is kept, without its secret being shown, and people sign in with it", async () => {
  const page = await open();
  await fill(page, { Issuer: provider, "Client ID": "mizan", "Client secret": "not to be seen", "What the provider is called": "Nest" });
  assert.match(await page.textContent(".secret code"), new RegExp(`^${server.url}/api/v1/provider/return$`));
  await page.locator(".form .button.primary").click();
  await page.waitForSelector(".act-remove");
  await settle(page);
  assert.equal(await page.getByLabel("Client secret").inputValue(), "");
  assert.match(await page.textContent(".form"), /One is kept, sealed/);
  assert.doesNotMatch(await page.content(), /not to be seen/);
  // Another word changed leaves the secret as it was: signing in still works after it.
  await fill(page, { "What the provider is called": "Nest Accounts" });
  await page.locator(".form .button.primary").click();
  await until(page, () => document.querySelector(".settings-page").textContent.includes("Nest Accounts"));
  await page.context().close();
  const guest = await openPage(browser, { signedIn: false });
  await guest.goto(`${server.url}/?lang=en`);
  await guest.click("a[href='/api/v1/provider/begin']");
  await guest.fill("[name=login]", "olga");
  await guest.fill("[name=password]", "x");
  await guest.click("[type=submit]");
  await guest.click("[type=submit]");
  await guest.waitForURL(`${server.url}/**`);
  await guest.waitForSelector("main h1");
  assert.equal(await guest.evaluate(async () => (await (await fetch("/api/v1/session")).json()).name), "Olga Owner");
  await guest.context().close();
});

test("what is wrong is said beside its field, in every language, and it is removed", async () => {
  for (const language of ["en", "ar", "fa", "ru"]) {
    const page = await open(language);
    await page.locator(".form input[type=url]").first().fill("id.example.com/x y");
    await page.evaluate(() => { document.querySelector(".form").noValidate = true; });
    await page.locator(".form .button.primary").click();
    await page.waitForSelector(".field-problem");
    page.complaints = page.complaints.filter((text) => !/400/.test(text));
    await checkPage(page);
    await page.click(".act-remove");
    await page.waitForSelector("dialog[open] .form");
    await checkPage(page);
    await picture(page, `provider-remove-${language}`);
    if (language === "ru") {
      await page.locator("dialog .button.primary").click();
      await until(page, () => !document.querySelector(".act-remove") && !document.querySelector("dialog[open]"));
    }
    await page.context().close();
  }
  assert.deepEqual(await (await fetch(`${server.url}/api/v1/provider`)).json(), { title: null });
});

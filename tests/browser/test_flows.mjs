// Whole ways through the app as people go them, by keyboard: from the first start to the first chart, a member who sees
// only their brand, another language and calendar, one-time codes.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { keyOf, totp } from "../entering.mjs";
import { checkPage, mizan, openBrowser, openPage, picture, serve, settle, until } from "./browser.mjs";

let server, browser;
const folder = mkdtempSync(join(tmpdir(), "mizan-flows-"));
const sentence = "a rather long sentence to enter by";

before(async () => {
  browser = await openBrowser();
  server = await serve("demo", "STORE");
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Tab until what has the focus fits; the number of steps that a person would take is bounded. */
async function tabTo(page, fits, what) {
  for (let i = 0; i < 80; i++) {
    if (await page.evaluate(fits.test, fits.argument)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${what}`);
}
const button = (name) => ({ test: (text) => ["BUTTON", "A"].includes(document.activeElement.tagName) && document.activeElement.textContent.trim() === text, argument: name });
const field = (name) => ({ test: (text) => document.activeElement.labels?.[0]?.textContent.trim() === text, argument: name });

async function press(page, name) {
  await tabTo(page, button(name), name);
  await page.keyboard.press("Enter");
}
async function write(page, name, text) {
  await tabTo(page, field(name), name);
  await page.keyboard.type(text);
}

/** A server on a store without accounts, and the link that it prints. */
async function firstStart() {
  const store = join(folder, "store");
  execFileSync(mizan, ["init", store, "--name", "Golestan"], { stdio: "ignore" });
  const program = spawn(mizan, ["serve", store, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [program.stdout, program.stderr]) stream.setEncoding("utf8").on("data", (text) => { printed += text; });
  for (let i = 0; i < 200 && !/key=\S+/.test(printed); i++) await new Promise((resolve) => setTimeout(resolve, 100));
  const link = /http:\S+key=\S+/.exec(printed)?.[0];
  assert.ok(link, printed);
  return { link, url: new URL(link).origin, stop: () => new Promise((resolve) => { program.once("exit", resolve); program.kill("SIGTERM"); }) };
}

test("from the first start to the first imported chart", async () => {
  const started = await firstStart();
  const page = await openPage(browser, { signedIn: false });
  await page.goto(started.link.replace("#", "?lang=en#"));
  await page.waitForSelector("form h1");
  await checkPage(page);
  await picture(page, "flow-welcome");
  await write(page, "Your name", "Olga");
  await write(page, "Mail address", "olga@example.com");
  await write(page, "Password", sentence);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".empty h1");
  await settle(page);
  await picture(page, "flow-empty");
  await press(page, "Import a file");
  await page.waitForURL((url) => url.pathname === "/data");
  await settle(page);
  const days = Array.from({ length: 120 }, (_, i) => new Date(Date.UTC(2026, 6, 1 + i)).toISOString().slice(0, 10));
  const file = join(folder, "tickets.csv");
  writeFileSync(file, `ticket,opened_at,first_replied_at\n${days.map((day, i) => `T-${i},${day}T08:00:00Z,${day}T09:${String(10 + i % 40)}:00Z`).join("\n")}\n`);
  await page.locator("input[type=file]").first().setInputFiles(file); // the system's own dialog is not of the page
  await page.waitForSelector("button.primary:not([disabled])");
  await settle(page);
  await press(page, "Import");
  await until(page, () => /120/.test(document.querySelector("main").textContent));
  await settle(page);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("KeyG");
  await page.keyboard.press("KeyO");
  await page.waitForSelector(".kpi .value");
  await tabTo(page, { test: () => document.activeElement.matches("a.metric-name") }, "the measures");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".chart canvas");
  await picture(page, "flow-chart");
  assert.deepEqual(page.complaints, []);
  await page.context().close();
  await started.stop();
});

test("a member who is invited sees the own brand alone", async () => {
  const page = await openPage(browser);
  await page.goto(`${server.url}/settings/members?lang=en`);
  await settle(page);
  await page.keyboard.press("Tab");
  await press(page, "Invite a member");
  await page.waitForSelector("dialog[open] .checks");
  const brands = page.locator("dialog fieldset", { hasText: "Brand" }).locator("label");
  await brands.first().waitFor();
  const brand = (await brands.first().textContent()).trim();
  await write(page, "Name", "Bahar");
  await write(page, "Mail address", "bahar@example.com");
  await tabTo(page, field("Role"), "Role");
  await page.keyboard.type("Manager");
  await tabTo(page, field(brand), brand);
  await page.keyboard.press("Space");
  await checkPage(page);
  await picture(page, "flow-invite");
  await press(page, "Invite");
  const link = await page.locator("dialog .secret code").textContent();
  assert.match(link, /^http:\/\/127\.0\.0\.1:\d+\/welcome#key=/);
  await picture(page, "flow-link");
  await page.context().close();

  const member = await openPage(browser, { signedIn: false });
  await member.goto(link.replace("#", "?lang=en&")); // links that were sent before the key stood behind the #
  await member.waitForSelector("form h1");
  const asked = [];
  member.on("request", (request) => asked.push(request.url()));
  await member.goto(link.replace("#", "?lang=en#"));
  await member.waitForSelector("form h1");
  await settle(member);
  assert.ok(asked.length > 2 && !asked.some((url) => url.replace(/#.*/, "").includes(keyOf(link))), "the key is in no address that is asked");
  await write(member, "Password", sentence);
  await member.keyboard.press("Enter");
  await member.waitForSelector(".kpi .value");
  await settle(member);
  const areas = await member.locator(".navigation").first().locator("a").allTextContents();
  assert.ok(areas.includes("Overview") && !areas.includes("Data"), String(areas));
  const seen = await member.evaluate(async () => (await (await fetch("/api/v1/metrics/nps/slices/brand")).json()).values.map((row) => row.value));
  assert.deepEqual(seen, [brand]);
  const totals = await Promise.all([member, await openPage(browser)].map(async (other, i) => {
    if (i === 1) await other.goto(`${server.url}/?lang=en`);
    return other.evaluate(async () => (await (await fetch("/api/v1/metrics/nps/values?period=year")).json()).rows.map((row) => row.sample_size));
  }));
  assert.ok(totals[0][0] < totals[1][0], "the numbers are of the own rows");
  await member.goto(`${server.url}/data`);
  await member.waitForSelector(".notice h1");
  assert.match(await member.textContent(".notice"), /Your role does not open this page/);
  await member.goto(`${server.url}/settings`);
  await settle(member);
  assert.deepEqual(await member.locator(".settings-name").allTextContents(), ["Your account", "Your tokens", "This device"]);
  await picture(member, "flow-member-account");
  await checkPage(member);
  await member.context().close();
});

test("another language and another calendar", async () => {
  const page = await openPage(browser);
  await page.goto(`${server.url}/?lang=en`);
  await settle(page);
  await page.keyboard.press("Control+KeyK");
  await page.keyboard.type("فارسی");
  await page.waitForSelector("[role=option]");
  await page.keyboard.press("Enter");
  await until(page, () => document.documentElement.dir === "rtl" && !document.querySelector("dialog[open]"));
  await tabTo(page, field("تقویم"), "the choice of the calendar");
  await page.keyboard.press("ArrowDown");
  await page.waitForURL(/calendar=persian/);
  await settle(page);
  assert.match(await page.textContent(".sentence"), /آبان|مهر|آذر/);
  assert.match(await page.textContent(".kpis"), /[۰-۹]/);
  await page.context().close();
});

test("one-time codes are set up; signing in then asks for one", async () => {
  const link = execFileSync(mizan, ["account", "add", server.store, "Cyrus", "--mail", "cyrus@example.com"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  const page = await openPage(browser, { signedIn: false });
  await page.goto(new URL(link.replace("#", "?lang=en#"), server.url).href);
  await page.waitForSelector("form h1");
  await write(page, "Password", sentence);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".kpi .value");
  await settle(page);
  await page.goto(`${server.url}/settings/account?lang=en`);
  await settle(page);
  await press(page, "Set up one-time codes");
  await page.waitForSelector(".qr");
  await picture(page, "flow-totp");
  await checkPage(page);
  const secret = (await page.locator(".secret code").textContent()).trim();
  await write(page, "Code of six digits", totp(secret));
  await press(page, "Turn on");
  await until(page, () => /recovery codes/i.test(document.querySelector("main").textContent) && document.querySelectorAll(".secret code").length > 0 && !document.querySelector(".qr"));
  const recovery = (await page.locator(".secret code").textContent()).trim().split("\n");
  assert.ok(recovery.length >= 8, String(recovery));
  await picture(page, "flow-recovery");
  await page.locator(".account-menu .menu-button").click();
  await page.locator(".account-menu .menu-panel button").click();
  await page.waitForSelector("form h1");
  await write(page, "Mail address", "cyrus@example.com");
  await write(page, "Password", sentence);
  await page.keyboard.press("Enter");
  await page.waitForSelector("[autocomplete=one-time-code]");
  await until(page, () => document.activeElement.getAttribute("autocomplete") === "one-time-code");
  await page.keyboard.type(recovery[0]);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".kpi .value");
  await page.context().close();
});

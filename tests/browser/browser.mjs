// What the browser tests share: a server on a store of its own, Chromium, and the checks that every page must pass.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { keyOf } from "../entering.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(join(root, "web/package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
export const mizan = process.env.MIZAN ?? join(root, "build/release/bin/mizan");
const pictures = process.env.MIZAN_SCREENSHOTS;

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answers(url) {
  for (let i = 0; i < 150; i++) {
    try {
      if ((await fetch(`${url}/healthz`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no answer from ${url}`);
}

/** The cookie of the session that pages begin with: `{ name, value }`. */
let session;
const password = "a long enough sentence";

/** Makes an owner by a link of the command line, and a session for the pages. */
async function signIn(store, url) {
  const link = execFileSync(mizan, ["account", "add", store, "Olga Owner", "--mail", "olga@example.com", "--role", "owner"],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const answer = await fetch(`${url}/api/v1/welcome`, { method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ key: keyOf(link), password }) });
  if (!answer.ok) throw new Error(`no session: ${await answer.text()}`);
  const [name, value] = answer.headers.get("set-cookie").split(";")[0].split("=");
  session = { name, value, url };
}

/** A store made by `mizan WORDS... STORE` and a server on it: `{ url, stop }`. */
export const serve = (...words) => serveWith([], ...words);

/** The same with options of `mizan serve`. */
export async function serveWith(options, ...words) {
  const folder = mkdtempSync(join(tmpdir(), "mizan-browser-"));
  const store = join(folder, "store");
  execFileSync(mizan, words.map((word) => (word === "STORE" ? store : word)), { stdio: ["ignore", "ignore", "inherit"] });
  const port = await freePort(), url = `http://127.0.0.1:${port}`;
  const server = spawn(mizan, ["serve", store, "--listen", `127.0.0.1:${port}`, ...options], { stdio: ["ignore", "ignore", "inherit"] });
  const stop = async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answers(url);
    await signIn(store, url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop, store, mail: "olga@example.com", password };
}

export function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) throw new Error(`${executablePath} is missing: install the package chromium`);
  return chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
}

/** A page in a fresh profile. What it complains of, and what it asks of others, is kept in `complaints`. */
export async function openPage(browser, { width = 1440, scheme = "light", locale = "en-US", signedIn = true } = {}) {
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 800 : 900 }, colorScheme: scheme, locale });
  if (signedIn && session) await context.addCookies([session]);
  const page = await context.newPage();
  page.pending = new Set();
  page.on("request", (request) => {
    // What the page before asked is nobody's any more, and its end is not always told.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) page.pending.clear();
    if (!request.url().endsWith("/api/v1/events")) page.pending.add(request);
  });
  for (const ended of ["requestfinished", "requestfailed"]) page.on(ended, (request) => page.pending.delete(request));
  page.complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.complaints.push(message.text());
  });
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("request", (request) => {
    const host = new URL(request.url()).hostname;
    if (!["127.0.0.1", ""].includes(host)) page.complaints.push(`asks ${host}`);
  });
  return page;
}

/** Waits until `condition` holds in the page. Playwright's own waiting evaluates text there, which the policy forbids. */
export async function until(page, condition) {
  for (let i = 0; i < 600; i++) {
    if (await page.evaluate(condition)) return;
    await page.waitForTimeout(50);
  }
  throw new Error(`never true: ${condition}`);
}

/** Waits until nothing has been asked for half a second. The stream of changes never ends and does not count. */
async function quiet(page) {
  await page.waitForLoadState("load", { timeout: 60_000 });
  for (let i = 0, still = 0; still < 10; i++) {
    assert.ok(i < 1200, `still asked: ${[...page.pending].map((request) => request.url())}`);
    still = page.pending.size ? 0 : still + 1;
    await page.waitForTimeout(50);
  }
}

/** Waits until the page shows what it was asked for, and fonts are there. */
export async function settle(page) {
  await quiet(page);
  await until(page, () => document.querySelector("main h1") && !document.querySelector(".stale, .skeleton, [aria-busy=true]"));
  await page.evaluate(() => document.fonts.ready);
}

export async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * No complaint, nothing wider than the window, no violation that axe finds; `more` names rules beyond AA. `covered`: an
 * open menu lies over part of the page, whose size is then not what can be touched. `coloursAlone`: the page was looked at
 * in other colours, so that only what they decide is looked at again.
 */
export async function checkPage(page, more = [], { covered = false, coloursAlone = false } = {}) {
  assert.deepEqual(page.complaints, []);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wider, 0, `the page is ${wider} pixels wider than its window`);
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const rules = { ...Object.fromEntries(more.map((rule) => [rule, { enabled: true }])), ...(covered && { "target-size": { enabled: false } }) };
  const only = coloursAlone ? { type: "rule", values: ["color-contrast", "link-in-text-block", ...more] } : standards;
  const { violations } = await page.evaluate(([runOnly, chosen]) => window.axe.run(document, {
    runOnly, resultTypes: ["violations"], rules: chosen,
  }), [only, rules]);
  assert.deepEqual(violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join(" ; ")}`), []);
}

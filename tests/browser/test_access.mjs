// Every page (pages.mjs) in four languages, light and dark and in high contrast, wide and 360 px narrow: nothing that
// axe finds against WCAG 2.2 AA, nothing wider than the window, no complaint, no request to others.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { checkPage, openBrowser, openPage, picture, serve, settle } from "./browser.mjs";
import { addressOf, languages, pages } from "./pages.mjs";

let server, browser;
before(async () => {
  server = process.env.MIZAN_URL ? { url: process.env.MIZAN_URL, stop: async () => {} } : await serve("demo", "STORE");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(page, entry, language, calendar) {
  await page.goto(`${server.url}${addressOf(entry, language, calendar)}`);
  await settle(page);
  if (entry.ready) await page.waitForSelector(entry.ready);
  await entry.prepare?.(page);
  // What the page was meant to complain of (a request for what does not exist) is not held against it.
  if (entry.complains) page.complaints = page.complaints.filter((text) => !entry.complains.test(text));
}

// None of them measures time: two at once, as the machine has cores.
describe("pages", { concurrency: 2 }, () => {
  for (const [language, direction, calendar] of languages)
    for (const entry of pages)
      test(`${entry.name}, ${language}`, async () => {
        const page = await openPage(browser);
        await open(page, entry, language, calendar);
        assert.equal(await page.getAttribute("html", "dir"), direction);
        assert.equal(await page.getAttribute("html", "lang"), language);
        await checkPage(page);
        await picture(page, `${entry.name}-${language}-wide-light`);
        await page.emulateMedia({ colorScheme: "dark" });
        await checkPage(page, [], { coloursAlone: true });
        await picture(page, `${entry.name}-${language}-wide-dark`);
        await page.setViewportSize({ width: 360, height: 800 });
        await checkPage(page);
        await picture(page, `${entry.name}-${language}-narrow-dark`);
        await page.context().close();
      });

  for (const colorScheme of ["light", "dark"])
    for (const entry of pages)
      test(`${entry.name}, high contrast, ${colorScheme}`, async () => {
        const page = await openPage(browser);
        const devtools = await page.context().newCDPSession(page);
        await devtools.send("Emulation.setEmulatedMedia",
          { features: [{ name: "prefers-contrast", value: "more" }, { name: "prefers-color-scheme", value: colorScheme }] });
        await open(page, entry, "en", "gregorian");
        assert.match(await page.getAttribute("html", "data-look"), /^contrast/);
        await checkPage(page, ["color-contrast-enhanced"], { coloursAlone: colorScheme === "dark" });
        await picture(page, `${entry.name}-contrast-${colorScheme}`);
        await page.context().close();
      });
});

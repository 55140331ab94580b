// Charts can be taken away: their data as CSV and XLSX, themselves as SVG and PNG that need nothing of the page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openBrowser, openPage, serve, settle } from "./browser.mjs";

let server, browser;
before(async () => {
  server = process.env.MIZAN_URL ? { url: process.env.MIZAN_URL, stop: async () => {} } : await serve("demo", "STORE");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function saved(page, list, kind) {
  const [download] = await Promise.all([page.waitForEvent("download"), list.getByText(kind.toUpperCase(), { exact: true }).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

for (const [language, calendar, title] of [["en", "gregorian", /Net Promoter Score/], ["fa", "persian", /شاخص خالص مروجان/]])
  test(`charts are saved, ${language}`, async () => {
    const page = await openPage(browser);
    await page.goto(`${server.url}/metric/nps?lang=${language}&calendar=${calendar}`);
    await settle(page);
    await page.waitForSelector(".chart canvas");
    const blank = await page.context().newPage(); // where no policy looks at what is parsed
    const lists = page.locator(".downloads");
    assert.equal(await lists.count(), 2, "the series and the breakdown");
    for (const [at, name] of [[0, "nps"], [1, "nps-brand"]]) {
      const svg = await saved(page, lists.nth(at), "svg");
      assert.equal(svg.name, `${name}.svg`);
      const text = svg.bytes.toString("utf8");
      assert.match(text, title);
      assert.match(text, /<desc>[^<]{20,}<\/desc>/);
      const fonts = [...text.matchAll(/@font-face\{font-family:"?([\w ]+)/g)].map((match) => match[1]);
      assert.ok(fonts.includes(language === "fa" ? "Vazirmatn" : "Noto Sans"), "carries its fonts");
      assert.ok(language === "fa" || fonts.length === 1, "and only those that it is written in");
      const wrong = await blank.evaluate((svg) => new DOMParser().parseFromString(svg, "image/svg+xml").querySelector("parsererror")?.textContent, text);
      assert.equal(wrong, undefined);
      assert.doesNotMatch(text.replace(/http:\/\/www\.w3\.org\/[\w/]+/g, ""), /https?:\/\//, "needs nothing from elsewhere");
      assert.ok(/<path/.test(text));
      const png = await saved(page, lists.nth(at), "png");
      assert.equal(png.bytes.readUInt32BE(0), 0x89504e47);
      assert.equal(png.bytes.readUInt32BE(16), 2 * (960 + 32), "twice as dense as it is wide");
      assert.ok(png.bytes.length > 8000, `${png.bytes.length} bytes are an empty picture`);
      const xlsx = await saved(page, lists.nth(at), "xlsx");
      assert.equal(xlsx.name, `${name}.xlsx`);
      assert.equal(xlsx.bytes.subarray(0, 2).toString(), "PK");
      const csv = await saved(page, lists.nth(at), "csv");
      assert.match(csv.bytes.toString("utf8"), /^period_start,/);
      if (process.env.MIZAN_SCREENSHOTS) {
        const { writeFileSync } = await import("node:fs");
        for (const file of [svg, png]) writeFileSync(`${process.env.MIZAN_SCREENSHOTS}/${language}-${file.name}`, file.bytes);
      }
    }
    assert.ok((await page.textContent("#series-description")).length > 20);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

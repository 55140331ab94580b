// Texts that do not come from the catalogue: every page with made-up words in place of its texts. What then still is in
// plain Latin letters was written into the code. Names from the data stand in <bdi> or are isolated (FSI ... PDI), code
// in <code>; neither is looked at. What the server says is asked for in Russian, and has to be in Russian letters.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pseudoCatalogue } from "../../web/tools/pseudo.mjs";
import { webMessages } from "../../web/tools/messages.mjs";
import { openBrowser, openPage, picture, root, serve, settle } from "./browser.mjs";
import { addressOf, pages } from "./pages.mjs";

let server, browser;
before(async () => {
  server = process.env.MIZAN_URL ? { url: process.env.MIZAN_URL, stop: async () => {} } : await serve("demo", "STORE");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const RUSSIAN_FORMS = 3;
const catalogue = `export default ${JSON.stringify(pseudoCatalogue(webMessages(root), RUSSIAN_FORMS))};`;

/** A page in Russian whose own texts are made up. */
async function openPseudo(width) {
  const page = await openPage(browser, { width });
  await page.route("**/assets/ru-*.js", (route) => route.fulfill({ contentType: "text/javascript", body: catalogue }));
  return page;
}

/** What is in plain letters, with the element that it is in. */
function plainTexts(page) {
  return page.evaluate(() => {
    const notText = "bdi, code, pre, kbd, script, style, noscript, svg, [translate=no], [lang]:not(html)";
    // Names of formats, currencies and keys are the same in all languages: short and in capitals.
    const plain = (text) => text.replace(/\u2068[^\u2069]*\u2069/g, "").split(/[^A-Za-z]+/).filter((word) => word.length > 1 && !/^[A-Z]{2,4}$/.test(word));
    const found = [];
    const look = (text, element, what) => {
      // Russian is what the server said: its texts are asked for below.
      if (element.closest(notText) || /[А-Яа-яЁё]/.test(text) || plain(text).length === 0) return;
      found.push(`${what} of <${element.localName} class="${element.getAttribute("class") ?? ""}">: ${text.trim().slice(0, 80)}`);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) look(walker.currentNode.data, walker.currentNode.parentElement, "text");
    for (const name of ["aria-label", "title", "placeholder", "alt"])
      for (const element of document.querySelectorAll(`[${name}]`)) look(element.getAttribute(name), element, name);
    return [...new Set(found)];
  });
}

/** What reaches furthest beyond the window, to be named. */
function widest(page) {
  return page.evaluate(() => {
    const reach = (element) => { const box = element.getBoundingClientRect(); return Math.max(box.right - innerWidth, -box.left); };
    const [first] = [...document.querySelectorAll("main *")].filter((element) => !element.closest(".table-box, [hidden]")).sort((a, b) => reach(b) - reach(a));
    return first ? `${first.localName}.${first.getAttribute("class") ?? ""} in ${first.parentElement?.getAttribute("class") ?? ""}: ${first.textContent.slice(0, 60)}` : "";
  });
}

for (const entry of pages)
  test(`no text of ${entry.name} is written into the code`, async () => {
    const page = await openPseudo(360);
    await page.goto(`${server.url}${addressOf(entry, "ru", "gregorian")}`);
    await settle(page);
    if (entry.ready) await page.waitForSelector(entry.ready);
    await entry.prepare?.(page);
    assert.match(await page.textContent("body"), /ŕ|ń|é/, "the made-up words are there");
    assert.deepEqual(await plainTexts(page), []);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wider, 0, `longer words fit as well: ${await widest(page)}`);
    await picture(page, `pseudo-${entry.name}`);
    await page.context().close();
  });

test("a text in the code would be found", async () => {
  const page = await openPseudo(1440);
  await page.goto(`${server.url}/?lang=ru`);
  await settle(page);
  await page.evaluate(() => {
    const plain = document.createElement("p"), data = document.createElement("bdi");
    plain.textContent = "Written by hand";
    plain.title = "And so was this";
    data.textContent = "Rayhan";
    document.querySelector("main").append(plain, data);
  });
  assert.equal((await plainTexts(page)).length, 2);
  await page.context().close();
});

test("what the server says is in the language that it is asked for", async () => {
  const texts = [];
  const collect = (value) => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (value && typeof value === "object" && !("kpi" in value)) // a KPI's title is the organization's
      for (const [name, inner] of Object.entries(value)) (["title", "help"].includes(name) && typeof inner === "string" ? texts.push(inner) : collect(inner));
  };
  const page = await openPage(browser);
  await page.goto(`${server.url}/nowhere`);
  const ask = (path) => page.evaluate(async (asked) => (await fetch(`/api/v1${asked}`, { headers: { "Accept-Language": "ru" } })).json(), path);
  const { metrics } = await ask("/metrics");
  for (const path of ["/metrics", "/kinds", `/metrics/${metrics[0].id}`, "/metrics/churn_rate", "/overview?period=month"]) collect(await ask(path));
  for (const path of ["/metrics/none_such", "/metrics/nps/values?from=nonsense", "/metrics/nps/values?where=nonsense"]) texts.push((await ask(path)).detail);
  assert.ok(texts.length > 200, `${texts.length} texts`);
  assert.deepEqual([...new Set(texts.filter((text) => text && !/[А-Яа-яЁё]/.test(text)))], []);
});

// Two people talk about a KPI: a question with a mention picked by keyboard, the bell that is told as it happens, the
// answer; then sharing, what is one's own, and a link that shows the KPI to whoever has no account. English and Arabic.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { keyOf } from "../entering.mjs";
import { checkPage, mizan, openBrowser, openPage, picture, serve, settle, until } from "./browser.mjs";

let server, browser;
before(async () => {
  server = await serve("demo", "STORE", "--scale", "0.05");
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const password = "another long enough sentence";
/** A member with a session: the browser's page, signed in as them. */
async function member(name, mail, role, ...more) {
  const link = execFileSync(mizan, ["account", "add", server.store, name, "--mail", mail, "--role", role, ...more], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const answer = await fetch(`${server.url}/api/v1/welcome`, { method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ key: keyOf(link), password }) });
  assert.ok(answer.ok, await answer.text());
  const [cookie, value] = answer.headers.get("set-cookie").split(";")[0].split("=");
  const page = await openPage(browser, { signedIn: false });
  await page.context().addCookies([{ name: cookie, value, url: server.url }]);
  return page;
}

const path = "/goals/kpi/first-answer";
const form = ".talk > div > .comment-form";

for (const [language, direction, name, folded, words, answerWords] of [
  ["en", "ltr", "Karim Nasr", "KARIM", "why so late? See https://example.com/a?b=1.", "Two have left."],
  ["ar", "rtl", "ليلى حدّاد", "ليلي", "لماذا تأخرنا؟ انظر https://example.com/a?b=1.", "غادرنا اثنان."],
])
  test(`a question, its answer and a link, ${language}`, async () => {
    const manager = await member(name, `${language}.manager@example.com`, "manager");
    const asker = await member(`Asker ${language}`, `${language}.asker@example.com`, "member", "--brand", "Rayhan Care");
    const page = await member(`Whole ${language}`, `${language}.whole@example.com`, "member");

    // Who sees a part is told why nothing is here.
    await asker.goto(`${server.url}${path}?lang=${language}`);
    await settle(asker);
    await asker.waitForSelector(".talk > .quiet");
    assert.equal(await asker.locator(".talk .comment-form").count(), 0);
    asker.complaints = asker.complaints.filter((text) => !/403/.test(text));
    await checkPage(asker);
    await asker.context().close();

    // The manager has the overview open; the bell will tell.
    await manager.goto(`${server.url}/?lang=${language}`);
    await settle(manager);
    assert.equal(await manager.locator(".bell-count").count(), 0);

    // A question, with a mention picked by keyboard alone.
    await page.goto(`${server.url}${path}?lang=${language}`);
    await settle(page);
    assert.equal(await page.getAttribute("html", "dir"), direction);
    await page.waitForSelector(`${form} textarea`);
    await page.focus(`${form} textarea`);
    await page.keyboard.type(`@${folded}`);
    await page.waitForSelector(".mention-list [role=option]");
    assert.equal(await page.locator(".mention-list [aria-selected=true]").textContent(), name);
    await checkPage(page);
    await picture(page, `talk-mention-${language}`);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".mention-list").count(), 0);
    await page.keyboard.press("Backspace");
    await page.keyboard.type(folded.at(-1));
    await page.keyboard.press("Escape"); // closed for this @
    await page.fill(`${form} textarea`, "");
    await page.keyboard.type(`@${folded}`);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.waitForSelector(".mention-list [aria-selected=true]");
    await page.keyboard.press("Enter");
    assert.equal(await page.inputValue(`${form} textarea`), `@${name} `);
    await page.keyboard.type(words);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.locator(`${form} textarea`).focus();
    await page.keyboard.press("Control+Enter");
    const thread = page.locator(".thread-open", { hasText: words.slice(0, 8) });
    await thread.waitFor();
    assert.equal(await thread.locator(".mention").textContent(), `@${name}`);
    const link = thread.locator(".comment-words a");
    assert.equal(await link.getAttribute("href"), "https://example.com/a?b=1");
    assert.match(await link.getAttribute("rel"), /nofollow.*noopener noreferrer/);
    await checkPage(page);

    // The bell rings without a reload; the inbox leads to the comment; the answer closes the question.
    await manager.waitForSelector(".bell-count");
    await manager.click(".bell");
    await manager.waitForSelector(".notice-new");
    await settle(manager);
    await checkPage(manager);
    await picture(manager, `inbox-${language}`);
    await manager.click(".notice-new > a");
    await manager.waitForSelector(".comment-sought");
    await manager.locator(".thread-open", { hasText: words.slice(0, 8) }).locator(".comment-actions button").first().click();
    await manager.keyboard.type(answerWords);
    await manager.locator(".thread .comment-form button[type=submit]").click();
    await manager.locator(".replies", { hasText: answerWords }).waitFor();
    assert.equal(await manager.locator(".thread-open", { hasText: words.slice(0, 8) }).count(), 0);
    await until(manager, () => !document.querySelector(".bell-count"));
    await page.locator(".replies", { hasText: answerWords }).waitFor(); // told as it happens

    // Seen and understood, and taken back.
    const pressed = page.locator(".acknowledgements [aria-pressed]");
    await pressed.click();
    await page.waitForSelector(".acknowledgements [aria-pressed=true]");
    await checkPage(page);
    await picture(page, `talk-${language}`);
    await pressed.click();
    await page.waitForSelector(".acknowledgements [aria-pressed=false]");

    // Shared with everyone: among what is one's own.
    await manager.click(".talk-head button");
    await manager.locator(".share-dialog .segments input").last().check({ force: true });
    await manager.locator(".share-dialog form").first().locator("button[type=submit]").click();
    await manager.waitForSelector(".share-dialog .rows li");
    await page.goto(`${server.url}/goals/mine?lang=${language}`);
    await settle(page);
    await page.locator(".own-subject", { hasText: /./ }).first().waitFor();
    assert.ok(await page.locator(`.own-subject a[href*="first-answer"]`).count() > 0);

    // A link, opened by somebody without an account.
    const links = manager.locator(".share-dialog section").last();
    await links.locator("form input").fill(`Board ${language}`);
    await links.locator("form button[type=submit]").click();
    const address = await links.locator(".secret code").textContent();
    await checkPage(manager);
    await picture(manager, `share-${language}`);
    const guest = await openPage(browser, { signedIn: false });
    await guest.goto(`${address.replace("/shared", `/shared?lang=${language}`)}`);
    await settle(guest);
    await guest.waitForSelector(".kpi-now");
    assert.equal(await guest.locator("nav, .bell, .talk, main a").count(), 0, "no way anywhere else");
    await checkPage(guest);
    await picture(guest, `shared-${language}`);
    await guest.setViewportSize({ width: 360, height: 800 });
    await checkPage(guest);
    await picture(guest, `shared-narrow-${language}`);

    // Revoked: it shows nothing from then on.
    await links.locator(".rows li button").first().click();
    await links.locator(".rows li button").waitFor({ state: "detached" });
    await guest.reload();
    await guest.waitForSelector(".problem");
    guest.complaints = guest.complaints.filter((text) => !/404/.test(text));
    await checkPage(guest);
    // And shared no more, so that the next language begins as this one did.
    await manager.locator(".share-dialog section").first().locator(".rows li button").click();
    await manager.locator(".share-dialog section").first().locator(".rows li").waitFor({ state: "detached" });
    for (const one of [guest, manager, page]) await one.context().close();
  });

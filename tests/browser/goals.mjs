// Steps that flows over goals share: forms, what the SMART check finds, how far a key result has come.
import { until } from "./browser.mjs";

export const openForm = (page) => page.click(".goals section > .button");
export const submit = (page, form) => page.click(`${form} button[type=submit]`);

/** A field of the six steps of a KPI, by the member that it sets. */
export const step = (page, name) => page.locator(`.steps [data-field=${name}]`);

/** How far the first key result has come, in percent. */
export const progressOf = async (page) =>
  Number((await page.locator(".key-result .progress-fill").first().evaluate((fill) => fill.style.inlineSize)).replace("%", ""));

/** Members that the SMART check asks for. */
export const findings = (page) => page.$$eval(".finding-open a", (links) => links.map((link) => new URL(link.href).searchParams.get("mend") ?? "facts"));

/** Follows a finding to its field, which has the focus, and saves what is filled in there. */
export async function mend(page, field, fill) {
  await page.click(`.finding-open a[href$="mend=${field}"]`);
  await page.waitForSelector(".steps");
  await until(page, `document.activeElement.closest("[data-field=${field}]") !== null`);
  await fill(step(page, field));
  await submit(page, ".goals form:has(.steps)");
  await page.waitForSelector(`.finding-open a[href$="mend=${field}"]`, { state: "detached" });
}

/** A new target from today on, with a deadline, in the form below the chart. */
export async function setTarget(page, number, deadline) {
  await page.locator("#targets input[type=number]").first().fill(String(number));
  const to = page.locator("#targets [data-field=to]");
  if (await to.locator("input[type=date]").count() > 0) await to.locator("input[type=date]").fill(deadline);
  else await to.locator(".link-button").click();
  await submit(page, "#targets form");
}

/** A key result that is bound to a KPI, on the page of its objective. */
export async function addKeyResult(page, kpi, title, start, target) {
  await page.locator(".key-results ~ .button").click();
  const form = page.locator("dialog form"), inputs = form.locator("input");
  await inputs.nth(0).fill(title);
  await form.locator("select").nth(1).selectOption(kpi);
  await inputs.nth(1).fill(String(start));
  await inputs.nth(2).fill(String(target));
  await form.locator("button[type=submit]").click();
  await page.locator(".key-result").waitFor();
}

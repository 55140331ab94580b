// Every page of the app, in one place: what stands here is looked at in four languages, light and dark, wide and
// narrow (test_access), with made-up words (test_pseudo) and on paper (test_print). A new page adds a line.
//
// path: the address. ready: a selector of what has to be there. prepare(page): opens what is closed at first.
export const pages = [
  { name: "overview", path: "/", ready: ".kpi" },
  { name: "tiles", path: "/?mode=tiles", ready: ".tile" },
  { name: "metric", path: "/metric/nps", ready: ".chart canvas", prepare: (page) => page.keyboard.press("t") },
  { name: "metrics", path: "/metric", ready: ".catalogue li" },
  { name: "new-metric", path: "/metric/new", ready: ".preview-value" },
  { name: "metric-text", path: "/metric/new?from=csat", ready: ".preview-value" },
  { name: "goals", path: "/goals", ready: ".scorecard" },
  { name: "scorecard", path: "/goals/scorecard", ready: ".scores", prepare: (page) => page.locator(".score-panel .link-button").first().click() },
  { name: "map", path: "/goals/map", ready: ".map-mark", prepare: async (page) => { await page.locator(".map-choice input").check(); await page.locator(".map-mark").first().click(); } },
  { name: "kpi", path: "/goals/kpi/recommendation", ready: ".smart", prepare: async (page) => { await page.waitForSelector(".chart canvas"); await page.keyboard.press("t"); } },
  { name: "kpi-change", path: "/goals/kpi/recommendation?mend=owner", ready: ".kpi-preview .sparkline" },
  { name: "kpi-new", path: "/goals", ready: ".scorecard", prepare: async (page) => {
    await page.locator(".goals section > .button").last().click();
    await page.locator(".steps [data-field=metric] select").selectOption("nps");
    await page.locator(".steps [data-field=target] select").selectOption("average");
    await page.waitForSelector(".target-preview table");
  } },
  { name: "share", path: "/goals/kpi/recommendation", ready: ".thread", prepare: async (page) => { await page.click(".talk-head button"); await page.waitForSelector(".share-dialog .rows li"); } },
  { name: "mine", path: "/goals/mine", ready: ".own-subject" },
  { name: "inbox", path: "/inbox", ready: ".check" },
  { name: "shared-wrong", path: "/shared", ready: ".problem", complains: /404/ },
  { name: "objectives", path: "/goals/objectives", ready: ".objective" },
  { name: "objective", path: "/goals/objective/lead-in-satisfaction", ready: ".key-result" },
  { name: "propose", path: "/goals/propose/recommendation", ready: ".draft-line" },
  { name: "objective-tree", path: "/goals/objectives?view=tree&closed=true", ready: ".branch" },
  { name: "objective-edit", path: "/goals/objective/lead-in-satisfaction", ready: ".timeline", prepare: async (page) => { await page.click(".act-edit"); await page.waitForSelector("dialog .check"); } },
  { name: "reviews", path: "/reviews", ready: ".review-row" },
  { name: "review", path: "/reviews/2", ready: ".last-actions" },
  { name: "meeting", path: "/reviews/2/meeting/1", ready: ".meeting-value" },
  { name: "minute", path: "/reviews/1", ready: ".minute-tools" },
  { name: "customers", path: "/customers", ready: ".customers td" },
  { name: "customer", path: "/customers/C0000001", ready: ".happenings li" },
  { name: "data", path: "/data" },
  { name: "settings", path: "/settings" },
  { name: "organization", path: "/settings/organization", ready: ".form" },
  { name: "calendar", path: "/settings/calendar", ready: ".hours-table" },
  { name: "currencies", path: "/settings/currencies", ready: ".form" },
  { name: "mail", path: "/settings/mail", ready: ".form" },
  { name: "provider", path: "/settings/provider", ready: ".form" },
  { name: "members", path: "/settings/members", ready: ".rows li" },
  { name: "invite", path: "/settings/members", ready: ".rows li", prepare: async (page) => { await page.locator(".settings-page .button.primary").click(); await page.waitForSelector("dialog .checks"); } },
  { name: "audit", path: "/settings/audit", ready: ".audit-rows li" },
  { name: "all-tokens", path: "/settings/all-tokens" },
  { name: "account", path: "/settings/account", ready: ".rows li" },
  { name: "tokens", path: "/settings/tokens", ready: ".form" },
  { name: "display", path: "/settings/display", ready: ".form" },
  { name: "search", path: "/", ready: ".kpi", prepare: async (page) => { await page.keyboard.press("Control+KeyK"); await page.keyboard.type("n"); await page.waitForSelector(".found-entry"); } },
  { name: "keys", path: "/metric", ready: ".catalogue li", prepare: async (page) => { await page.keyboard.press("Shift+Slash"); await page.waitForSelector(".keys-panel"); } },
  { name: "wrong", path: "/metric/no_such_metric", ready: ".problem", complains: /404/ },
  { name: "nowhere", path: "/nowhere" },
];

/** Language, direction and the calendar that it is looked at with. */
export const languages = [["en", "ltr", "gregorian"], ["ar", "rtl", "islamic"], ["fa", "rtl", "persian"], ["ru", "ltr", "gregorian"]];

export function addressOf(entry, language, calendar) {
  return `${entry.path}${entry.path.includes("?") ? "&" : "?"}lang=${language}&calendar=${calendar}`;
}

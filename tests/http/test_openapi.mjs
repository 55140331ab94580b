// Holds the server to src/http/openapi.json: every operation is asked, rightly and wrongly, and each answer must be
// one that the file describes. Every end point of the program must be in the file, and the other way round.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { check } from "./schema.mjs";
import { keyOf } from "../entering.mjs";
import { command, done, makeStore, serve, source, test } from "./server.mjs";

const api = JSON.parse(readFileSync(join(source, "src/http/openapi.json"), "utf8"));
const store = makeStore("--scale", "0.05");
// Sanitizers on a busy machine are slow; the limit itself is test_server.mjs's subject.
const server = await serve(store, "--query-limit", "150");
const tickets = "ticket,opened_at\nO-1,2026-10-01T08:00:00Z\nO-2,2026-10-02T08:00:00Z\nO-3,soon\n";

const sentence = "a long enough sentence";
/** The key of an invitation. */
function invite(name) {
  const link = command("account", "add", store, name, "--mail", `${name.toLowerCase()}@example.com`);
  return keyOf(link);
}
const holidays = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260618\nSUMMARY:A day\nEND:VEVENT\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n";

/** An own metric, with `more` in place of the end of its SELECT. */
const ownMetric = (more = "AS value FROM {ticket} t GROUP BY day{slices}", id = "own_share") => `-- id: ${id}
-- title: Tickets
-- help: How many there are.
-- perspective: customers
-- indicator: performance
-- better: down
-- source: ticket
-- slices: channel
-- unit: count
-- value: value
-- component value: Tickets
SELECT day{slices}, count(*) ${more}
`;

/** Bodies and what else an operation needs to succeed; `example` of its parameters fills the rest. */
const successes = {
  changeOrganization: [{ body: { first_value_event: "first_value" } }],
  addHolidays: [{ query: "?dry_run=true", body: holidays, type: "text/calendar" }, { body: holidays, type: "text/calendar" }],
  addFacts: [{ path: { kind: "ticket" }, body: { rows: [{ ticket: "A-1", opened_at: "2026-10-03T08:00:00Z" }] }, headers: { "Idempotency-Key": "openapi" } }],
  importFile: [{ query: "?kind=ticket&name=tickets.csv", body: tickets, type: "text/csv" },
    { query: "?kind=ticket&name=tickets.csv&dry_run=true", body: tickets, type: "text/csv" }],
  previewFile: [{ query: "?kind=ticket&name=tickets.csv", body: tickets, type: "text/csv" }],
  metricValues: [{ query: "?period=month&by=segment&compare=previous" }, { query: "?period=quarter&calendar=persian" },
    { query: "?where=channel=nothing" }, { query: "?format=csv" }, { query: "?period=all&from=2026-01-01&to=2026-06-30" }],
  listAudit: [{ query: "?action=import.&outcome=done&limit=1" }, { query: "?from=2026-01-01&to=2100-01-01" }],
  exportAudit: [{}, { query: "?format=ndjson" }],
  verifyAudit: [{}, { query: "?head=1:00" }],
  metricFacts: [{ query: "?limit=3&offset=1" }],
  overview: [{}, { query: "?period=week&calendar=islamic" }, { query: "?where=segment=business" }],
  calendar: [{ query: "?calendar=persian&period=quarter" }],
  query: [{ body: { sql: "SELECT 1 AS one, 'x' AS word, DATE '2026-01-01' AS day, NULL AS nothing" } }, { body: { sql: "SELECT * FROM ticket", limit: 2 } }],
  showImport: [{ path: { batch: "last" } }],
  showRejects: [{ path: { batch: "last" } }],
  undoImport: [{ path: { batch: "last" } }],
  cancelQuery: [],
  enterMeasurement: [{ body: { measure: "brand_awareness", day: "2026-10-01", value: 41, sample: 500 } },
    { body: { measure: "brand_awareness", day: "2026-10-01", value: 42, sample: 500, reason: "counted again" } }],
  listMeasurements: [{}, { query: "?measure=brand_awareness" }],
  addMetric: [{ body: { definition: ownMetric(), reason: "asked for" } }],
  changeMetric: [{ body: { definition: ownMetric().replace("How many", "How very many"), revision: 1 } }],
  previewMetric: [{ body: { definition: ownMetric(), period: "quarter", by: "channel" } }],
  metricCauses: [{}, { query: "?period=quarter" }],
  kpiVersions: [{}, { query: "?against=1" }],
  previewTarget: [{ body: { kpi: { metric: "nps" }, target: { direction: "up", rule: "average", periods: 3, percent: 10 } } },
    { body: { kpi: { metric: "nps" }, target: { direction: "up", rule: "seasonal-mean", number: 40, to: "2026-12-31", from: "2026-12-01" } } }],
  addKpi: [{ body: { id: "with-target", metric: "nps", target: { direction: "within", points: [{ low: 20, high: 60 }], segment: "brand=Noor" } } }, { body: { id: "nps-goal", metric: "nps", title: "Recommendation", filters: [], leading: false } },
    { body: { id: "waiting", metric: "first_response_time", perspective: "processes", leading: true } }],
  weighKpi: [{ path: { id: "waiting" }, body: { weight: 2, revision: 1 } }],
  linkKpi: [{ body: { result: "waiting" } }, { path: { id: "waiting" }, body: { result: "nps-goal" } }],
  addPerspective: [{ body: { id: "planet", title: "The planet", weight: 0.5, place: 1 } }],
  changePerspective: [{ body: { title: "Our customers", revision: 1 } }, { body: { title: "", place: 2, weight: 3, revision: 2 } }],
  removePerspective: [{ path: { id: "planet" } }],
  changeKpi: [{ body: { revision: 1, owner: "Support" } }],
  setTarget: [{ body: { direction: "up", points: [{ low: 60 }], margin: 10 } }],
  addObjective: [{ body: { id: "lead", title: "Lead", to: "2059-12-31" } }, { body: { id: "other", title: "Other", to: "2059-12-31" } },
    { body: { id: "next", title: "Next", period: "this-year", owner: "Nobody known", key_results: [{ title: "Calls", kind: "number", start: 0, target: 5 }] } }],
  proposeObjective: [],
  changeObjective: [{ path: { id: "next" }, body: { revision: 2, why: "because", reason: "was missing" } }],
  changeKeyResult: [{ path: { id: "next" }, body: { revision: 3, target: 6 } }],
  removeKeyResult: [{ query: "?reason=twice", path: { number: 2 } }],
  unlinkObjective: [{ path: { kind: "depends", other: "other" } }],
  addInitiative: [{ body: { title: "Train", to: "2059-12-31", state: "running", key_result: 1, owner: "Support" } }, { body: { title: "Plan", from: "2059-01-01", to: "2059-12-31" } }],
  changeInitiative: [{ body: { state: "done", outcome: "It helped." } }],
  carryOverObjective: [{ path: { id: "next" }, body: { id: "next-2", learned: "Begin earlier." } }],
  linkObjective: [{ body: { other: "other", kind: "depends" } }],
  addKeyResult: [{ body: { title: "NPS 40 to 60", kind: "kpi", kpi: "nps-goal", start: 40, target: 60 } }, { body: { title: "Calls", kind: "number", start: 0, target: 5 } }],
  checkIn: [{ path: { number: 2 }, body: { value: 3, confidence: 0.5, words: "well" } }],
  prepareReview: [{ body: { kind: "weekly", of: "2025-01-15" } }, { body: { kind: "monthly", of: "2025-01-15" } }],
  prepareReviewAgain: [{ path: { number: 2 } }],
  addReviewEntry: [{ body: { kind: "decision", words: "Another shift" } }, { body: { kind: "note", words: "Quiet" } }],
  changeReviewEntry: [{ path: { entry: 2 }, body: { words: "Loud", revision: 1 } }],
  removeReviewEntry: [{ path: { entry: 2 }, query: "?revision=2" }],
  addReviewAction: [{ body: { words: "Call them", owner: "Sara", due: "2059-12-31" } }],
  changeReviewAction: [{ body: { state: "done", outcome: "called", revision: 1 } }],
  reviewMinute: [{}, { query: "?format=text" }],
  mailReview: [{ body: { to: ["nadia@example.com"] } }],
  closeObjective: [{ path: { id: "other" }, body: { learned: "much" } }],
  addComment: [{ body: { text: "@Olga, is this right?", form: "question" } }, { body: { text: "It is." } }, { body: { form: "acknowledgement" } }],
  changeComment: [{ path: { comment: "made" }, body: { text: "It was.", revision: 1 } }],
  addShare: [{ body: { everyone: true } }, { body: { team: "Support" } }],
  removeShare: [{ query: "?team=Support" }, {}],
  markRead: [{}, { body: { kind: "kpi", id: "nps-goal" } }],
  makeReadLink: [{ body: { label: "For the board", days: 7 } }],
  openLink: [{ body: { key: "made" } }],
  changeReminders: [{ body: { mail: false } }],
  signIn: [{ body: { mail: "nadia@example.com", password: sentence } }],
  signOut: [],
  checkLink: [{ body: { key: invite("Omar") } }],
  useLink: [{ body: { key: invite("Nadia"), password: sentence } }],
  // What needs a person who signed in is test_accounts.mjs's: here a token asks.
  confirmSession: [], endMySession: [], endMyOtherSessions: [], changeMyPassword: [], changeMe: [], testMail: [], beginTotp: [], confirmTotp: [], endTotp: [], newRecoveryCodes: [], makeMyToken: [], revokeMyToken: [],
  revokeToken: [],
  inviteMember: [{ body: { name: "Pavel", mail: "pavel@example.com", role: "member", rows: { brands: ["Noor"] } } }],
  changeMember: [{ path: { account: "2" }, body: { name: "Other" } }],
  makeLink: [{ path: { account: "2" } }],
  changeMail: [{ body: { host: "mail.example.com", sender: "mizan@example.com", page: "https://mizan.example.com" } }],
  beginAtProvider: [], returnFromProvider: [], changeProvider: [],
  lookAtProvider: [{ body: { issuer: "https://localhost" } }],
  resetPassword: [{ body: { mail: "nobody@example.com" } }],
  endSessions: [{ path: { account: "2" } }],
  events: [], // has no end: test_events.mjs
};

/** Requests that must fail, with the status expected. */
const failures = {
  signIn: [[401, { body: { mail: "olga@example.com", password: "not this one" } }], [400, { body: { mail: "olga@example.com" } }], [415, { body: "x", type: "text/plain" }]],
  signOut: [[403, {}]],
  confirmSession: [[403, { body: { password: "x" } }]],
  endMySession: [[403, {}]], endMyOtherSessions: [[403, {}]], revokeMyToken: [[403, {}]], beginTotp: [[403, { body: { password: "x" } }]],
  confirmTotp: [[403, { body: { code: "x" } }]], endTotp: [[403, { body: { password: "x" } }]], newRecoveryCodes: [[403, {}]],
  changeMyPassword: [[403, { body: { current: "x", password: "a long enough sentence" } }]], makeMyToken: [[403, { body: { name: "x" } }]],
  revokeToken: [[404, { path: { token: "5" } }]], makeLink: [[404, { path: { account: "99" } }]], endSessions: [[404, { path: { account: "99" } }]],
  inviteMember: [[400, { body: { name: "No mail" } }], [400, { body: { name: "X", mail: "x@example.com", role: "king" } }], [409, { body: { name: "Olga", mail: "olga@example.com" } }]],
  changeMail: [[400, { body: { host: "mail.example.com" } }]],
  beginAtProvider: [[404, {}]], returnFromProvider: [[403, { query: "?error=access_denied" }]],
  changeProvider: [[403, { body: { issuer: "", client: "", title: "", page: "" } }]],
  lookAtProvider: [[400, { body: {} }]],
  resetPassword: [[400, { body: {} }]],
  changeMember: [[404, { path: { account: "99" }, body: {} }], [409, { path: { account: "1" }, body: { role: "viewer" } }]],
  checkLink: [[404, { body: { key: "nothing" } }], [400, { body: {} }]],
  useLink: [[404, { body: { key: "nothing", password: "a long enough sentence" } }], [400, { body: { key: "x" } }]],
  showMetric: [[404, { path: { id: "npss" } }]],
  metricValues: [[400, { query: "?period=fortnight" }], [400, { query: "?by=nothing" }], [400, { query: "?from=2026-02-30" }], [400, { query: "?format=xml" }]],
  metricFacts: [[400, { query: "?limit=0" }], [400, { query: "?limit=5000" }]],
  sliceValues: [[404, { path: { slice: "nothing" } }]],
  calendar: [[400, { query: "?calendar=julian" }]],
  changeOrganization: [[400, { body: { time_zone: "Mars/Olympus" } }], [400, { body: { colour: "red" } }], [400, { body: "{", type: "application/json" }], [415, { body: "x", type: "text/plain" }]],
  addHolidays: [[422, { body: "x", type: "text/calendar" }], [400, { query: "?dry_run=maybe", body: holidays, type: "text/calendar" }], [415, { body: {} }]],
  addFacts: [[404, { path: { kind: "tickets" }, body: { rows: [] } }], [400, { path: { kind: "ticket" }, body: { rows: {} } }],
    [400, { path: { kind: "ticket" }, body: "{\"rows\":[],\"rows\":[]}", type: "application/json" }], [415, { path: { kind: "ticket" }, body: "x", type: "text/plain" }]],
  importFile: [[400, { query: "", body: "x", type: "text/csv" }], [404, { query: "?kind=nothing", body: "x", type: "text/csv" }], [400, { query: "?kind=ticket&map=../etc", body: "x", type: "text/csv" }]],
  previewFile: [[400, { query: "", body: "x", type: "text/csv" }], [404, { query: "?kind=ticket&upload=00000000000000000000000000000000", body: "" }]],
  exportPerson: [[404, { path: { id: "nobody" } }], [400, { path: { kind: "ticket" } }]],
  erasePerson: [[404, { path: { id: "nobody" } }]],
  listAudit: [[400, { query: "?from=yesterday" }], [400, { query: "?limit=0" }]],
  exportAudit: [[400, { query: "?format=xml" }]],
  showImport: [[404, { path: { batch: "99999" } }]],
  undoImport: [[404, { path: { batch: "99999" } }], [404, { path: { batch: "last one" } }]],
  showRejects: [[404, { path: { batch: "99999" } }]],
  enterMeasurement: [[400, { body: { measure: "brand_awareness", day: "2059-01-01", value: 1 } }], [400, { body: { measure: "brand_awareness", day: "2026-10-01" } }],
    [400, { body: { measure: "", day: "2026-10-01", value: 1 } }], [400, { body: { measure: "x", day: "yesterday", value: 1 } }]],
  addMetric: [[409, { body: { definition: ownMetric() } }], [422, { body: { definition: ownMetric(undefined, "nps") } }], [400, { body: {} }]],
  changeMetric: [[409, { body: { definition: ownMetric(), revision: 1 } }], [422, { body: { definition: ownMetric(undefined, "other"), revision: 2 } }]],
  previewMetric: [[422, { body: { definition: ownMetric("AS value FROM ticket t") } }], [422, { body: { definition: "-- id" } }], [400, { body: { definition: ownMetric(), period: "fortnight" } }]],
  retireMetric: [[404, { path: { id: "nps" } }]],
  metricHistory: [[404, { path: { id: "nps" } }]],
  metricCauses: [[400, { query: "?period=all" }]],
  addKpi: [[400, { body: { id: "No", metric: "nps" } }], [404, { body: { id: "a", metric: "npss" } }], [409, { body: { id: "nps-goal", metric: "nps" } }],
    [400, { body: { id: "a", metric: "nps", perspective: "customer" } }]],
  weighKpi: [[400, { path: { id: "waiting" }, body: { weight: -1, revision: 2 } }],
    [409, { path: { id: "waiting" }, body: { weight: 1, revision: 1 } }], [404, { path: { id: "nobody" }, body: { weight: 1, revision: 1 } }]],
  linkKpi: [[400, { body: { result: "nps-goal" } }], [404, { body: { result: "nobody" } }]],
  unlinkKpi: [[404, {}]],
  addPerspective: [[409, { body: { id: "planet", title: "Again" } }], [400, { body: { id: "People", title: "People" } }], [400, { body: { id: "people" } }],
    [400, { body: { id: "people", title: "People", weight: -1 } }]],
  changePerspective: [[409, { body: { weight: 1, revision: 1 } }], [404, { path: { id: "nobody" }, body: { revision: 1 } }]],
  removePerspective: [[409, { path: { id: "customers" } }], [404, { path: { id: "nobody" } }]],
  showKpi: [[404, { path: { id: "nobody" } }]],
  changeKpi: [[409, { body: { revision: 1, owner: "Other" } }]],
  kpiVersions: [[404, { query: "?against=99" }]],
  previewTarget: [[400, { body: { kpi: { metric: "nps" } } }], [400, { body: { kpi: { metric: "nps" }, target: { direction: "up", rule: "last-year" } } }],
    [400, { body: { kpi: { metric: "nps" }, target: { direction: "within", rule: "average", periods: 2 } } }]],
  setTarget: [[413, { body: { direction: "up", points: Array.from({ length: 401 }, (_, i) => ({ low: i })) } }],
    [400, { body: { direction: "within", points: [{ low: 5, high: 1 }] } }], [400, { body: { direction: "up", margin: -1, points: [{ low: 5 }] } }],
    [400, { body: { direction: "up", points: [{ low: 5 }], segment: "nothing" } }], [400, { body: { direction: "up", points: [{ low: "NaN" }] } }], [400, { body: { direction: "up", points: [] } }], [400, { body: { direction: "up", points: [{ low: 1 }], from: "2020-01-01" } }], [400, { body: { direction: "sideways", points: [] } }]],
  addObjective: [[400, { body: { id: "late", title: "Late", to: "2020-01-01" } }], [400, { body: { id: "endless", title: "Endless" } }],
    [400, { body: { id: "two", title: "Two", period: "this-year", owner: "Ann and Bob" } }], [400, { body: { id: "half", title: "Half", period: "this-year", key_results: [{ title: "t", kind: "number", start: 1, target: 1 }] } }]],
  changeObjective: [[409, { path: { id: "next" }, body: { revision: 2, why: "other" } }]],
  proposeObjective: [[404, { path: { id: "nobody" } }], [409, { path: { id: "nps-goal" } }]],
  changeKeyResult: [[409, { path: { id: "next" }, body: { revision: 2, target: 7 } }], [404, { path: { number: 9 }, body: { revision: 2 } }]],
  removeKeyResult: [[404, { path: { number: 9 } }]], removeObjective: [[404, { path: { id: "nobody" } }]],
  unlinkObjective: [[404, { path: { kind: "depends", other: "nobody" } }], [400, { path: { kind: "hates" } }]],
  addInitiative: [[400, { body: { title: "No end" } }], [404, { body: { title: "t", to: "2059-12-31", key_result: 99 } }]],
  changeInitiative: [[409, { body: { revision: 1, state: "dropped" } }], [404, { path: { number: 9 }, body: {} }]],
  closeObjective: [[400, { path: { id: "lead" }, body: {} }], [409, { path: { id: "other" }, body: { learned: "again" } }]],
  carryOverObjective: [[409, { path: { id: "next" }, body: { id: "next-3", learned: "again" } }]],
  linkObjective: [[409, { path: { id: "other" }, body: { other: "lead", kind: "contributes" } }]],
  addKeyResult: [[400, { body: { title: "t", kind: "number", start: 1, target: 1 } }]],
  checkIn: [[400, { path: { number: 1 }, body: { value: 3 } }], [404, { path: { number: 9 }, body: {} }]],
  listComments: [[404, { path: { id: "nobody" } }], [404, { path: { kind: "metric" } }]],
  addComment: [[400, { body: {} }], [400, { body: { text: "@Nobody of this name" } }], [400, { body: { form: "shout", text: "x" } }],
    [400, { body: { text: "x", answers: 99 } }], [413, { body: { text: "x".repeat(4001) } }], [415, { body: "x", type: "text/plain" }]],
  changeComment: [[409, { path: { comment: "made" }, body: { text: "Again.", revision: 1 } }], [404, { path: { comment: "999" }, body: { text: "x", revision: 1 } }],
    [400, { path: { comment: "made" }, body: { text: "Again." } }]],
  deleteComment: [[404, { path: { comment: "999" } }], [409, { path: { comment: "made" } }]],
  addShare: [[400, { body: {} }], [400, { body: { team: "x", everyone: true } }]],
  removeShare: [[404, { query: "?team=Nobody" }]],
  makeReadLink: [[400, { body: {} }], [400, { body: { label: "x", days: 366 } }], [415, { path: { kind: "objective", id: "lead" }, body: { label: "x" } }]],
  openLink: [[404, { body: { key: "mzl_0QIfdlU8DtNBgHONLwI-LtWeKKOqEAUeoeRLxC4htjI" } }], [400, { body: {} }]],
  revokeLink: [[404, { path: { link: "5" } }]],
  prepareReview: [[400, { body: { kind: "daily" } }], [400, { body: { kind: "weekly", of: "2059-01-01" } }], [409, { body: { kind: "weekly" } }]],
  prepareReviewAgain: [[404, { path: { number: 99 } }]],
  showReview: [[404, { path: { number: 99 } }], [404, { path: { number: "x" } }]],
  addReviewEntry: [[400, { body: { kind: "wish", words: "x" } }], [400, { body: { kind: "note", words: " " } }], [400, { body: { kind: "note", words: "x", kpi: "nothing" } }]],
  changeReviewEntry: [[409, { path: { entry: 1 }, body: { words: "x", revision: 7 } }], [404, { path: { entry: 9 }, body: { words: "x", revision: 1 } }]],
  removeReviewEntry: [[400, {}]],
  addReviewAction: [[400, { body: { words: "x", owner: "Sara, Omar", due: "2059-12-31" } }], [400, { body: { words: "x", owner: "Sara", due: "2020-01-01" } }],
    [400, { body: { words: "x", owners: ["Sara", "Omar"], due: "2059-12-31" } }]],
  changeReviewAction: [[409, { body: { state: "open", revision: 1 } }], [400, { body: { state: "carried", due: "2059-12-31", revision: 2 } }]],
  reviewMinute: [[400, { query: "?format=xml" }]],
  mailReview: [[400, { body: { to: [] } }], [400, { body: { to: ["stranger@example.com"] } }]],
  closeReview: [[409, {}]],
  cancelQuery: [[404, { path: { id: "nobody" } }]],
  query: [[400, { body: {} }], [400, { body: { sql: "SELECT", limit: 0 } }], [400, { body: { sql: "DELETE FROM ticket" } }]],
};

/** What was made by the operations before: a comment, a link that only reads and its key. */
const made = {};
let lastBatch;
async function ask(path, method, operation, how) {
  const parameters = operation.parameters ?? [];
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => {
    const given = how.path?.[name] ?? parameters.find((parameter) => parameter.name === name)?.example;
    return given === "last" ? lastBatch : given === "made" ? made[name] : given;
  });
  if (how.body?.key === "made") how = { ...how, body: { key: made.key } };
  const body = how.body ?? (operation.requestBody && how.body !== null ? {} : undefined);
  return server.send(method.toUpperCase(), filled + (how.query ?? ""), body, { ...how.headers, ...(how.type && { "Content-Type": how.type }) });
}

const resolve = (node) => (node?.$ref ? node.$ref.split("/").slice(1).reduce((part, key) => part[key], api) : node);

function checkAnswer(operation, answer) {
  const described = resolve(operation.responses[answer.status]);
  assert.ok(described, `the status ${answer.status} is not described: ${answer.text.slice(0, 300)}`);
  if (!described.content) return assert.equal(answer.text, "");
  const type = answer.headers["content-type"].split(";")[0];
  const schema = described.content[type]?.schema;
  assert.ok(schema, `the type ${type} is not described`);
  const value = type.endsWith("json") && !type.endsWith("ndjson") ? answer.json : answer.text;
  assert.notEqual(value, undefined, "the answer is not JSON");
  const problems = check(value, schema, "$", api);
  assert.deepEqual(problems.slice(0, 10), []);
  if (answer.json?.status && type === "application/problem+json") assert.equal(answer.json.status, answer.status);
}

// Imports come first, so that those who ask for one find it; it is undone at last.
// Goals are made before they are asked for, and end last.
const first = [
  "importFile", "addFacts", "useLink", "addMetric", "addKpi", "setTarget",
  "addObjective", "addKeyResult", "checkIn", "linkObjective", "addInitiative",
  "changeMail", "prepareReview", "addReviewEntry", "changeReviewEntry", "removeReviewEntry", "addReviewAction", "changeReviewAction",
  "addComment", "changeComment", "addShare", "makeReadLink", "openLink",
];
const last = [
  "closeReview",
  "removePerspective", "retireMetric", "retireKpi",
  "closeObjective", "carryOverObjective", "removeKeyResult", "removeObjective",
  "erasePerson", "undoImport",
];
const order = (id) => (first.includes(id) ? first.indexOf(id) : last.includes(id) ? 100 + last.indexOf(id) : 50);
const operations = Object.entries(api.paths)
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation, id: operation.operationId })))
  .sort((a, b) => order(a.id) - order(b.id));

for (const { path, method, operation, id } of operations) {
  for (const how of successes[id] ?? [{}])
    await test(`${id} ${how.query ?? ""} ${JSON.stringify(how.body ?? "").slice(0, 40)}`, async () => {
      const answer = await ask(path, method, operation, how);
      assert.ok(answer.status < 300, `${answer.status}: ${answer.text.slice(0, 400)}`);
      checkAnswer(operation, answer);
      if (id === "addComment") made.comment = answer.json.comments.find((comment) => comment.text === "It is.")?.comment ?? made.comment;
      if (id === "makeReadLink") Object.assign(made, { link: answer.json.link.link, key: answer.json.secret });
      if (id === "importFile" && answer.status === 201) lastBatch = answer.json.batch;
    });
  for (const [status, how] of failures[id] ?? [])
    await test(`${id} ${how.query ?? ""} ${JSON.stringify(how.body ?? how.path ?? "").slice(0, 40)}: ${status}`, async () => {
      const answer = await ask(path, method, operation, how);
      assert.equal(answer.status, status, answer.text.slice(0, 400));
      checkAnswer(operation, answer);
    });
  if (!operation.security)
    await test(`${id}: nobody without an account`, async () => {
      for (const headers of [{ Authorization: null }, { Authorization: "Bearer mzn_0QIfdlU8DtNBgHONLwI-LtWeKKOqEAUeoeRLxC4htjI" }]) {
        const answer = await ask(path, method, operation, { headers, body: operation.requestBody ? "{}" : undefined });
        assert.equal(answer.status, 401, answer.text);
        assert.match(answer.headers["www-authenticate"], /^Bearer realm="mizan"/);
        checkAnswer(operation, answer);
      }
    });
  if (path.startsWith("/api/"))
    await test(`${id}: an unknown parameter is refused`, async () => {
      const answer = await ask(path, method, operation, { query: "?perriod=x", body: operation.requestBody ? "{}" : undefined });
      assert.equal(answer.status, 400);
      checkAnswer(operation, { ...answer });
    });
}

await test("every end point is described, and every description has its end point", () => {
  const folder = join(source, "src/http/endpoint");
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
  const inProgram = texts.flatMap((text) => [...text.matchAll(/\.method = "([A-Z]+)",\s*\.path = "([^"]+)"/g)].map(([, method, path]) => `${method} ${path}`));
  const rows = readFileSync(join(source, "src/http/endpoints.c"), "utf8").match(/X\(endpoint_\w+\)/g);
  assert.equal(inProgram.length, rows.length, "a row of endpoints.c for each end point");
  const inFile = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  assert.deepEqual(inFile.sort(), inProgram.sort());
});

await server.stop();
done();

// A stand-in for `mizan serve` while working on the page: the API's documents with made-up numbers, and web/dist
// under the same policy as the real server. Never part of a build.
import { createServer } from "node:http";
import { readFileSync, existsSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = join(dirname(fileURLToPath(import.meta.url)), "../dist");
const port = Number(process.argv[2] ?? 8090);
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml" };
const today = "2026-10-22";

const metrics = [
  ["nps", "experience", "Net Promoter Score", "points", "up", "customers", 42, 1240, true],
  ["csat", "experience", "Customer satisfaction", "percent", "up", "customers", 82.4, 860, true],
  ["ces", "experience", "Customer effort", "score", "up", "customers", 5.31, 22, true],
  ["response_rate", "experience", "Response rate", "percent", "up", "customers", 23.5, 4100, true],
  ["first_response_time", "support", "Average waiting time", "seconds", "down", "processes", 14200, 2210, true],
  ["resolution_time", "support", "Average resolution time", "seconds", "down", "processes", 203000, 2050, true],
  ["first_contact_resolution", "support", "First contact resolution", "percent", "up", "processes", 61.2, 2050, true],
  ["ticket_volume", "support", "Tickets opened", "count", "down", "processes", 2210, 2210, false],
  ["mrr", "value", "Monthly recurring revenue", "money", "up", "financial", 1234567, null, false],
  ["churn_rate", "loyalty", "Customer churn", "percent", "down", "customers", 2.1, 900, true],
  ["acid_test", "finance", "Acid test", "ratio", "up", "financial", 1.42, null, false],
  ["enps", "people", "Employee NPS", "points", "up", "learning", 18, 64, true],
  ["brand_awareness", "marketing", "Brand awareness", "percent", "up", "customers", null, null, true],
].map(([id, area, title, unit, better, perspective, level, sample, interval]) => ({
  id, area, title, help: `What ${title.toLowerCase()} says about the customers.`, unit, better, perspective,
  indicator: "result", slices: ["brand", "segment", "channel", "team"], sources: ["answer"], level, sample, hasInterval: interval,
  variants: [{ name: "standard", title: "Standard", unit, better }, { name: "mean", title: "Mean", unit, better }],
}));

function noise(text) {
  let h = 2166136261;
  for (const c of text) h = Math.imul(h ^ c.codePointAt(0), 16777619);
  return ((h >>> 0) % 10000) / 10000 - 0.5;
}

function months(count) {
  const list = [];
  for (let i = count - 1; i >= 0; i--) {
    const start = new Date(Date.UTC(2026, 9 - i, 1)), end = new Date(Date.UTC(2026, 10 - i, 1));
    list.push([start.toISOString().slice(0, 10), end.toISOString().slice(0, 10)]);
  }
  return list;
}

function valueOf(metric, [start, end], salt = "") {
  const gap = metric.level === null || (metric.id === "acid_test" && start === "2026-05-01");
  const drift = metric.id === "nps" ? (Date.parse(start) - Date.parse("2026-01-01")) / 86400000 / 40 : 0;
  const value = gap ? null : metric.level * (1 + 0.08 * noise(metric.id + start + salt)) + drift;
  const half = gap ? 0 : Math.abs(value) * 0.03 + 0.2;
  return {
    period_start: start, period_end: end, label: start.slice(0, 7), complete: end <= today, value, reason: gap ? "no-data" : null,
    unit: metric.unit, sample_size: gap ? null : metric.sample, small_sample: metric.sample !== null && metric.sample < 30,
    components: { answers: metric.sample, promoters: metric.sample && Math.round(metric.sample * 0.55), passives: metric.sample && Math.round(metric.sample * 0.3), detractors: metric.sample && Math.round(metric.sample * 0.15) },
    excluded: [{ reason: "unanswered", title: "Asked and not answered", count: 312 }],
    interval: metric.hasInterval && !gap ? { low: value - half, high: value + half, level: 0.95, method: "wilson" } : null,
  };
}

const short = ({ level, sample, hasInterval, ...rest }) => rest;
const api = {
  "/organization": () => ({ name: "Noor Stores", calendar: "gregorian", currency: "USD", language: "en", time_zone: "Asia/Riyadh", today, data_from: process.env.EMPTY ? null : "2024-11-01", data_to: process.env.EMPTY ? null : today, version: "0.1.0", engine: "mock" }),
  "/metrics": () => ({ metrics: metrics.map(short) }),
  "/overview": () => {
    const periods = months(13);
    return {
      period_start: periods[12][0], period_end: periods[12][1], complete: false, label: "October 2026", previous_label: "September 2026",
      cards: metrics.map((metric) => ({
        ...short(metric), variant: "standard", currency: metric.unit === "money" ? "USD" : null, goal: null, reason: metric.level === null ? "no-data" : null,
        now: process.env.EMPTY ? null : valueOf(metric, periods[12]), previous: process.env.EMPTY ? null : valueOf(metric, periods[11]),
        series: process.env.EMPTY ? [] : periods.map((p) => { const { period_start, value, complete } = valueOf(metric, p); return { period_start, value, complete }; }),
      })),
    };
  },
  "/kinds": () => ({ kinds: [{ name: "ticket", title: "Tickets", help: "One request of a customer.", fields: [{ name: "ticket", type: "text", required: true, title: "Ticket", help: "The key." }, { name: "opened_at", type: "time", required: true, title: "Opened at", help: "When." }] }] }),
  "/imports": () => ({ imports: [{ batch: 3, kind: "ticket", source: "tickets.csv", finished_at: "2026-10-21T08:15:00Z", read: 120, added: 118, changed: 0, unchanged: 0, rejected_count: 2, rejects: "/api/v1/imports/3/rejects", problem: null, undone_at: null }] }),
  "/sources": () => ({ sources: [{ kind: "ticket", title: "Ticket", source: "tickets.csv", imported_at: "2026-10-21T08:15:00Z", batch: 3, imports: 2, rows: 118, last_day: "2026-10-20", rejected_count: 2, rejects: "/api/v1/imports/3/rejects" }] }),
  "/imports/preview": () => ({ upload: "0".repeat(32), name: "tickets.csv", format: "csv", encoding: "UTF-8", delimiter: ",", rows: 2, columns: [{ name: "Id", field: "ticket" }, { name: "Angelegt", field: null }], cells: [["1", "2026-10-01 10:00"], ["2", "2026-10-02 11:30"]], mapping: { columns: { ticket: { from: ["Id"] } } }, problem: { detail: "no column of tickets.csv gives the opened_at", where: null, value: null, hint: null }, stored: { fields: [], rows: [] }, looked_at: 0, rejected_count: 0, rejected: [] }),
};

function metricApi(metric, rest, query) {
  if (!rest) return { ...short(metric), formula: "100 * (promoters - detractors) / answers", interval: "wilson(satisfied, answers)", reference: "kpi-reference section 1", aliases: ["n-p-s"], minimum_sample: 30, rows: { kind: "answer", day: null, where: "question = 'nps'" }, sql: [{ name: "main", grain: "day", text: "SELECT day{slices},\n       count(score) AS answers\nFROM {answer} a\nGROUP BY day{slices}" }], components: [{ name: "answers", title: "Answers with a score" }, { name: "promoters", title: "Promoters (9 and 10)" }, { name: "passives", title: "Passives (7 and 8)" }, { name: "detractors", title: "Detractors (0 to 6)" }], excluded: [{ name: "unanswered", title: "Asked and not answered" }], parameters: [{ name: "top", title: "Scores that count as satisfied", type: "integer", default: "2", minimum: 1, maximum: 5 }] };
  if (rest === "values") {
    const by = query.get("by"), from = query.get("from");
    const periods = months(24).filter(([s]) => !from || s >= from.slice(0, 8) + "01").filter(([s]) => !query.get("to") || s <= query.get("to"));
    const rows = periods.flatMap((p) => (by ? ["Riyadh", "Jeddah", "Tehran", "Казань", "مشهد", null] : [""]).map((slice) => {
      const now = valueOf(metric, p, slice ?? "x"), previous = valueOf(metric, [p[0].replace("2026", "2025"), p[1]], slice ?? "x");
      return { ...now, slices: by ? { [by]: slice } : {}, previous, change: now.value === null ? null : now.value - previous.value };
    }));
    return { metric: metric.id, variant: query.get("variant") ?? "standard", unit: metric.unit, currency: metric.unit === "money" ? "USD" : null, period: query.get("period"), calendar: query.get("calendar"), data_from: "2024-11-01", data_to: today, rows };
  }
  if (rest === "facts") return { kind: "answer", columns: [{ name: "answer", type: "text", title: "Answer" }, { name: "score", type: "number", title: "Score" }, { name: "comment", type: "text", title: "Comment" }, { name: "answered_at", type: "time", title: "Answered at" }], rows: Array.from({ length: 50 }, (_, i) => [`A-${i + Number(query.get("offset") ?? 0)}`, i % 11, ["Quick help, thank you", "خدمة ممتازة", "ارسال دیر شد", "Долго ждали ответа"][i % 4], `2026-10-${String((i % 21) + 1).padStart(2, "0")}T09:15:00Z`]), next_offset: 50 + Number(query.get("offset") ?? 0) };
  if (rest.startsWith("slices/")) return { values: ["Noor", "Saba", "Волга"].map((value, i) => ({ value, count: 100 - i })) };
  return null;
}

createServer((request, response) => {
  const url = new URL(request.url, "http://mock");
  const json = (status, body) => {
    response.writeHead(status, { "Content-Type": status < 400 ? "application/json" : "application/problem+json" });
    response.end(JSON.stringify(body));
  };
  const delay = Number(process.env.DELAY ?? 0);
  if (url.pathname.startsWith("/api/v1")) {
    const path = url.pathname.slice(7);
    const match = /^\/metrics\/([^/]+)(?:\/(.*))?$/.exec(path);
    const metric = match && metrics.find((m) => m.id === match[1]);
    if (request.method === "POST" && path === "/imports") {
      let text = "";
      request.setEncoding("utf8").on("data", (chunk) => (text += chunk)).on("end", () => { console.log(text.slice(0, 200)); json(201, { batch: 4, read: 12, added: 10, changed: 0, unchanged: 0, rejected_count: 2, repeated: false, rejected: [{ row: 4, column: "opened_at", value: "tomorrow", reason: "not a time" }, { row: 9, column: "ticket", value: "", reason: "is missing" }], rejects: "/api/v1/imports/4/rejects", notes: [{ column: "Angelegt", message: "fills nothing" }] }); });
      return;
    }
    const body = metric ? metricApi(metric, match[2], url.searchParams) : api[path]?.(url.searchParams);
    setTimeout(() => body ? json(200, body) : json(404, { title: "Not Found", status: 404, code: "not-found", detail: `There is nothing at ${path}`, hint: "mizan metric list shows what there is" }), delay);
    return;
  }
  let file = join(dist, url.pathname);
  if (url.pathname === "/" || !extname(url.pathname) || !existsSync(file)) file = join(dist, "index.html");
  response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream",
    "Content-Security-Policy": "default-src 'self'; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'" });
  response.end(readFileSync(file));
}).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}`));

/*
 * `mizan metric value` on the sample company, held to the same questions in plain SQL (`mizan query`), to
 * itself asked in another way, and to its own CSV. MIZAN is the program.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const mizan = process.env.MIZAN;
const folder = mkdtempSync(join(tmpdir(), "mizan-answers-"));
const store = join(folder, "store");
let failures = 0;
const not_so = (what, detail = "") => {
  failures++;
  console.log(`not so: ${what}${detail === "" ? "" : `: ${detail}`}`);
};
const is = (what, got, wanted) => {
  const near = typeof got === "number" && typeof wanted === "number" && Math.abs(got - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
  if (!near && JSON.stringify(got) !== JSON.stringify(wanted)) not_so(what, `${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
};
const run = (...words) => execFileSync(mizan, words, { encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, MIZAN_LANGUAGE: "en" } });
const value = (flags) => JSON.parse(run("metric", "value", store, ...flags.split(" ").filter(Boolean), "--format", "json"));
const sql = (text) => JSON.parse(run("query", store, text, "--format", "json"));
const only = (rows, what) => {
  is(`${what}: one row`, rows.length, 1);
  return rows[0] ?? { components: {} };
};

try {
  run("demo", store, "--scale", "0.05", "--until", "2026-11-20");
  const from = "--from 2026-01-01";
  const counted = "COALESCE(t.status, '') NOT IN ('merged', 'spam')"; /* tickets that are the customers' */

  /* By period: the periods are those of the table calendar, in each calendar. */
  for (const [calendar, period] of [["gregorian", "month"], ["persian", "month"], ["islamic", "quarter"], ["fiscal", "year"], ["gregorian", "week"], ["persian", "year"]]) {
    const column = period === "week" ? "week" : `${calendar}_${period}`;
    const wanted = sql(`SELECT c.${column} AS start, count(*) AS n FROM ticket t JOIN calendar c ON c.day = t.day WHERE t.day >= DATE '2024-11-30' AND ${counted} GROUP BY 1 ORDER BY 1`);
    const got = value(`ticket_volume --from 2024-11-30 --calendar ${calendar} --period ${period}`);
    const filled = got.filter((row) => row.value > 0);
    is(`${calendar} ${period}: as many periods`, filled.length, wanted.length);
    filled.forEach((row, i) => {
      is(`${calendar} ${period} ${row.period_start}: value`, row.value, wanted[i]?.n);
      is(`${calendar} ${period} ${row.period_start}: start`, row.period_start, i ? wanted[i]?.start : "2024-11-30");
    });
    for (let i = 1; i < got.length; i++) is(`${calendar} ${period}: no gap`, got[i].period_start, got[i - 1].period_end);
    is(`${calendar} ${period}: the last is not over`, got.at(-1)?.complete, false);
    is(`${calendar} ${period}: one before it is`, got.at(-2)?.complete, true);
    is(`${calendar} ${period}: a first that is cut is not whole`, got[0]?.complete, false);
  }

  /* Two slices: as SQL has them; and the parts add up to the whole. */
  const split = value(`csat ${from} --to 2026-06-30 --period quarter --by channel,segment`);
  const rows = sql(`SELECT c.gregorian_quarter AS start, a.channel, k.segment, count(score) AS n,
    count(*) FILTER (WHERE score > scale_max - 2) AS good, count(*) FILTER (WHERE score IS NULL AND answered_at IS NULL) AS none
    FROM answer a JOIN calendar c ON c.day = a.day LEFT JOIN customer k ON k.customer = a.customer
    WHERE question = 'csat' AND a.day BETWEEN '2026-01-01' AND '2026-06-30' GROUP BY ALL`);
  is("two slices: as many rows", split.length, rows.length);
  for (const row of rows) {
    const got = split.find((r) => r.period_start === row.start && r.slices.channel === row.channel && r.slices.segment === row.segment);
    const what = `csat ${row.start} ${row.channel} ${row.segment}`;
    if (!got) {
      not_so(what, "no such row");
      continue;
    }
    is(`${what}: value`, got.value, row.n ? (100 * row.good) / row.n : null);
    is(`${what}: reason`, got.reason === null, row.n > 0);
    is(`${what}: sample`, got.sample_size, row.n);
    is(`${what}: excluded`, got.excluded.find((e) => e.reason === "unanswered").count, row.none);
    is(`${what}: interval where there is a value`, got.interval !== null, row.n > 0);
    if (got.interval && !(got.interval.low <= got.value && got.value <= got.interval.high)) not_so(`${what}: the interval holds the value`);
  }
  const whole = value(`csat ${from} --to 2026-06-30 --period quarter`);
  for (const quarter of whole)
    for (const name of ["answers", "satisfied"])
      is(`the parts of ${quarter.period_start} add up: ${name}`,
        split.filter((row) => row.period_start === quarter.period_start).reduce((sum, row) => sum + row.components[name], 0), quarter.components[name]);

  /* Filters: one slice twice is either, two slices are both, an empty value is those without one. */
  const count = (condition) => sql(`SELECT count(*) AS n FROM ticket t LEFT JOIN customer k ON k.customer = t.customer
    WHERE t.day >= '2026-01-01' AND t.day <= '2026-11-20' AND ${counted} AND (${condition})`)[0].n;
  const filtered = (flags) => only(value(`ticket_volume ${from} --to 2026-11-20 --period all ${flags}`), flags).value;
  const [first, second] = sql("SELECT channel FROM ticket WHERE channel IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 2").map((row) => row.channel);
  is("one slice twice", filtered(`--where channel=${first} --where channel=${second}`), count(`t.channel IN ('${first}', '${second}')`));
  is("two slices", filtered(`--where channel=${first} --where segment=Consumer`), count(`t.channel = '${first}' AND k.segment = 'Consumer'`));
  for (const [slice, column] of [["segment", "k.segment"], ["agent", "t.agent"], ["topic", "t.topic"]]) {
    const got = filtered(`--where ${slice}=`) ?? 0;
    is(`without ${slice}`, got, count(`${column} IS NULL`));
  }

  /* What does not add up is computed from the rows. */
  const median = only(value(`first_response_time ${from} --to 2026-11-20 --period all --variant median`), "median");
  is("median", median.value, sql(`SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY s) AS m FROM (SELECT CASE
    WHEN first_reply_at IS NOT NULL THEN CAST(extract(epoch FROM first_reply_at - opened_at) AS DOUBLE) WHEN NOT abandoned THEN waiting_seconds END AS s
    FROM ticket WHERE day BETWEEN '2026-01-01' AND '2026-11-20' AND COALESCE(status, '') NOT IN ('merged', 'spam'))`)[0].m);

  /* A fair comparison: as many days of the earlier period as the unfinished one has. */
  const compared = (flags) => value(`ticket_volume ${flags}`).at(-1);
  const between = (a, b) => sql(`SELECT count(*) AS n FROM ticket t WHERE day BETWEEN '${a}' AND '${b}' AND ${counted}`)[0].n;
  const before = (what, row, start, end, last) => {
    is(`${what}: start`, row.previous?.period_start, start);
    is(`${what}: end`, row.previous?.period_end, end);
    is(`${what}: value`, row.previous?.value, between(start, last));
    is(`${what}: change`, row.change, row.value - row.previous?.value);
  };
  before("month and month before", compared("--from 2026-11-01 --compare previous"), "2026-10-01", "2026-10-21", "2026-10-20");
  before("month and year before", compared("--from 2026-11-01 --compare year"), "2025-11-01", "2025-11-21", "2025-11-20");
  before("quarter", compared("--from 2026-10-01 --period quarter --compare previous"), "2026-07-01", "2026-08-21", "2026-08-20");
  before("whole month", compared("--from 2026-10-01 --to 2026-10-31 --compare previous"), "2026-09-01", "2026-10-01", "2026-09-30");
  before("Persian month", compared("--calendar persian --from 1405-08-01 --compare previous"), "2026-09-23", "2026-10-22", "2026-10-21");
  before("an earlier day's view", compared("--as-of 2026-05-10 --from 2026-05-01 --compare previous"), "2026-04-01", "2026-04-11", "2026-04-10");
  before("a range", compared("--period all --from 2026-05-11 --to 2026-05-20 --compare previous"), "2026-05-01", "2026-05-11", "2026-05-10");
  before("a range and the year before", compared("--period all --from 2026-03-01 --to 2026-03-31 --compare year"), "2025-03-01", "2025-04-01", "2025-03-31");
  before("a day and the year before", compared("--period day --from 2026-05-01 --to 2026-05-01 --compare year"), "2025-05-01", "2025-05-02", "2025-05-01");
  const leap = compared("--period all --from 2028-03-01 --to 2028-03-31 --compare year");
  is("over a leap day the dates stay", [leap.previous?.period_start, leap.previous?.period_end], ["2027-03-01", "2027-04-01"]);

  /* No data is not zero. */
  for (const metric of ["csat", "nps", "first_response_time", "average_order_value", "churn_rate", "roas", "conversion_rate"]) {
    const rows = value(`${metric} --from 2020-01-01 --to 2020-02-29`);
    is(`${metric} before all data: two months`, rows.length, 2);
    for (const row of rows) is(`${metric} before all data`, [row.value, row.reason, row.interval], [null, "no-data", null]);
  }
  const two = value("csat --from 2026-01-01 --to 2026-01-31 --where channel=nowhere");
  is("a filter that nothing passes", two.map((row) => [row.value, row.reason]), [[null, "no-data"]]);
  is("a split of nothing", value("csat --from 2026-01-01 --to 2026-01-31 --by channel --where channel=nowhere"), []);

  /* CSV says what JSON says. */
  for (const flags of ["csat --from 2026-08-01 --by channel --compare previous", "first_response_time --from 2026-08-01 --variant p90", "average_order_value --from 2026-08-01 --compare year", "mrr --from 2026-08-01"]) {
    const [header, ...lines] = run("metric", "value", store, ...flags.split(" "), "--format", "csv").trim().split("\n").map((line) => line.split(","));
    const json = value(flags);
    is(`${flags}: as many rows`, lines.length, json.length);
    json.forEach((row, i) => {
      const cell = Object.fromEntries(header.map((name, at) => [name, lines[i]?.[at]]));
      // Two runs may add in another order: numbers agree to nine digits, all else to the letter.
      const says = (name, wanted) =>
        typeof wanted === "number" && cell[name] !== "" ? is(`${flags} line ${i + 2} ${name}`, Number(cell[name]), wanted)
          : is(`${flags} line ${i + 2} ${name}`, cell[name], wanted === null || wanted === undefined ? "" : String(wanted));
      for (const name of ["period_start", "period_end", "complete", "value", "reason", "sample_size", "small_sample"]) says(name, row[name]);
      says("interval_low", row.interval?.low);
      says("interval_high", row.interval?.high);
      for (const [name, number] of Object.entries(row.components)) says(name, number);
      for (const { reason, count: left } of row.excluded) says(`excluded_${reason}`, left || cell[`excluded_${reason}`] === "0" ? left : null);
      for (const [name, text] of Object.entries(row.slices)) says(name, text);
      if ("previous" in row) {
        says("previous_value", row.previous?.value);
        says("change", row.change);
      }
    });
  }

  /* What was mistyped is named. */
  const refused = (status, words, ...says) => {
    const got = spawnSync(mizan, words, { encoding: "utf8", env: { ...process.env, MIZAN_LANGUAGE: "en" } });
    is(`${words.join(" ")}: exit status`, got.status, status);
    for (const text of says) if (!got.stderr.includes(text)) not_so(`${words.join(" ")} says "${text}"`, got.stderr.trim());
  };
  const ask = ["metric", "value", store];
  refused(4, ["metric", "value", "csat", store], "the store comes first");
  refused(4, [...ask, "csta"], "csat");
  refused(2, [...ask, "csat", "--variant", "meen"], "mean");
  refused(2, [...ask, "csat", "--period", "months"], "month");
  refused(2, [...ask, "csat", "--by", "chanel"], "channel");
  refused(2, [...ask, "csat", "--set", "tops=2"], "top");
  refused(2, [...ask, "csat", "--set", "top=99"], "between");
  refused(2, [...ask, "csat", "--from", "2026-03-01", "--to", "2026-02-01"], "after");
  refused(2, [...ask, "csat", "--from", "2026-02-30"], "2026-02-30", "year-month-day");
  refused(2, [...ask, "csat", "--from", "1405-08-01"], "1990-01-01", "persian");
  refused(2, [...ask, "csat", "--from", "1980-01-01"], "1990-01-01");
  refused(2, ["query", store, "SELECT * FROM tickets"], "ticket");
  refused(2, ["query", store, "DELETE FROM ticket"], "SELECT");
  refused(2, ["query", store, "SELECT * FROM read_csv('/etc/passwd')"], "read_csv");
  refused(2, ["query", store, ""], "empty");
  const file = join(folder, "file");
  writeFileSync(file, "x");
  refused(4, ["metric", "value", file, "csat"], "is a file");
  refused(4, ["metric", "value", folder, "csat"], "holds no store");
  refused(4, ["metric", "value", join(folder, "none"), "csat"], "mizan init");
  refused(2, ["metric"], "metric value");
  /* A filter by what no fact has: the answer stays "no data", with a word beside it. */
  const noted = (...flags) => spawnSync(mizan, [...ask, "ticket_volume", "--period", "all", ...flags, "--format", "json"], { encoding: "utf8", env: { ...process.env, MIZAN_LANGUAGE: "en" } });
  const common = sql("SELECT channel, count(*) AS n FROM ticket WHERE channel IS NOT NULL GROUP BY 1 ORDER BY n DESC LIMIT 1")[0].channel;
  const slip = noted("--where", `channel=${common}x`);
  is("a slip in a filter is no failure", slip.status, 0);
  if (!slip.stderr.includes(`did you mean "${common}"`)) not_so("a slip in a filter names the nearest value", slip.stderr);
  is("a right filter gets no note", noted("--where", `channel=${common}`).stderr, "");
  if (!noted("--where", "channel=zzzzzzzz").stderr.includes("there are: ")) not_so("a filter like none names some values");
  is("digits as people write them", value("csat --from ٢٠٢٦/٠٥/٠١ --to ۲۰۲۶-۰۵-۳۱"), value("csat --from 2026-05-01 --to 2026-05-31"));
  is("a full device is noticed", spawnSync("sh", ["-c", '"$0" metric list >/dev/full', mizan], { encoding: "utf8" }).status, 15);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failures ? 1 : 0);

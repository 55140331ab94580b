// Months and weeks group data in their calendar and do not only name it: each month begins on the first of its calendar,
// one ends where the next begins, together they have every answer, and weeks begin on the organization's day.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const mizan = process.env.MIZAN, folder = mkdtempSync(join(tmpdir(), "mizan-periods-")), store = join(folder, "store");
const run = (...words) => execFileSync(mizan, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 26 });
const values = (...words) => JSON.parse(run("metric", "value", store, "nps", "--format", "json", ...words));
const answers = (rows) => rows.reduce((sum, row) => sum + (row.components.answers ?? 0), 0);
const names = { gregorian: "gregory", persian: "persian", islamic: "islamic-umalqura" };
const dayIn = (iso, calendar) => new Intl.DateTimeFormat(`en-u-ca-${names[calendar]}-nu-latn`, { timeZone: "UTC", day: "numeric" }).format(new Date(`${iso}T00:00:00Z`));

try {
  run("demo", store);
  const all = answers(values("--period", "all"));
  assert.ok(all > 1000);
  const starts = {};
  for (const calendar of Object.keys(names)) {
    const months = values("--period", "month", "--calendar", calendar);
    assert.ok(months.length >= 20);
    assert.equal(answers(months), all, `${calendar} months have every answer once`);
    // The first may begin with the data.
    for (const [i, row] of months.entries()) {
      if (i > 0) assert.equal(dayIn(row.period_start, calendar), "1", `${row.period_start} begins a ${calendar} month`);
      if (i > 0) assert.equal(row.period_start, months[i - 1].period_end);
    }
    starts[calendar] = months.slice(1).map((row) => row.period_start).join();
  }
  assert.notEqual(starts.gregorian, starts.persian);
  assert.notEqual(starts.persian, starts.islamic);
  const weeks = values("--period", "week", "--calendar", "persian");
  const days = new Set(weeks.slice(1).map((row) => new Date(`${row.period_start}T00:00:00Z`).getUTCDay()));
  assert.equal(days.size, 1, "all weeks begin on one day");
  assert.equal(answers(weeks), all);
  const first = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"][[...days][0]];
  run("settings", store, "--first-day-of-week", "wednesday");
  const moved = values("--period", "week", "--calendar", "persian").slice(1);
  assert.notEqual(first, "wednesday");
  assert.ok(moved.every((row) => new Date(`${row.period_start}T00:00:00Z`).getUTCDay() === 3), "weeks begin on the organization's day");
  console.log("ok");
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// compare.mjs FOLDER ERRORS: each question's two answers, line by line; numbers to nine digits.
import { readdirSync, readFileSync, existsSync } from 'node:fs';

const [folder, errorFile] = process.argv.slice(2);
const close = (a, b) => a === b || (a !== '' && b !== '' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));
const errors = readFileSync(errorFile, 'utf8').split('\n').filter((line) => line.includes('ERROR'));
const failed = [];
let compared = 0;
for (const file of readdirSync(folder).filter((name) => /\..+\..+\.csv$/.test(name))) {
  const name = file.slice(0, -4);
  const out = `${folder}/${name}.out`;
  const error = errors.find((line) => line.includes(`${name}.sql`));
  if (error || !existsSync(out)) {
    failed.push(`${name}: ${error ? error.replace(/^.*ERROR: */, '') : 'no answer'}`);
    continue;
  }
  const ours = readFileSync(`${folder}/${file}`, 'utf8').trimEnd().split('\n');
  const theirs = readFileSync(out, 'utf8').trimEnd().split('\n');
  compared++;
  // Texts may sort differently in the two engines; both sides are put in one order.
  ours.sort();
  theirs.sort();
  const at = ours.findIndex((line, i) => {
    const a = line.split('\t');
    const b = (theirs[i] ?? '').split('\t');
    return a.length !== b.length || a.some((cell, c) => !close(cell, b[c]));
  });
  if (ours.length !== theirs.length || at >= 0)
    failed.push(`${name}: ${ours.length} and ${theirs.length} rows; DuckDB "${ours[Math.max(at, 0)]}", PostgreSQL "${theirs[Math.max(at, 0)]}"`);
}
for (const line of failed) console.log(`not ok ${line}`);
console.log(`${compared} questions answered by both engines, ${failed.length} differ or fail`);
process.exit(failed.length || !compared ? 1 : 0);

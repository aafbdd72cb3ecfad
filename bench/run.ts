import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCopies } from '../local/cost/copies.ts';
import type { RunResult } from '../local/run.ts';

/*
 * How long a simulated portfolio takes, and how it grows: the example once over, half, five and fifty-one times over
 * (about 100, 1,000 and 10,000 cases), 120 days, each in a process of its own, as `amicable run` does it: journals,
 * machines and messages on disk, read again by the audit at the end.
 *
 *   npm run -s bench:run               all three
 *   npm run -s bench:run -- 0.5 5      other sizes, in copies of the example
 */
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [0.5, 5, 51];
const cli = fileURLToPath(new URL('../local/cli.ts', import.meta.url));
const measured = fileURLToPath(new URL('measured.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'amicable-bench-'));

interface Row {
  result: RunResult;
  megabytes: number;
}

function run(copies: number): Row {
  const portfolio = join(folder, `portfolio-${copies}.csv`);
  writeCopies(portfolio, copies);
  const words = ['run', portfolio, '--from', '2026-01-05', '--days', '120', '--seed', '7', '--json'];
  const out = execFileSync(process.execPath, ['--import', measured, cli, ...words], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [json = '', peak = ''] = out.trimEnd().split('\n');
  return { result: JSON.parse(json), megabytes: Math.round(Number(peak) / 1024) };
}

const columns = [
  'cases',
  'entries',
  'transitions',
  'seconds',
  'ms/case',
  'cases/s',
  'transitions/s',
  'entries/s',
  'peak MB',
];
console.log(columns.map((name) => name.padStart(15)).join(''));
let before: Row | undefined;
for (const copies of sizes) {
  const row = run(copies);
  const { cases, entries, transitions, seconds, violations } = row.result;
  const figures = [
    cases,
    entries,
    transitions,
    seconds,
    ((1000 * seconds) / cases).toFixed(2),
    Math.round(cases / seconds),
    Math.round(transitions / seconds),
    Math.round(entries / seconds),
    row.megabytes,
  ];
  console.log(figures.map((figure) => String(figure).padStart(15)).join(''));
  if (violations.length > 0) console.log(`  ${violations.length} breaches found by the audit`);
  if (before) {
    const more = cases / before.result.cases;
    const longer = seconds / before.result.seconds;
    console.log(`  ${more.toFixed(1)} times the cases took ${longer.toFixed(1)} times as long`);
  }
  before = row;
}
rmSync(folder, { recursive: true });

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeMixed } from '../examples/make-mixed.ts';
import type { RunResult } from '../local/run.ts';

/*
 * Runs portfolios of mixed countries and kinds of person through 150 days, for a creditor in each of three countries, and
 * has the independent audit read everything again. Ends with code 1 when it finds a breach.
 *
 * npm run -s bench:mixed -- --cases 10000
 */

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '999' }, seed: { type: 'string', default: '1' } },
});
const creditors = { NL: 'creditor.json', BE: 'creditor-be.json', DE: 'creditor-de.json' } as const;
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'amicable-mixed-'));
const debtors = Math.ceil(Number(values.cases) / 3);

try {
  const rows = Object.entries(creditors).map(([country, policy], index) => {
    process.stderr.write(`${index + 1} of 3: ${debtors} debtors of a creditor in ${country}\n`);
    const portfolio = join(folder, `${country}.csv`);
    writeFileSync(
      portfolio,
      makeMixed(debtors, country as keyof typeof creditors, undefined, Number(values.seed)),
    );
    const run = runOf(portfolio, join(root, 'examples', policy));
    return {
      creditor: country,
      cases: run.cases,
      entries: run.entries,
      'time-barred': run.outcomes['time-barred'] ?? 0,
      'interest €': (run.cents.interest / 100).toFixed(2),
      'costs €': (run.cents.costs / 100).toFixed(2),
      seconds: run.seconds,
      breaches: run.violations.length,
    };
  });
  console.table(rows);
  const breaches = rows.reduce((sum, row) => sum + row.breaches, 0);
  const cases = rows.reduce((sum, row) => sum + row.cases, 0);
  console.log(`${cases} cases, ${breaches} breaches.`);
  process.exitCode = breaches > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}

function runOf(portfolio: string, creditor: string): RunResult {
  const options = [
    '--creditor',
    creditor,
    '--from',
    '2026-01-05',
    '--days',
    '150',
    '--seed',
    `${values.seed}`,
  ];
  const cli = join(root, 'local', 'cli.ts');
  const out = execFileSync(process.execPath, [cli, 'run', portfolio, ...options, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e9,
  });
  return JSON.parse(out);
}

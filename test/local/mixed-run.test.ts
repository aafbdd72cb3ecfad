import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeMixed } from '../../examples/make-mixed.ts';
import type { RunResult } from '../../local/run.ts';
import { amicable, emptyFolder, inProject } from './amicable.ts';

// The whole of 10,000 cases is `npm run bench:mixed -- --cases 10000`.
it.each([
  ['NL', 'creditor.json'],
  ['BE', 'creditor-be.json'],
  ['DE', 'creditor-de.json'],
] as const)('debtors of three countries and all kinds of a creditor in %s: no breach', (country, policy) => {
  const folder = emptyFolder();
  const portfolio = join(folder, 'mixed.csv');
  writeFileSync(portfolio, makeMixed(60, country));
  const days = ['--from', '2026-01-05', '--days', '150', '--seed', '4', '--json'];
  const { code, out, err } = amicable(
    folder,
    'run',
    portfolio,
    '--creditor',
    inProject(`examples/${policy}`),
    ...days,
  );
  expect(err).toBe('');
  expect(code).toBe(0);
  const run: RunResult = JSON.parse(out);
  expect(run.violations).toEqual([]);
  expect(run.rejected).toEqual([]);
  expect(run.cases).toBe(60);
  // Some claims are six years old.
  expect(run.outcomes['time-barred']).toBeGreaterThan(0);
  for (const cents of [run.cents.interest, run.cents.costs, run.cents.paid]) expect(cents).toBeGreaterThan(0);
});

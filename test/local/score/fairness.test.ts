import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { makeHistory } from '../../../examples/make-history.ts';
import { measureFairness } from '../../../local/score/fairness.ts';
import { amicable, emptyFolder, inProject } from '../amicable.ts';

const history = inProject('examples/history.csv');
const columns = inProject('examples/columns.json');
const asked = ['--columns', columns, '--target', 'late', '--as-of', '2024-01-01', '--group', 'area'];
const folder = emptyFolder();
let out: string;
beforeAll(() => {
  const told = amicable(folder, 'fairness', history, ...asked, '--plot', 'areas.svg');
  expect(told).toMatchObject({ code: 0, err: '' });
  out = told.out;
});

it('the history is what its maker makes, and nobody in it has a name', () => {
  const text = readFileSync(history, 'utf8');
  expect(text).toBe(makeHistory());
  expect(text.length).toBeLessThan(600_000);
  const [header = '', ...rows] = text.trimEnd().split('\n');
  expect(header).toBe('debtorReference,debtorKind,invoice,amount,invoicedOn,dueOn,settledOn,sector,area');
  for (const row of rows) expect(row).toMatch(/^H-\d{4},(legal|consumer),I-\d{5},[^@"]*,A[1-6]$/);
});

it('each area is told of, and the price of leaving areas out, in words and in a picture', () => {
  for (const area of ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'])
    expect(out).toMatch(new RegExp(`^${area} +\\d+ +\\d+\\.\\d %`, 'm'));
  expect(out).toMatch(/AUC +0\.\d{4} without, 0\.\d{4} with: -?0\.\d{4} \(-?0\.\d{4} to -?0\.\d{4}\)/);
  expect(out).toContain('It may not be used to put area into a score');
  expect(readFileSync(join(folder, 'areas.svg'), 'utf8')).toMatch(/^<svg [\s\S]*A6[\s\S]*<\/svg>\n$/);
});

it('a column that is not there is refused, with those that are', async () => {
  const bar = { show: () => {}, stop: () => {} };
  const flags = { columns, target: 'late', asOf: '2024-01-01', threshold: 0.5, seed: 1 };
  await expect(measureFairness(history, { ...flags, group: 'street' }, bar)).rejects.toThrow(
    /no column "street". It has debtorReference, .*area/,
  );
  await expect(
    measureFairness(history, { ...flags, group: 'area', asOf: '2025-12-31' }, bar),
  ).rejects.toThrow(/too few to measure/);
});

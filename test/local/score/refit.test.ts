import { beforeAll, expect, it } from 'vitest';
import { amicable, emptyFolder, inProject } from '../amicable.ts';

const folder = emptyFolder();

beforeAll(() => {
  const run = [
    'run',
    inProject('examples/portfolio.csv'),
    '--from',
    '2026-01-05',
    '--days',
    '20',
    '--db',
    'run.db',
  ];
  expect(amicable(folder, ...run).code).toBe(0);
});

it('tells that too little is known after three weeks, as often as one asks', () => {
  for (let time = 0; time < 2; time += 1) {
    const { code, out } = amicable(folder, 'refit', '--db', 'run.db', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      creditor: 'voorbeeld-incasso',
      target: 'paid-90',
      end: 'too-few',
      why: expect.any(String),
    });
  }
  expect(amicable(folder, 'refit', '--db', 'run.db').out).toMatch(/^Too little is known \(paid-90 of /);
});

it('says that there is no such creditor', () => {
  const { code, err } = amicable(folder, 'refit', '--db', 'run.db', '--creditor', 'nobody');
  expect(code).toBe(2);
  expect(err).toContain('There is no creditor nobody');
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../adapters/local/database.ts';
import { type RunResult, runPortfolio } from '../../../local/run.ts';
import { refittings } from '../../../local/score/refits.ts';
import { exampleCreditor } from '../../functions/make-laptop.ts';
import { emptyFolder, inProject } from '../amicable.ts';

const portfolio = join(emptyFolder(), 'portfolio.csv');
const [header, ...rows] = readFileSync(inProject('examples/portfolio.csv'), 'utf8').split('\n');
writeFileSync(portfolio, [header, ...rows.slice(0, 6)].join('\n'));

/**
 * Lets days pass, and tells at which moments which scores were learnt anew.
 *
 * @param crash when everything stops, once: before the refits are started, or after
 */
async function pass(
  db: Database,
  days: number,
  crash?: 'before' | 'after',
): Promise<{ learnt: string[]; result: RunResult }> {
  const learnt: string[] = [];
  const { result } = await runPortfolio(db, {
    portfolio,
    creditor: exampleCreditor(),
    from: '2026-01-05',
    days,
    seed: 7,
    debtors: 'simulated',
    keeping: crash ? 'stretches' : 'at-the-end',
    host: async ({ name, input, ports, run }) => {
      if (crash && name === 'start-refits') {
        if (crash === 'after') await run(ports);
        throw new Error('Out of power.');
      }
      if (name === 'learn-score') learnt.push(`${ports.clock.now()} ${(input as { target: string }).target}`);
      return await run(ports);
    },
  });
  return { learnt, result };
}

test('each score is learnt anew at three on the first of the month, by the clock of Amsterdam', async () => {
  const { learnt, result } = await pass(openDatabase(':memory:'), 90);
  expect(learnt).toEqual([
    '2026-02-01T02:00:00Z paid-90',
    '2026-02-01T02:00:00Z kept',
    '2026-03-01T02:00:00Z paid-90',
    '2026-03-01T02:00:00Z kept',
    '2026-04-01T01:00:00Z paid-90',
    '2026-04-01T01:00:00Z kept',
  ]);
  expect(result.refits).toHaveLength(6);
  expect(result.refits[0]).toEqual({
    creditor: 'voorbeeld-incasso',
    target: 'kept',
    on: '2026-02-01',
    end: 'too-few',
    why: expect.any(String),
    hash: '',
  });
});

test('whoever stops on the day before and goes on skips none and repeats none', async () => {
  const db = openDatabase(':memory:');
  const parts = [];
  for (const days of [27, 1, 27, 35]) parts.push(await pass(db, days));
  expect(parts.map(({ learnt }) => learnt.length)).toEqual([0, 2, 0, 4]);
  const { result: whole } = await pass(openDatabase(':memory:'), 90);
  const { seconds: _, ...last } = parts.at(-1)?.result ?? whole;
  expect(whole).toMatchObject(last);
});

test.each(['before', 'after'] as const)(
  'whoever was stopped just %s the refits were started goes on, and learns each score once',
  async (crash) => {
    const db = openDatabase(':memory:');
    await expect(pass(db, 40, crash)).rejects.toThrow('Out of power.');
    const { learnt, result } = await pass(db, 1);
    expect(learnt.sort()).toEqual(['2026-02-01T02:00:00Z kept', '2026-02-01T02:00:00Z paid-90']);
    expect(result.refits).toHaveLength(2);
    expect((await pass(db, 10)).learnt).toEqual([]);
  },
);

test('they are told in the order in which they began, also the tenth that a person starts at one moment', () => {
  const db = openDatabase(':memory:');
  const began = [
    ['refit-a-paid-90-10', '2026-03-05T09:00:00Z'],
    ['refit-a-paid-90-2', '2026-03-05T09:00:00Z'],
    ['refit-a-paid-90-2026-03', '2026-03-01T02:00:00Z'],
  ] as const;
  for (const [name, startedAt] of began) {
    const id = `refit-score:${name}`;
    const input = { creditor: 'a', target: 'paid-90' };
    const record = { id, status: 'SUCCEEDED', startedAt, input, output: { end: 'too-few', why: name } };
    db.run(
      "insert into executions (id, status, transitions, record) values (?, 'SUCCEEDED', 1, ?)",
      id,
      JSON.stringify(record),
    );
  }
  const names = began.map(([name]) => name);
  expect(refittings(db).map(({ why }) => why)).toEqual(names.toReversed());
});

import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase, reserve } from '../../adapters/local/database.ts';
import type { RunResult } from '../../local/run.ts';
import { chance } from '../../local/world/chance.ts';
import { amicable, emptyFolder, inProject } from './amicable.ts';

const DAYS = 75;
const KILLS = 100;
const folder = emptyFolder();
const portfolio = join(folder, 'portfolio.csv');
const [header = '', ...rows] = readFileSync(inProject('examples/portfolio.csv'), 'utf8').split('\n');
writeFileSync(portfolio, [header, ...rows.slice(0, 24)].join('\n'));

/** Starts a process on a file; ends with its output, or with the signal that stopped it. */
function start(file: string, kill: number, when: string): Promise<{ out: string; signal: string | null }> {
  const words = [
    inProject('test/local/killed-run.ts'),
    portfolio,
    join(folder, file),
    `${DAYS}`,
    `${kill}`,
    when,
  ];
  return new Promise((resolve, fail) => {
    execFile(process.execPath, words, (error, out, err) => {
      if (error && !error.signal) fail(new Error(err));
      else resolve({ out, signal: error?.signal ?? null });
    });
  });
}

it('a run that is stopped hard at a hundred random entries ends like one that never was', async () => {
  const { out } = await start('whole.db', 0, 'after');
  const whole: Omit<RunResult, 'seconds'> = JSON.parse(out);
  expect(whole.entries).toBeGreaterThan(KILLS * 4);
  expect(whole.violations).toEqual([]);

  // Two files, one for each core: half of the kills happen to each.
  const points = (half: number) =>
    Array.from({ length: KILLS / 2 }, (_, i) => 1 + Math.floor(chance(half, i) * whole.entries)).sort(
      (a, b) => a - b,
    );
  await Promise.all(
    [1, 2].map(async (half) => {
      const file = `killed-${half}.db`;
      let stopped = 0;
      for (const [index, point] of points(half).entries()) {
        const { signal } = await start(file, point, index % 2 === 0 ? 'before' : 'after');
        expect(signal).toBe('SIGKILL');
        stopped += 1;
      }
      expect(stopped).toBe(KILLS / 2);
      const last = await start(file, 0, 'after');
      expect(JSON.parse(last.out)).toEqual(whole);

      const db = openDatabase(join(folder, file));
      const sends = db.all<{ contact: string }>('select contact from outbox').map(({ contact }) => contact);
      expect(new Set(sends).size).toBe(sends.length);
      db.close();
    }),
  );
}, 300_000);

it('the command goes on with a run that was stopped, to the end that it was to have', async () => {
  const { signal } = await start('stopped.db', 400, 'after');
  expect(signal).toBe('SIGKILL');
  const from = ['--from', '2026-01-05', '--days', `${DAYS}`, '--seed', '7'];
  const words = ['run', portfolio, '--db', join(folder, 'stopped.db'), ...from];
  const { out, code } = amicable(folder, ...words);
  expect(code).toBe(0);
  expect(out).toContain('had been stopped on the way');
  expect(out).toMatch(/to 2026-03-20: /);
  expect(amicable(folder, ...words).out).toContain('2026-03-21 to 2026-06-03');
});

it('a file on which one process works is refused to another, until that one has ended', () => {
  const file = join(folder, 'used.db');
  const release = reserve(file);
  const words = ['run', portfolio, '--db', file, '--from', '2026-01-05', '--days', '1'];
  const refused = amicable(folder, ...words);
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('in use by another amicable')]);
  release();
  expect(amicable(folder, ...words).code).toBe(0);
});

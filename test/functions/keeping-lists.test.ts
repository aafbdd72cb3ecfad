import { expect, test } from 'vitest';
import { openDatabase } from '../../adapters/local/database.ts';
import { streams } from '../../adapters/local/journal.ts';
import { nextMoment } from '../../core/case/answer.ts';
import type { Case } from '../../core/case/case.ts';
import type { Entry } from '../../core/case/entry.ts';
import { fold } from '../../core/case/fold.ts';
import { packFor } from '../../core/law/packs.ts';
import { keepLists } from '../../functions/keep-lists/handler.ts';
import { runPortfolio } from '../../local/run.ts';
import { inProject } from '../local/amicable.ts';
import { exampleCreditor, type MadeLaptop, makeLaptop } from './make-laptop.ts';

const heard = (entry: Entry) => keepLists.listens?.includes(entry.kind) ?? false;

function rowOf(c: Case) {
  return { state: c.closed ? 'closed' : 'open', next: nextMoment(c, { pack: packFor(c.country) }) };
}

test('hears of everything that changes a row, all through the example run', async () => {
  const db = openDatabase(':memory:');
  await runPortfolio(db, {
    portfolio: inProject('examples/portfolio.csv'),
    creditor: exampleCreditor(),
    from: '2026-01-05',
    days: 50,
    seed: 7,
    debtors: 'simulated',
    keeping: 'at-the-end',
  });
  let [changes, items] = [0, 0];
  for (const { stream, items: journal } of streams<Entry>(db)) {
    let c: Case | undefined;
    let kept: ReturnType<typeof rowOf> | undefined;
    for (const item of journal) {
      c = fold([item], c);
      items += 1;
      if (!c) continue;
      if (item.entries.some(heard)) {
        if (JSON.stringify(kept) !== JSON.stringify(rowOf(c))) changes += 1;
        kept = rowOf(c);
      }
      expect(kept, `${stream} entry ${item.seq}`).toEqual(rowOf(c));
    }
  }
  expect(changes).toBeGreaterThan(1_000);
  expect(items).toBeGreaterThan((5 * changes) / 2);
});

test('is not called for what only follows a message', () => {
  for (const kind of [
    'contact-sent',
    'contact-delivered',
    'contact-opened',
    'contact-written',
    'scored',
  ] as const)
    expect(keepLists.listens).not.toContain(kind);
});

const rows = async (laptop: MadeLaptop) => await laptop.ports.lists.overdue('2099-01-01T00:00:00Z');
const keep = async (laptop: MadeLaptop) =>
  await laptop.invoke('keep-lists', { case: laptop.case, seq: (await laptop.fold()).seq, kinds: [] });

test('a writer that was held up leaves the row as it is now, also where a newer one had nothing to write', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const before = await rows(laptop);
  const { lists } = laptop.ports;
  const puts: unknown[] = [];
  laptop.ports.lists = {
    ...lists,
    put: async (row) => {
      puts.push(row.next);
      if (puts.length === 1) {
        // While this row was on its way the task was closed, and a newer writer found the row as it must be.
        await laptop.close(await laptop.task('complaint'), { decision: 'reject' });
        await keep(laptop);
      }
      return await lists.put(row);
    },
  };
  await laptop.react('reply-1', { what: 'complaint' });
  await keep(laptop);
  const [held, newer] = puts;
  expect(newer).toBe(before[0]?.next);
  expect(held).not.toBe(newer);
  expect(await rows(laptop)).toEqual(before);
});

test('who has nothing new to write looks once', async () => {
  const laptop = await makeLaptop();
  await laptop.days(60);
  const { lists } = laptop.ports;
  const written: boolean[] = [];
  laptop.ports.lists = {
    ...lists,
    put: async (row) => {
      const wrote = await lists.put(row);
      written.push(wrote);
      return wrote;
    },
  };
  await keep(laptop);
  expect(written).toEqual([false]);
});

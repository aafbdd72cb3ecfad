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
import { exampleCreditor } from './make-laptop.ts';

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

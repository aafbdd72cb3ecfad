import { describe, expect, test } from 'vitest';
import type { Listed, ListRow, Lists } from '../../core/ports.ts';

const NEXT = '2026-01-10T05:00:00Z';

/** What the lists promise. `make` knows the creditors c-1 and d-1. */
export function listsContract(make: () => Promise<{ lists: Lists }>): void {
  const row = (seq: number, but: Partial<Listed> = {}): ListRow => ({
    case: 'case-1',
    seq,
    creditor: 'c-1',
    state: 'open',
    next: NEXT,
    ...but,
  });
  const listed = (but: Partial<Listed> = {}) => {
    const { seq: _, ...rest } = row(0, but);
    return rest;
  };
  const waitsForNothing = (seq: number, but: Partial<Listed> = {}): ListRow => {
    const { next: _, ...rest } = row(seq, but);
    return rest;
  };

  /** All rows of a creditor, page by page, and how long the pages were. */
  async function pages(lists: Lists, creditor: string, state: ListRow['state'], limit: number) {
    const rows: Listed[] = [];
    const lengths: number[] = [];
    let after: string | undefined;
    do {
      const page = await lists.ofCreditor(creditor, state, { limit, ...(after !== undefined && { after }) });
      rows.push(...page.rows);
      lengths.push(page.rows.length);
      after = page.next;
    } while (after !== undefined);
    return { rows, lengths };
  }

  describe('the lists', () => {
    test('keep the row that was made from the longest journal, in whatever order the bus tells', async () => {
      const { lists } = await make();
      expect(await lists.put(row(5))).toBe(true);
      expect(await lists.put(row(3, { next: '2026-01-02T05:00:00Z' }))).toBe(false);
      expect(await lists.put(row(5, { state: 'closed' }))).toBe(false);
      expect(await lists.overdue('2026-02-01T05:00:00Z')).toEqual([listed()]);
      expect(await lists.put(row(6, { state: 'closed' }))).toBe(true);
      expect(await lists.overdue('2026-02-01T05:00:00Z')).toEqual([listed({ state: 'closed' })]);
      expect((await lists.ofCreditor('c-1', 'open', { limit: 10 })).rows).toEqual([]);
    });

    test('keep the newest of many rows that are put at once', async () => {
      const { lists } = await make();
      const seqs = Array.from({ length: 30 }, (_, at) => ((at * 7) % 30) + 1);
      const next = (seq: number) => `2026-01-${String(seq).padStart(2, '0')}T05:00:00Z`;
      await Promise.all(seqs.map((seq) => lists.put(row(seq, { next: next(seq) }))));
      expect(await lists.overdue('2026-02-01T05:00:00Z')).toEqual([listed({ next: next(30) })]);
    });

    test('say when they wrote nothing because nothing is new', async () => {
      const { lists } = await make();
      expect(await lists.put(row(5))).toBe(true);
      expect(await lists.put(row(6))).toBe(false);
      expect(await lists.put(waitsForNothing(7))).toBe(true);
      expect(await lists.put(waitsForNothing(8))).toBe(false);
      expect(await lists.put(row(9))).toBe(true);
    });

    test('tell which cases are overdue, the oldest first, closed ones too while something is owed to somebody', async () => {
      const { lists } = await make();
      await lists.put(row(1, { next: '2026-01-12T05:00:00Z' }));
      await lists.put(
        row(1, { case: 'case-2', state: 'closed', next: '2026-01-10T05:00:00Z', creditor: 'd-1' }),
      );
      await lists.put(row(1, { case: 'case-3', next: '2026-01-20T05:00:00Z' }));
      await lists.put(waitsForNothing(1, { case: 'case-4' }));
      const overdue = await lists.overdue('2026-01-20T05:00:00Z');
      expect(overdue.map((one) => one.case)).toEqual(['case-2', 'case-1']);
    });

    test('give the cases of one creditor in one state, each once, page by page', async () => {
      const { lists } = await make();
      const names = Array.from({ length: 70 }, (_, at) => `case-${at}`);
      for (const [at, name] of names.entries()) {
        // Many have one moment in common, and some wait for nothing.
        const one = { case: name, next: `2026-01-1${at % 3}T05:00:00Z` };
        await lists.put(at % 10 === 0 ? waitsForNothing(1, { case: name }) : row(1, one));
      }
      await lists.put(row(1, { case: 'closed', state: 'closed' }));
      await lists.put(row(1, { case: 'of-another', creditor: 'd-1' }));
      for (const limit of [1, 7, 1_000]) {
        const { rows, lengths } = await pages(lists, 'c-1', 'open', limit);
        expect(rows.map((one) => one.case).sort()).toEqual([...names].sort());
        expect(Math.max(...lengths)).toBeLessThanOrEqual(limit);
      }
      const { rows } = await pages(lists, 'c-1', 'open', 7);
      expect(rows.filter(({ next }) => next === undefined)).toHaveLength(7);
      expect((await pages(lists, 'c-1', 'closed', 7)).rows).toEqual([
        listed({ case: 'closed', state: 'closed' }),
      ]);
      expect((await pages(lists, 'nobody', 'open', 7)).rows).toEqual([]);
    });

    test('give nobody the cases of another creditor, whatever is brought as a place to go on', async () => {
      const { lists } = await make();
      await lists.put(row(1, { case: 'of-another', creditor: 'd-1' }));
      const theirs = await lists.ofCreditor('d-1', 'open', { limit: 1 });
      for (const after of [theirs.next ?? '0', 'x', '-1', '99', '3,a,b']) {
        const { rows } = await lists.ofCreditor('c-1', 'open', { after, limit: 10 });
        expect(rows).toEqual([]);
      }
    });
  });
}

import { describe, expect, test } from 'vitest';
import type { Entry } from '../../core/case/entry.ts';
import type { Item } from '../../core/case/fold.ts';
import type { CaseJournal, PersonJournal } from '../../core/ports.ts';

/** A small item; `but` says what is special about it. */
export function makeItem(seq: number, but: Partial<Item> = {}): Item {
  const entry: Entry = { kind: 'replied', channel: 'phone', seq, at: '2026-01-05T09:00:00Z' };
  return { stream: 'case-1', seq, cause: `cause-${seq}`, entries: [entry], ...but };
}

function invoices(from: number, count: number): Entry[] {
  return Array.from({ length: count }, (_, at) => ({
    kind: 'claim-added',
    seq: from + at,
    at: '2026-01-05T09:00:00Z',
    claim: `invoice ${(from + at) * 7_919}`,
    cents: 1_234 + at,
    dueOn: '2025-12-01',
    agreedTerm: true,
    termsCleared: true,
    subject: 'a subject that is as long as subjects are',
    sector: 'energy',
  }));
}

/** What every journal promises. */
export function journalContract(make: () => Promise<{ journal: CaseJournal; persons: PersonJournal }>): void {
  describe('the journal', () => {
    test('takes one item at a place: who comes second is told that it is taken', async () => {
      const { journal } = await make();
      expect(await journal.append(makeItem(1))).toBe('appended');
      expect(await journal.append(makeItem(1, { cause: 'another' }))).toBe('taken');
      expect((await journal.read('case-1')).map((one) => one.cause)).toEqual(['cause-1']);
    });

    test('takes nothing twice, not even the very same item', async () => {
      const { journal } = await make();
      expect(await journal.append(makeItem(1))).toBe('appended');
      expect(await journal.append(makeItem(1))).toBe('taken');
    });

    test('takes one of many that are put at once', async () => {
      const { journal } = await make();
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, i) => journal.append(makeItem(1, { cause: `${i}` }))),
      );
      const won = results.indexOf('appended');
      expect(results.filter((result) => result === 'appended')).toHaveLength(1);
      expect((await journal.read('case-1')).map(({ cause }) => cause)).toEqual([`${won}`]);
    });

    test('loses nothing of what fifty writers have to say at once', async () => {
      const { journal } = await make();
      const say = async (cause: string) => {
        for (;;) {
          const next = (await journal.read('case-1')).length + 1;
          if ((await journal.append(makeItem(next, { cause }))) === 'appended') return;
        }
      };
      const causes = Array.from({ length: 50 }, (_, i) => `writer-${i}`);
      await Promise.all(causes.map(say));
      const items = await journal.read('case-1');
      expect(items.map(({ seq }) => seq)).toEqual(causes.map((_, i) => i + 1));
      expect(items.map(({ cause }) => cause).sort()).toEqual(causes.sort());
    });

    test('reads a stream in order, from where somebody stopped, and nothing of another', async () => {
      const { journal } = await make();
      for (const seq of [1, 2, 5, 10, 100]) await journal.append(makeItem(seq));
      await journal.append(makeItem(1, { stream: 'case-10' }));
      const seqs = async (stream: string, after?: number) =>
        (await journal.read(stream, after)).map(({ seq }) => seq);
      expect(await seqs('case-1')).toEqual([1, 2, 5, 10, 100]);
      expect(await seqs('case-1', 2)).toEqual([5, 10, 100]);
      expect(await seqs('case-1', 99)).toEqual([100]);
      expect(await seqs('case-1', 100)).toEqual([]);
      expect(await seqs('case-10')).toEqual([1]);
      expect(await seqs('case-2')).toEqual([]);
    });

    test('gives back what was put, entry for entry', async () => {
      const { journal } = await make();
      const one = makeItem(1, { cause: 'Write a reminder@2026-01-05T09:00:00Z # ü €' });
      await journal.append(one);
      expect(await journal.read('case-1')).toEqual([one]);
    });

    test('takes the two thousand invoices of one debtor in one item', async () => {
      const { journal } = await make();
      const one = makeItem(1, { entries: invoices(1, 2_000) });
      expect(JSON.stringify(one).length).toBeGreaterThan(400_000);
      expect(await journal.append(one)).toBe('appended');
      expect(await journal.read('case-1')).toEqual([one]);
    });

    test('reads all of a stream of more than a megabyte', async () => {
      const { journal } = await make();
      const items = Array.from({ length: 15 }, (_, at) => {
        const seq = at * 400 + 1;
        return makeItem(seq, { entries: invoices(seq, 400) });
      });
      expect(JSON.stringify(items).length).toBeGreaterThan(1_200_000);
      for (const one of items) await journal.append(one);
      expect(await journal.read('case-1')).toEqual(items);
      expect(await journal.read('case-1', 401)).toEqual(items.slice(2));
    });

    test('does not let a reader change what others read', async () => {
      const { journal } = await make();
      await journal.append(makeItem(1));
      const mine = (await journal.read('case-1')) as Item[];
      mine.push(makeItem(2));
      expect(await journal.read('case-1')).toHaveLength(1);
      await journal.append(makeItem(2));
      expect(await journal.read('case-1')).toHaveLength(2);
    });

    test('keeps cases and persons apart', async () => {
      const { journal, persons } = await make();
      await journal.append(makeItem(1));
      expect(await persons.read('case-1')).toEqual([]);
      const entry = { kind: 'opted-out', channel: 'sms', seq: 1, at: '2026-01-05T09:00:00Z' } as const;
      const item = { stream: 'case-1', seq: 1, cause: 'a', entries: [entry] };
      expect(await persons.append(item)).toBe('appended');
      expect(await persons.read('case-1')).toEqual([item]);
      expect(await journal.read('case-1')).toHaveLength(1);
    });
  });
}

import { describe, expect, test } from 'vitest';
import { UnknownCreditor } from '../../core/creditor/creditor.ts';
import type { Creditors } from '../../core/ports.ts';
import { makeCreditor } from '../core/make-ports.ts';

/** What whoever keeps the creditors promises. */
export function creditorsContract(make: () => Promise<{ creditors: Creditors }>): void {
  describe('a creditor', () => {
    test('that nobody knows is an error with that name', async () => {
      const { creditors } = await make();
      await expect(creditors.get('nobody')).rejects.toThrow(UnknownCreditor);
      await creditors.put(makeCreditor({ id: 'nobody' }));
      expect(await creditors.get('nobody')).toEqual(makeCreditor({ id: 'nobody' }));
    });

    test('whose policy changed has the new one at once', async () => {
      const { creditors } = await make();
      await creditors.put(makeCreditor({ brand: 'Old' }));
      await creditors.put(makeCreditor({ id: 'another' }));
      expect((await creditors.get('voorbeeld-incasso')).brand).toBe('Old');
      await creditors.put(makeCreditor({ brand: 'New' }));
      expect((await creditors.get('voorbeeld-incasso')).brand).toBe('New');
      expect((await creditors.get('another')).brand).toBe(makeCreditor().brand);
    });

    test.each([
      ['its own', 'c', true],
      ['that for everything', '*', true],
      ['that of another', 'd', false],
    ])('is stopped by %s stop order', async (_, stop, stopped) => {
      const { creditors } = await make();
      expect(await creditors.stopped('c')).toBe(false);
      await creditors.stop(stop, true);
      await creditors.stop(stop, true);
      expect(await creditors.stopped('c')).toBe(stopped);
      await creditors.stop(stop, false);
      expect(await creditors.stopped('c')).toBe(false);
      await creditors.stop(stop, false);
    });

    test.each(['pk', 'sk', 'constructor'])('may be called %s', async (id) => {
      const { creditors } = await make();
      await creditors.stop('c', true);
      expect(await creditors.stopped(id)).toBe(false);
      await creditors.stop(id, true);
      await creditors.put(makeCreditor({ id }));
      expect([await creditors.stopped(id), (await creditors.get(id)).id]).toEqual([true, id]);
    });

    test('has told its payments through the day that it said last', async () => {
      const { creditors } = await make();
      await creditors.put(makeCreditor());
      await creditors.stop('voorbeeld-incasso', true);
      expect(await creditors.booksThrough('voorbeeld-incasso')).toBeUndefined();
      await creditors.noteBooks('voorbeeld-incasso', '2026-01-05');
      await creditors.noteBooks('another', '2025-12-31');
      expect(await creditors.booksThrough('voorbeeld-incasso')).toBe('2026-01-05');
      await creditors.noteBooks('voorbeeld-incasso', '2026-01-02');
      expect(await creditors.booksThrough('voorbeeld-incasso')).toBe('2026-01-02');
      expect(await creditors.booksThrough('another')).toBe('2025-12-31');
    });

    test('is among all of them', async () => {
      const { creditors } = await make();
      for (const id of ['a-1', 'b-1']) await creditors.put(makeCreditor({ id }));
      expect(await creditors.all()).toEqual(expect.arrayContaining(['a-1', 'b-1']));
    });

    test('stays stopped by one order when the other is lifted', async () => {
      const { creditors } = await make();
      await creditors.stop('*', true);
      await creditors.stop('c', true);
      await creditors.stop('*', false);
      expect([await creditors.stopped('c'), await creditors.stopped('d')]).toEqual([true, false]);
    });
  });
}

import { describe, expect, test } from 'vitest';
import type { BankStore, Requests, Tokens, Tries } from '../../core/ports.ts';

/** What is promised of tokens, tries, requests and begun payments. */
export function smallStoresContract(
  make: () => Promise<{ tokens: Tokens; tries: Tries; requests: Requests; bank: BankStore }>,
): void {
  test('a token is the newest that was put for a wait', async () => {
    const { tokens } = await make();
    const place = { case: 'case-1', journey: 2, wait: 4 };
    expect(await tokens.get(place)).toBeUndefined();
    await tokens.put(place, 'old');
    await tokens.put(place, 'new');
    await tokens.put({ ...place, wait: 5 }, 'of another wait');
    await tokens.put({ ...place, journey: 1 }, 'of an execution that was held up');
    await tokens.put({ ...place, case: 'case-2' }, 'of another case');
    expect(await tokens.get(place)).toBe('new');
  });

  describe('tries', () => {
    test('are counted, each name for itself, and one can be taken back', async () => {
      const { tries } = await make();
      expect([await tries.add('a'), await tries.add('a'), await tries.add('b')]).toEqual([1, 2, 1]);
      await tries.takeBack('a');
      await tries.takeBack('never tried');
      expect([await tries.add('a'), await tries.add('never tried')]).toEqual([2, 1]);
    });

    test('that come at once are all counted', async () => {
      const { tries } = await make();
      const counts = await Promise.all(Array.from({ length: 20 }, () => tries.add('a')));
      expect(counts.sort((a, b) => a - b)).toEqual(counts.map((_, at) => at + 1));
    });
  });

  describe('requests under an idempotency key', () => {
    test('are what came first', async () => {
      const { requests } = await make();
      expect(await requests.first('key-1', 'a')).toBe('a');
      expect(await requests.first('key-1', 'b')).toBe('a');
      expect(await requests.first('key-2', 'b')).toBe('b');
    });

    test('that come at once all hear of the same one', async () => {
      const { requests } = await make();
      const heard = await Promise.all(
        Array.from({ length: 20 }, (_, at) => requests.first('key-1', `fingerprint-${at}`)),
      );
      expect(new Set(heard).size).toBe(1);
    });

    test('are kept apart, whatever somebody calls them', async () => {
      const { requests } = await make();
      const names = ['a#b', 'a%23b', 'a', 'ü', '\u0000', ' ', 'x'.repeat(3_000), `${'x'.repeat(2_999)}y`];
      for (const name of names) expect(await requests.first(name, `of ${name}`)).toBe(`of ${name}`);
      for (const name of names) expect(await requests.first(name, 'again')).toBe(`of ${name}`);
    });
  });

  describe('a payment that is begun', () => {
    test('is the newest under its id until another takes its place', async () => {
      const { bank } = await make();
      expect(await bank.newest('wish-1')).toBeUndefined();
      expect(await bank.begin('wish-1', undefined, 'payment-1', 'first')).toBe('payment-1');
      expect(await bank.begin('wish-2', undefined, 'payment-2', 'of another')).toBe('payment-2');
      await bank.put('payment-1', 'cancelled');
      expect(await bank.begin('wish-1', 'payment-1', 'payment-3', 'second')).toBe('payment-3');
      expect(await bank.newest('wish-1')).toBe('payment-3');
      expect(await bank.get('payment-1')).toBe('cancelled');
      expect(await bank.get('payment-3')).toBe('second');
      expect(await bank.get('payment-4')).toBeUndefined();
    });

    test('while another was begun gives way to that one', async () => {
      const { bank } = await make();
      await bank.begin('wish-1', undefined, 'payment-1', 'first');
      expect(await bank.begin('wish-1', undefined, 'payment-2', 'late')).toBe('payment-1');
      await bank.begin('wish-1', 'payment-1', 'payment-3', 'second');
      expect(await bank.begin('wish-1', 'payment-1', 'payment-4', 'late')).toBe('payment-3');
    });

    test('by many at once is one', async () => {
      const { bank } = await make();
      const begun = await Promise.all(
        Array.from({ length: 20 }, (_, at) => bank.begin('wish-1', undefined, `payment-${at}`, 'r')),
      );
      expect(new Set(begun).size).toBe(1);
      expect(await bank.newest('wish-1')).toBe(begun[0]);
    });
  });
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nl } from '../../../core/law/nl.ts';
import { costsOfInstalments } from '../../../core/law/stacking.ts';

const creditor = { termsCleared: true, canReclaimVat: true, outsourced: false };
const scale = (principals: readonly number[]) => nl.costs('consumer', principals, creditor, '2026-03-02');
const cents = (instalments: readonly number[]) =>
  costsOfInstalments(scale, instalments).map(({ value }) => value.cents);

it.each([
  [
    [10_000, 10_000, 10_000],
    [4_000, 0, 500],
  ], // worked figure 1a
  [[10_000], [4_000]],
  [
    [26_667, 1],
    [4_000, 0],
  ],
  [
    [300_000, 300_000],
    [42_500, 25_000],
  ],
])('instalments of %j cents, each with its own notice in half a year, cost %j', (instalments, expected) => {
  expect(cents(instalments)).toEqual(expected);
});

it('together never bear more than one notice for all of them would', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 3_000_000 }), { minLength: 1, maxLength: 8 }), (all) => {
      const total = cents(all).reduce((sum, one) => sum + one, 0);
      expect(total).toBeLessThanOrEqual(scale(all).value.cents);
    }),
  );
});

it('a receipt says that the reading is in doubt, from the second one on', () => {
  const [first, second] = costsOfInstalments(scale, [10_000, 10_000]);
  const names = (rules: readonly { name: string }[] = []) => rules.map(({ name }) => name);
  expect(names(first?.rules)).not.toContain('own/no-stacking-of-costs');
  expect(names(second?.rules)).toContain('own/no-stacking-of-costs');
});

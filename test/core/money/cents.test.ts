import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundHalfUp, share, sum } from '../../../core/money/cents.ts';

const weights = fc.array(fc.nat({ max: 5_000_000 }), { minLength: 1, maxLength: 8 });

describe('sharing an amount', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [100, [2, 1], [67, 33]],
    [1, [5, 5], [1, 0]],
    [15_000, [70_000, 30_000], [10_500, 4_500]],
    [50, [0, 10], [0, 50]],
    [50, [0, 0], [0, 0]],
    [0, [3, 4], [0, 0]],
  ])('%i cents over %j are %j', (cents, over, shares) => {
    expect(share(cents, over)).toEqual(shares);
  });

  test('loses and invents no cent, and nobody is more than a cent away from their part', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000_000 }), weights, (cents, over) => {
        const total = over.reduce((a, b) => a + b, 0);
        const shares = share(cents, over);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total === 0 ? 0 : cents);
        for (const [index, got] of shares.entries()) {
          const exact = total === 0 ? 0 : (cents * (over[index] ?? 0)) / total;
          expect(Math.abs(got - exact)).toBeLessThan(1);
          expect(Number.isInteger(got) && got >= 0).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('of no more than the weights gives nobody more than their weight', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (over, part) => {
        const cents = Math.floor(over.reduce((a, b) => a + b, 0) * part);
        for (const [index, got] of share(cents, over).entries()) {
          expect(got).toBeLessThanOrEqual(over[index] ?? 0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('rounding', () => {
  test.each([
    [0, 0],
    [0.4999, 0],
    [0.5, 1],
    [1.005 * 100, 101],
    [8.5, 9],
    [2.675 * 100, 268],
    [12, 12],
  ])('%d is %i whole cents', (cents, whole) => {
    expect(roundHalfUp(cents)).toBe(whole);
  });

  test('moves nothing by more than half a cent, and leaves whole cents alone', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.nat({ max: 9_999 }), (whole, fraction) => {
        expect(roundHalfUp(whole)).toBe(whole);
        expect(roundHalfUp(whole + fraction / 10_000)).toBe(fraction < 5_000 ? whole : whole + 1);
      }),
      { numRuns: 300 },
    );
  });
});

test('a sum of nothing is nothing', () => {
  expect(sum([])).toBe(0);
  expect(sum([{ cents: 3 }, { cents: 4 }])).toBe(7);
});

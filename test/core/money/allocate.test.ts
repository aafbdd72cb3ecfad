import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, type Debt } from '../../../core/money/allocate.ts';
import { Bucket, sum } from '../../../core/money/cents.ts';

const order = ['costs', 'interest', 'principal'] as const;

function debt(claim: string, principal: number, but: Partial<Debt> = {}): Debt {
  return { claim, open: { principal, interest: 0, costs: 0 }, dueOn: '2025-12-01', rate: 0, ...but };
}

/** What each claim got in all. */
function got(result: { parts: { claim: string; cents: number }[] }): Record<string, number> {
  const by: Record<string, number> = {};
  for (const { claim, cents } of result.parts) by[claim] = (by[claim] ?? 0) + cents;
  return by;
}

describe('a payment on one claim', () => {
  test('pays costs, then interest, then principal', () => {
    const owed = debt('A', 0, { open: { principal: 100_000, interest: 2_345, costs: 15_000 } });
    expect(allocate(50_000, [owed], order)).toEqual({
      parts: [
        { claim: 'A', bucket: 'costs', cents: 15_000 },
        { claim: 'A', bucket: 'interest', cents: 2_345 },
        { claim: 'A', bucket: 'principal', cents: 32_655 },
      ],
      credit: 0,
    });
  });

  test('that is too large leaves credit', () => {
    expect(allocate(1_200, [debt('A', 1_000)], order).credit).toBe(200);
  });

  test('where nothing is owed is all credit', () => {
    expect(allocate(1_200, [], order)).toEqual({ parts: [], credit: 1_200 });
    expect(allocate(1_200, [debt('A', 0)], order)).toEqual({ parts: [], credit: 1_200 });
  });
});

describe('a payment on several claims goes', () => {
  test.each<[string, Debt[], string[], number, Record<string, number>]>([
    [
      'first to what the payer named',
      [debt('A', 1_000, { rate: 400 }), debt('B', 1_000)],
      ['B'],
      1_500,
      { B: 1_000, A: 500 },
    ],
    [
      'in the order in which they were named',
      [debt('A', 1_000), debt('B', 1_000)],
      ['B', 'A'],
      300,
      { B: 300 },
    ],
    ['past a name that is not a claim', [debt('A', 1_000)], ['X'], 300, { A: 300 }],
    [
      'then to the most burdensome, even if it is younger',
      [debt('A', 1_000), debt('B', 1_000, { rate: 400, dueOn: '2026-01-01' })],
      [],
      1_200,
      { B: 1_000, A: 200 },
    ],
    [
      'then to the oldest',
      [debt('A', 1_000, { dueOn: '2025-12-02' }), debt('B', 1_000, { dueOn: '2025-12-01' })],
      [],
      1_200,
      { B: 1_000, A: 200 },
    ],
    [
      'and to claims of equal rank pro rata',
      [debt('A', 3_000), debt('B', 1_000)],
      [],
      1_000,
      { A: 750, B: 250 },
    ],
    ['to the cent', [debt('A', 1_000), debt('B', 1_000), debt('C', 1_000)], [], 100, { A: 34, B: 33, C: 33 }],
  ])('%s', (_, debts, designated, cents, expected) => {
    expect(got(allocate(cents, debts, order, designated))).toEqual(expected);
  });

  test('pro rata over all that is open on a claim, and within it by the order of the law', () => {
    const debts = [debt('A', 0, { open: { principal: 900, interest: 0, costs: 100 } }), debt('B', 1_000)];
    expect(allocate(300, debts, order).parts).toEqual([
      { claim: 'A', bucket: 'costs', cents: 100 },
      { claim: 'A', bucket: 'principal', cents: 50 },
      { claim: 'B', bucket: 'principal', cents: 150 },
    ]);
  });
});

test('what a payment pays and what it leaves are the payment, and nothing gets more than is open', () => {
  const open = fc.nat({ max: 200_000 });
  const debts = fc
    .array(
      fc.record({
        open: fc.record({ principal: open, interest: open, costs: open }),
        dueOn: fc.constantFrom('2025-10-01', '2025-11-01', '2025-12-01'),
        rate: fc.constantFrom(0, 400, 600),
      }),
      { maxLength: 6 },
    )
    .map((some) => some.map((one, index) => ({ ...one, claim: `C${index}` })));
  const named = fc.uniqueArray(fc.constantFrom('C0', 'C1', 'C2', 'X'), { maxLength: 3 });

  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), debts, named, (cents, some, designated) => {
      const { parts, credit } = allocate(cents, some, order, designated);
      expect(sum(parts) + credit).toBe(cents);
      let left = 0;
      for (const one of some) {
        for (const bucket of Bucket.options) {
          const taken = sum(parts.filter((part) => part.claim === one.claim && part.bucket === bucket));
          expect(taken).toBeLessThanOrEqual(one.open[bucket]);
          left += one.open[bucket] - taken;
        }
      }
      expect(parts.every((part) => Number.isInteger(part.cents) && part.cents > 0)).toBe(true);
      if (credit > 0) expect(left).toBe(0);
    }),
    { numRuns: 400 },
  );
});

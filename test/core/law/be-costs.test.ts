import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { be } from '../../../core/law/be.ts';
import { ceilingOfDamages } from '../../../core/law/be-costs.ts';
import type { LawCreditor } from '../../../core/law/law.ts';

const today = '2026-03-02';
const creditor: LawCreditor = { termsCleared: true, canReclaimVat: false, outsourced: true };
/** A clause that asks for far more than the law allows. */
const greedy: LawCreditor = { ...creditor, damages: { flat: 5_000, rate: 2_000 } };

function costs(principals: number[], of: LawCreditor = greedy, on = today) {
  return be.costs('consumer', principals, of, on).value;
}

describe('damages of a consumer', () => {
  // V15 and worked figures 2c
  it.each([
    [5_000, 2_000],
    [15_000, 2_000],
    [15_001, 3_000],
    [20_000, 3_500],
    [30_000, 4_500],
    [50_000, 6_500],
    [50_001, 6_500],
    [100_000, 9_000],
    [250_000, 16_500],
    [1_000_000, 54_000],
    [3_920_000, 200_000],
    [5_000_000, 200_000],
  ])('over %i cents are at most %i', (balance, cents) => {
    expect(ceilingOfDamages(balance, today).value).toBe(cents);
    expect(costs([balance])).toEqual({ cents, vat: 0 });
  });

  it('are what the contract names where that is less, and nothing where it names nothing', () => {
    expect(costs([100_000], { ...creditor, damages: { flat: 1_000, rate: 250 } }).cents).toBe(3_500);
    expect(costs([100_000], { ...creditor, damages: { flat: 1_000, rate: 0 } }).cents).toBe(1_000);
    expect(costs([100_000], creditor)).toEqual({ cents: 0, vat: 0 });
    expect(be.costs('consumer', [100_000], creditor, today).rules[0]?.name).toBe('be/no-clause-no-damages');
  });

  it('are nothing until a person has cleared the terms of the contract', () => {
    const { value, rules } = be.costs('consumer', [100_000], { ...greedy, termsCleared: false }, today);
    expect(value).toEqual({ cents: 0, vat: 0 });
    expect(rules.map((rule) => rule.name)).toEqual(['be/g0-terms-not-cleared']);
  });

  it('are counted over all claims under one reminder together', () => {
    expect(costs([10_000, 10_000]).cents).toBe(3_500); // not twice 20
    expect(be.costs('consumer', [10_000, 10_000], greedy, today).rules.at(-1)?.name).toBe(
      'be/damages-over-the-sum',
    );
  });

  it('over nothing are nothing, and nothing that is written down before Book XIX or after its review', () => {
    expect(costs([])).toEqual({ cents: 0, vat: 0 });
    expect(costs([0])).toEqual({ cents: 0, vat: 0 });
    for (const on of ['2023-08-31', '2027-01-01']) {
      const { value, missing } = be.costs('consumer', [100_000], greedy, on);
      expect(value).toEqual({ cents: 0, vat: 0 });
      expect(missing).toContain(on);
    }
    expect(costs([100_000], greedy, '2023-09-01').cents).toBe(9_000);
  });
});

describe('costs of a business', () => {
  it('are 40, once, without VAT, whatever the contract says and whoever cleared it', () => {
    for (const person of ['natural-business', 'legal'] as const) {
      for (const of of [creditor, greedy, { ...greedy, termsCleared: false }]) {
        expect(be.costs(person, [100_000, 5_000], of, today).value).toEqual({ cents: 4_000, vat: 0 });
      }
      expect(be.costs(person, [0], greedy, today).value.cents).toBe(0);
      expect(be.costs(person, [100_000], greedy, '2013-03-15').missing).toContain('2013-03-16');
    }
  });
});

describe('whatever the claims and the clause', () => {
  const principal = fc.integer({ min: 1, max: 6_000_000 });
  const damages = fc.record({
    flat: fc.integer({ min: 0, max: 300_000 }),
    rate: fc.integer({ min: 0, max: 5_000 }),
  });

  it('a consumer never owes more than the ceiling, than the clause, or for a smaller debt than for a larger', () => {
    fc.assert(
      fc.property(principal, fc.integer({ min: 0, max: 1_000_000 }), damages, (less, more, damages) => {
        const of = { ...creditor, damages };
        const { cents } = costs([less], of);
        expect(Number.isInteger(cents)).toBe(true);
        expect(cents).toBeLessThanOrEqual(ceilingOfDamages(less, today).value);
        expect(cents).toBeLessThanOrEqual(damages.flat + (less * damages.rate) / 10_000 + 0.5);
        expect(cents).toBeLessThanOrEqual(200_000);
        expect(costs([less + more], of).cents).toBeGreaterThanOrEqual(cents);
      }),
    );
  });

  it('one reminder never costs more than a reminder each, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(principal, { minLength: 1, maxLength: 6 }), (principals) => {
        const together = costs(principals).cents;
        expect(costs(principals.toReversed()).cents).toBe(together);
        const apart = principals.reduce((total, one) => total + costs([one]).cents, 0);
        expect(together).toBeLessThanOrEqual(apart);
      }),
    );
  });
});

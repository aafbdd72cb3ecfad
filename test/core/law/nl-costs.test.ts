import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LawCreditor } from '../../../core/law/law.ts';
import { nl } from '../../../core/law/nl.ts';

const creditor: LawCreditor = { termsCleared: true, canReclaimVat: true, outsourced: true };
const withVat: LawCreditor = { ...creditor, canReclaimVat: false };
const today = '2026-11-22';

function costs(principals: number[], of = creditor, on = today) {
  return nl.costs('consumer', principals, of, on).value;
}

describe('collection costs', () => {
  // worked figures 1a; V01-V05. Cents: principal, costs, costs with VAT.
  it.each([
    [1, 4_000, 4_840],
    [4_000, 4_000, 4_840],
    [10_000, 4_000, 4_840],
    [26_667, 4_000, 4_840],
    [26_670, 4_001, 4_841],
    [30_000, 4_500, 5_445],
    [100_000, 15_000, 18_150],
    [250_000, 37_500, 45_375],
    [300_000, 42_500, 51_425],
    [500_000, 62_500, 75_625],
    [750_000, 75_000, 90_750],
    [1_000_000, 87_500, 105_875],
    [5_000_000, 127_500, 154_275],
    [20_000_000, 277_500, 335_775],
    [50_000_000, 427_500, 517_275],
    [100_000_000, 677_500, 819_775],
    [200_000_000, 677_500, 819_775],
  ])('over %i cents are %i, with VAT %i', (principal, plain, taxed) => {
    expect(costs([principal])).toEqual({ cents: plain, vat: 0 });
    expect(costs([principal], withVat)).toEqual({ cents: taxed, vat: taxed - plain });
  });

  it('V06: two invoices of 1,500 under one notice cost 425, not twice 225', () => {
    const { value, rules } = nl.costs('consumer', [150_000, 150_000], creditor, today);
    expect(value.cents).toBe(42_500);
    expect(rules.map((rule) => rule.name)).toContain('nl/collection-costs-summed');
  });

  it('V09: after a part payment within the term they are over the rest, at least the minimum', () => {
    expect(costs([40_000]).cents).toBe(6_000);
    expect(costs([10_000]).cents).toBe(4_000);
    expect(costs([52_345]).cents).toBe(7_852); // worked figures 1d
  });

  it('bear VAT only when the creditor cannot reclaim it and somebody else collects', () => {
    expect(costs([100_000], { ...withVat, outsourced: false })).toEqual({ cents: 15_000, vat: 0 });
    expect(costs([100_000], { ...creditor, outsourced: false })).toEqual({ cents: 15_000, vat: 0 });
  });

  it('are nothing until a person has cleared the terms of the contract', () => {
    const { value, rules } = nl.costs('consumer', [100_000], { ...withVat, termsCleared: false }, today);
    expect(value).toEqual({ cents: 0, vat: 0 });
    expect(rules.map((rule) => rule.name)).toEqual(['nl/g0-terms-not-cleared']);
  });

  it('are nothing over nothing, and nothing before there was a scale', () => {
    expect(costs([])).toEqual({ cents: 0, vat: 0 });
    expect(costs([0, 0], withVat)).toEqual({ cents: 0, vat: 0 });
    expect(costs([100_000], creditor, '2012-06-30')).toEqual({ cents: 0, vat: 0 });
  });

  it('name the scale and its source', () => {
    expect(nl.costs('consumer', [100_000], creditor, today).rules).toEqual([
      { name: 'nl/collection-costs-scale', source: 'BIK art. 2; Stb. 2012, 141', confidence: 'verified' },
    ]);
  });
});

describe('whatever the principals', () => {
  const principal = fc.integer({ min: 1, max: 150_000_000 });
  const either = fc.constantFrom(creditor, withVat);

  it('a larger debt never costs less, and costs stay whole cents between minimum and maximum', () => {
    fc.assert(
      fc.property(principal, fc.integer({ min: 0, max: 1_000_000 }), either, (less, more, of) => {
        const low = costs([less], of);
        const high = costs([less + more], of);
        expect(high.cents).toBeGreaterThanOrEqual(low.cents);
        expect(Number.isInteger(low.cents) && Number.isInteger(low.vat)).toBe(true);
        expect(low.cents - low.vat).toBeGreaterThanOrEqual(4_000);
        expect(low.cents - low.vat).toBeLessThanOrEqual(677_500);
      }),
    );
  });

  it('one notice never costs more than a notice each, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(principal, { minLength: 1, maxLength: 6 }), either, (principals, of) => {
        const together = costs(principals, of);
        expect(costs(principals.toReversed(), of)).toEqual(together);
        const apart = principals.reduce((total, one) => total + costs([one], of).cents, 0);
        expect(together.cents).toBeLessThanOrEqual(apart);
      }),
    );
  });
});

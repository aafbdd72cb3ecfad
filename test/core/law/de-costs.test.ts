import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeSettings, de, deWith } from '../../../core/law/de.ts';
import { collectionFee } from '../../../core/law/de-costs.ts';
import type { LawCreditor } from '../../../core/law/law.ts';

const agency: LawCreditor = { termsCleared: true, canReclaimVat: true, outsourced: true };
const own: LawCreditor = { ...agency, outsourced: false };
const DAY = '2026-03-02';

const pack = (settings: Partial<DeSettings>) => deWith(DeSettings.parse(settings));
const full = (principal: number, table: DeSettings['feeTable'], on = DAY) => {
  // Twice half the fee; the least fee of 15 euros is not in the way.
  return collectionFee(principal, 50, table, on).value.fee * 2;
};

describe('a lawyer’s fee, the limit of a collector’s', () => {
  // § 13 and Annex 2 RVG, every kind of step and the first euro above it.
  it.each([
    [0.01, 30, 31.5],
    [50, 30, 31.5],
    [50.01, 49, 51.5],
    [500, 49, 51.5],
    [500.01, 88, 93],
    [1_000, 88, 93],
    [1_500, 127, 134.5],
    [2_000, 166, 176],
    [2_000.01, 222, 235.5],
    [3_000, 222, 235.5],
    [10_000, 614, 652],
    [13_000, 666, 707],
    [25_000, 874, 927],
    [30_000, 955, 1_013],
    [50_000, 1_279, 1_357],
    [65_000, 1_373, 1_456.5],
    [200_000, 2_219, 2_352],
    [230_000, 2_351, 2_492],
    [320_000, 2_747, 2_912],
    [500_000, 3_539, 3_752],
    [500_000.01, 3_704, 3_927],
  ])('for %f euros is %f, and %f from June 2025', (euros, before, after) => {
    expect(full(Math.round(euros * 100), 2021)).toBe(before * 100);
    expect(full(Math.round(euros * 100), 2025)).toBe(after * 100);
  });

  it('of the newer table holds from its first day', () => {
    expect(full(40_000, 2025, '2025-05-31')).toBe(4_900);
    expect(full(40_000, 2025, '2025-06-01')).toBe(5_150);
  });

  it('never falls with the principal', () => {
    const cents = fc.integer({ min: 1, max: 100_000_000 });
    fc.assert(
      fc.property(cents, cents, fc.constantFrom(2021, 2025), (a, b, table) => {
        expect(full(Math.min(a, b), table)).toBeLessThanOrEqual(full(Math.max(a, b), table));
      }),
    );
  });
});

describe('a consumer’s costs of a collector', () => {
  // Worked figures of section 3: 24.50 + 4.90, and 44.10 + 8.82.
  it.each([
    [50, 2_450, 490, 2_940],
    [90, 4_410, 882, 5_292],
  ] as const)(
    'for 400 euros at %i per cent are a fee of %i and expenses of %i',
    (feePercent, fee, expenses, cents) => {
      expect(collectionFee(40_000, feePercent, 2021, DAY).value).toEqual({ fee, expenses });
      expect(pack({ feePercent }).costs('consumer', [40_000], agency, DAY).value).toEqual({ cents, vat: 0 });
    },
  );

  it('are by default the lower of the readings, and say that they are in doubt', () => {
    const { value, rules } = de.costs('consumer', [40_000], agency, DAY);
    expect(value.cents).toBe(2_940);
    expect(rules.filter(({ confidence }) => confidence === 'doubtful').map(({ name }) => name)).toEqual([
      'de/collection-fee-50-percent',
      'de/collection-fee-table-2021',
    ]);
  });

  it('stop at 20 euros of expenses', () => {
    // 952 * 0.5 would bear 95.20.
    expect(collectionFee(3_000_000, 50, 2021, DAY).value).toEqual({ fee: 47_750, expenses: 2_000 });
  });

  it('for 50 euros are at least the least fee of 15', () => {
    expect(collectionFee(5_000, 50, 2021, DAY).value).toEqual({ fee: 1_500, expenses: 300 });
    expect(collectionFee(5_000, 90, 2021, DAY).value).toEqual({ fee: 2_700, expenses: 540 });
  });

  it('are one fee over all claims under one notice', () => {
    const together = de.costs('consumer', [25_000, 15_000], agency, DAY).value;
    expect(together).toEqual(de.costs('consumer', [40_000], agency, DAY).value);
  });

  it('bear VAT only where the creditor cannot deduct it', () => {
    const cannot = { ...agency, canReclaimVat: false };
    expect(de.costs('consumer', [40_000], cannot, DAY).value).toEqual({ cents: 2_940 + 559, vat: 559 });
  });

  it('are nothing where the creditor collects itself', () => {
    const { value, rules, missing } = de.costs('consumer', [40_000], { ...own, canReclaimVat: false }, DAY);
    expect(value).toEqual({ cents: 0, vat: 0 });
    expect(rules.map(({ name }) => name)).toEqual(['de/own-work-costs-nothing']);
    expect(missing).toBeUndefined();
  });

  it('are nothing until a person has cleared the terms', () => {
    const { value, rules } = de.costs('consumer', [40_000], { ...agency, termsCleared: false }, DAY);
    expect(value.cents).toBe(0);
    expect(rules.map(({ name }) => name)).toEqual(['de/g0-terms-not-cleared']);
  });

  it.each([
    ['2021-09-30', 'nothing is written down before 2021-10-01'],
    ['2028-01-01', 'was to be read again by 2028-01-01'],
  ])('on %s are not guessed', (day, why) => {
    const { value, missing } = de.costs('consumer', [40_000], agency, day);
    expect(value.cents).toBe(0);
    expect(missing).toContain(why);
  });
});

describe.each(['natural-business', 'legal'] as const)('the costs of a debtor of the kind %s', (person) => {
  it('are the flat 40 euros where the creditor collects itself', () => {
    expect(de.costs(person, [40_000], own, DAY).value).toEqual({ cents: 4_000, vat: 0 });
  });

  it.each([
    ['small', 40_000, 4_000],
    // 88 * 0.5 + 8.80 = 52.80
    ['larger', 100_000, 5_280],
  ])('take the collector’s fee of a %s claim as part of the 40', (_, principal, cents) => {
    expect(de.costs(person, [principal], agency, DAY).value.cents).toBe(cents);
  });

  it('are asked once for all claims under a notice', () => {
    expect(de.costs(person, [10_000, 10_000, 10_000], own, DAY).value.cents).toBe(4_000);
  });

  it('are nothing where nothing is open', () => {
    expect(de.costs(person, [], own, DAY).value.cents).toBe(0);
  });

  it('are due without clearing terms', () => {
    expect(de.costs(person, [40_000], { ...own, termsCleared: false }, DAY).value.cents).toBe(4_000);
  });

  it('are not guessed before or after what is written down', () => {
    for (const day of ['2014-07-28', '2028-01-01']) {
      const { value, missing } = de.costs(person, [40_000], own, day);
      expect([value.cents, missing]).toEqual([0, expect.stringContaining(day)]);
    }
  });
});

it('no setting makes costs lower than the usual ones', () => {
  const cents = fc.integer({ min: 1, max: 10_000_000 });
  const readings = fc.record({
    feeTable: fc.constantFrom(2021 as const, 2025 as const),
    feePercent: fc.constantFrom(50 as const, 90 as const),
  });
  const person = fc.constantFrom('consumer' as const, 'legal' as const);
  fc.assert(
    fc.property(cents, readings, person, (principal, settings, who) => {
      const usual = de.costs(who, [principal], agency, DAY).value.cents;
      expect(usual).toBeLessThanOrEqual(pack(settings).costs(who, [principal], agency, DAY).value.cents);
    }),
  );
});

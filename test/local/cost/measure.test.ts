import { describe, expect, it } from 'vitest';
import { billOf, FLOOR, total } from '../../../local/cost/bill.ts';
import { type Measured, measureJourney, measurePortfolio } from '../../../local/cost/measure.ts';
import { exampleCreditor } from '../../functions/make-laptop.ts';

const creditor = exampleCreditor();
const machinery = (measured: Measured) => total(billOf(measured, 'eu-west-1').machinery);

/** A journey may cost so many times the least that it needs. */
const MOST = 1.3;
/**
 * A journey that is paid has a visit to the page, a webhook, their traces and thanks besides: not all is in the floor. Nor
 * is what each ask counts against the safety budget, in the journals of three ways to reach somebody.
 */
const MOST_PAID = 1.5;

describe('the machinery of a journey with five contacts', () => {
  it.each([
    ['late-payer', 60, false, MOST, 17],
    ['quick-payer', 76, false, MOST, 17],
    ['late-payer', 60, true, MOST_PAID, 19],
    ['quick-payer', 76, true, MOST_PAID, 19],
  ] as const)(
    '%s, %i days, paid at last %s: at most %d times the floor',
    async (profile, days, pays, most, transitions) => {
      const cases = 20;
      const measured = await measureJourney({ creditor, profile, cases, days, pays });
      expect(measured.contacts).toBe(5 * cases);
      expect(measured.transitions).toBe(transitions * cases);
      expect(machinery(measured)).toBeLessThanOrEqual(most * FLOOR);
      // Counted, and not forgotten to be counted.
      for (const line of billOf(measured, 'eu-west-1').machinery) {
        if (line.what === 'HTTP API' && !pays) expect(line.microdollars).toBe(0);
        else expect(line.microdollars, line.what).toBeGreaterThan(0);
      }
    },
  );

  it('costs each case the same, however many there are', async () => {
    const options = { creditor, profile: 'late-payer', days: 60, pays: false } as const;
    const few = await measureJourney({ ...options, cases: 20 });
    const many = await measureJourney({ ...options, cases: 100 });
    // What is paid for once a day, the sweep, is shared by more.
    expect(machinery(many)).toBeLessThan(machinery(few));
    expect(machinery(many) / machinery(few)).toBeGreaterThan(0.98);
  }, 60_000);
});

describe('the invented portfolio', () => {
  it('costs a case of a large one what a case of a small one costs, but for the dice', async () => {
    const options = { creditor, days: 60, seed: 7 };
    const small = await measurePortfolio({ ...options, cases: 50 });
    const large = await measurePortfolio({ ...options, cases: 200 });
    expect(large.cases / small.cases).toBeCloseTo(4, 0);
    expect(machinery(large) / machinery(small)).toBeGreaterThan(0.85);
    expect(machinery(large) / machinery(small)).toBeLessThan(1.15);
    expect(machinery(large)).toBeLessThan(MOST * FLOOR);
  }, 60_000);
});

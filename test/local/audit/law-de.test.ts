import { describe, expect, test } from 'vitest';
import type { PersonKind } from '../../../core/case/words.ts';
import { daysLater } from '../../../local/audit/calendar.ts';
import { closedDaysOf } from '../../../local/audit/law/closed-days.ts';
import { germanLaw } from '../../../local/audit/law/de.ts';
import type { CreditorTerms, GermanReadings } from '../../../local/audit/law/law.ts';
import { claimAdded, makeJournal } from './make-journal.ts';

const law = germanLaw();
const shop: CreditorTerms = { ...makeJournal().creditor, country: 'DE' };
const agency: CreditorTerms = { ...shop, role: 'agency' };
const taxed: CreditorTerms = { ...agency, vat: { canReclaim: false } };
const entry = { seq: 2, at: '2026-01-05T08:00:00Z' };

function interestOf(person: PersonKind, principal: number, from: string, to: string): number {
  return Math.round(law.mostInterest(person, shop, { principal, since: from, from, to }));
}

describe('the auditor’s own reading of German law', () => {
  test.each([
    ['2026-03-02', '2026-03-06', '2026-03-20', '2026-03-24'],
    // The fourth day is a Sunday, and so is the end.
    ['2026-03-04', '2026-03-09', '2026-03-23', '2026-03-27'],
    // The fourth day is Easter Monday.
    ['2026-04-02', '2026-04-07', '2026-04-21', '2026-04-25'],
    ['2026-03-03', '2026-03-07', '2026-03-23', '2026-03-27'],
  ])('a letter posted on %s: delivered %s, free until %s, costs from %s', (posted, ...days) => {
    expect(Object.values(law.noticeDays('letter', posted))).toEqual(days);
  });

  test('an e-mail counts from the day on which it arrived', () => {
    expect(law.noticeDays('email', '2026-03-02').lastFreeDay).toBe('2026-03-16');
  });

  test.each([
    [100, 1_800],
    [5_000, 1_800],
    [5_001, 2_940],
    [40_000, 2_940],
    [50_001, 5_280],
    [100_000, 5_280],
    [200_000, 9_960],
    [1_000_000, 32_700],
    [2_500_000, 45_700],
    [5_000_000, 65_950],
    [20_000_000, 112_950],
    [50_000_000, 178_950],
  ])('collecting %i cents by an agency may cost %i', (principal, cents) => {
    expect(law.mostCosts('consumer', principal, agency, false)).toBe(cents);
  });

  test('a lawyer may read the fee higher', () => {
    const costs = (principal: number, readings: GermanReadings) =>
      germanLaw(readings).mostCosts('consumer', principal, agency, false);
    expect(costs(40_000, { feePercent: 90 })).toBe(5_292);
    expect(costs(40_000, { feeTable: 2025 })).toBe(3_090);
    expect(costs(1_000_000, { feeTable: 2025 })).toBe(34_600);
  });

  test('VAT joins where it was announced and the creditor cannot deduct it', () => {
    expect(law.mostCosts('consumer', 40_000, taxed, true)).toBe(3_499);
    expect(law.mostCosts('consumer', 40_000, taxed, false)).toBe(2_940);
    expect(law.mostCosts('consumer', 40_000, agency, true)).toBe(2_940);
    expect([law.vat(taxed), law.vat(agency), law.vat({ ...taxed, role: 'own-name' })]).toEqual([19, 0, 0]);
  });

  test('who collects in their own name charges consumers nothing, and businesses forty euros', () => {
    expect(law.mostCosts('consumer', 40_000, shop, false)).toBe(0);
    expect(law.mostCosts('legal', 40_000, shop, false)).toBe(4_000);
    expect(law.mostCosts('legal', 40_000, agency, false)).toBe(4_000);
    expect(law.mostCosts('natural-business', 1_000_000, agency, false)).toBe(32_700);
    expect(law.mostCosts('legal', 0, agency, false)).toBe(0);
  });

  test.each([
    ['consumer', '2025-01-01', '2026-01-01', 6_766],
    ['legal', '2025-01-01', '2026-01-01', 10_766],
    // With the base rate of January 2026, which goes on: 1.52 would give 56.82.
    ['consumer', '2026-01-01', '2026-11-22', 5_583],
    ['consumer', '2015-01-01', '2016-01-01', 4_170],
    ['consumer', '2026-12-15', '2027-01-01', 292],
    // Of these days nobody has read the rate.
    ['consumer', '2026-12-15', '2027-02-01', 292],
    ['consumer', '2014-12-15', '2015-01-01', 0],
  ] as const)('1,000.00 of a %s bear from %s to %s %i cents', (person, from, to, cents) => {
    expect(interestOf(person, 100_000, from, to)).toBe(cents);
  });

  test('a lawyer may count on the rate that was worked out, or in months of thirty days', () => {
    const bearing = { principal: 100_000, since: '2026-01-01', from: '2026-01-01', to: '2026-11-22' };
    const of = (readings: GermanReadings) =>
      Math.round(germanLaw(readings).mostInterest('consumer', shop, bearing));
    expect(of({ workedOutBaseRate: true })).toBe(5_682);
    expect(of({ dayCount: '30/360' })).toBe(Math.round((100_000 * 0.0627 * 321) / 360));
  });

  test('a claim lapses at the end of the third year, or three years after it was acknowledged', () => {
    const claim = { ...claimAdded({ dueOn: '2023-05-01' }), ...entry };
    const lapsesWith = (how: 'demand' | 'acknowledgement', on: string) =>
      law.barredFrom('consumer', claim, [{ how, on }]);
    expect(law.barredFrom('legal', claim, [])).toBe('2027-01-01');
    expect(lapsesWith('demand', '2026-05-01')).toBe('2027-01-01');
    expect(lapsesWith('acknowledgement', '2026-05-01')).toBe('2029-05-02');
    expect(lapsesWith('acknowledgement', '2027-01-01')).toBe('2027-01-01');
  });

  test('who is in business is late thirty days after the invoice fell due', () => {
    const claim = { ...claimAdded({ agreedTerm: false }), ...entry };
    expect(law.defaultDay('legal', claim, [])).toBe('2026-01-15');
    expect(law.defaultDay('legal', claim, ['2026-01-05'])).toBe('2026-01-06');
    expect(law.defaultDay('consumer', claim, [])).toBe(undefined);
    expect(law.interestFrom('consumer', { ...claim, agreedTerm: true }, [], undefined)).toBe('2025-12-16');
  });

  test('the days on which all of Germany rests in 2026', () => {
    const { isHoliday } = closedDaysOf('DE');
    const days = Array.from({ length: 365 }, (_, index) => daysLater('2026-01-01', index)).filter(isHoliday);
    expect(days.join(' ')).toBe(
      '2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-10-03 2026-12-25 2026-12-26',
    );
  });

  test.each([
    ['Tuesday 07:59', '2026-03-03T06:59:59Z', false],
    ['Tuesday 08:00', '2026-03-03T07:00:00Z', true],
    ['Tuesday 20:00', '2026-03-03T19:00:00Z', false],
    ['Sunday', '2026-03-08T11:00:00Z', false],
    ['the day of unity', '2026-10-03T08:00:00Z', false],
    ['a holiday of some states only', '2026-06-04T08:00:00Z', true],
  ])('%s: %s is open: %s', (_, moment, open) => {
    expect(law.mayApproach(moment)).toBe(open);
  });
});

import { describe, expect, test } from 'vitest';
import type { PersonKind } from '../../../core/case/words.ts';
import { dayOf, daysLater } from '../../../local/audit/calendar.ts';
import { closedDaysOf } from '../../../local/audit/law/closed-days.ts';
import type { CreditorTerms, DutchReadings } from '../../../local/audit/law/law.ts';
import { dutchLaw } from '../../../local/audit/law/nl.ts';
import { claimAdded, makeJournal, withVat } from './make-journal.ts';

const law = dutchLaw();
const { isHoliday } = closedDaysOf('NL');
const { creditor } = makeJournal();

function interestOf(
  person: PersonKind,
  principal: number,
  from: string,
  to: string,
  readings?: DutchReadings,
): number {
  return Math.round(dutchLaw(readings).mostInterest(person, creditor, { principal, since: from, from, to }));
}

function barredFrom(
  but: Parameters<typeof claimAdded>[0],
  person: PersonKind = 'consumer',
  demands: string[] = [],
  readings?: DutchReadings,
): string | undefined {
  const claim = claimAdded({ dueOn: '2024-01-15', ...but });
  const interruptions = demands.map((on) => ({ on, how: 'demand' as const }));
  return dutchLaw(readings).barredFrom(person, { ...claim, seq: 2, at: '' }, interruptions);
}

/** The vectors of the worked figures, computed by the auditor's own code. */
describe('the auditor’s own reading of the law', () => {
  test.each([
    [0, 0],
    [1, 4000],
    [26_667, 4000],
    [26_670, 4001],
    [30_000, 4500],
    [250_000, 37_500],
    [300_000, 42_500],
    [500_000, 62_500],
    [750_000, 75_000],
    [1_000_000, 87_500],
    [5_000_000, 127_500],
    [20_000_000, 277_500],
    [50_000_000, 427_500],
    [100_000_000, 677_500],
    [200_000_000, 677_500],
  ])('collecting %i cents may cost %i', (principal, cents) => {
    for (const person of ['consumer', 'natural-business', 'legal'] as const)
      expect(law.mostCosts(person, principal, creditor, false)).toBe(cents);
  });

  test.each([
    [26_670, 4841],
    [100_000, 18_150],
    [200_000_000, 819_775],
  ])('collecting %i cents may cost %i where VAT cannot be deducted', (principal, cents) => {
    const agency: CreditorTerms = { ...creditor, ...withVat };
    expect(law.mostCosts('consumer', principal, agency, true)).toBe(cents);
    // Not where it was not announced, nor where somebody collects for themselves.
    expect(law.mostCosts('consumer', principal, agency, false)).toBeLessThan(cents);
    expect(law.mostCosts('consumer', principal, { ...agency, role: 'own-name' }, true)).toBeLessThan(cents);
  });

  test.each([
    ['2026-03-02', '2026-03-04', '2026-03-18', '2026-03-22'],
    ['2026-03-05', '2026-03-07', '2026-03-23', '2026-03-27'],
    ['2026-03-06', '2026-03-10', '2026-03-24', '2026-03-28'],
    ['2026-03-07', '2026-03-11', '2026-03-25', '2026-03-29'],
    ['2026-04-02', '2026-04-07', '2026-04-21', '2026-04-25'],
    ['2026-11-20', '2026-11-24', '2026-12-08', '2026-12-12'],
  ])('a letter posted on %s: delivered %s, free until %s, costs from %s', (posted, ...days) => {
    expect(Object.values(law.noticeDays('letter', posted))).toEqual(days);
  });

  test('a lawyer may read the term shorter, but not the fourteen days', () => {
    const shorter = dutchLaw({ noticeBufferDays: 0, extendNoticeTerm: false });
    expect(Object.values(shorter.noticeDays('letter', '2026-03-05'))).toEqual([
      '2026-03-07',
      '2026-03-21',
      '2026-03-22',
    ]);
    expect(Object.values(shorter.noticeDays('email', '2026-03-05'))).toEqual([
      '2026-03-05',
      '2026-03-19',
      '2026-03-20',
    ]);
  });

  test.each([
    ['I1', 'consumer', 50_000, '2025-12-01', '2026-03-01', 578],
    ['I2', 'consumer', 25_000, '2026-01-01', '2026-11-22', 890],
    ['I3', 'consumer', 100_000, '2024-07-01', '2026-07-01', 11_838],
    ['I4', 'legal', 1_000_000, '2026-01-01', '2026-11-22', 91_363],
    ['I5', 'natural-business', 500_000, '2022-10-01', '2024-10-01', 119_292],
  ] as const)('vector %s of a %s', (_, person, principal, from, to, cents) => {
    expect(interestOf(person, principal, from, to)).toBe(cents);
  });

  test('interest by the days that a year really has, where a lawyer reads it so', () => {
    const actual = { dayCount: 'ACT/ACT' } as const;
    expect(interestOf('consumer', 100_000, '2024-07-01', '2026-07-01', actual)).toBe(11_827);
    expect(interestOf('natural-business', 500_000, '2022-10-01', '2024-10-01', actual)).toBe(119_151);
  });

  test('interest of a later stretch counts the anniversaries before it', () => {
    const since = '2024-07-01';
    const of = (from: string, to: string) =>
      law.mostInterest('consumer', creditor, { principal: 100_000, since, from, to });
    expect(Math.round(of(since, '2026-01-01') + of('2026-01-01', '2026-07-01'))).toBe(11_838);
    expect(interestOf('consumer', 100_000, '2024-02-29', '2026-02-28')).toBeGreaterThan(0);
  });

  test('there is no interest for days of which nobody has read the rate', () => {
    expect(interestOf('consumer', 100_000, '2026-12-31', '2027-01-01')).toBe(11);
    expect(interestOf('consumer', 100_000, '2026-12-31', '2027-01-02')).toBe(11);
    expect(law.knowsRates('consumer', creditor, '2026-12-31', '2027-01-01')).toBe(true);
    expect(law.knowsRates('consumer', creditor, '2026-12-31', '2027-01-02')).toBe(false);
    expect(law.knowsRates('legal', creditor, '2014-12-31', '2015-01-02')).toBe(false);
  });

  test.each([
    ['a sale', { basis: 'sale' }, 'consumer', '2026-01-16'],
    ['nobody knows what', {}, 'consumer', '2026-01-16'],
    ['a service', { basis: 'service' }, 'consumer', '2029-01-16'],
    ['a subscription', { basis: 'periodic' }, 'consumer', '2029-01-16'],
    ['a sale', { basis: 'sale' }, 'legal', '2029-01-16'],
    ['a judgment', { basis: 'judgment' }, 'consumer', '2044-01-16'],
  ] as const)('%s that fell due on 15 January 2024 (%o, %s) lapses on %s', (_, but, person, day) => {
    expect(barredFrom(but, person)).toBe(day);
  });

  test('a notice that came in time makes the term begin again, five years long at most', () => {
    expect(barredFrom({ basis: 'sale' }, 'consumer', ['2025-11-01'])).toBe('2027-11-02');
    expect(barredFrom({ basis: 'sale' }, 'consumer', ['2026-01-16'])).toBe('2026-01-16');
    expect(barredFrom({ basis: 'judgment' }, 'consumer', ['2025-11-01'])).toBe('2044-01-16');
    expect(barredFrom({ basis: 'judgment' }, 'consumer', ['2043-11-01'])).toBe('2048-11-02');
    expect(barredFrom({}, 'consumer', [], { unclearIsSale: false })).toBe('2029-01-16');
  });

  test.each([
    ['Tuesday 06:59', '2026-03-03T05:59:59Z', false],
    ['Tuesday 07:00', '2026-03-03T06:00:00Z', true],
    ['Tuesday 19:59', '2026-03-03T18:59:59Z', true],
    ['Tuesday 20:00', '2026-03-03T19:00:00Z', false],
    ['Tuesday 07:00 in summer', '2026-07-07T05:00:00Z', true],
    ['Tuesday 20:00 in summer', '2026-07-07T18:00:00Z', false],
    ['Saturday', '2026-03-07T09:00:00Z', true],
    ['Sunday', '2026-03-08T11:00:00Z', false],
    ['King’s Day', '2026-04-27T08:00:00Z', false],
    ['a decreed day', '2024-05-10T08:00:00Z', false],
  ])('%s: %s is open: %s', (_, moment, open) => {
    expect(law.mayApproach(moment)).toBe(open);
  });

  test('the holidays of 2026 are those of the Algemene termijnenwet', () => {
    const days = Array.from({ length: 365 }, (_, index) => daysLater('2026-01-01', index)).filter(isHoliday);
    // Easter and Whit Sunday are Sundays anyway.
    expect(days).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-04-03',
      '2026-04-05',
      '2026-04-06',
      '2026-04-27',
      '2026-05-05',
      '2026-05-14',
      '2026-05-15',
      '2026-05-24',
      '2026-05-25',
      '2026-12-25',
      '2026-12-26',
    ]);
  });

  test('King’s Day moves to Saturday when it is a Sunday, and was Queen’s Day before 2014', () => {
    expect([isHoliday('2025-04-26'), isHoliday('2025-04-27'), isHoliday('2013-04-30')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('a day ends at midnight in Amsterdam, not in Greenwich', () => {
    expect([dayOf('2026-01-05T22:59:59Z'), dayOf('2026-01-05T23:00:00Z')]).toEqual([
      '2026-01-05',
      '2026-01-06',
    ]);
    expect(dayOf('2026-07-05T22:00:00Z')).toBe('2026-07-06');
  });
});

import { describe, expect, test } from 'vitest';
import type { PersonKind } from '../../../core/case/words.ts';
import { daysLater } from '../../../local/audit/calendar.ts';
import { belgianLaw } from '../../../local/audit/law/be.ts';
import { closedDaysOf } from '../../../local/audit/law/closed-days.ts';
import type { BelgianReadings, CreditorTerms } from '../../../local/audit/law/law.ts';
import { claimAdded, makeJournal } from './make-journal.ts';

const law = belgianLaw();
const shop: CreditorTerms = { ...makeJournal().creditor, country: 'BE' };
const named = (contract: CreditorTerms['contract']): CreditorTerms => ({ ...shop, contract });
const entry = { seq: 2, at: '2026-01-05T08:00:00Z' };

function interestOf(
  person: PersonKind,
  principal: number,
  from: string,
  to: string,
  creditor = shop,
  readings?: BelgianReadings,
): number {
  return Math.round(
    belgianLaw(readings).mostInterest(person, creditor, { principal, since: from, from, to }),
  );
}

describe('the auditor’s own reading of Belgian law', () => {
  test.each([
    ['letter', '2026-03-02', '2026-03-18'],
    ['letter', '2026-03-05', '2026-03-23'],
    ['letter', '2026-04-03', '2026-04-22'],
    ['email', '2026-03-02', '2026-03-16'],
    // The fourteenth day is a Saturday, and Sunday follows.
    ['email', '2026-03-07', '2026-03-23'],
  ] as const)('a %s of %s leaves time until %s, and a day more', (channel, sent, last) => {
    const { lastFreeDay, costsFrom } = law.noticeDays(channel, sent);
    expect([lastFreeDay, costsFrom]).toEqual([last, daysLater(last, 2)]);
  });

  test.each([
    ['2026-03-02', '2026-03-18'],
    ['2026-03-05', '2026-03-22'],
    ['2026-04-03', '2026-04-21'],
  ])('a letter of %s leaves time until %s where Saturdays are working days', (sent, last) => {
    const readings = { saturdayIsWorkingDay: true, extendReminderTerm: false, bufferDays: 0 };
    const { lastFreeDay, costsFrom } = belgianLaw(readings).noticeDays('letter', sent);
    expect([lastFreeDay, costsFrom]).toEqual([last, daysLater(last, 1)]);
  });

  test.each([
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
  ])('over %i cents no contract may want more than %i', (balance, most) => {
    const greedy = named({ damages: { flat: 1_000_000, rate: 0 } });
    expect(law.mostCosts('consumer', balance, greedy, false)).toBe(most);
  });

  test('a consumer owes the damages that the contract names, and none where it names none', () => {
    const costs = (contract: CreditorTerms['contract']) =>
      law.mostCosts('consumer', 100_000, named(contract), true);
    expect(costs({ damages: { flat: 1_500, rate: 500 } })).toBe(6_500);
    expect(costs({ damages: { flat: 0, rate: 1_000 } })).toBe(9_000);
    expect(costs({})).toBe(0);
  });

  test('whoever is in business owes forty euros', () => {
    for (const person of ['natural-business', 'legal'] as const) {
      expect(law.mostCosts(person, 1_000, shop, true)).toBe(4_000);
      expect(law.mostCosts(person, 1_000_000, shop, true)).toBe(4_000);
    }
    expect(law.mostCosts('legal', 0, shop, true)).toBe(0);
  });

  test.each([
    ['consumer', {}, 0],
    ['consumer', { interestRate: 1_050 }, 86],
    ['consumer', { interestRate: 2_000 }, 86],
    ['consumer', { interestRate: 100 }, 8],
    ['legal', { interestRate: 2_000 }, 86],
    ['legal', { interestRate: 100 }, 8],
    ['legal', {}, 86],
  ] as const)('100.00 of a %s with %o bears %i cents in thirty days', (person, contract, cents) => {
    expect(interestOf(person, 10_000, '2026-03-01', '2026-03-31', named(contract))).toBe(cents);
  });

  test('300.00 bear 2.59 in thirty days at 10.5 %, and nothing once nobody has read the rate', () => {
    expect(interestOf('natural-business', 30_000, '2026-03-01', '2026-03-31')).toBe(259);
    expect(interestOf('legal', 30_000, '2026-12-15', '2027-01-01')).toBe(147);
    expect(interestOf('legal', 30_000, '2026-12-15', '2027-02-01')).toBe(147);
    expect(law.knowsRates('legal', shop, '2026-12-15', '2027-01-01')).toBe(true);
    expect(law.knowsRates('legal', shop, '2026-12-15', '2027-01-02')).toBe(false);
  });

  test('the civil rate holds without a clause where a lawyer reads it so', () => {
    const civil = (from: string, to: string) =>
      interestOf('consumer', 10_000, from, to, shop, { interestWithoutClause: 'civil-rate' });
    expect(civil('2026-03-01', '2026-03-31')).toBe(37);
    expect(civil('2023-03-01', '2023-03-31')).toBe(43);
    expect(civil('2022-12-15', '2023-01-15')).toBe(civil('2023-01-01', '2023-01-15'));
  });

  test('interest bears no interest', () => {
    expect(interestOf('legal', 100_000, '2024-01-01', '2026-01-01')).toBe(
      Math.round((100_000 * (366 * 0.125 + 181 * 0.115 + 184 * 0.105)) / 365),
    );
  });

  test('a consumer’s interest runs from the day after the term of the reminder', () => {
    const claim = { ...claimAdded(), ...entry };
    const notice = { deliveredOn: '2026-03-04', lastFreeDay: '2026-03-18' };
    expect(law.interestFrom('consumer', claim, [], undefined)).toBe(undefined);
    expect(law.interestFrom('consumer', claim, [], notice)).toBe('2026-03-19');
    const early = belgianLaw({ interestFromReminder: true });
    expect(early.interestFrom('consumer', claim, [], notice)).toBe('2026-03-05');
    expect(law.interestFrom('legal', claim, [], undefined)).toBe('2025-12-16');
  });

  test('who is in business is late by the law alone: thirty days after the invoice where no term was agreed', () => {
    const claim = { ...claimAdded({ agreedTerm: false, invoicedOn: '2025-12-01' }), ...entry };
    expect(law.defaultDay('legal', claim, [])).toBe('2026-01-01');
    expect(law.defaultDay('legal', claim, ['2025-12-20'])).toBe('2025-12-21');
    expect(law.defaultDay('consumer', claim, [])).toBe(undefined);
    expect(law.defaultDay('consumer', claim, ['2025-12-15', '2025-12-20'])).toBe('2025-12-21');
  });

  test('the days on which Belgium rests in 2026', () => {
    const { isHoliday } = closedDaysOf('BE');
    const days = Array.from({ length: 365 }, (_, index) => daysLater('2026-01-01', index)).filter(isHoliday);
    expect(days.join(' ')).toBe(
      '2026-01-01 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-07-21 2026-08-15 2026-11-01 2026-11-11 2026-12-25',
    );
  });

  test.each([
    ['Tuesday 07:59', '2026-03-03T06:59:59Z', false],
    ['Tuesday 08:00', '2026-03-03T07:00:00Z', true],
    ['Tuesday 19:59', '2026-03-03T18:59:59Z', true],
    ['Tuesday 20:00', '2026-03-03T19:00:00Z', false],
    ['Saturday', '2026-03-07T09:00:00Z', true],
    ['Sunday', '2026-03-08T11:00:00Z', false],
    ['21 July', '2026-07-21T08:00:00Z', false],
    ['King’s Day of the neighbours', '2026-04-27T08:00:00Z', true],
  ])('%s: %s is open: %s', (_, moment, open) => {
    expect(law.mayApproach(moment)).toBe(open);
  });
});

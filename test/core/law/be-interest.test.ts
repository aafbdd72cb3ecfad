import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusDays } from '../../../core/calendar/moment.ts';
import type { PersonKind } from '../../../core/case/words.ts';
import { BeSettings, be, beWith } from '../../../core/law/be.ts';
import type { LawClaim, LawCreditor } from '../../../core/law/law.ts';

const creditor: LawCreditor = { termsCleared: true, canReclaimVat: true, outsourced: false };
/** For want of a rate in the contract the civil one, as the law has it. */
const byLaw = beWith(BeSettings.parse({ interestWithoutClause: 'civil-rate' }));
const naming = (interestRate: number): LawCreditor => ({ ...creditor, interestRate });

function interest(person: PersonKind, principal: number, from: string, to: string, of = creditor) {
  return byLaw.interest(person, { principal, since: from, from, to }, of);
}

function names(...asked: Parameters<typeof interest>) {
  return interest(...asked).rules.map((rule) => rule.name);
}

describe('interest between businesses', () => {
  it('is at the rate of the half-year: 300.00 for 30 days at 10.5 % is 2.59', () => {
    for (const person of ['natural-business', 'legal'] as const) {
      expect(interest(person, 30_000, '2026-03-01', '2026-03-31').value.cents).toBe(259);
    }
  });

  it.each([
    ['2016-06-30', 850],
    ['2016-07-01', 800],
    ['2022-12-31', 800],
    ['2023-01-01', 1_050],
    ['2023-07-01', 1_200],
    ['2024-01-01', 1_250],
    ['2024-12-31', 1_250],
    ['2025-01-01', 1_150],
    ['2025-07-01', 1_050],
    ['2026-12-31', 1_050],
  ])('on %s has a rate of %i basis points', (day, rate) => {
    expect(interest('legal', 100_000, day, plusDays(day, 1)).value.periods[0]?.rate).toBe(rate);
  });

  it('is cut where the rate changes, and not compounded after a year', () => {
    const { value, missing } = interest('legal', 100_000, '2024-07-01', '2026-01-01');
    expect(missing).toBeUndefined();
    expect(new Set(value.periods.map(({ base }) => base))).toEqual(new Set([100_000]));
    // 184 days at 12.5 %, 181 at 11.5 %, 184 at 10.5 %: 63.0137 + 57.0274 + 52.9315
    expect(value.cents).toBe(17_297);
  });

  it('is at the contract’s rate where that is lower, never at a higher one', () => {
    expect(interest('legal', 30_000, '2026-03-01', '2026-03-31', naming(400)).value.cents).toBe(99);
    expect(interest('legal', 30_000, '2026-03-01', '2026-03-31', naming(2_000)).value.cents).toBe(259);
  });

  it('does not wait for anybody to clear the terms: it is due by law', () => {
    const uncleared = { ...creditor, termsCleared: false };
    expect(interest('legal', 30_000, '2026-03-01', '2026-03-31', uncleared).value.cents).toBe(259);
  });
});

describe('interest of a consumer', () => {
  it('is at the contract’s rate, and at most at the ceiling', () => {
    expect(interest('consumer', 30_000, '2026-03-01', '2026-03-31', naming(800)).value.cents).toBe(197);
    expect(interest('consumer', 30_000, '2026-03-01', '2026-03-31', naming(1_050)).value.cents).toBe(259);
    expect(interest('consumer', 30_000, '2026-03-01', '2026-03-31', naming(1_200)).value.cents).toBe(259);
    // A contract at 12 % was within the ceiling until 2024.
    const across = interest('consumer', 100_000, '2024-12-31', '2025-01-02', naming(1_200)).value;
    expect(across.periods.map(({ rate }) => rate)).toEqual([1_200, 1_150]);
  });

  it.each([
    ['2015-01-01', 250],
    ['2016-01-01', 225],
    ['2019-12-31', 200],
    ['2020-01-01', 175],
    ['2022-06-01', 150],
    ['2023-01-01', 525],
    ['2024-01-01', 575],
    ['2025-01-01', 450],
    ['2026-12-31', 450],
  ])('where the contract names none, on %s is %i basis points', (day, rate) => {
    expect(interest('consumer', 100_000, day, plusDays(day, 1)).value.periods[0]?.rate).toBe(rate);
    expect(
      byLaw.interest('consumer', { principal: 1, since: day, from: day, to: plusDays(day, 1) }).value,
    ).toEqual(interest('consumer', 1, day, plusDays(day, 1)).value);
  });

  it('where the contract names none is nothing for whoever reads the law so', () => {
    const strict = beWith(BeSettings.parse({ interestWithoutClause: 'none' }));
    const asked = { principal: 30_000, since: '2026-03-01', from: '2026-03-01', to: '2026-03-31' };
    expect(strict.interest('consumer', asked, creditor).value).toEqual({ cents: 0, periods: [] });
    expect(strict.interest('consumer', asked, naming(1_050)).value.cents).toBe(259);
    expect(strict.interest('legal', asked, creditor).value.cents).toBe(259);
  });

  it('is nothing until a person has cleared the terms of the contract', () => {
    const { value, rules } = interest('consumer', 30_000, '2026-03-01', '2026-03-31', {
      ...naming(1_050),
      termsCleared: false,
    });
    expect(value).toEqual({ cents: 0, periods: [] });
    expect(rules.map((rule) => rule.name)).toEqual(['be/g0-terms-not-cleared']);
  });

  it('names the rates it used and what is in doubt', () => {
    expect(names('consumer', 30_000, '2025-12-01', '2026-02-01')).toEqual([
      'be/interest-without-clause',
      'be/interest-ceiling-2025-07-01',
      'be/interest-ceiling-2026-01-01',
      'be/civil-rate-2025-01-01',
      'be/civil-rate-2026-01-01',
      'be/interest-simple',
      'be/interest-act/365f',
    ]);
    expect(names('legal', 30_000, '2026-08-01', '2026-08-02', naming(2_000))).toEqual([
      'be/interest-of-the-contract',
      'be/interest-not-above-the-law',
      'be/late-payment-rate-2026-07-01',
      'be/interest-simple',
      'be/interest-act/365f',
    ]);
    const { rules } = interest('legal', 30_000, '2026-08-01', '2026-08-02');
    expect(rules[0]).toMatchObject({ name: 'be/late-payment-rate-2026-07-01', confidence: 'doubtful' });
  });
});

it('a consumer owes none where the contract names no rate: the kinder reading', () => {
  const asked = { principal: 30_000, since: '2026-03-01', from: '2026-03-01', to: '2026-03-31' };
  const { value, rules } = be.interest('consumer', asked, creditor);
  expect(value.cents).toBe(0);
  expect(rules).toMatchObject([{ name: 'be/interest-without-clause', confidence: 'doubtful' }]);
});

it.each(['consumer', 'legal'] as const)(
  'a day without a rate bears none for a %s, and is named',
  (person) => {
    const before = interest(person, 1_000_000, '2014-06-01', '2015-01-01');
    expect(before.value.cents).toBe(0);
    expect(before.missing).toContain('2014-06-01');
    const across = interest(person, 1_000_000, '2026-12-01', '2027-03-01');
    expect(across.value.cents).toBe(interest(person, 1_000_000, '2026-12-01', '2027-01-01').value.cents);
    expect(across.missing).toContain('2027-01-01');
  },
);

it('a year of 366 days earns less a day for whoever counts so', () => {
  const actual = beWith(BeSettings.parse({ dayCount: 'ACT/ACT' }));
  const asked = { principal: 1_000_000, since: '2024-01-01', from: '2024-01-01', to: '2025-01-01' };
  expect(actual.interest('legal', asked).value.cents).toBe(125_000);
  expect(be.interest('legal', asked).value.cents).toBe(125_342);
});

it('adds up over split stretches, never is negative, and grows with time and principal', () => {
  const day = (from: string) => fc.integer({ min: 0, max: 900 }).map((days) => plusDays(from, days));
  const asked = fc.record({
    person: fc.constantFrom<PersonKind>('consumer', 'legal'),
    principal: fc.integer({ min: 1, max: 10_000_000 }),
    more: fc.integer({ min: 0, max: 10_000_000 }),
    days: fc.tuple(day('2022-01-01'), day('2022-01-01'), day('2022-01-01')),
    rate: fc.option(fc.integer({ min: 0, max: 2_000 })),
  });
  fc.assert(
    fc.property(asked, ({ person, principal, more, days, rate }) => {
      const [from = '', middle = '', to = ''] = [...days].sort();
      const of = rate === null ? creditor : naming(rate);
      const cents = (principal: number, start: string, end: string) =>
        be.interest(person, { principal, since: from, from: start, to: end }, of).value.cents;
      const whole = cents(principal, from, to);
      expect(cents(principal, from, middle) + cents(principal, middle, to)).toBe(whole);
      expect(cents(principal, from, middle)).toBeGreaterThanOrEqual(0);
      expect(cents(principal, middle, to)).toBeGreaterThanOrEqual(0);
      expect(cents(principal + more, from, to)).toBeGreaterThanOrEqual(whole);
      // The ceiling holds whatever the contract says.
      const ceiling = be.interest('legal', { principal, since: from, from, to }).value.cents;
      expect(whole).toBeLessThanOrEqual(ceiling);
    }),
  );
});

describe('the first day of a consumer’s interest', () => {
  const claim: LawClaim = {
    claim: 'c1',
    principal: 10_000,
    dueOn: '2026-01-31',
    agreedTerm: true,
    remindedUntil: [],
  };
  const notice = be.noticeTerm('consumer', 'email', '2026-03-02').value;

  it('is the day after the term of the reminder, and none comes before the reminder', () => {
    expect(be.interestFrom('consumer', { ...claim, notice }).value).toBe('2026-03-17');
    expect(be.interestFrom('consumer', claim).value).toBeUndefined();
  });

  it('is the first day of that term for a small creditor who makes use of it', () => {
    const small = beWith(BeSettings.parse({ interestFromReminder: true }));
    expect(small.interestFrom('consumer', { ...claim, notice }).value).toBe('2026-03-03');
    expect(small.interestFrom('consumer', claim).value).toBeUndefined();
    expect(small.interestFrom('legal', claim).value).toBe('2026-02-01');
  });
});

it('a payment goes to costs, then interest, then principal', () => {
  expect(be.allocationOrder().value).toEqual(['costs', 'interest', 'principal']);
});

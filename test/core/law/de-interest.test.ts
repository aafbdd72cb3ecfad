import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusDays } from '../../../core/calendar/moment.ts';
import { DeSettings, de, deWith } from '../../../core/law/de.ts';
import type { LawCreditor, Pack } from '../../../core/law/law.ts';

const pack = (settings: Partial<DeSettings>) => deWith(DeSettings.parse(settings));
const asked = (principal: number, from: string, to: string, since = from) => ({ principal, since, from, to });
const cents = (law: Pack, person: 'consumer' | 'legal', principal: number, from: string, to: string) =>
  law.interest(person, asked(principal, from, to)).value.cents;

describe('default interest', () => {
  // Worked figures of section 3; V19 are the first two.
  it.each([
    ['consumer', {}, '2025-01-01', '2026-01-01', 6_766],
    ['legal', {}, '2025-01-01', '2026-01-01', 10_766],
    ['consumer', { workedOutBaseRate: true }, '2026-01-01', '2026-11-22', 5_682],
    // 1.27 % throughout: 6.27 % of 325 days.
    ['consumer', {}, '2026-01-01', '2026-11-22', 5_583],
    // 181 days of 7.27 % in the first half-year by the calendar, 180 by the month; 184 and 180 of 6.27 %.
    ['consumer', { dayCount: '30/360' }, '2025-01-01', '2026-01-01', 3_635 + 3_135],
    // Below zero, the base rate eats into the surcharge: 4.12 %.
    ['consumer', {}, '2021-01-01', '2022-01-01', 4_120],
    ['legal', {}, '2021-01-01', '2022-01-01', 8_120],
  ] as const)(
    'of a %s under %j from %s to %s is %i on 1,000 euros',
    (person, settings, from, to, interest) => {
      expect(cents(pack(settings), person, 100_000, from, to)).toBe(interest);
    },
  );

  it('of somebody in business is that of a company', () => {
    const year = asked(100_000, '2025-01-01', '2026-01-01');
    expect(de.interest('natural-business', year).value).toEqual(de.interest('legal', year).value);
  });

  it('is never added to what bears interest', () => {
    const years = de.interest('consumer', asked(100_000, '2017-01-01', '2020-01-01')).value;
    expect(years.periods.map(({ base }) => base)).toEqual(years.periods.map(() => 100_000));
    expect(years.cents).toBe(3 * 4_120);
  });

  it('says which base rates it rests on, and that the last is in doubt', () => {
    const { rules } = de.interest('consumer', asked(100_000, '2026-01-01', '2026-11-22'));
    expect(rules.map(({ name, confidence }) => [name, confidence])).toEqual([
      ['de/base-rate-2026-01-01', 'verified'],
      ['de/base-rate-2026-07-01', 'doubtful'],
      ['de/default-surcharge', 'verified'],
      ['de/interest-simple', 'verified'],
      ['de/interest-day-count', 'doubtful'],
    ]);
  });

  it.each([
    ['2014-12-01', '2015-01-31', 'nothing is written down before 2015-01-01', 343],
    ['2026-12-01', '2027-01-31', 'was to be read again by 2027-01-01', 533],
  ])('from %s to %s bears nothing for the days nobody knows', (from, to, why, known) => {
    const { value, missing } = de.interest('consumer', asked(100_000, from, to));
    expect(value.cents).toBe(known);
    expect(missing).toContain(why);
  });

  it('follows a contract that names less, and the law where it names more', () => {
    const creditor: LawCreditor = { termsCleared: true, canReclaimVat: true, outsourced: false };
    const year = asked(100_000, '2025-01-01', '2026-01-01');
    const at = (interestRate: number) =>
      de.interest('consumer', year, { ...creditor, interestRate }).value.cents;
    expect([at(300), at(1_200)]).toEqual([3_000, 6_766]);
  });

  it('is nothing for a consumer until a person has cleared the terms', () => {
    const creditor: LawCreditor = { termsCleared: false, canReclaimVat: true, outsourced: false };
    const year = asked(100_000, '2025-01-01', '2026-01-01');
    expect(de.interest('consumer', year, creditor)).toMatchObject({ value: { cents: 0, periods: [] } });
    expect(de.interest('legal', year, creditor).value.cents).toBe(10_766);
  });

  const days = fc.integer({ min: 0, max: 4_380 }).map((offset) => plusDays('2015-01-01', offset));
  const settings = fc.record({
    workedOutBaseRate: fc.boolean(),
    dayCount: fc.constantFrom('ACT/365F' as const, '30/360' as const),
  });
  it('adds up over stretches, is never negative and grows with the days', () => {
    fc.assert(
      fc.property(
        days,
        days,
        days,
        settings,
        fc.constantFrom('consumer', 'legal'),
        (a, b, c, reading, who) => {
          const [from = a, between = a, to = a] = [a, b, c].sort();
          const law = pack(reading);
          const over = (start: string, end: string) =>
            law.interest(who, asked(123_457, start, end, from)).value.cents;
          expect(over(from, between)).toBeGreaterThanOrEqual(0);
          expect(over(from, between) + over(between, to)).toBe(over(from, to));
        },
      ),
    );
  });

  it('is by default not more than with the rate that was only worked out', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        const [from = a, to = a] = [a, b].sort();
        const other = cents(pack({ workedOutBaseRate: true }), 'consumer', 123_457, from, to);
        expect(cents(de, 'consumer', 123_457, from, to)).toBeLessThanOrEqual(other);
      }),
    );
  });
});

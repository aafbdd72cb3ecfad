import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, plusDays } from '../../../core/calendar/moment.ts';
import type { InterestPeriod } from '../../../core/law/law.ts';
import { nl } from '../../../core/law/nl.ts';

function interest(principal: number, inDefaultFrom: string, from: string, to: string, unpaid?: number) {
  return nl.interest('consumer', {
    principal,
    since: inDefaultFrom,
    from,
    to,
    ...(unpaid !== undefined && { unpaid }),
  }).value;
}

function fromTheStart(principal: number, from: string, to: string) {
  return interest(principal, from, from, to);
}

function brief(periods: readonly InterestPeriod[]) {
  return periods.map(({ from, to, rate, base }) => [from, to, rate, base]);
}

describe('statutory interest', () => {
  // V10, as far as it concerns consumers.
  it.each([
    ['I1', 50_000, '2025-12-01', '2026-03-01', 578],
    ['I2', 25_000, '2026-01-01', '2026-11-22', 890],
    ['I3', 100_000, '2024-07-01', '2026-07-01', 11_838],
  ])('%s', (_id, principal, from, to, cents) => {
    expect(fromTheStart(principal, from, to).cents).toBe(cents);
  });

  it('shows its periods: cut at rates and at the year of default, the base grown by whole cents', () => {
    const { periods } = fromTheStart(100_000, '2024-07-01', '2026-07-01');
    expect(brief(periods)).toEqual([
      ['2024-07-01', '2025-01-01', 700, 100_000],
      ['2025-01-01', '2025-07-01', 600, 100_000],
      ['2025-07-01', '2026-01-01', 600, 106_504],
      ['2026-01-01', '2026-07-01', 400, 106_504],
    ]);
    expect(periods.map(({ cents }) => cents.toFixed(2))).toEqual([
      '3528.77',
      '2975.34',
      '3221.38',
      '2112.57',
    ]);
  });

  it('of the second year alone is over principal and the first year', () => {
    const { cents, periods } = interest(100_000, '2024-07-01', '2025-07-01', '2026-07-01');
    expect(cents).toBe(11_838 - 6_504);
    expect(periods[0]?.base).toBe(106_504);
  });

  it('is not compounded within the year of default, whatever the calendar year does', () => {
    const { periods } = fromTheStart(100_000, '2025-12-01', '2026-11-30');
    expect(new Set(periods.map(({ base }) => base))).toEqual(new Set([100_000]));
  });

  it('starts no earlier than the default', () => {
    expect(interest(50_000, '2025-12-01', '2025-06-01', '2026-03-01').cents).toBe(578);
    expect(interest(50_000, '2025-12-01', '2025-06-01', '2025-12-01')).toEqual({ cents: 0, periods: [] });
  });

  it('over no days or no principal is nothing', () => {
    expect(fromTheStart(50_000, '2026-03-01', '2026-03-01')).toEqual({ cents: 0, periods: [] });
    expect(interest(50_000, '2026-03-01', '2026-05-01', '2026-04-01')).toEqual({ cents: 0, periods: [] });
    expect(fromTheStart(0, '2024-01-01', '2026-03-01').cents).toBe(0);
  });

  it('counts no day for which the table has no rate', () => {
    expect(fromTheStart(1_000_000, '2014-01-01', '2015-01-01').cents).toBe(0);
    expect(fromTheStart(1_000_000, '2027-01-01', '2028-06-01').cents).toBe(0);
    const across = nl.interest('consumer', {
      principal: 1_000_000,
      since: '2026-12-01',
      from: '2026-12-01',
      to: '2027-03-01',
    });
    expect(across.value.cents).toBe(fromTheStart(1_000_000, '2026-12-01', '2027-01-01').cents);
    expect(brief(across.value.periods)).toEqual([
      ['2026-12-01', '2027-01-01', 400, 1_000_000],
      ['2027-01-01', '2027-03-01', 0, 1_000_000],
    ]);
    expect(across.rules.map((rule) => rule.name)).toContain('nl/no-rate-no-interest');
  });

  it('a default on 29 February has its years on 1 March, and on 29 February where there is one', () => {
    const { periods } = fromTheStart(100_000, '2020-02-29', '2024-03-02');
    const grown = periods.filter((period, index) => index > 0 && period.base !== periods[index - 1]?.base);
    expect(grown.map(({ from }) => from)).toEqual(['2021-03-01', '2022-03-01', '2023-03-01', '2024-02-29']);
  });

  it('has a day of leap years like any other: 365 fixed', () => {
    expect(fromTheStart(365_000, '2024-02-28', '2024-03-01').cents).toBe(140);
  });

  it('names each rate that was used, and that the day count is in doubt', () => {
    const { rules } = nl.interest('consumer', {
      principal: 50_000,
      since: '2025-12-01',
      from: '2025-12-01',
      to: '2026-03-01',
    });
    expect(rules.map((rule) => rule.name)).toEqual([
      'nl/statutory-interest-2025-01-01',
      'nl/statutory-interest-2026-01-01',
      'nl/interest-yearly-capitalised',
      'nl/interest-day-count',
    ]);
    expect(rules.find((rule) => rule.name === 'nl/interest-day-count')?.confidence).toBe('doubtful');
  });
});

describe('interest that was paid', () => {
  it('is not added to the base', () => {
    const base = (unpaid?: number) =>
      interest(100_000, '2024-07-01', '2025-07-01', '2025-08-01', unpaid).periods[0]?.base;
    expect(base()).toBe(106_504);
    expect(base(6_504)).toBe(106_504);
    expect(base(4_000)).toBe(104_000);
    expect(base(0)).toBe(100_000);
  });

  it('was the oldest: what is left is interest of the running year first', () => {
    const first = interest(100_000, '2024-07-01', '2025-07-01', '2026-01-01'); // 32.21
    const { periods } = interest(100_000, '2024-07-01', '2026-01-01', '2026-08-01', first.cents);
    expect(brief(periods)).toEqual([
      ['2026-01-01', '2026-07-01', 400, 100_000],
      ['2026-07-01', '2026-08-01', 400, 100_000 + first.cents + 1_984],
    ]);
  });
});

describe('whatever the debt', () => {
  const principal = fc.integer({ min: 0, max: 100_000_000 });
  const days = fc
    .array(fc.integer({ min: 0, max: 5_500 }), { minLength: 4, maxLength: 4 })
    .map((offsets) => offsets.sort((a, b) => a - b).map((offset) => plusDays('2013-06-01', offset)));

  it('interest is never negative and its periods fill the stretch without a gap', () => {
    fc.assert(
      fc.property(principal, days, fc.option(principal, { nil: undefined }), (cents, [d, a, , b], unpaid) => {
        const answer = interest(cents, String(d), String(a), String(b), unpaid);
        expect(answer.cents).toBeGreaterThanOrEqual(0);
        expect(Number.isInteger(answer.cents)).toBe(true);
        const length = answer.periods.reduce(
          (total, period) => total + daysBetween(period.from, period.to),
          0,
        );
        expect(length).toBe(daysBetween(String(a), String(b)));
        for (const [index, period] of answer.periods.entries()) {
          expect(period.from).toBe(answer.periods[index - 1]?.to ?? a);
          expect(period.cents).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('two stretches are the whole, with and without rounding', () => {
    fc.assert(
      fc.property(principal, days, (cents, [d, a, b, c]) => {
        const stretch = (from?: string, to?: string) => interest(cents, String(d), String(from), String(to));
        const raw = (periods: readonly InterestPeriod[]) =>
          periods.reduce((total, one) => total + one.cents, 0);
        const [first, second, whole] = [stretch(a, b), stretch(b, c), stretch(a, c)];
        expect(first.cents + second.cents).toBe(whole.cents);
        expect(raw(first.periods) + raw(second.periods)).toBeCloseTo(raw(whole.periods), 4);
      }),
    );
  });

  it('saying that nothing of the booked interest was paid changes nothing', () => {
    fc.assert(
      fc.property(principal, days, (cents, [d, , b, c]) => {
        const booked = interest(cents, String(d), String(d), String(b)).cents;
        expect(interest(cents, String(d), String(b), String(c), booked)).toEqual(
          interest(cents, String(d), String(b), String(c)),
        );
      }),
    );
  });

  it('paying interest never makes later interest larger by more than the cent of rounding', () => {
    fc.assert(
      fc.property(
        principal,
        days,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (cents, [d, , b, c], share) => {
          const booked = interest(cents, String(d), String(d), String(b)).cents;
          const paid = interest(cents, String(d), String(b), String(c), Math.floor(booked * share));
          const unpaid = interest(cents, String(d), String(b), String(c), booked);
          expect(paid.cents).toBeLessThanOrEqual(unpaid.cents + 1);
        },
      ),
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBetween, plusDays } from '../../../core/calendar/moment.ts';
import { sum } from '../../../core/money/cents.ts';
import { instalmentPaid, nextInstalment } from '../../../core/plan/progress.ts';
import { answerWish, monthly } from '../../../core/plan/schedule.ts';
import { tell } from '../make-case.ts';
import { makeCreditor } from '../make-ports.ts';

describe('monthly instalments', () => {
  test.each([
    [10_000, 3, '2026-01-15', ['2026-01-15', '2026-02-15', '2026-03-15'], [3_334, 3_334, 3_332]],
    [9_000, 3, '2026-01-31', ['2026-01-31', '2026-02-28', '2026-03-31'], [3_000, 3_000, 3_000]],
    [400, 2, '2028-01-30', ['2028-01-30', '2028-02-29'], [200, 200]],
    [200, 2, '2026-12-31', ['2026-12-31', '2027-01-31'], [100, 100]],
    [500, 1, '2026-01-15', ['2026-01-15'], [500]],
    [2, 5, '2026-01-15', ['2026-01-15', '2026-02-15'], [1, 1]],
  ])('of %i cents in %i months from %s', (cents, months, first, days, amounts) => {
    const instalments = monthly(cents, months, first);
    expect(instalments.map((one) => one.on)).toEqual(days);
    expect(instalments.map((one) => one.cents)).toEqual(amounts);
  });

  test('are the whole amount to the cent, all the same but the last, which is less by a cent a month at most', () => {
    const first = fc.integer({ min: 0, max: 1_500 }).map((days) => plusDays('2026-01-01', days));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_000_000 }),
        fc.integer({ min: 1, max: 36 }),
        first,
        (cents, months, on) => {
          const instalments = monthly(cents, months, on);
          const amounts = instalments.map((one) => one.cents);
          expect(sum(instalments)).toBe(cents);
          // Some cents cannot be as many equal parts.
          if (cents >= months * months) expect(instalments).toHaveLength(months);
          expect(instalments.length).toBeLessThanOrEqual(months);
          const last = amounts.at(-1) ?? 0;
          expect(new Set([...amounts.slice(0, -1), amounts[0]]).size).toBe(1);
          expect(last).toBeGreaterThan(0);
          expect(last).toBeLessThanOrEqual(amounts[0] ?? 0);
          expect((amounts[0] ?? 0) - last).toBeLessThan(months);
          for (const [index, one] of instalments.entries()) {
            const before = instalments[index - 1];
            if (!before) continue;
            expect(daysBetween(before.on, one.on)).toBeGreaterThanOrEqual(28);
            expect(daysBetween(before.on, one.on)).toBeLessThanOrEqual(31);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a wish for a plan', () => {
  const creditor = makeCreditor({ plan: { atOnceMonths: 6, longestMonths: 18, smallest: 1_000 } });
  const day = '2026-01-05';

  test.each<[string, { months: number; firstOn?: string }, number, boolean]>([
    ['within the policy', { months: 6 }, 60_000, true],
    ['for longer', { months: 7 }, 60_000, false],
    ['in instalments that are too small', { months: 6 }, 5_999, false],
    ['for less than the smallest instalment, at once', { months: 1 }, 500, true],
    ['that begins within a month and a half', { months: 3, firstOn: '2026-02-19' }, 60_000, true],
    ['that begins later', { months: 3, firstOn: '2026-02-20' }, 60_000, false],
  ])('%s is agreed at once or goes to a person', (_, wish, cents, agreed) => {
    expect(answerWish(wish, cents, creditor.plan, day).agreed).toBe(agreed);
  });

  test('never begins before a reminder and a bank transfer can arrive', () => {
    for (const wish of [{ months: 2 }, { months: 2, firstOn: '2026-01-06' }]) {
      const judged = answerWish(wish, 60_000, creditor.plan, day);
      expect(judged.agreed && judged.instalments[0]?.on).toBe('2026-01-12');
    }
  });

  test('that goes to a person says why', () => {
    expect(answerWish({ months: 12 }, 60_000, creditor.plan, day)).toEqual({
      agreed: false,
      reason: 'More than 6 months: a person decides.',
    });
  });
});

test('the next instalment is the first that all money since the agreement does not cover', async () => {
  const story = await tell();
  expect(nextInstalment(await story.case())).toBeUndefined();
  await story.react({ what: 'plan', months: 4 }, 'p1');
  expect(nextInstalment(await story.case())).toEqual({
    plan: 'p1',
    number: 1,
    on: '2026-01-12',
    cents: 25_000,
  });
  await story.pay(20_000);
  expect(nextInstalment(await story.case())).toMatchObject({ number: 1, cents: 5_000 });
  const c = await story.pay(40_000);
  expect(nextInstalment(c)).toMatchObject({ number: 3, cents: 15_000 });
  const plan = c.plans.get('p1');
  expect([1, 2, 3].map((number) => plan && instalmentPaid(plan, number))).toEqual([true, true, false]);
  await story.reverse('pay-2');
  expect(nextInstalment(await story.case())).toMatchObject({ number: 1, cents: 5_000 });
});

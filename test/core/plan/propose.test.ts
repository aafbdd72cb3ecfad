import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusDays } from '../../../core/calendar/moment.ts';
import { type PlanQuestion, proposePlans } from '../../../core/plan/propose.ts';
import { answerWish } from '../../../core/plan/schedule.ts';

const policy = { atOnceMonths: 6, longestMonths: 18, smallest: 1_000 };
const ask = (but: Partial<PlanQuestion>) =>
  proposePlans({ balance: 60_000, policy, today: '2026-01-05', ...but });

/** Months and answers, the recommended first. */
const short = (but: Partial<PlanQuestion>) =>
  ask(but).plans.map(({ wish, answer }) => `${wish.months} ${answer}`);

describe('what is proposed', () => {
  test.each<[string, Partial<PlanQuestion>, string[]]>([
    [
      'who told nothing gets the gentlest at once, a sooner and a gentler one',
      {},
      ['6 at-once', '3 at-once', '12 person'],
    ],
    ['nothing gentler than an estimate of €50', { balance: 30_000 }, ['6 at-once', '3 at-once']],
    [
      'a large debt of somebody who told nothing',
      { balance: 5_000_000 },
      ['6 at-once', '3 at-once', '18 person'],
    ],
    ['a small debt in instalments of the smallest', { balance: 2_500 }, ['2 at-once', '3 person']],
    ['a debt that is too small for that', { balance: 1_500 }, ['1 at-once', '2 person']],
    ['means that allow two months', { means: { spare: 30_000 } }, ['6 at-once', '2 at-once']],
    ['means that allow five months', { means: { spare: 12_500 } }, ['6 at-once', '5 at-once']],
    [
      'means that just allow what is agreed at once',
      { means: { spare: 10_000 } },
      ['6 at-once', '12 person'],
    ],
    [
      'means that allow no more than a person can agree',
      { means: { spare: 5_000 } },
      ['12 person', '18 person'],
    ],
    ['means below the smallest instalment', { balance: 5_000, means: { spare: 900 } }, ['6 person']],
    ['means that allow the longest plan only', { balance: 90_000, means: { spare: 5_000 } }, ['18 person']],
    ['means for which the longest plan is too short', { means: { spare: 3_000 } }, ['20 debt-help']],
    ['means for which no plan can be asked for', { means: { spare: 100 } }, []],
    ['nothing to spare', { means: { spare: 0 } }, []],
    ['running plans that take all', { means: { spare: 5_000 }, runningPlans: 6_000 }, []],
    [
      'running plans that leave half',
      { means: { spare: 10_000 }, runningPlans: 5_000 },
      ['12 person', '18 person'],
    ],
    [
      'who told nothing, with running plans: only what is gentler than at once changes',
      { runningPlans: 2_000 },
      ['6 at-once', '3 at-once', '18 person'],
    ],
    [
      'who told nothing, with running plans above the estimate',
      { runningPlans: 9_000 },
      ['6 at-once', '3 at-once', '18 person'],
    ],
    [
      'an income with its attachment-free amount',
      { means: { netIncome: 180_000, attachmentFree: 170_000 } },
      ['6 at-once', '12 person'],
    ],
    ['an income alone: 5 % of it', { means: { netIncome: 200_000 } }, ['6 at-once', '12 person']],
    ['a person looks anyway', { personLooks: true }, ['6 person', '3 person', '12 person']],
    ['nothing is owed', { balance: 0 }, []],
  ])('%s', (_, but, expected) => {
    expect(short(but)).toEqual(expected);
  });

  test('debt help is suggested for told means only, with the reason, and never instead of a way to ask', () => {
    expect(ask({ balance: 5_000_000 }).debtHelp).toBeUndefined();
    const { debtHelp, plans } = ask({ means: { spare: 3_000 } });
    expect(debtHelp).toContain('longer than 18 months');
    expect(plans[0]?.reason).toContain('a person decides');
  });

  test('a model recommends what is most likely to be kept, among what is agreed at once', () => {
    const kept = (chances: Record<number, number>) =>
      ask({ keptChance: (instalments) => chances[instalments.length] ?? 0 }).plans.map(
        ({ wish }) => wish.months,
      );
    expect(kept({ 3: 0.9, 6: 0.8, 12: 0.99 })).toEqual([3, 6, 12]);
    expect(kept({ 3: 0.7, 6: 0.8, 12: 0.99 })).toEqual([6, 3, 12]);
    expect(kept({})).toEqual([6, 3, 12]);
    const slow = ask({ means: { spare: 5_000 }, keptChance: ({ length }) => length / 20 });
    expect(slow.plans.map(({ wish, kept }) => [wish.months, kept])).toEqual([
      [18, 0.9],
      [12, 0.6],
    ]);
  });
});

test.each([
  [31, '2026-01-20', ['2026-01-31', '2026-02-28', '2026-03-31']],
  [31, '2026-02-22', ['2026-03-31', '2026-04-30', '2026-05-31']],
  [29, '2028-02-01', ['2028-02-29', '2028-03-29', '2028-04-29']],
  [25, '2026-01-18', ['2026-01-25', '2026-02-25', '2026-03-25']],
  [25, '2026-01-19', ['2026-02-25', '2026-03-25', '2026-04-25']],
  [1, '2026-12-20', ['2027-01-01', '2027-02-01', '2027-03-01']],
])('pay-day %i, asked on %s', (payDay, today, days) => {
  const plan = ask({ payDay, today, means: { spare: 20_000 } }).plans.find(({ wish }) => wish.months === 3);
  expect(plan?.instalments.map(({ on }) => on)).toEqual(days);
});

/** All that must hold for anything that is proposed. Plain comparisons: it runs very often. */
function breachOf(question: PlanQuestion): string | undefined {
  const { plans, means, estimated, debtHelp } = proposePlans(question);
  const { balance, payDay, today, policy: rules } = question;
  if (plans.length > 3) return 'more than three';
  if (plans.length === 0 && balance > 0 && !debtHelp) return 'nothing proposed';
  for (const { instalments, total, wish, answer } of plans) {
    let sum = 0;
    let before = plusDays(today, 6);
    for (const { on, cents } of instalments) {
      sum += cents;
      if (cents < 1) return 'an empty instalment';
      if (!estimated && cents > means) return 'above means';
      if (on <= before) return 'too soon, or not in order';
      if (payDay !== undefined) {
        const day = Number(on.slice(8));
        if (day !== payDay && !(day < payDay && plusDays(on, 1).endsWith('-01'))) return 'not a pay-day';
      }
      before = on;
    }
    const last = instalments.at(-1)?.cents ?? 0;
    if (sum !== balance || total !== balance) return 'not the balance';
    if (instalments.some(({ cents }) => cents < last)) return 'the last is larger';
    if (answer === 'at-once') {
      if (wish.months > rules.atOnceMonths || last < Math.min(rules.smallest, balance))
        return 'beyond the policy';
      const judged = answerWish(wish, balance, rules, today);
      if (!judged.agreed || JSON.stringify(judged.instalments) !== JSON.stringify(instalments))
        return 'not what is agreed';
    }
    if ((answer === 'debt-help') !== wish.months > rules.longestMonths) return 'debt help';
  }
  const first = plans.findIndex(({ answer }) => answer === 'at-once');
  return first > 0 ? 'recommends what a person decides' : undefined;
}

test('whatever is owed and can be spared: to the cent, within means, on pay-days, the last never larger', () => {
  const anything = fc.record({
    balance: fc.integer({ min: 1, max: 5_000_000 }),
    means: fc.option(fc.record({ spare: fc.integer({ min: 0, max: 300_000 }) }), { nil: undefined }),
    payDay: fc.option(fc.integer({ min: 1, max: 31 }), { nil: undefined }),
    runningPlans: fc.option(fc.integer({ min: 0, max: 50_000 }), { nil: undefined }),
    personLooks: fc.boolean(),
    policy: fc
      .record({
        atOnceMonths: fc.integer({ min: 1, max: 12 }),
        more: fc.integer({ min: 0, max: 24 }),
        smallest: fc.integer({ min: 0, max: 20_000 }),
      })
      .map(({ more, ...rules }) => ({ ...rules, longestMonths: rules.atOnceMonths + more })),
    today: fc.integer({ min: 0, max: 1_500 }).map((days) => plusDays('2026-01-01', days)),
  });
  fc.assert(
    fc.property(anything, (question) => {
      expect(breachOf(question)).toBeUndefined();
    }),
    { numRuns: 3_000 },
  );
});

test('every cent up to €1,000, for somebody who can spare €50, on the last day of the month', () => {
  for (let balance = 1; balance <= 100_000; balance += 1) {
    const question = { balance, policy, today: '2026-01-05', payDay: 31, means: { spare: 5_000 } };
    const breach = breachOf(question);
    if (breach) expect.fail(`${balance}: ${breach}`);
  }
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../../core/case/fold.ts';
import { type Features, featuresOf, score } from '../../../core/score/score.ts';
import * as f from '../case/make-facts.ts';
import { makeRow, tell } from '../make-case.ts';

const plain: Features = {
  amount: 30_000,
  daysOverdue: 60,
  earlierInvoices: 0,
  earlierLate: 0,
  firstArrears: true,
  payments: 0,
  channels: 2,
  unanswered: 0,
  brokenPromises: 0,
  brokenPlans: 0,
};
const count = fc.nat({ max: 20 });
const features: fc.Arbitrary<Features> = fc.record({
  amount: fc.nat({ max: 5_000_000 }),
  daysOverdue: fc.nat({ max: 2_000 }),
  earlierInvoices: count,
  earlierLate: count,
  firstArrears: fc.boolean(),
  payments: count,
  channels: fc.nat({ max: 3 }),
  unanswered: count,
  brokenPromises: count,
  brokenPlans: count,
});

describe('a score', () => {
  test('is the sum of its reasons, between 0 and 100, and each reason has words', () => {
    fc.assert(
      fc.property(features, (some) => {
        const { points, reasons } = score(some);
        expect(reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(points);
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(100);
        expect(Number.isInteger(points)).toBe(true);
        for (const reason of reasons) expect(reason.words).toMatch(/\.$/);
        expect(score({ ...some })).toEqual({ model: 'points-1', points, reasons });
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, Partial<Features>, Partial<Features>]>([
    ['a small amount', { amount: 4_000 }, { amount: 400_000 }],
    ['little time', { daysOverdue: 10 }, { daysOverdue: 400 }],
    ['invoices that were paid in time', { earlierInvoices: 9 }, { earlierInvoices: 9, earlierLate: 9 }],
    ['being late for the first time', { firstArrears: true }, { firstArrears: false }],
    ['a part payment', { payments: 1 }, {}],
    ['being reachable', { channels: 3 }, { channels: 0 }],
    ['few messages without an answer', { unanswered: 1 }, { unanswered: 4 }],
    ['promises that were kept', {}, { brokenPromises: 1 }],
    ['plans that were kept', {}, { brokenPlans: 1 }],
  ])('is higher for %s', (_, better, worse) => {
    expect(score({ ...plain, ...better }).points).toBeGreaterThan(score({ ...plain, ...worse }).points);
  });
});

describe('the features of a case', () => {
  test('are what is known of it on a day', async () => {
    const story = await tell({
      rows: [
        makeRow({ invoicesBefore: 5, lateBefore: 2, phone: '+31612345678' }),
        makeRow({ invoice: 'B', dueOn: '2025-11-01' }),
      ],
    });
    await story.say('first-reminder', 7);
    const c = await story.add(
      f.paid('p1', 10_000, { on: '2026-01-05' }),
      f.paid('p2', 10_000, { on: '2026-01-05' }),
    );
    expect(featuresOf(c, await story.ctx(), '2026-01-10')).toEqual({
      amount: 180_000,
      daysOverdue: 70,
      earlierInvoices: 5,
      earlierLate: 2,
      firstArrears: false,
      payments: 1,
      channels: 3,
      unanswered: 0,
      brokenPromises: 0,
      brokenPlans: 0,
    });
  });

  test('count messages without an answer only since somebody was heard last', async () => {
    const story = await tell();
    const unanswered = async () => featuresOf(await story.case(), await story.ctx(), '2026-01-10').unanswered;
    await story.say('first-reminder', 7);
    await story.say('second-reminder', 7);
    expect(await unanswered()).toBe(2);
    await story.react({ what: 'information' });
    expect(await unanswered()).toBe(0);
    await story.say('last-reminder', 7);
    expect(await unanswered()).toBe(1);
  });

  test('count the days of what is still unpaid, and channels that still work', async () => {
    const story = await tell({ rows: [makeRow(), makeRow({ invoice: 'B', dueOn: '2025-11-01' })] });
    await story.pay(100_000, undefined, { designated: ['B'] });
    await story.person(
      { kind: 'address-failed', channel: 'email' },
      { kind: 'opted-out', channel: 'letter' },
    );
    const found = featuresOf(await story.case(), await story.ctx(), '2026-01-05');
    expect(found).toMatchObject({ daysOverdue: 35, channels: 0 });
  });

  test('and the score of a moment do not change by what happens later', async () => {
    const story = await tell();
    await story.say('first-reminder', 7);
    const ctx = await story.ctx();
    const then = featuresOf(await story.case(), ctx, '2026-01-06');
    const { seq } = await story.case();

    await story.react({ what: 'promise', payOn: '2026-01-20' });
    await story.add({ kind: 'promise-broken', promise: (await story.case()).promise?.promise ?? '' });
    await story.pay(40_000);
    await story.chargeCosts();

    const items = (await story.ports.journal.read(story.id)).filter((item) => item.seq <= seq);
    const again = fold(items);
    if (!again) throw new Error('no case');
    expect(featuresOf(again, ctx, '2026-01-06')).toEqual(then);
    expect(score(featuresOf(again, ctx, '2026-01-06'))).toEqual(score(then));
    expect(score(featuresOf(await story.case(), ctx, '2026-01-06')).points).not.toBe(score(then).points);
  });
});

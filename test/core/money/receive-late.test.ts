import { describe, expect, test } from 'vitest';
import { nl } from '../../../core/law/nl.ts';
import { outstanding } from '../../../core/message/blocked.ts';
import { makeRow, type Story, tell } from '../make-case.ts';

const cleared = { termsCleared: true, canReclaimVat: true, outsourced: true };
const scale = (cents: number) => nl.costs('consumer', [cents], cleared, '2026-01-19').value.cents;

/** A claim of 1,000.00 whose notice ran until 19 January; costs of 150.00 were charged on the 23rd. */
async function charged(cents = 100_000): Promise<Story> {
  const story = await tell({ rows: [makeRow({ cents })] });
  const notice = await story.chargeCosts();
  expect((await story.case()).notices.get(notice)).toMatchObject({
    lastFreeDay: '2026-01-19',
    charged: scale(cents),
  });
  return story;
}

async function costs(story: Story) {
  return [...(await story.case()).claims.values()].map((claim) => claim.books.costs);
}

describe('a payment from within the free term that is reported after costs were charged', () => {
  test.each([
    ['on the last free day', '2026-01-19', 40_000, scale(60_000)],
    ['before it', '2026-01-10', 90_000, scale(10_000)],
    ['of all that was owed', '2026-01-12', 100_000, 0],
    ['of more than was owed', '2026-01-12', 200_000, 0],
    ['a day late', '2026-01-20', 40_000, 15_000],
  ])('%s leaves the costs over what was then unpaid', async (_, on, cents, left) => {
    const story = await charged();
    const c = await story.pay(cents, on);
    expect((await costs(story))[0]?.charged).toBe(left);
    if (left < 15_000)
      expect(await story.last('costs-withdrawn')).toMatchObject({ cents: 15_000 - left, on });
    if (left === 0) expect(c.closed?.outcome).toBe('settled');
    expect(story.audit()).toEqual([]);
  });

  test('pays no costs, for on its day none were due', async () => {
    const story = await charged();
    await story.pay(50_000, '2026-01-12');
    const parts = (await story.last('payment-received'))?.parts ?? [];
    expect(parts.filter((part) => part.bucket === 'costs')).toEqual([]);
    expect((await costs(story))[0]).toEqual({ charged: scale(50_000), paid: 0, waived: 0 });
  });

  test('in several parts withdraws as much as in one', async () => {
    const story = await charged();
    for (const [index, on] of ['2026-01-08', '2026-01-12', '2026-01-19'].entries()) {
      await story.pay(30_000, on, { payment: `part-${index}` });
    }
    expect((await costs(story))[0]?.charged).toBe(scale(10_000));
    expect(story.audit()).toEqual([]);
  });

  test('after the costs were paid moves that money to what is still owed', async () => {
    const story = await charged();
    await story.pay(15_000, '2026-01-24');
    await story.pay(40_000, '2026-01-15');
    const moved = 15_000 - scale(60_000);
    expect(await story.last('costs-withdrawn')).toMatchObject({ cents: moved });
    const moves = (await story.last('costs-withdrawn'))?.moves ?? [];
    expect(moves.reduce((cents, move) => cents + move.from.cents, 0)).toBe(moved);
    expect(moves.every((move) => move.to !== undefined && move.to.bucket !== 'costs')).toBe(true);
    expect((await costs(story))[0]).toEqual({ charged: scale(60_000), paid: scale(60_000), waived: 0 });
    expect(story.audit()).toEqual([]);
  });

  test('after everything was paid gives the costs back, also when the case has ended', async () => {
    const story = await charged();
    await story.pay(outstanding(await story.case()), '2026-01-24');
    const c = await story.pay(100_000, '2026-01-15');
    expect(c.closed?.outcome).toBe('settled');
    expect((await costs(story))[0]).toEqual({ charged: 0, paid: 0, waived: 0 });
    expect(c.credit).toBe(115_000);
    expect(new Set([...c.tasks.values()].map((task) => task.what))).toEqual(new Set(['refund']));
    expect(story.audit()).toEqual([]);
  });

  test('after the costs were given up withdraws nothing', async () => {
    const story = await charged();
    await story.react({ what: 'hardship' });
    await story.rule({ decision: 'settle-for-less', keep: 90_000 });
    const c = await story.pay(40_000, '2026-01-15');
    expect(await story.last('costs-withdrawn')).toBeUndefined();
    expect((await costs(story))[0]).toMatchObject({ paid: 0, charged: 15_000, waived: 15_000 });
    expect(outstanding(c)).toBe(50_000);
  });

  test('bears no interest, as it would not have if it had been known in time', async () => {
    const story = await charged(2_000_000);
    await story.pay(1_500_000, '2026-01-10');
    expect(await story.last('amount-waived')).toMatchObject({ reason: 'paid-earlier-than-known' });
    const rest = nl.interest('consumer', {
      principal: 500_000,
      since: '2025-12-02',
      from: '2025-12-02',
      to: '2026-01-23',
    }).value.cents;
    const { charged: all = 0, waived = 0 } = (await story.case()).claims.get('A')?.books.interest ?? {};
    expect(Math.abs(all - waived - rest)).toBeLessThanOrEqual(1);
  });
});

test('a payment of after the notice that is reported late waives interest for the days on which it was there', async () => {
  const story = await charged(2_000_000);
  story.on('2026-03-02');
  await story.say('last-reminder', 7);
  await story.pay(1_000_000, '2026-02-02');
  const waived = (await story.last('amount-waived'))?.cents ?? 0;
  const over = nl.interest('consumer', {
    principal: 1_000_000,
    since: '2025-12-02',
    from: '2026-02-02',
    to: '2026-03-02',
  }).value.cents;
  expect(Math.abs(waived - over)).toBeLessThanOrEqual(1);
  expect(story.audit()).toEqual([]);
});

test('of two claims under one notice the costs are shared by principal and withdrawn over both', async () => {
  const rows = [makeRow({ cents: 60_000 }), makeRow({ invoice: 'B', cents: 20_000 })];
  const story = await tell({ rows });
  await story.chargeCosts();
  expect((await costs(story)).map((one) => one.charged)).toEqual([9_000, 3_000]);
  await story.pay(20_000, '2026-01-12', { designated: ['B'] });
  const left = (await costs(story)).map((one) => one.charged);
  expect(left.reduce((a, b) => a + b, 0)).toBe(scale(60_000));
  expect(story.audit()).toEqual([]);
});

test('costs are never charged again for a notice whose costs were withdrawn because all was paid in time', async () => {
  const story = await charged();
  await story.pay(100_000, '2026-01-15', { payment: 'in-time' });
  expect(await story.write('costs-added', 7)).toBeDefined();
  expect((await story.case()).kinds.get('costs-charged')).toBe(1);
});

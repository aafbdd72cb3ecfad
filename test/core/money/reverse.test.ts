import { describe, expect, test } from 'vitest';
import { answer } from '../../../core/case/answer.ts';
import type { Decision } from '../../../core/case/words.ts';
import { outstanding } from '../../../core/message/blocked.ts';
import { reversePayment } from '../../../core/money/reverse.ts';
import * as f from '../case/make-facts.ts';
import { makeRow, type Story, tell } from '../make-case.ts';

const openTasks = async (story: Story) =>
  [...(await story.case()).tasks.values()].filter((task) => !task.closed).map((task) => task.what);

test('a case that a payment had settled is open again when it is taken back', async () => {
  const story = await tell();
  await story.pay(100_000);
  const c = await story.reverse('pay-1');
  expect([c.closed, outstanding(c), c.journey]).toEqual([undefined, 100_000, undefined]);
  expect(story.audit()).toEqual([]);
});

describe('a payment that is taken back after the case ended otherwise', () => {
  test.each<Decision>(['estate', 'insolvency', 'write-off', 'withdraw', 'refer-to-debt-help'])(
    'is not owed again, and nobody is asked: %s',
    async (decision) => {
      const story = await tell();
      await story.pay(40_000);
      await story.add(f.task('t1', 'report'));
      const before = await story.rule({ decision });
      const c = await story.reverse('pay-1');
      expect(c.closed?.outcome).toBe(before.closed?.outcome);
      expect(outstanding(c)).toBe(0);
      expect(await story.last('reopened')).toBeUndefined();
      expect(story.audit()).toEqual([]);
    },
  );

  test('is not refunded to the wrong person, who never parted with it', async () => {
    const story = await tell();
    await story.pay(40_000);
    await story.add(f.task('t1', 'report', 'wrong-person'));
    expect((await story.rule({ decision: 'wrong-person' })).credit).toBe(40_000);
    const c = await story.reverse('pay-1');
    expect([c.credit, outstanding(c), c.closed?.outcome]).toEqual([0, 0, 'wrong-person']);
    expect(story.audit()).toEqual([]);
  });

  test('and was handed over is told to a person, who tells the receiver', async () => {
    const story = await tell();
    await story.pay(40_000);
    await story.add(f.task('t1', 'hand-over'));
    await story.rule({ decision: 'approve-hand-over', to: 'Voorbeeld Gerechtsdeurwaarders' });
    const c = await story.reverse('pay-1');
    expect([outstanding(c), c.closed?.outcome]).toEqual([100_000, 'handed-over']);
    expect(await openTasks(story)).toEqual(['information']);
    expect(answer(c)).toMatchObject({ answer: 'closed' });
    expect(story.audit()).toEqual([]);
  });

  test('on one claim that was withdrawn leaves only the other to be asked for', async () => {
    const story = await tell({ rows: [makeRow(), makeRow({ invoice: 'B', cents: 50_000 })] });
    await story.pay(30_000, undefined, { designated: ['A'] });
    await story.react({ what: 'dispute', claims: ['A'], ground: 'other' });
    await story.rule({ decision: 'withdraw' });
    expect(outstanding(await story.case())).toBe(50_000);
    expect(outstanding(await story.reverse('pay-1'))).toBe(50_000);
    expect(story.audit()).toEqual([]);
  });
});

describe('credit that lies ready', () => {
  test('pays what is taken back: who paid twice owes nothing when one of the two fails', async () => {
    const story = await tell();
    await story.pay(100_000);
    await story.pay(100_000);
    const c = await story.reverse('pay-1');
    expect([c.credit, outstanding(c), c.closed?.outcome]).toEqual([0, 0, 'settled']);
    expect(story.audit()).toEqual([]);
  });

  test('leaves only the difference to be owed', async () => {
    const story = await tell();
    await story.pay(100_000);
    await story.pay(30_000);
    const c = await story.reverse('pay-1');
    expect([c.credit, outstanding(c), c.closed]).toEqual([0, 70_000, undefined]);
    expect(story.audit()).toEqual([]);
  });

  test('that was refunded before pays nothing', async () => {
    const story = await tell();
    await story.pay(100_000);
    await story.pay(30_000);
    await story.rule({ decision: 'refunded' });
    const c = await story.reverse('pay-1');
    expect([c.credit, outstanding(c)]).toEqual([0, 100_000]);
    expect(story.audit()).toEqual([]);
  });
});

describe('during a plan', () => {
  async function planned(): Promise<Story> {
    const story = await tell();
    await story.pay(20_000);
    await story.react({ what: 'plan', months: 4 }, 'plan-1');
    return story;
  }

  test('a payment of before it that fails does not undo an instalment', async () => {
    const story = await planned();
    await story.pay(20_000);
    const c = await story.reverse('pay-1');
    expect(c.plans.get('plan-1')).toMatchObject({ paid: 20_000, state: 'running' });
    expect(outstanding(c)).toBe(80_000);
  });

  test('an instalment that fails is open again, and the plan never counts less than nothing', async () => {
    const story = await planned();
    await story.pay(20_000);
    const c = await story.reverse('pay-2');
    expect(c.plans.get('plan-1')?.paid).toBe(0);
    await story.reverse('pay-1');
    expect((await story.case()).plans.get('plan-1')?.paid).toBe(0);
    expect(story.audit()).toEqual([]);
  });

  test('is complete with its own instalments; what failed before it is asked for afterwards', async () => {
    const story = await planned();
    await story.reverse('pay-1');
    const c = await story.pay(80_000);
    expect(c.plans.get('plan-1')?.state).toBe('completed');
    expect([outstanding(c), c.closed]).toEqual([20_000, undefined]);
    expect(story.audit()).toEqual([]);
  });
});

test('of two payments that both fail in the end nothing is left, whichever fails first', async () => {
  for (const order of [
    ['pay-1', 'pay-2'],
    ['pay-2', 'pay-1'],
  ]) {
    const story = await tell();
    await story.pay(100_000);
    await story.pay(30_000);
    for (const payment of order) await story.reverse(payment);
    const c = await story.case();
    expect([c.credit, outstanding(c), c.closed]).toEqual([0, 100_000, undefined]);
    expect(story.audit()).toEqual([]);
  }
});

test('money that was moved when costs were taken back is found where it went, not in what others paid', async () => {
  const story = await tell({ rows: [makeRow(), makeRow({ invoice: 'B', cents: 50_000 })] });
  await story.chargeCosts();
  await story.pay(22_500);
  await story.pay(100_000, undefined, { designated: ['A'] });
  // Known only now: 100.00 was there in time, so the costs were too high, and what had paid them pays B.
  await story.pay(10_000, '2026-01-12', { designated: ['B'] });
  expect(await story.last('costs-withdrawn')).toMatchObject({ moves: expect.anything() });

  const c = await story.reverse('pay-1');
  const own = (payment: string, claim: string) =>
    c.payments.get(payment)?.parts.find((part) => part.claim === claim && part.bucket === 'principal')?.cents;
  expect(c.claims.get('A')?.books.principal.paid).toBe(own('pay-2', 'A'));
  expect(c.claims.get('B')?.books.principal.paid).toBe(own('pay-3', 'B'));
  expect([...c.claims.values()].map(({ books }) => books.costs.paid)).toEqual([0, 0]);
  expect(story.audit()).toEqual([]);
});

describe('an instalment that its bank sent back', () => {
  const back = async (reason: string) => {
    const story = await tell();
    await story.react({ what: 'plan', months: 4 });
    await story.pay(25_000);
    await story.decide((draft, ctx) => reversePayment(draft, ctx, 'pay-1', '2026-01-05', reason));
    return story;
  };

  test.each(['MD06', 'AC04', 'AM04', 'MS02'])(
    'as %s stops the plan until a person has looked: to try again would only cost the payer',
    async (reason) => {
      const story = await back(reason);
      expect(await openTasks(story)).toEqual(['failure']);
      const contact = await story.write('instalment-reminder', 7);
      expect((await story.case()).refused.get(contact)?.reason).toBe('with-a-person');
      await story.rule({ decision: 'go-on' });
      const again = await story.write('instalment-reminder', 7);
      expect((await story.case()).contacts.get(again)?.step).toBe('instalment-reminder');
      expect(story.audit()).toEqual([]);
    },
  );

  test('for another reason leaves the plan as it is: the instalment is asked for again', async () => {
    expect(await openTasks(await back('no-funds'))).toEqual([]);
  });

  test('asks nobody where no plan is paid', async () => {
    const story = await tell();
    await story.pay(25_000);
    await story.decide((draft, ctx) => reversePayment(draft, ctx, 'pay-1', '2026-01-05', 'AM04'));
    expect(await openTasks(story)).toEqual([]);
  });
});

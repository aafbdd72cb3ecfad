import { describe, expect, test } from 'vitest';
import type { Case } from '../../../core/case/case.ts';
import { outstanding } from '../../../core/message/blocked.ts';
import { closeIfCredited, creditClaim } from '../../../core/money/correct.ts';
import { makeRow, type Story, tell } from '../make-case.ts';
import { makeCreditor } from '../make-ports.ts';

describe('a payment', () => {
  test('of the exact amount settles the case and ends its journey', async () => {
    const story = await tell();
    const c = await story.pay(100_000);
    expect(c.closed?.outcome).toBe('settled');
    expect(c.lastEnd).toBe('settled');
    expect(c.journey).toBeUndefined();
    expect(story.audit()).toEqual([]);
  });

  test('is thanked for only if we ever wrote', async () => {
    const silent = await tell();
    await silent.pay(100_000);
    expect(await silent.last('contact-written')).toBeUndefined();

    const story = await tell();
    await story.say('first-reminder', 7);
    await story.pay(100_000);
    expect(await story.last('contact-written')).toMatchObject({ step: 'thanks', purpose: 'service' });
  });

  test('of a part leaves the rest open', async () => {
    const story = await tell();
    const c = await story.pay(40_000);
    expect(c.closed).toBeUndefined();
    expect(outstanding(c)).toBe(60_000);
  });

  test('that leaves no more than the creditor asks for gives up that rest', async () => {
    const story = await tell();
    const c = await story.pay(99_750);
    expect(c.closed?.outcome).toBe('small-balance-waived');
    expect(await story.last('amount-waived')).toMatchObject({ cents: 250, reason: 'small-balance' });
    expect((await tell().then((other) => other.pay(99_749))).closed).toBeUndefined();
  });

  test('above the amount is credit, which a person refunds', async () => {
    const story = await tell();
    const c = await story.pay(100_500);
    expect(c.closed?.outcome).toBe('settled');
    expect(c.credit).toBe(500);
    expect([...c.tasks.values()]).toMatchObject([{ what: 'refund', about: 'pay-1' }]);

    const after = await story.rule({ decision: 'refunded' });
    expect(await story.last('refund-made')).toMatchObject({ cents: 500 });
    expect(after.credit).toBe(0);
    expect(story.audit()).toEqual([]);
  });

  test('on a case that has ended is credit', async () => {
    const story = await tell();
    await story.pay(100_000);
    const c = await story.pay(100_000);
    expect(c.credit).toBe(100_000);
    expect(await story.last('payment-received')).toMatchObject({ parts: [], credit: 100_000 });
  });

  test('with the same id a hundred times is booked once', async () => {
    const story = await tell();
    for (let i = 0; i < 100; i++) await story.pay(1_000, undefined, { payment: 'bank-1' });
    const c = await story.case();
    expect(c.payments.size).toBe(1);
    expect(outstanding(c)).toBe(99_000);
  });

  test('goes to the claim that the payer named', async () => {
    const rows = [makeRow(), makeRow({ invoice: 'B', dueOn: '2025-12-10' })];
    const story = await tell({ rows });
    await story.pay(40_000, undefined, { designated: ['B'] });
    expect((await story.last('payment-received'))?.parts).toEqual([
      { claim: 'B', bucket: 'principal', cents: 40_000 },
    ]);
  });

  test('goes to the claim that bears interest before an older one that bears none', async () => {
    const rows = [
      makeRow({ dueOn: '2025-11-01', termsCleared: false }),
      makeRow({ invoice: 'B', dueOn: '2025-12-01' }),
    ];
    const story = await tell({ rows });
    await story.chargeCosts();
    story.ports.clock.pass(60);
    await story.pay(20_000);
    const parts = (await story.last('payment-received'))?.parts ?? [];
    expect(new Set(parts.map((part) => part.claim))).toEqual(new Set(['B']));
  });
});

describe('what a message asked for', () => {
  test('settles until the day it named, without a rest of interest', async () => {
    const story = await tell({ rows: [makeRow({ cents: 2_000_000 })] });
    await story.chargeCosts();
    const asked = await story.last('contact-written');
    story.on(asked?.payBy ?? '');
    const c = await story.pay(asked?.cents ?? 0, asked?.payBy);
    expect(c.closed?.outcome).toBe('settled');
  });

  test('settles also when the message had to wait for its turn', async () => {
    const story = await tell({
      rows: [makeRow({ cents: 2_000_000 })],
      creditor: { creditor: { budget: { ...makeCreditor().budget, day: 1 } } },
    });
    await story.chargeCosts();
    story.ports.clock.pass(10);
    const contact = await story.write('last-reminder', 10);
    const { sendAt = '' } = (await story.case()).contacts.get(contact) ?? {};
    story.ports.clock.set(sendAt);
    await story.person({ kind: 'contact-counted', case: 'another', contact: 'another-k1', channel: 'email' });
    await story.send(contact);
    story.ports.clock.pass(1);
    const { sentAt } = (await story.send(contact)).contacts.get(contact) ?? {};
    expect(sentAt?.slice(0, 10)).not.toBe(sendAt.slice(0, 10));

    const asked = await story.last('contact-written');
    const c = await story.pay(asked?.cents ?? 0);
    expect(await story.last('interest-charged')).toMatchObject({ to: sendAt.slice(0, 10) });
    expect(c.closed?.outcome).toBe('settled');
  });

  test('paid later bears interest to the day of payment', async () => {
    const story = await tell({ rows: [makeRow({ cents: 2_000_000 })] });
    await story.chargeCosts();
    const asked = await story.last('contact-written');
    story.ports.clock.pass(40);
    const c = await story.pay(asked?.cents ?? 0);
    expect(outstanding(c)).toBe((await story.last('interest-charged'))?.cents);
  });
});

describe('money that is taken back', () => {
  test('opens a case again that it had closed, without charging anything for it', async () => {
    const story = await tell();
    await story.pay(100_000);
    const c = await story.reverse('pay-1');
    expect(c.closed).toBeUndefined();
    expect(outstanding(c)).toBe(100_000);
    expect(await story.last('reopened')).toMatchObject({ reason: 'payment-reversed' });
    expect(story.audit()).toEqual([]);
  });

  test('is taken back once', async () => {
    const story = await tell();
    await story.pay(40_000);
    await story.reverse('pay-1');
    expect(outstanding(await story.reverse('pay-1'))).toBe(100_000);
  });

  test('after its surplus was refunded leaves the difference to a person', async () => {
    const story = await tell();
    await story.pay(100_000);
    await story.pay(5_000);
    await story.rule({ decision: 'refunded' });
    const c = await story.reverse('pay-2');
    expect(c.payments.get('pay-2')?.reversed).toBe(false);
    expect([...c.tasks.values()].at(-1)).toMatchObject({ what: 'refund', about: 'pay-2:reversed' });
  });

  test('comes out of credit before anything is owed anew', async () => {
    const story = await tell();
    await story.chargeCosts();
    await story.pay(15_000, undefined, { payment: 'costs-paid' });
    const closed = await story.pay(130_000, '2026-01-15');
    expect(closed.closed?.outcome).toBe('settled');
    expect(closed.credit).toBeGreaterThanOrEqual(15_000);
    const c = await story.reverse('costs-paid');
    expect(c.closed?.outcome).toBe('settled');
    expect(outstanding(c)).toBe(0);
  });
});

describe('what was arranged', () => {
  test('a promise is kept by its amount, or by all that is owed', async () => {
    const story = await tell();
    await story.react({ what: 'promise', payOn: '2026-01-12', cents: 30_000 });
    expect((await story.pay(29_999)).promise?.state).toBe('open');
    expect((await story.pay(1)).promise?.state).toBe('kept');

    const whole = await tell();
    await whole.react({ what: 'promise', payOn: '2026-01-12' });
    expect((await whole.pay(50_000)).promise?.state).toBe('open');
    expect((await whole.pay(50_000)).promise?.state).toBe('kept');
  });

  test('a plan is complete when nothing is owed any more, also before its last day', async () => {
    const story = await tell();
    await story.react({ what: 'plan', months: 4 }, 'plan-1');
    expect((await story.pay(25_000)).plans.get('plan-1')?.state).toBe('running');
    const c = await story.pay(75_000);
    expect(c.plans.get('plan-1')?.state).toBe('completed');
    expect(c.closed?.outcome).toBe('settled');
  });

  test('who has paid a whole plan is told so', async () => {
    const story = await tell();
    await story.say('first-reminder', 7);
    await story.react({ what: 'plan', months: 4 });
    await story.pay(100_000);
    expect((await story.last('contact-written'))?.step).toBe('plan-completed');
    expect((await story.case()).kinds.get('plan-completed')).toBe(1);
  });

  test('what was kept of a settlement closes the case as settled for less', async () => {
    const story = await tell();
    await story.react({ what: 'hardship' });
    await story.rule({ decision: 'settle-for-less', keep: 60_000 });
    expect((await story.pay(60_000)).closed?.outcome).toBe('settled-for-less');
  });
});

async function credit(story: Story, cents: number): Promise<Case> {
  const changed = await story.decide(async (draft, ctx) => {
    creditClaim(draft, ctx, 'A', cents, 'returned');
    await closeIfCredited(draft, ctx);
  });
  return changed.case;
}

describe('a credit note', () => {
  test('for all that is owed ends the case as credited', async () => {
    const story = await tell();
    const c = await credit(story, 100_000);
    expect(c.closed?.outcome).toBe('credited');
  });

  test('moves what had been paid on the claim to the others, and the rest is credit', async () => {
    const rows = [makeRow(), makeRow({ invoice: 'B', cents: 30_000 })];
    const story = await tell({ rows });
    await story.pay(80_000, undefined, { designated: ['A'] });
    const c = await credit(story, 100_000);
    expect(c.claims.get('B')?.books.principal.paid).toBe(30_000);
    expect(c.credit).toBe(50_000);
    expect(c.closed?.outcome).toBe('settled');
    expect(story.audit()).toEqual([]);
  });

  test('for a whole claim takes its costs and interest with it', async () => {
    const rows = [makeRow(), makeRow({ invoice: 'B' })];
    const story = await tell({ rows });
    await story.chargeCosts();
    const c = await credit(story, 100_000);
    const books = c.claims.get('A')?.books;
    expect(books?.costs.charged).toBe(books?.costs.waived);
    expect(books?.interest.charged).toBe(books?.interest.waived);
    expect(c.closed).toBeUndefined();
  });

  test('for a part leaves the costs over what was really owed', async () => {
    const story = await tell();
    await story.chargeCosts();
    const c = await credit(story, 90_000);
    expect(c.claims.get('A')?.books.costs.charged).toBe(4_000);
    expect(story.audit()).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import type { Case } from '../../../core/case/case.ts';
import { outstanding } from '../../../core/message/blocked.ts';
import { compose } from '../../../core/message/compose.ts';
import type { Message } from '../../../core/message/message.ts';
import { closeIfCredited, creditClaim } from '../../../core/money/correct.ts';
import { buckets } from '../../../core/money/statement.ts';
import * as f from '../case/make-facts.ts';
import { makeRow, type Story, tell } from '../make-case.ts';

async function credit(story: Story, cents: number, claim = 'A'): Promise<Case> {
  await story.decide(async (draft, ctx) => {
    creditClaim(draft, ctx, claim, cents, 'credit-note');
    await closeIfCredited(draft, ctx);
  });
  return await story.case();
}

const openTasks = (c: Case) => [...c.tasks.values()].filter((task) => !task.closed).map((task) => task.what);
const balance = (c: Case, claim = 'A') => {
  const books = c.claims.get(claim)?.books;
  return Object.fromEntries(buckets.map((bucket) => [bucket, books?.[bucket].charged]));
};

/** What the reader of a contact sees. */
async function read(story: Story, contact: string): Promise<Message> {
  const c = await story.case();
  const ctx = await story.ctx();
  const written = c.contacts.get(contact);
  if (!written) throw new Error(`no contact ${contact}`);
  return compose(c, written, {
    creditor: ctx.creditor,
    pack: ctx.pack,
    to: { reference: 'D-1' },
    links: [{ key: 1, secret: 'test' }],
  });
}

describe('a credit note for a part', () => {
  test('leaves the costs that the scale gives for the rest', async () => {
    const story = await tell();
    await story.chargeCosts();
    const c = await credit(story, 90_000);
    expect(balance(c)).toMatchObject({ principal: 10_000, costs: 4_000 });
    expect(await story.last('costs-withdrawn')).toMatchObject({ cents: 11_000, reason: 'claim-credited' });
    expect(story.audit()).toEqual([]);
  });

  test('leaves the costs of the other claims under the same notice as they would have been alone', async () => {
    const rows = [makeRow({ cents: 60_000 }), makeRow({ invoice: 'B', cents: 40_000 })];
    const story = await tell({ rows });
    await story.chargeCosts();
    expect((await story.case()).claims.get('B')?.books.costs.charged).toBe(6_000);
    const c = await credit(story, 60_000);
    expect(balance(c)).toMatchObject({ principal: 0, costs: 0 });
    expect(balance(c, 'B')).toMatchObject({ principal: 40_000, costs: 6_000 });
    expect(story.audit()).toEqual([]);
  });

  test('gives back costs that were paid and are too high now', async () => {
    const story = await tell();
    await story.chargeCosts();
    const paid = outstanding(await story.case()) - 10_000;
    await story.pay(paid);
    const c = await credit(story, 90_000);
    const { books } = c.claims.get('A') ?? {};
    const { charged = 0, waived = 0 } = books?.interest ?? {};
    expect(books?.costs).toEqual({ charged: 4_000, paid: 4_000, waived: 0 });
    // Nine tenths were never owed, and bore no interest.
    expect(charged - waived).toBe(charged - Math.round(charged * 0.9));
    expect(c.credit).toBe(paid - 14_000 - (charged - waived));
    expect(openTasks(c)).toContain('refund');
    expect(outstanding(c)).toBe(0);
    expect(c.closed?.outcome).toBe('settled');
    expect(story.audit()).toEqual([]);
  });

  test('takes its VAT share out of what the debtor reads: 48.40 with 8.40 of VAT', async () => {
    const story = await tell({ creditor: { creditor: { vat: { canReclaim: false }, role: 'agency' } } });
    await story.chargeCosts();
    await credit(story, 90_000);
    const message = await read(story, await story.say('last-reminder', 7));
    expect(message.totals).toMatchObject({ costs: 4_840, vat: 840 });
    expect(story.audit()).toEqual([]);
  });
});

describe('a credit note over a whole claim that was partly paid', () => {
  test('gives all of the money back: no costs and no interest stand', async () => {
    const story = await tell({ rows: [makeRow({ cents: 1_000_000 })] });
    await story.chargeCosts();
    await story.pay(150_000);
    expect((await story.case()).claims.get('A')?.books.interest.paid).toBeGreaterThan(0);
    const c = await credit(story, 1_000_000);
    expect(c.credit).toBe(150_000);
    expect(outstanding(c)).toBe(0);
    for (const { paid } of Object.values(c.claims.get('A')?.books ?? {})) expect(paid).toBe(0);
    expect(openTasks(c)).toContain('refund');
    expect(c.closed?.outcome).toBe('credited');
    expect(story.audit()).toEqual([]);
  });

  test('when nothing but costs had been paid gives those back', async () => {
    const story = await tell();
    await story.chargeCosts();
    await story.pay(10_000);
    const c = await credit(story, 100_000);
    expect([c.credit, outstanding(c), c.closed?.outcome]).toEqual([10_000, 0, 'credited']);
    expect(story.audit()).toEqual([]);
  });

  test('pays the other claims first, and settles the case when they were paid', async () => {
    const rows = [makeRow({ cents: 50_000 }), makeRow({ invoice: 'B', cents: 20_000 })];
    const story = await tell({ rows });
    await story.pay(50_000, undefined, { designated: ['A'] });
    const c = await credit(story, 50_000);
    expect(c.claims.get('B')?.books.principal.paid).toBe(20_000);
    expect([c.credit, c.closed?.outcome]).toEqual([30_000, 'settled']);
    expect(story.audit()).toEqual([]);
  });
});

test('a dispute that is upheld after a part payment gives all the money back', async () => {
  const story = await tell({ rows: [makeRow({ cents: 1_000_000 })] });
  await story.chargeCosts();
  await story.pay(150_000);
  await story.react({ what: 'dispute', claims: [], ground: 'not-delivered' });
  const c = await story.rule({ decision: 'uphold' });
  expect([c.credit, outstanding(c), c.closed?.outcome]).toEqual([150_000, 0, 'credited']);
  expect(openTasks(c)).toContain('refund');
  expect(story.audit()).toEqual([]);
});

describe('after the case has closed', () => {
  test('a credit note for a claim that was paid leads to a refund', async () => {
    const story = await tell();
    await story.pay(100_000);
    const c = await credit(story, 30_000);
    expect([c.credit, c.closed?.outcome]).toEqual([30_000, 'settled']);
    expect(openTasks(c)).toEqual(['refund']);
    expect((await story.rule({ decision: 'refunded' })).credit).toBe(0);
    expect(story.audit()).toEqual([]);
  });

  test('a dispute that is upheld leaves nothing for the receiver of a hand-over', async () => {
    const story = await tell();
    await story.add(f.task('t1', 'hand-over'));
    await story.rule({ decision: 'approve-hand-over', to: 'Voorbeeld Gerechtsdeurwaarders' });
    expect(outstanding(await story.case())).toBe(100_000);
    const c = await credit(story, 100_000);
    expect([outstanding(c), c.closed?.outcome]).toEqual([0, 'handed-over']);
    expect(story.audit()).toEqual([]);
  });

  test('a dispute from before the hand-over can still be upheld, and is answered', async () => {
    const story = await tell();
    await story.react({ what: 'dispute', claims: [], ground: 'not-mine' }, 'd1');
    await story.add(
      { kind: 'hand-over-approved', task: 't-0', to: 'Bailiff', by: 'Noor' },
      { kind: 'handed-over', to: 'Bailiff' },
      { kind: 'journey-ended', journey: 1, end: 'handed-over' },
      { kind: 'case-closed', outcome: 'handed-over' },
    );
    const c = await story.rule({ decision: 'uphold' });
    expect(c.disputes.get('d1')?.answered).toBe('upheld');
    expect(outstanding(c)).toBe(0);
    expect((await story.last('contact-written'))?.step).toBe('dispute-answered');
  });
});

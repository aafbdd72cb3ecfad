import { describe, expect, test } from 'vitest';
import type { Case } from '../../../core/case/case.ts';
import { Entry, type Fact } from '../../../core/case/entry.ts';
import { apply, dayOf, fold, openParts } from '../../../core/case/fold.ts';
import { makeRow, tell } from '../make-case.ts';
import * as f from './make-facts.ts';

async function caseAfter(...facts: Fact[]): Promise<Case> {
  const story = await tell();
  return await story.add(...facts);
}

describe('a journal', () => {
  test('that is empty is no case', () => {
    expect(fold([])).toBeUndefined();
  });

  test('that begins otherwise is none of ours', () => {
    const entry = Entry.parse({ kind: 'replied', channel: 'phone', seq: 1, at: '2026-01-05T09:00:00Z' });
    expect(() => fold([{ stream: 'x-1', seq: 1, cause: 'c', entries: [entry] }])).toThrow('not case-opened');
  });

  test('tells who owes what to whom, and from when', async () => {
    const story = await tell({ rows: [makeRow({ invoicesBefore: 4, lateBefore: 1, language: 'en' })] });
    const c = await story.case();
    expect(c).toMatchObject({
      creditor: 'voorbeeld-incasso',
      capacity: 'private',
      debtor: 'consumer',
      language: 'en',
      history: { invoices: 4, late: 1 },
      openedAt: story.ports.clock.now(),
      journey: { journey: 1, machine: 'late-payer' },
    });
    expect(c.claims.get('A')).toMatchObject({ cents: 100_000, dueOn: '2025-12-01', agreedTerm: true });
    expect(c.seq).toBe((await story.entries()).length);
  });

  test('reads the same whether it is read at once or entry by entry', async () => {
    const story = await tell();
    await story.chargeCosts();
    await story.pay(40_000, '2026-01-12');
    await story.react({ what: 'plan', months: 3 });
    const items = await story.ports.journal.read(story.id);
    const [first, ...rest] = items.flatMap((item) => item.entries);
    const grown = fold(first ? [{ stream: story.id, seq: 1, cause: 'first', entries: [first] }] : []);
    if (!grown) throw new Error('no case');
    for (const entry of rest) apply(grown, entry);
    expect({ ...grown, causes: 0 }).toEqual({ ...fold(items), causes: 0 });
  });
});

describe('an entry', () => {
  test('counts from its own day, else from the day on which we learnt it', () => {
    expect(dayOf({ on: '2026-01-02', at: '2026-01-05T09:00:00Z' })).toBe('2026-01-02');
    expect(dayOf({ at: '2026-01-05T09:00:00Z' })).toBe('2026-01-05');
  });

  test.each<[string, Fact[], Partial<Case>]>([
    [
      'a score',
      [{ kind: 'scored', model: 'm', points: 61, reasons: [] }],
      { score: { points: 61, model: 'm', first: { points: 61, at: expect.any(String) } } },
    ],
    ['a profile', [{ kind: 'profile-assigned', profile: 'arranger' }], { profile: 'arranger' }],
    ['the end of a journey', [f.wait(1), f.ended], { lastEnd: 'unanswered', journeys: 1, waits: 1 }],
    ['a pause', [{ kind: 'paused', until: '2026-02-01', reason: 'r' }], { pausedUntil: '2026-02-01' }],
    ['a deferral', [{ kind: 'deferral-granted', until: '2026-02-01' }], { deferredUntil: '2026-02-01' }],
    [
      'a suspension with an end',
      [{ kind: 'suspended-by-law', rule: 'moratorium', until: '2026-02-01' }],
      { pausedUntil: '2026-02-01' },
    ],
    [
      'a mandate',
      [{ kind: 'mandate-given', mandate: 'm1', collectOn: '2026-01-20' }],
      { mandate: { mandate: 'm1', collectOn: '2026-01-20' } },
    ],
    ['an erasure', [{ kind: 'erased' }], { erased: true }],
    [
      'payments, their days in order even when told out of order',
      [f.paid('p1', 10, { on: '2026-01-04' }), f.paid('p2', 10, { on: '2026-01-02' })],
      { paidOn: ['2026-01-02', '2026-01-04'] },
    ],
  ])('%s is kept', async (_, facts, expected) => {
    expect(await caseAfter(...facts)).toMatchObject(expected);
  });

  test.each<[string, Fact[], keyof Case]>([
    [
      'a pause',
      [
        { kind: 'paused', until: '2026-02-01', reason: 'r' },
        { kind: 'resumed', reason: 'r' },
      ],
      'pausedUntil',
    ],
    [
      'a mandate',
      [
        { kind: 'mandate-given', mandate: 'm1', collectOn: '2026-01-20' },
        { kind: 'mandate-revoked', mandate: 'm1' },
      ],
      'mandate',
    ],
    ['a closing', [...f.closed, { kind: 'reopened', reason: 'r' }], 'closed'],
    ['a hand-over', [...f.closed, { kind: 'taken-back', reason: 'r' }], 'closed'],
    ['a journey', [f.ended], 'journey'],
    ['the wait of a journey that ended', [f.wait(1), f.ended], 'wait'],
  ])('%s can end', async (_, facts, field) => {
    expect((await caseAfter(...facts))[field]).toBeUndefined();
  });

  test('a message that was refused uses up its id', async () => {
    const c = await caseAfter(
      {
        kind: 'contact-refused',
        contact: 'k1',
        step: 'first-reminder',
        reason: 'paused',
        until: '2026-02-02T05:00:00Z',
      },
      f.written('k2', 'first-reminder'),
      { kind: 'contact-refused', contact: 'k2', step: 'first-reminder', reason: 'stale' },
    );
    expect(c.contactIds).toBe(2);
    expect(c.refused.get('k1')).toMatchObject({ reason: 'paused', until: '2026-02-02T05:00:00Z' });
    expect(c.refused.get('k2')).toMatchObject({ reason: 'stale' });
  });

  test('a message is followed from writing to its fate', async () => {
    const c = await caseAfter(
      f.written('k1', 'first-reminder', { payBy: '2026-01-12', followUpAt: '2026-01-14T05:00:00Z' }),
      f.claimed('k1'),
      f.sent('k1', 'first-reminder'),
      { kind: 'contact-delivered', contact: 'k1' },
      { kind: 'contact-bounced', contact: 'k1', permanent: true },
    );
    const contact = c.contacts.get('k1');
    expect(contact).toMatchObject({
      step: 'first-reminder',
      payBy: '2026-01-12',
      failed: 'bounced',
    });
    for (const at of [contact?.claimedAt, contact?.sentAt, contact?.deliveredAt]) expect(at).toBe(c.at);
    expect(contact).not.toHaveProperty('receipt');
  });

  test('a notice keeps what stands charged under it, and its fate', async () => {
    const notice = [f.written('n1', 'notice'), f.claimed('n1'), f.sent('n1', 'notice'), f.served('n1')];
    const shares = [{ claim: 'A', bucket: 'costs' as const, cents: 5_000 }];
    const c = await caseAfter(
      ...notice,
      f.costs('n1'),
      { kind: 'costs-withdrawn', notice: 'n1', cents: 5_000, shares, reason: 'paid-in-time' },
      { kind: 'notice-void', contact: 'n1', reason: 'returned' },
    );
    expect(c.notices.get('n1')).toMatchObject({ charged: 10_000, void: true, costsFrom: '2025-12-19' });
    expect(c.claims.get('A')?.books.costs.charged).toBe(10_000);
  });

  test('a new plan takes the place of the running one, and money counts for the running one', async () => {
    const c = await caseAfter(f.agreed('p1'), f.paid('pay-1', 10_000), f.agreed('p2'), f.paid('pay-2', 300));
    expect([...c.plans.values()].map(({ plan, state, paid }) => [plan, state, paid])).toEqual([
      ['p1', 'replaced', 10_000],
      ['p2', 'running', 300],
    ]);
  });

  test('money for an open promise is counted, and what was reversed is not', async () => {
    const c = await caseAfter(
      { kind: 'promise-made', promise: 'p1', payOn: '2026-01-12' },
      f.paid('pay-1', 300),
      f.paid('pay-2', 500),
      {
        kind: 'payment-reversed',
        payment: 'pay-1',
        cents: 300,
        parts: [{ claim: 'A', bucket: 'principal', cents: 300 }],
        reason: 'no-funds',
      },
    );
    expect(c.promise).toMatchObject({ state: 'open', paid: 500 });
    expect(c.claims.get('A')?.books.principal.paid).toBe(500);
  });

  test('moves inside the books make no money', async () => {
    const from = { claim: 'A', bucket: 'principal' as const, cents: 300 };
    const c = await caseAfter(f.paid('pay-1', 500), {
      kind: 'claim-credited',
      claim: 'A',
      cents: 300,
      reason: 'returned',
      moves: [{ from }],
    });
    expect(c.credit).toBe(300);
    expect(c.claims.get('A')?.books.principal).toEqual({ charged: 99_700, paid: 200, waived: 0 });
  });

  test('about an unknown claim, contact or plan cannot be read', async () => {
    const elsewhere = f.paid('p1', 10, { parts: [{ claim: 'Z', bucket: 'principal', cents: 10 }] });
    await expect(caseAfter(elsewhere)).rejects.toThrow('no such claim');
    const c = await caseAfter();
    const entry = (fact: Fact) => Entry.parse({ ...fact, seq: c.seq + 1, at: c.at });
    expect(() => apply(c, entry(f.claimed('k9')))).toThrow('no contact k9');
    expect(() => apply(c, entry({ kind: 'plan-broken', plan: 'p9' }))).toThrow('no plan p9');
  });
});

test('open parts are what is charged and neither paid nor waived, costs and interest before principal', async () => {
  const notice = [f.written('n1', 'notice'), f.claimed('n1'), f.sent('n1', 'notice'), f.served('n1')];
  const c = await caseAfter(...notice, f.costs('n1'), f.paid('pay-1', 99_000));
  expect(openParts(c)).toEqual([
    { claim: 'A', bucket: 'costs', cents: 15_000 },
    { claim: 'A', bucket: 'principal', cents: 1_000 },
  ]);
  expect(openParts(c, ['B'])).toEqual([]);
  expect(openParts(c, ['A'], ['principal'])).toHaveLength(1);
});

import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../../core/case/entry.ts';
import { creditClaim } from '../../../../core/money/correct.ts';
import type { Reaction } from '../../../../core/reply/reaction.ts';
import { takeReply } from '../../../../core/reply/take.ts';
import { coldStart } from '../../../../core/score/cold-start.ts';
import { scoreCase } from '../../../../core/score/score-case.ts';
import * as f from '../../case/make-facts.ts';
import { makeRow, onlyPaper, type Story, tell } from '../../make-case.ts';
import { featuresOf, look } from './look.ts';

const featureOf = async (story: Story, name: string) => featuresOf(await look(story))[name];

describe('the features of a case', () => {
  test('are what is known of it at a moment', async () => {
    const story = await tell({
      rows: [
        makeRow({ invoicesBefore: 8, lateBefore: 2, phone: '+31612345678', basis: 'service' }),
        makeRow({ invoice: 'B', dueOn: '2025-11-01', cents: 50_000, basis: 'sale' }),
      ],
    });
    const contact = await story.say('first-reminder', 7);
    await story.add({ kind: 'contact-opened', contact });
    story.on('2026-01-09');
    await story.add(
      f.paid('p1', 10_000, { on: '2026-01-08' }),
      f.paid('p2', 10_000, { on: '2026-01-08' }),
      { kind: 'promise-made', promise: 'x', payOn: '2026-01-08' },
      { kind: 'promise-broken', promise: 'x' },
      f.agreed('p'),
      { kind: 'plan-broken', plan: 'p' },
    );
    expect(featuresOf(await look(story))).toMatchObject({
      // Of the oldest claim that is unpaid, B.
      amount: 500,
      'days-overdue': 69,
      'amount-against-habit': 0.5,
      'open-invoices': 1,
      'overdue-invoices': 1,
      'longest-overdue': 39,
      'claim-basis': 1,
      // Of the case.
      outstanding: 1_300,
      'share-paid': 200 / 1_500,
      'first-arrears': 0,
      payments: 1,
      'promises-broken': 1,
      'plans-broken': 1,
      'plan-running': 0,
      channels: 3,
      asks: 1,
      'share-opened': 1,
      'share-clicked': 0,
      unanswered: 0,
      month: 1,
      // What the creditor counted, drawn towards what is usual.
      'invoices-paid': 8,
      'share-late': (2 + 2 * 0.3) / (8 + 2),
      'mean-lateness': 20,
      'plan-instalments': Number.NaN,
    });
    expect(await featureOf(story, 'response-days')).toBeGreaterThan(3);
  });

  test('are of the oldest claim that is still unpaid; one that was paid is history', async () => {
    const story = await tell({
      rows: [makeRow(), makeRow({ invoice: 'B', dueOn: '2025-11-01', cents: 100_000 })],
    });
    expect(await featureOf(story, 'days-overdue')).toBe(65);
    await story.pay(100_000, undefined, { designated: ['B'] });
    expect(featuresOf(await look(story))).toMatchObject({
      'days-overdue': 35,
      'last-lateness': 65,
      'invoices-paid': 1,
      'open-invoices': 0,
    });
  });

  test('count a claim as paid on the day of the money, whatever was credited of it later', async () => {
    const story = await tell({
      rows: [makeRow(), makeRow({ invoice: 'B', dueOn: '2025-11-01', cents: 100_000 })],
    });
    await story.pay(100_000, undefined, { designated: ['B'] });
    story.on('2026-02-20');
    await story.decide((draft, ctx) => creditClaim(draft, ctx, 'B', 10_000, 'goodwill'));
    expect(featuresOf(await look(story))).toMatchObject({ 'last-lateness': 65, 'invoices-paid': 1 });
  });

  test('count money that was taken back as never come', async () => {
    const story = await tell();
    await story.pay(40_000);
    expect(await featureOf(story, 'payments')).toBe(1);
    await story.reverse('pay-1');
    expect(featuresOf(await look(story))).toMatchObject({ payments: 0, 'share-paid': 0 });
  });

  test('tell nothing of messages before there were any', async () => {
    expect(featuresOf(await look(await tell()))).toMatchObject({
      asks: 0,
      unanswered: 0,
      'share-opened': Number.NaN,
      'response-days': Number.NaN,
    });
  });

  test('count channels whose address works; who opts out of one is scored as before', async () => {
    const story = await tell();
    expect(await featureOf(story, 'channels')).toBe(2);
    await story.person({ kind: 'opted-out', channel: 'letter' });
    expect(await featureOf(story, 'channels')).toBe(2);
    await story.person({ kind: 'address-failed', channel: 'email' });
    expect(await featureOf(story, 'channels')).toBe(1);
  });

  test('know earlier cases of the same debtor, and read them only then', async () => {
    const first = await tell();
    await first.pay(100_000);
    const { ports } = first;
    const second = await tell({ ports, rows: [makeRow({ invoice: 'B', dueOn: '2026-01-02' })] });
    expect(second.id).toBe(first.id.replace('-1', '-2'));
    second.on('2026-01-20');
    const read: string[] = [];
    const journal = ports.journal.read;
    ports.journal.read = (stream, after) => {
      read.push(stream);
      return journal(stream, after);
    };
    const view = await look(second);
    expect(read).toContain(first.id);
    expect(featuresOf(view)).toMatchObject({ 'first-arrears': 0, 'last-lateness': 35, 'invoices-paid': 1 });

    read.length = 0;
    await look(first);
    expect(read.filter((stream) => stream !== first.id)).toEqual([]);
  });

  test('forget an earlier case in which nothing was owed after all, as after a dispute', async () => {
    const first = await tell();
    await first.add(
      f.ended,
      {
        kind: 'claim-withdrawn',
        claim: 'A',
        cents: 100_000,
        waived: [{ claim: 'A', bucket: 'principal', cents: 100_000 }],
        reason: 'dispute-upheld',
      },
      { kind: 'case-closed', outcome: 'withdrawn' },
    );
    const second = await tell({ ports: first.ports, rows: [makeRow({ invoice: 'B' })] });
    expect(second.id).toMatch(/-2$/);
    expect(featuresOf(await look(second))).toMatchObject({ 'first-arrears': 1, 'first-invoice': 1 });
  });

  test('take what was written off in an earlier case for nothing: it can tell of hardship', async () => {
    const first = await tell();
    await first.add(...f.closed);
    const second = await tell({ ports: first.ports, rows: [makeRow({ invoice: 'B' })] });
    expect(featuresOf(await look(second))).toMatchObject({
      'open-invoices': 0,
      'overdue-invoices': 0,
      'invoices-paid': 0,
    });
  });
});

describe('messages before the last sign of life do not count as unanswered', () => {
  const unanswered = (story: Story) => featureOf(story, 'unanswered');

  /** Two letters without an answer. */
  async function written(): Promise<Story> {
    const story = await tell({ rows: [onlyPaper] });
    await story.say('first-reminder', 7);
    await story.say('second-reminder', 7);
    expect(await unanswered(story)).toBe(2);
    return story;
  }

  test.each<[string, (story: Story) => Promise<unknown>]>([
    ['a reply', (story) => story.react({ what: 'information' })],
    ['a payment', (story) => story.pay(10_000)],
    [
      'a call that reached somebody',
      async (story) => {
        await story.add(f.task('t1', 'call'));
        await story.rule({ decision: 'reached' });
      },
    ],
  ])('%s', async (_, heard) => {
    const story = await written();
    await heard(story);
    expect(await unanswered(story)).toBe(0);
    expect(await featureOf(story, 'response-days')).toBeGreaterThanOrEqual(0);
    await story.say('last-reminder', 7);
    expect(await unanswered(story)).toBe(1);
  });

  test('a call that reached nobody is no sign of life', async () => {
    const story = await written();
    await story.add(f.task('t1', 'call'));
    await story.rule({ decision: 'not-reached' });
    expect(await unanswered(story)).toBe(2);
  });

  test('an answer or a confirmation of ours asks for nothing and counts as nothing', async () => {
    const story = await tell({ rows: [onlyPaper] });
    await story.react({ what: 'information' });
    await story.say('information');
    expect(featuresOf(await look(story))).toMatchObject({ asks: 0, unanswered: 0, replies: 1 });
  });
});

/** What is never known, nor that it was said. */
const rights: Reaction[] = [
  { what: 'dispute', claims: [], ground: 'not-delivered' },
  { what: 'complaint' },
  { what: 'hardship' },
  { what: 'already-paid' },
  { what: 'wrong-person' },
  { what: 'opt-out', channel: 'sms' },
  { what: 'object-to-groups' },
  { what: 'circumstance', circumstance: 'debt-help' },
  { what: 'circumstance', circumstance: 'represented' },
];

describe('no score knows whether somebody replied with', () => {
  /** A case in which something is said or not, with messages and money before and after, at the same moments. */
  async function lived(said?: Reaction): Promise<Story> {
    const story = await tell({ rows: [onlyPaper] });
    await story.say('first-reminder', 7);
    story.on('2026-01-12');
    const reply = { case: story.id, id: 'r-1', channel: 'email' } as const;
    if (said) expect(await takeReply(story.ports, { ...reply, reaction: said })).toEqual({ taken: true });
    for (const day of ['2026-01-20', '2026-02-10'] as const) {
      const step = 'second-reminder';
      await story.add(f.written(day, step), f.claimed(day), f.sent(day, step));
      story.on(day);
    }
    await story.pay(10_000, '2026-02-09');
    return story;
  }

  test.each(rights.map((said) => [said]))('%j', async (said) => {
    const [silent, spoke] = [await lived(), await lived(said)];
    const [before, after] = [await look(silent), await look(spoke)];
    expect(featuresOf(after)).toEqual(featuresOf(before));
    expect(scoreCase(coldStart, after)).toEqual(scoreCase(coldStart, before));
  });

  test('nothing of that, while a word about paying counts', async () => {
    const [silent, spoke] = [await lived(), await lived({ what: 'promise', payOn: '2026-01-30' })];
    expect(await featureOf(spoke, 'replies')).toBe(1);
    expect(await featureOf(silent, 'replies')).toBe(0);
    expect(await featureOf(spoke, 'response-days')).not.toBe(await featureOf(silent, 'response-days'));
  });
});

describe('no score knows', () => {
  test.each<[string, Fact[]]>([
    ['a dispute', [{ kind: 'dispute-raised', dispute: 'd1', claims: ['A'], ground: 'other' }]],
    ['a complaint', [{ kind: 'complaint-raised', complaint: 'c1' }]],
    ['hardship', [{ kind: 'hardship-reported', by: 'debtor' }]],
    ['debt help', [{ kind: 'hardship-reported', by: 'debt-help' }]],
    ['that somebody says they have paid', [{ kind: 'payment-claimed' }]],
    ['what somebody can spare', [f.canSpare(5_000)]],
    ['that somebody took it back', [f.canSpare(5_000), { kind: 'means-withdrawn' }]],
    ['a question', [{ kind: 'information-asked' }]],
    ['a pause', [{ kind: 'paused', until: '2026-02-01', reason: 'illness' }]],
    ['a deferral', [{ kind: 'deferral-granted', until: '2026-02-01' }]],
    ['work of a person', [f.task('t1', 'hardship'), f.task('t2', 'dispute'), f.task('t3', 'complaint')]],
    ['a court', [{ kind: 'suspended-by-law', rule: 'insolvency', until: '2026-02-01' }]],
  ])('%s', async (_, facts) => {
    const story = await tell();
    await story.say('first-reminder', 7);
    const before = await look(story);
    await story.add(...facts);
    const after = await look(story);
    expect(featuresOf(after)).toEqual(featuresOf(before));
    expect(scoreCase(coldStart, after)).toEqual(scoreCase(coldStart, before));
  });

  test('what circumstances a person is in', async () => {
    const story = await tell();
    const before = featuresOf(await look(story));
    await story.person({ kind: 'circumstance-reported', circumstance: 'debt-help' });
    expect(featuresOf(await look(story))).toEqual(before);
  });
});

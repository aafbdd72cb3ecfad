import { describe, expect, test } from 'vitest';
import { rule, UnfitRuling } from '../../../core/case/decide.ts';
import type { Decision, Outcome, Step } from '../../../core/case/words.ts';
import { outstanding } from '../../../core/message/blocked.ts';
import { compose } from '../../../core/message/compose.ts';
import type { Reaction } from '../../../core/reply/reaction.ts';
import { makeRow, onlyPaper, type Story, tell } from '../make-case.ts';
import * as f from './make-facts.ts';

const to = 'Voorbeeld Gerechtsdeurwaarders';
const dispute = (...claims: string[]): Reaction => ({ what: 'dispute', claims, ground: 'wrong-amount' });

/** Somebody was written to, paid a part, and disputes. */
async function disputed(...claims: string[]): Promise<Story> {
  const story = await tell({ rows: [makeRow(), makeRow({ invoice: 'B', cents: 50_000 })] });
  await story.say('first-reminder', 7);
  await story.pay(30_000, undefined, { designated: ['A'] });
  await story.react(dispute(...claims), 'd1');
  return story;
}

interface Answers {
  steps: Step[];
  result: string | undefined;
  /** What the answer says is still owed, cents. */
  left: number | undefined;
}

/** Steps that were written after the dispute was received, and what the answer says. */
async function answers(story: Story): Promise<Answers> {
  const c = await story.case();
  const contacts = [...c.contacts.values()];
  const received = contacts.findIndex(({ step }) => step === 'dispute-received');
  const written = contacts.find(({ step }) => step === 'dispute-answered');
  const { creditor, pack } = await story.ctx();
  const parties = { creditor, pack, to: { reference: 'D-1' }, links: [{ key: 1, secret: 'test' }] as const };
  return {
    steps: contacts.slice(received + 1).map(({ step }) => step),
    result: written && compose(c, written, parties).result,
    left: written && compose(c, written, parties).totals.outstanding,
  };
}

describe('a dispute about one of two claims', () => {
  test.each<[Decision, 'upheld' | 'rejected', number, number]>([
    // What had been paid on A pays B.
    ['uphold', 'upheld', 20_000, 0],
    ['withdraw', 'upheld', 50_000, 0],
    ['reject', 'rejected', 120_000, 0],
    ['go-on', 'rejected', 120_000, 0],
  ])('closed with %s is answered as %s', async (decision, result, left, credit) => {
    const story = await disputed('A');
    const c = await story.rule({ decision });
    expect(c.disputes.get('d1')?.answered).toBe(result);
    expect([outstanding(c), c.credit, c.closed]).toEqual([left, credit, undefined]);
    expect(await answers(story)).toEqual({ steps: ['dispute-answered'], result, left });
    expect(story.audit()).toEqual([]);
  });

  test('withdraws that claim only', async () => {
    const story = await disputed('A');
    const c = await story.rule({ decision: 'withdraw' });
    expect([c.claims.get('A')?.gone, c.claims.get('B')?.gone]).toEqual(['withdrawn', undefined]);
  });

  test('can end in a plan over all that is owed', async () => {
    const story = await disputed('A');
    const c = await story.rule({ decision: 'agree-plan', months: 6 });
    expect(c.disputes.get('d1')?.answered).toBe('rejected');
    expect((await answers(story)).steps).toEqual(['dispute-answered', 'plan-agreed']);
  });

  test('can end in a settlement, which is the answer', async () => {
    const story = await disputed('A');
    const c = await story.rule({ decision: 'settle-for-less', keep: 60_000 });
    expect([outstanding(c), c.disputes.get('d1')?.answered]).toEqual([60_000, 'upheld']);
    expect((await answers(story)).steps).toEqual(['settlement-agreed']);
  });
});

describe('a dispute about everything', () => {
  test.each<[Decision, Outcome, number]>([
    ['uphold', 'credited', 30_000],
    ['wrong-person', 'wrong-person', 30_000],
    ['write-off', 'written-off', 0],
    ['withdraw', 'withdrawn', 0],
  ])('closed with %s ends the case as %s, and the debtor is told', async (decision, outcome, credit) => {
    const story = await disputed();
    const c = await story.rule({ decision });
    expect([c.closed?.outcome, outstanding(c), c.credit]).toEqual([outcome, 0, credit]);
    expect((await answers(story)).steps).toContain('case-closed');
    const refunds = [...c.tasks.values()].filter((task) => task.what === 'refund');
    expect(refunds.length > 0).toBe(credit > 0);
    expect(story.audit()).toEqual([]);
  });

  test.each<Decision>(['pause', 'approve-hand-over', 'reached', 'refunded'])(
    'is not answered by %s: nothing is written',
    async (decision) => {
      const story = await disputed();
      const before = (await story.case()).seq;
      await expect(story.rule({ decision, until: '2026-03-01', to })).rejects.toThrow(UnfitRuling);
      expect((await story.case()).seq).toBe(before);
    },
  );
});

describe('a hand-over', () => {
  async function proposed(cents: number): Promise<Story> {
    const story = await tell({ rows: [makeRow({ cents })] });
    await story.add(f.task('t1', 'hand-over'));
    return story;
  }
  const approve = (story: Story, task = 't1') =>
    story.decide(async (draft, ctx) => {
      const found = draft.case.tasks.get(task);
      if (found) await rule(draft, ctx, found, { decision: 'approve-hand-over', by: 'Noor', to });
    });

  test.each<Reaction>([dispute(), { what: 'hardship' }, { what: 'already-paid' }])(
    'is refused while something of the debtor is unanswered: %o',
    async (reaction) => {
      const story = await proposed(100_000);
      await story.react(reaction);
      await expect(approve(story)).rejects.toThrow(UnfitRuling);
      expect((await story.case()).closed).toBeUndefined();
      await story.rule({ decision: 'reject' });
      await approve(story);
      expect((await story.case()).closed?.outcome).toBe('handed-over');
    },
  );

  test('is refused below the amount from which the policy hands over', async () => {
    await expect(approve(await proposed(9_999))).rejects.toThrow('larger amounts only');
    const enough = await proposed(10_000);
    await approve(enough);
    expect((await enough.case()).closed?.outcome).toBe('handed-over');
  });
});

describe('somebody who writes after the end', () => {
  test.each<[string, (story: Story) => Promise<unknown>, string]>([
    ['settled', (story) => story.pay(100_000), 'closed'],
    [
      'handed over',
      async (story) => {
        await story.add(f.task('t1', 'hand-over'));
        await story.rule({ decision: 'approve-hand-over', to });
      },
      to,
    ],
  ])('of a case that was %s gets a reason, and a person looks at it', async (_, ends, reason) => {
    const story = await tell();
    await ends(story);
    const open = async () => [...(await story.case()).tasks.values()].filter((task) => !task.closed);
    const taken = await story.react(dispute());
    expect(taken).toMatchObject({ taken: false, reason: expect.stringContaining(reason) });
    await story.react({ what: 'hardship' });
    await story.react(dispute());
    expect((await open()).map(({ what, about }) => `${what} ${about}`)).toEqual([
      'information dispute',
      'information hardship',
    ]);
    expect(await story.last('dispute-raised')).toBeUndefined();
    await story.react({ what: 'wrong-person' });
    expect((await open()).at(-1)).toMatchObject({ what: 'information', about: 'wrong-person' });
    expect(story.audit()).toEqual([]);
  });
});

describe('after a settlement for less', () => {
  /** 1,000.00 with a notice that has run out, of which 600.00 is to be paid. */
  async function settled(): Promise<Story> {
    const story = await tell({ rows: [onlyPaper] });
    await story.say('notice', 14);
    await story.react({ what: 'hardship' });
    await story.rule({ decision: 'settle-for-less', keep: 60_000 });
    return story;
  }

  test('the debtor is told what was agreed', async () => {
    const story = await settled();
    expect(await story.last('contact-written')).toMatchObject({ step: 'settlement-agreed' });
    expect((await story.last('contact-written'))?.stated).toMatchObject([{ outstanding: 60_000 }]);
  });

  test('nothing is added any more: no interest, no notice, no costs', async () => {
    const story = await settled();
    story.on('2026-06-01');
    await story.say('last-reminder', 7);
    for (const step of ['notice', 'costs-added'] as const) {
      const contact = await story.write(step, 14);
      expect((await story.case()).refused.get(contact)?.reason).toBe('not-needed');
    }
    const { kinds } = await story.case();
    expect([kinds.get('interest-charged'), kinds.get('costs-charged')]).toEqual([undefined, undefined]);
    expect(outstanding(await story.case())).toBe(60_000);
    expect(story.audit()).toEqual([]);
  });

  test('the rest, when it is paid, ends the case as settled for less', async () => {
    const story = await settled();
    story.on('2026-06-01');
    await story.pay(20_000);
    expect((await story.pay(40_000)).closed?.outcome).toBe('settled-for-less');
    expect(story.audit()).toEqual([]);
  });
});

test('nobody owes what was never theirs: a wrong person who had paid gets all of it back', async () => {
  const story = await tell({ rows: [makeRow({ cents: 1_000_000 })] });
  await story.chargeCosts();
  await story.pay(150_000);
  await story.react({ what: 'wrong-person' });
  const c = await story.rule({ decision: 'wrong-person' });
  expect([c.closed?.outcome, outstanding(c), c.credit]).toEqual(['wrong-person', 0, 150_000]);
  expect([...c.tasks.values()].some((task) => task.what === 'refund' && !task.closed)).toBe(true);
  expect(story.audit()).toEqual([]);
});

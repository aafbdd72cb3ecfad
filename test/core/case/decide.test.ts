import { describe, expect, test } from 'vitest';
import { UnfitRuling } from '../../../core/case/decide.ts';
import type { Decision, Outcome, TaskKind } from '../../../core/case/words.ts';
import { outstanding } from '../../../core/message/blocked.ts';
import { makeRow, type Story, tell } from '../make-case.ts';
import * as f from './make-facts.ts';

async function withTask(what: TaskKind, rows = [makeRow()]): Promise<Story> {
  const story = await tell({ rows });
  await story.add(f.task('t1', what));
  return story;
}

describe('a person', () => {
  test.each<[Decision, Outcome]>([
    ['write-off', 'written-off'],
    ['withdraw', 'withdrawn'],
    ['wrong-person', 'wrong-person'],
    ['estate', 'estate'],
    ['insolvency', 'insolvency'],
    ['refer-to-debt-help', 'debt-settlement'],
  ])('who decides %s ends the case as %s, with nothing owed', async (decision, outcome) => {
    const story = await withTask('report', [makeRow(), makeRow({ invoice: 'B' })]);
    const c = await story.rule({ decision });
    expect(c.closed?.outcome).toBe(outcome);
    expect(outstanding(c)).toBe(0);
    expect(await story.last('task-closed')).toMatchObject({ decision, by: 'Noor' });
    expect(story.audit()).toEqual([]);
  });

  test.each<Decision>(['go-on', 'reject', 'uphold', 'reached', 'not-reached'])(
    'who decides %s on a report closes the task and no more',
    async (decision) => {
      const story = await withTask('report');
      const c = await story.rule({ decision });
      expect(c.closed).toBeUndefined();
      expect((await story.entries()).at(-1)?.kind).toBe('task-closed');
    },
  );

  test('can pause until a day', async () => {
    const story = await withTask('hardship');
    expect((await story.rule({ decision: 'pause', until: '2026-03-01' })).pausedUntil).toBe('2026-03-01');
  });

  test('notes whether a call reached anybody', async () => {
    const story = await withTask('call');
    await story.rule({ decision: 'not-reached' });
    expect(await story.last('call-made')).toMatchObject({ task: 't1', reached: false });
  });

  test('answers a complaint, also when the case has ended', async () => {
    const story = await tell();
    await story.pay(100_000);
    await story.react({ what: 'complaint' }, 'c1');
    await story.rule({ decision: 'go-on' });
    expect(await story.last('complaint-answered')).toMatchObject({ complaint: 'c1' });
  });

  test('decides a task once', async () => {
    const story = await withTask('call');
    await story.rule({ decision: 'reached' });
    const before = (await story.case()).seq;
    await story.rule({ decision: 'write-off' });
    expect((await story.case()).seq).toBe(before);
  });
});

describe('a decision that does not fit writes nothing', () => {
  test.each([
    ['a pause without its end', { decision: 'pause' as const }, 'until'],
    ['a plan without its months', { decision: 'agree-plan' as const }, 'months'],
    ['a plan longer than the policy', { decision: 'agree-plan' as const, months: 19 }, 'longer'],
    ['a hand-over to nobody', { decision: 'approve-hand-over' as const }, 'to'],
    [
      'a hand-over to somebody else',
      { decision: 'approve-hand-over' as const, to: 'a friend' },
      'does not name',
    ],
    ['a settlement without what to keep', { decision: 'settle-for-less' as const }, 'keep'],
    [
      'a settlement that gives up nothing',
      { decision: 'settle-for-less' as const, keep: 100_000 },
      'Nothing',
    ],
  ])('%s', async (_, ruling, reason) => {
    const story = await withTask('hand-over');
    const before = (await story.case()).seq;
    const ruled = story.rule(ruling);
    await expect(ruled).rejects.toThrow(UnfitRuling);
    await expect(ruled).rejects.toThrow(reason);
    expect((await story.case()).seq).toBe(before);
  });
});

describe('a dispute', () => {
  test('that is upheld credits the claim and answers who raised it', async () => {
    const story = await tell({ rows: [makeRow(), makeRow({ invoice: 'B' })] });
    await story.react({ what: 'dispute', claims: ['A'], ground: 'not-delivered' }, 'd1');
    const c = await story.rule({ decision: 'uphold' });
    expect(await story.last('dispute-answered')).toMatchObject({ dispute: 'd1', result: 'upheld' });
    expect((await story.last('contact-written'))?.step).toBe('dispute-answered');
    expect(outstanding(c)).toBe(100_000);
    expect(c.claims.get('A')?.books.principal.charged).toBe(0);
  });

  test('over everything that is upheld ends the case as credited', async () => {
    const story = await tell();
    await story.react({ what: 'dispute', claims: [], ground: 'not-mine' });
    expect((await story.rule({ decision: 'uphold' })).closed?.outcome).toBe('credited');
    expect(story.audit()).toEqual([]);
  });

  test('that is rejected is answered, and the asking may go on', async () => {
    const story = await tell();
    await story.react({ what: 'dispute', claims: [], ground: 'other' }, 'd1');
    await story.rule({ decision: 'reject' });
    expect(await story.last('dispute-answered')).toMatchObject({ result: 'rejected' });
    const contact = await story.write('first-reminder', 7);
    expect((await story.case()).contacts.has(contact)).toBe(true);
  });

  test('is answered also when all was paid in the meantime', async () => {
    const story = await tell();
    await story.react({ what: 'dispute', claims: [], ground: 'other' }, 'd1');
    await story.pay(100_000);
    const c = await story.rule({ decision: 'reject' });
    expect(c.disputes.get('d1')?.answered).toBe('rejected');
    expect(c.closed?.outcome).toBe('settled');
  });
});

describe('a settlement for less', () => {
  test('gives up all costs and interest before any principal, whichever claim they are on', async () => {
    const rows = [makeRow(), makeRow({ invoice: 'B' })];
    const story = await tell({ rows });
    await story.chargeCosts();
    await story.add(f.task('t1', 'hardship'));
    const c = await story.rule({ decision: 'settle-for-less', keep: 190_000 });
    expect(outstanding(c)).toBe(190_000);
    for (const { books } of c.claims.values()) {
      expect(books.costs.waived).toBe(books.costs.charged);
      expect(books.interest.waived).toBe(books.interest.charged);
    }
    expect(c.closed).toBeUndefined();
    expect((await story.pay(190_000)).closed?.outcome).toBe('settled-for-less');
  });
});

describe('a hand-over', () => {
  const to = 'Voorbeeld Gerechtsdeurwaarders';

  test('leaves what is owed open, and the debtor is told to whom', async () => {
    const story = await withTask('hand-over');
    const c = await story.rule({ decision: 'approve-hand-over', to });
    expect(c.closed?.outcome).toBe('handed-over');
    expect(outstanding(c)).toBe(100_000);
    expect(await story.last('hand-over-approved')).toMatchObject({ to, by: 'Noor' });
    expect((await story.last('contact-written'))?.step).toBe('handed-over');
    expect(story.audit()).toEqual([]);
  });

  test('sends money that still reaches us back through a person', async () => {
    const story = await withTask('hand-over');
    await story.rule({ decision: 'approve-hand-over', to });
    const c = await story.pay(100_000);
    expect(c.credit).toBe(100_000);
    expect([...c.tasks.values()].at(-1)?.what).toBe('refund');
  });
});

test('work that is owed outlives the end of a case, other work ends with it', async () => {
  const story = await tell();
  const kinds: TaskKind[] = [
    'refund',
    'dispute',
    'complaint',
    'information',
    'call',
    'hand-over',
    'hardship',
    'failure',
  ];
  await story.add(...kinds.map((what) => f.task(what, what)));
  const c = await story.pay(100_000);
  const left = [...c.tasks.values()].filter((task) => !task.closed).map((task) => task.what);
  expect(left).toEqual(['refund', 'dispute', 'complaint', 'information']);
});

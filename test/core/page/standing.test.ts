import { describe, expect, test } from 'vitest';
import { dayAt } from '../../../core/calendar/moment.ts';
import { today } from '../../../core/law/of-case.ts';
import { type Standing, standingOf } from '../../../core/page/standing.ts';
import type { Reaction } from '../../../core/reply/reaction.ts';
import { type Story, tell } from '../make-case.ts';

async function standingIn(story: Story): Promise<Standing> {
  const { pack } = await story.ctx();
  const day = today(pack, story.ports.clock.now());
  return standingOf(await story.case(), day, (moment) => dayAt(moment, pack.zone));
}

describe('how a case stands', () => {
  test('with nothing arranged: it is asked, by the day that the last message named', async () => {
    const story = await tell();
    expect(await standingIn(story)).toEqual({ tasks: [], asked: true });
    await story.say('first-reminder', 7);
    expect((await standingIn(story)).payBy).toBe('2026-01-12');
    story.on('2026-01-13');
    expect((await standingIn(story)).payBy).toBeUndefined();
  });

  test('while a free notice runs: the day until which no costs come, and no other day beside it', async () => {
    const story = await tell();
    const notice = await story.say('notice', 14);
    await story.feedback(notice, 'delivered');
    const { lastFreeDay } = (await story.case()).notices.get(notice) ?? {};
    expect(await standingIn(story)).toMatchObject({ freeUntil: lastFreeDay, asked: true });
    await story.pay(100_000);
    expect((await standingIn(story)).freeUntil).toBeUndefined();
  });

  test.each<[Reaction, string]>([
    [{ what: 'dispute', claims: [], ground: 'other' }, 'dispute'],
    [{ what: 'hardship' }, 'hardship'],
    [{ what: 'plan', months: 60 }, 'plan-request'],
    [{ what: 'already-paid' }, 'payment-claim'],
    [{ what: 'wrong-person' }, 'report'],
  ])('after %j: a person looks by a day, and nobody asks', async (reaction, what) => {
    const story = await tell();
    await story.react(reaction);
    const { tasks, asked } = await standingIn(story);
    expect(tasks).toEqual([{ what, by: expect.stringMatching(/^2026-01-/) }]);
    expect(asked).toBe(false);
  });

  test('a complaint does not stop the asking, and is answered by a day', async () => {
    const story = await tell();
    await story.react({ what: 'complaint' });
    expect(await standingIn(story)).toMatchObject({ tasks: [{ what: 'complaint' }], asked: true });
  });

  test('what we plan for ourselves is not shown', async () => {
    const story = await tell();
    for (const what of ['hand-over', 'call', 'failure', 'unreachable'] as const) {
      await story.add({ kind: 'task-opened', task: what, what, due: '2026-02-01T16:00:00Z' });
    }
    expect((await standingIn(story)).tasks).toEqual([]);
  });

  test('a promise, a direct debit and a pause each with their day, until it has gone by', async () => {
    const story = await tell();
    await story.react({ what: 'promise', payOn: '2026-01-20' });
    expect((await standingIn(story)).promise).toEqual({ payOn: '2026-01-20' });
    await story.react({ what: 'direct-debit' });
    expect((await standingIn(story)).directDebitOn).toBe('2026-01-20');
    await story.add({ kind: 'paused', until: '2026-02-10', reason: 'hardship' });
    expect(await standingIn(story)).toMatchObject({ quietUntil: '2026-02-10', asked: false });
    story.on('2026-02-11');
    const later = await standingIn(story);
    expect([later.directDebitOn, later.quietUntil]).toEqual([undefined, undefined]);
  });

  test('a plan with what is paid and what is next; a promise has no place beside it', async () => {
    const story = await tell();
    await story.react({ what: 'promise', payOn: '2026-01-20' });
    await story.react({ what: 'plan', months: 2 });
    await story.pay(50_000);
    const { plan, promise } = await standingIn(story);
    expect(plan?.instalments).toEqual([
      { on: '2026-01-12', cents: 50_000, paid: true },
      { on: '2026-02-12', cents: 50_000, paid: false },
    ]);
    expect(plan?.next).toMatchObject({ number: 2, cents: 50_000 });
    // While somebody looks, nobody is told of a day to pay on.
    await story.react({ what: 'circumstance', circumstance: 'debt-help' });
    const looking = await standingIn(story);
    expect(looking.plan?.instalments).toHaveLength(2);
    expect([looking.plan?.next, looking.asked]).toEqual([undefined, false]);
    expect(promise).toBeUndefined();
  });

  test('an end with its day', async () => {
    const story = await tell();
    await story.pay(100_000);
    expect((await standingIn(story)).closed).toEqual({ outcome: 'settled', on: '2026-01-05' });
  });
});

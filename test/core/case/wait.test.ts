import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../core/case/entry.ts';
import { startOpenCase } from '../../../core/case/start.ts';
import { followUp, scheduleFollowUp, wake } from '../../../core/case/wait.ts';
import { morning, type Story, tell } from '../make-case.ts';
import * as f from './make-facts.ts';

async function waiting(...facts: Fact[]): Promise<Story> {
  const story = await tell();
  await story.add(f.wait(1), ...facts);
  await story.ports.tokens.put({ case: story.id, journey: 1, wait: 1 }, 'token-1');
  return story;
}

describe('a follow-up', () => {
  test('is due once, however often its schedule calls', async () => {
    const story = await waiting();
    story.on('2026-01-20');
    for (let i = 0; i < 5; i++) await followUp(story.ports, story.id, 1);
    expect((await story.case()).kinds.get('follow-up-due')).toBe(1);
  });

  test('that is called too early, or for an older wait, changes nothing', async () => {
    const story = await waiting();
    await followUp(story.ports, story.id, 1);
    await story.add(f.wait(2));
    story.on('2026-01-21');
    await followUp(story.ports, story.id, 1);
    expect(await story.last('follow-up-due')).toBeUndefined();
  });

  test('that a pause has moved is set anew', async () => {
    const story = await waiting({ kind: 'paused', until: '2026-02-10', reason: 'r' });
    story.on('2026-01-21');
    await followUp(story.ports, story.id, 1);
    expect(await story.last('follow-up-due')).toBeUndefined();
    expect(story.ports.scheduled.get(`follow-up-${story.id}-1`)).toMatchObject({
      at: '2026-02-11T05:00:00Z',
      function: 'follow-up-due',
    });
  });

  test('that comes late because its schedule got lost is counted as late', async () => {
    const story = await waiting();
    story.on('2026-01-22');
    await followUp(story.ports, story.id, 1, true);
    expect(await story.last('follow-up-due')).toMatchObject({ late: true });
  });

  test('is not set for a case that has ended', async () => {
    const story = await waiting(...f.closed);
    await scheduleFollowUp(story.ports, await story.case());
    expect(story.ports.scheduled.size).toBe(0);
  });

  test('breaks a promise only after the bank has had its days', async () => {
    const story = await waiting({ kind: 'promise-made', promise: 'p1', payOn: '2026-01-22' });
    story.on('2026-01-24');
    await followUp(story.ports, story.id, 1);
    expect((await story.case()).promise?.state).toBe('open');
    story.on('2026-01-25');
    await followUp(story.ports, story.id, 1);
    expect((await story.case()).promise?.state).toBe('broken');
    expect(await story.last('follow-up-due')).toBeDefined();
  });

  test('breaks no promise sooner because a person has a task', async () => {
    const story = await tell();
    const due = '2026-01-20T05:00:00Z';
    await story.add(f.task('t1', 'call'), f.wait(1, { task: 't1', due }));
    await story.react({ what: 'promise', payOn: '2026-01-19' });
    story.on('2026-01-20');
    await followUp(story.ports, story.id, 1);
    expect(await story.last('follow-up-due')).toBeDefined();
    expect((await story.case()).promise?.state).toBe('open');
  });

  test('notes an instalment that was missed, once, and not one that was paid', async () => {
    for (const paid of [0, 50_000]) {
      const story = await tell();
      await story.add(
        f.agreed('p1'),
        f.written('k1', 'instalment-reminder', { plan: 'p1', instalment: 1 }),
        f.wait(1, { contact: 'k1', due: '2026-02-03T05:00:00Z' }),
      );
      if (paid > 0) await story.pay(paid);
      story.on('2026-02-03');
      await followUp(story.ports, story.id, 1);
      expect((await story.case()).kinds.get('instalment-missed')).toBe(paid > 0 ? undefined : 1);
    }
  });
});

describe('waking', () => {
  test('tells the waiting task what came, and nothing when nothing did', async () => {
    const story = await waiting();
    await wake(story.ports, await story.case());
    expect(story.ports.succeeded).toEqual([]);
    await story.react({ what: 'hardship' });
    await wake(story.ports, await story.case());
    expect(story.ports.succeeded).toEqual([{ token: 'token-1', output: { answer: 'hardship' } }]);
  });

  test('tells also a task whose journey ended with the case', async () => {
    const story = await waiting();
    await wake(story.ports, await story.pay(100_000));
    expect(story.ports.succeeded).toEqual([
      { token: 'token-1', output: { answer: 'closed', outcome: 'settled' } },
    ]);
  });
});

describe('an open case without a journey', () => {
  test('is started under a name that counts journeys and breakdowns, so that a repeat finds it started', async () => {
    const story = await tell();
    await startOpenCase(story.ports, await story.case());
    expect(story.ports.started).toEqual([]);
    const c = await story.add(f.ended);
    await startOpenCase(story.ports, c);
    await startOpenCase(story.ports, c);
    await startOpenCase(story.ports, await story.add(f.task('t1', 'failure'), f.done('t1')));
    expect(story.ports.started.map(({ name }) => name)).toEqual([`${story.id}-2-0`, `${story.id}-2-1`]);
  });
});

test('half past seven is half past seven, in summer too', () => {
  expect([morning('2026-01-05'), morning('2026-07-06')]).toEqual([
    '2026-01-05T06:30:00Z',
    '2026-07-06T05:30:00Z',
  ]);
});

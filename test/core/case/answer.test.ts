import { describe, expect, test } from 'vitest';
import { plusSeconds } from '../../../core/calendar/moment.ts';
import { answer, dueOf, lacksJourney, nextMoment, unsent, waitSeconds } from '../../../core/case/answer.ts';
import type { Fact } from '../../../core/case/entry.ts';
import { morning, type Story, tell } from '../make-case.ts';
import * as f from './make-facts.ts';

const DUE = '2026-01-20T05:00:00Z';
const six = (day: string) => plusSeconds(morning(day), -5_400);
const reminder = [f.written('k1', 'first-reminder'), f.claimed('k1'), f.sent('k1', 'first-reminder')];
const asked = [...reminder, f.wait(1, { contact: 'k1' })];
const waiting: Fact[] = [f.task('t1', 'call'), f.wait(1, { task: 't1' })];
const followUp: Fact = { kind: 'follow-up-due', wait: 1 };
const refused = (
  reason: 'unreachable' | 'person-protected' | 'not-needed' | 'not-yet-due' | 'paused',
  until?: string,
): Fact[] => [
  { kind: 'contact-refused', contact: 'k1', step: 'first-reminder', reason, ...(until && { until }) },
  f.wait(1, { contact: 'k1' }),
];
const reminded = [
  f.agreed('p1'),
  f.ended,
  { kind: 'journey-started', journey: 2, machine: 'payment-plan' } as Fact,
  f.written('k1', 'instalment-reminder', { plan: 'p1', instalment: 1 }),
  f.wait(1, { contact: 'k1', journey: 2 }),
];

describe('a journey that waits is told', () => {
  test.each<[string, Fact[], string | undefined]>([
    ['nothing while it does not wait', [], undefined],
    ['nothing while nothing happened', asked, undefined],
    ['nothing of a part payment', [...asked, f.paid('pay-1', 100)], undefined],
    ['nothing of a pause', [...asked, { kind: 'paused', until: '2026-02-01', reason: 'r' }], undefined],
    [
      'nothing of a promise',
      [...asked, { kind: 'promise-made', promise: 'p', payOn: '2026-01-25' }],
      undefined,
    ],
    ['that the follow-up is due', [...asked, followUp], 'follow-up-due'],
    ['that the case closed', [...asked, ...f.closed], 'closed'],
    ['of a dispute', [...asked, f.task('t9', 'dispute', 'd1')], 'dispute'],
    ['of hardship', [...asked, f.task('t9', 'hardship')], 'hardship'],
    ['of a dispute before its own follow-up', [...asked, followUp, f.task('t9', 'dispute')], 'dispute'],
    ['nothing of a complaint', [...asked, f.task('t9', 'complaint')], undefined],
    ['nothing of a task that was closed', [...asked, f.task('t9', 'hardship'), f.done('t9')], undefined],
    ['of a plan', [...asked, f.agreed('p1')], 'plan-agreed'],
    ['nothing of the plan that it is itself', reminded, undefined],
    ['of the instalment it waits for', [...reminded, f.paid('pay-1', 50_000)], 'instalment-paid'],
    ['nothing of part of an instalment', [...reminded, f.paid('pay-1', 49_999)], undefined],
    ['that a person decided', [...waiting, f.done('t1')], 'decided'],
    ['nothing while a person has its task', [...waiting], undefined],
    [
      'nothing of its own task, though it stops the asking',
      [f.task('t1', 'dispute'), f.wait(1, { task: 't1' })],
      undefined,
    ],
    [
      'of another task while it waits for one',
      [f.task('t1', 'dispute'), f.wait(1, { task: 't1' }), f.done('t1'), f.task('t2', 'hardship')],
      'hardship',
    ],
    ['that its person was too slow', [...waiting, followUp], 'follow-up-due'],
    [
      'to write again what bounced',
      [...asked, { kind: 'contact-bounced', contact: 'k1', permanent: true }],
      'again',
    ],
    [
      'to write again what came back by post',
      [...asked, { kind: 'contact-returned', contact: 'k1' }],
      'again',
    ],
    ['that nobody can be reached', refused('unreachable'), 'unreachable'],
    ['that the person is protected', refused('person-protected'), 'report'],
    ['to go on where no message was needed', refused('not-needed'), 'follow-up-due'],
    ['nothing yet where a pause held the message back', refused('paused', '2026-02-02T05:00:00Z'), undefined],
    ['to write again what a pause held back, when it is over', [...refused('paused'), followUp], 'again'],
    [
      'to write again a notice whose delivery was not proven in time',
      [
        f.written('k1', 'notice', { notice: { claims: ['A'], costs: 15_000, vat: 0 } }),
        f.wait(1, { contact: 'k1' }),
        followUp,
      ],
      'again',
    ],
    [
      'that the follow-up of a notice is due, once it was served',
      [
        f.written('k1', 'notice', { notice: { claims: ['A'], costs: 15_000, vat: 0 } }),
        f.wait(1, { contact: 'k1' }),
        { kind: 'contact-claimed', contact: 'k1' },
        f.served('k1'),
        followUp,
      ],
      'follow-up-due',
    ],
    [
      'to write again what was not begun to be sent until its follow-up was due',
      [f.written('k1', 'first-reminder'), f.wait(1, { contact: 'k1' }), followUp],
      'again',
    ],
  ])('%s', async (_, facts, expected) => {
    const story = await tell();
    const c = facts.length > 0 ? await story.add(...facts) : await story.case();
    expect(answer(c)?.answer).toBe(expected);
  });

  test('with which outcome the case closed', async () => {
    const story = await tell();
    expect(answer(await story.add(...asked, ...f.closed))).toEqual({
      answer: 'closed',
      outcome: 'written-off',
    });
  });

  test.each<[string, Fact[]]>([
    ['a dispute', [f.task('t9', 'dispute', 'd1')]],
    ['a plan', [f.agreed('p1')]],
    ['a bounce', [{ kind: 'contact-bounced', contact: 'k1', permanent: true }]],
    [
      'an address that failed',
      [{ kind: 'contact-refused', contact: 'k1', step: 'first-reminder', reason: 'unreachable' }],
    ],
  ])('of %s alike, whether it came before the wait was opened or after', async (_, signal) => {
    const [before, after] = await Promise.all([tell(), tell()]);
    await before.add(...reminder, ...signal, f.wait(1, { contact: 'k1' }));
    await after.add(...reminder, f.wait(1, { contact: 'k1' }), ...signal);
    const told = answer(await before.case());
    expect(told).toBeDefined();
    expect(answer(await after.case())).toEqual(told);
  });
});

describe('a wait is looked at again', () => {
  const notice = f.written('k1', 'notice', { notice: { claims: ['A'], costs: 15_000, vat: 0 } });
  test.each<[string, Fact[], string]>([
    ['at the moment with which it was opened', asked, DUE],
    [
      'after a pause that ends later',
      [...asked, { kind: 'paused', until: '2026-02-10', reason: 'r' }],
      six('2026-02-11'),
    ],
    [
      'not earlier for a pause that ends before',
      [...asked, { kind: 'paused', until: '2026-01-10', reason: 'r' }],
      DUE,
    ],
    ['after a deferral', [...asked, { kind: 'deferral-granted', until: '2026-02-10' }], six('2026-02-11')],
    [
      'some bank days after a promise',
      [...asked, { kind: 'promise-made', promise: 'p', payOn: '2026-02-10' }],
      six('2026-02-13'),
    ],
    [
      'not for a promise that a plan replaced',
      [...asked, { kind: 'promise-made', promise: 'p', payOn: '2026-02-10' }, f.agreed('p1')],
      DUE,
    ],
    [
      'some bank days after a direct debit',
      [...asked, { kind: 'mandate-given', mandate: 'm', collectOn: '2026-02-10' }],
      six('2026-02-13'),
    ],
    ['a week after a part payment', [...asked, f.paid('p1', 100, { on: '2026-01-18' })], six('2026-01-25')],
    ['not later for a payment of before it', [...asked, f.paid('p1', 100, { on: '2026-01-02' })], DUE],
    [
      'a week after the latest payment, also when an older one is told after it',
      [...asked, f.paid('p1', 100, { on: '2026-01-18' }), f.paid('p2', 100, { on: '2026-01-03' })],
      six('2026-01-25'),
    ],
    [
      'when a notice has really run out',
      [notice, f.wait(1, { contact: 'k1' }), f.served('k1', { costsFrom: '2026-01-30' })],
      six('2026-01-30'),
    ],
    [
      'as soon as a message that came too early may go',
      refused('not-yet-due', '2026-01-09T05:00:00Z'),
      '2026-01-09T05:00:00Z',
    ],
    [
      'soon, where what held a message back holds it no more',
      refused('paused', '2026-01-09T05:00:00Z'),
      '2026-01-05T06:30:00Z',
    ],
    [
      'not at once, where the moment of what came too early had gone by: it would be tried again for ever',
      refused('not-yet-due', '2025-12-09T05:00:00Z'),
      '2026-01-05T06:30:00Z',
    ],
    [
      'when the pause is over that held a message back',
      [{ kind: 'paused', until: '2026-02-10', reason: 'r' }, ...refused('paused', six('2026-02-11'))],
      six('2026-02-11'),
    ],
    [
      'by the day a person was given, whatever else moves',
      [...waiting, { kind: 'paused', until: '2026-02-10', reason: 'r' }],
      DUE,
    ],
  ])('%s', async (_, facts, expected) => {
    const story = await tell();
    const c = await story.add(...facts);
    if (!c.wait) throw new Error('no wait');
    expect(dueOf(c, await story.ctx(), c.wait)).toBe(expected);
  });
});

describe('a case lacks a journey', () => {
  test.each<[string, Fact[], boolean]>([
    ['not while one runs', [], false],
    ['when it ended', [f.ended], true],
    ['not while a person has to look', [f.ended, f.task('t1', 'failure')], false],
    ['when that person has looked', [f.ended, f.task('t1', 'failure'), f.done('t1')], true],
    ['although somebody should call', [f.ended, f.task('t1', 'call')], true],
    ['not when it has ended itself', f.closed, false],
    ['when it opened again', [...f.closed, { kind: 'reopened', reason: 'r' }], true],
  ])('%s', async (_, facts, lacks) => {
    const story = await tell();
    const c = facts.length > 0 ? await story.add(...facts) : await story.case();
    expect(lacksJourney(c)).toBe(lacks);
  });
});

describe('the next moment of a case', () => {
  const next = async (story: Story) => nextMoment(await story.case(), await story.ctx());

  test.each<[string, Fact[], string | undefined]>([
    ['is that of its wait', asked, DUE],
    ['is that of an open task before it', [...asked, f.task('t1', 'call')], '2026-01-19T16:00:00Z'],
    ['is now, when it lacks a journey', [f.ended], '2026-01-05T05:30:00Z'],
    [
      'is that of a message nobody waits for',
      [...asked, f.written('k2', 'information')],
      '2026-01-05T09:00:00Z',
    ],
    ['is none when it has ended', f.closed, undefined],
    ['is that of a refund even then', [...f.closed, f.task('t1', 'refund')], '2026-01-19T16:00:00Z'],
    [
      'is now between two steps of a journey: a moment later it waits, or is lost',
      [],
      '2026-01-05T05:30:00Z',
    ],
  ])('%s', async (_, facts, expected) => {
    const story = await tell();
    if (facts.length > 0) await story.add(...facts);
    expect(await next(story)).toBe(expected);
  });
});

test('unsent is what nobody waits for and nobody began or refused', async () => {
  const story = await tell();
  const c = await story.add(
    f.written('k1', 'first-reminder', { followUpAt: DUE }),
    f.written('k2', 'information'),
    f.written('k3', 'thanks'),
    f.claimed('k3'),
    f.written('k4', 'thanks'),
    { kind: 'contact-refused', contact: 'k4', step: 'thanks', reason: 'unreachable' },
  );
  expect(unsent(c).map(({ contact }) => contact)).toEqual(['k2']);
});

test('a task waits until its due moment and a day, and at least a minute', () => {
  expect(waitSeconds('2026-01-05T09:00:00Z', '2026-01-06T09:00:00Z')).toBe(172_800);
  expect(waitSeconds('2026-01-05T09:00:00Z', '2025-01-06T09:00:00Z')).toBe(60);
});

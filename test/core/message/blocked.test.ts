import { describe, expect, test } from 'vitest';
import { type Moment, plusSeconds } from '../../../core/calendar/moment.ts';
import type { Fact } from '../../../core/case/entry.ts';
import { purposeOf, type Refusal, Step } from '../../../core/case/words.ts';
import { blocked, heldUntil, outstanding, overBudget } from '../../../core/message/blocked.ts';
import { Circumstance, type PersonFact } from '../../../core/person/person-entry.ts';
import * as f from '../case/make-facts.ts';
import { morning, type Story, tell } from '../make-case.ts';
import { makeCreditor } from '../make-ports.ts';

const six = (day: string) => plusSeconds(morning(day), -5_400);
const NOW = '2026-01-05T05:30:00Z';
const paused: Fact = { kind: 'paused', until: '2026-02-10', reason: 'r' };
const promised: Fact = { kind: 'promise-made', promise: 'p1', payOn: '2026-01-20' };
const reported = (circumstance: Circumstance): PersonFact => ({
  kind: 'circumstance-reported',
  circumstance,
});

interface Situation {
  facts?: Fact[];
  person?: PersonFact[];
  /** The creditor for whom a stop order stands; `*` for everybody. */
  stop?: string;
}

/** What stops asking, with the moment from which it can be asked again where that is known. */
const stops: [string, Situation, Refusal, string?][] = [
  ['a case that has ended', { facts: f.closed }, 'closed'],
  ['that all is paid', { facts: [f.paid('p1', 100_000)] }, 'settled'],
  ['a dispute that a person has to answer', { facts: [f.task('t1', 'dispute')] }, 'with-a-person'],
  ['hardship that a person has to look at', { facts: [f.task('t1', 'hardship')] }, 'with-a-person'],
  ['a plan that somebody asked for', { facts: [f.task('t1', 'plan-request')] }, 'with-a-person'],
  ['a payment that somebody says they made', { facts: [f.task('t1', 'payment-claim')] }, 'with-a-person'],
  ['a plan that is being paid', { facts: [f.agreed('p1')] }, 'plan-running'],
  ['a pause', { facts: [paused] }, 'paused', six('2026-02-11')],
  [
    'a pause on its last day',
    { facts: [{ ...paused, until: '2026-01-05' } as Fact] },
    'paused',
    six('2026-01-06'),
  ],
  [
    'a deferral',
    { facts: [{ kind: 'deferral-granted', until: '2026-02-10' }] },
    'deferred',
    six('2026-02-11'),
  ],
  ['a promise', { facts: [promised] }, 'promised', six('2026-01-23')],
  [
    'a direct debit',
    { facts: [{ kind: 'mandate-given', mandate: 'm1', collectOn: '2026-01-20' }] },
    'promised',
    six('2026-01-23'),
  ],
  ['whatever lasts longest', { facts: [promised, paused] }, 'paused', six('2026-02-11')],
  ['a stop order for the creditor', { stop: 'voorbeeld-incasso' }, 'stop-order', plusSeconds(NOW, 604_800)],
  ['a stop order for everything', { stop: '*' }, 'stop-order', plusSeconds(NOW, 604_800)],
  ...Circumstance.options
    .filter((one) => one !== 'moved')
    .map((one): [string, Situation, Refusal] => [
      `that somebody is ${one}`,
      { person: [reported(one)] },
      'person-protected',
    ]),
];

const lets: [string, Situation][] = [
  ['nothing in particular', {}],
  ['a pause that is over', { facts: [{ ...paused, until: '2026-01-04' } as Fact] }],
  ['a pause that was ended', { facts: [paused, { kind: 'resumed', reason: 'r' }] }],
  ['a promise that was broken', { facts: [promised, { kind: 'promise-broken', promise: 'p1' }] }],
  ['a task that was closed', { facts: [f.task('t1', 'dispute'), f.done('t1')] }],
  ['a call that somebody should make', { facts: [f.task('t1', 'call')] }],
  ['a complaint', { facts: [f.task('t1', 'complaint')] }],
  ['a plan that was broken', { facts: [f.agreed('p1'), { kind: 'plan-broken', plan: 'p1' }] }],
  ['that somebody moved', { person: [reported('moved')] }],
  [
    'help with debts that has ended',
    { person: [reported('debt-help'), { kind: 'circumstance-lifted', circumstance: 'debt-help' }] },
  ],
  ['an opt-out of another channel', { person: [{ kind: 'opted-out', channel: 'sms' }] }],
  ['a stop order for another creditor', { stop: 'somebody-else' }],
];

async function judge({ facts = [], person = [], stop }: Situation, step: Step) {
  const story = await tell();
  if (facts.length > 0) await story.add(...facts);
  if (person.length > 0) await story.person(...person);
  if (stop) story.ports.stops.stop(stop);
  const block = blocked(await story.case(), await story.ctx(), step, NOW);
  story.ports.db.close();
  return block;
}

describe('asking is stopped by', () => {
  test.each(stops)('%s', async (_, situation, reason, until) => {
    const expected = { reason, ...(until && { until }) };
    expect(await judge(situation, 'first-reminder')).toEqual(expected);
    expect(await judge(situation, 'notice')).toEqual(expected);
  });
});

describe('asking is not stopped by', () => {
  test.each(lets)('%s', async (_, situation) => {
    expect(await judge(situation, 'first-reminder')).toBeUndefined();
  });
});

describe('an answer is owed whatever stops the asking', () => {
  test.each(stops.filter(([name]) => !name.includes('deceased')))('also by %s', async (_, situation) => {
    expect(await judge(situation, 'dispute-answered')).toBeUndefined();
    expect(await judge(situation, 'plan-agreed')).toBeUndefined();
  });

  test.each<[string, Situation, Refusal]>([
    ['a death', { person: [reported('deceased')] }, 'person-protected'],
    ['an erasure', { facts: [{ kind: 'erased' }] }, 'unreachable'],
  ])('except by %s', async (_, situation, reason) => {
    for (const step of Step.options) expect((await judge(situation, step))?.reason).toBe(reason);
  });
});

test('who pays a plan is asked for its instalments and for nothing else', async () => {
  const story = await tell();
  await story.add(f.agreed('p1'));
  const [c, ctx] = [await story.case(), await story.ctx()];
  const asks = Step.options.filter((step) => purposeOf[step] === 'ask' && !blocked(c, ctx, step, NOW));
  expect(asks).toEqual(['instalment-reminder', 'instalment-missed']);
});

test('a plan takes the place of a promise', async () => {
  const story = await tell();
  await story.add(promised, f.agreed('p1'));
  expect(heldUntil(await story.case(), await story.ctx())).toBeUndefined();
});

test('what is owed is what is charged, and neither paid nor given up', async () => {
  const story = await tell();
  expect(outstanding(await story.add(f.paid('p1', 40_000)))).toBe(60_000);
  expect(outstanding(await story.add(...f.closed.slice(0, 1)))).toBe(60_000);
});

describe('a person gets no more contacts than the policy allows', () => {
  const budget = { ...makeCreditor().budget, day: 1, week: 3, month: 8 };
  const look = async (story: Story, contact: string, now: Moment) => {
    const ctx = await story.ctx();
    return overBudget(ctx, await ctx.budget.contacts(contact), now);
  };
  const counted = (contact: string): PersonFact => ({
    kind: 'contact-counted',
    case: 'any',
    contact,
    channel: 'email',
  });

  test.each<[string, string[], string, boolean]>([
    ['none yet', [], '2026-01-30', false],
    ['one today', ['2026-01-30'], '2026-01-30', true],
    ['one yesterday', ['2026-01-29'], '2026-01-30', false],
    ['three this week', ['2026-01-24', '2026-01-27', '2026-01-29'], '2026-01-30', true],
    ['three, the first of them a week ago', ['2026-01-23', '2026-01-27', '2026-01-29'], '2026-01-30', false],
    [
      'eight this month',
      [
        '2026-01-01',
        '2026-01-03',
        '2026-01-05',
        '2026-01-07',
        '2026-01-09',
        '2026-01-12',
        '2026-01-14',
        '2026-01-16',
      ],
      '2026-01-30',
      true,
    ],
  ])('%s', async (_, days, today, spent) => {
    const story = await tell({ creditor: { now: '2026-01-01T08:00:00Z', creditor: { budget } } });
    for (const day of days) {
      story.ports.clock.set(morning(day));
      await story.person(counted(`other-${day}`));
    }
    story.ports.clock.set(morning(today));
    const block = await look(story, 'k1', morning(today));
    if (spent) expect(block).toMatchObject({ reason: 'too-many-contacts', until: six('2026-01-31') });
    else expect(block).toBeUndefined();
  });

  test('and a contact that was counted before it was sent does not stop itself', async () => {
    const story = await tell({ creditor: { creditor: { budget } } });
    await story.person(counted('k1'));
    expect(await look(story, 'k1', NOW)).toBeUndefined();
    expect(await look(story, 'k2', NOW)).toBeDefined();
  });
});

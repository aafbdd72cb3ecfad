import { describe, expect, test } from 'vitest';
import { plusDays } from '../../../core/calendar/moment.ts';
import type { FormFacts, Problem, Typed } from '../../../core/page/page.ts';
import {
  amountsShown,
  factsOf,
  formId,
  readPayment,
  readReaction,
  type Way,
  waysOf,
} from '../../../core/page/ways.ts';
import type { Reaction } from '../../../core/reply/reaction.ts';
import { makeRow, type Story, tell } from '../make-case.ts';

const facts: FormFacts = {
  currency: 'EUR',
  open: 10_000,
  instalment: { on: '2026-02-01', cents: 2_500 },
  months: [{ months: 2, cents: 5_000 }],
  today: '2026-01-05',
  lastPromiseDay: '2026-02-04',
  directDebitDay: '2026-01-20',
  claims: [{ claim: 'A' }, { claim: 'B' }],
  channels: [{ channel: 'email', stopped: false }],
  easyWords: false,
};
const shown = [amountsShown(facts)];

describe('what somebody wants to pay', () => {
  test.each<[Typed, number | Problem]>([
    [{ what: ['all'], shown }, 10_000],
    [{ what: ['instalment'], shown }, 2_500],
    [{ what: ['all'], shown: ['9999 2500'] }, 'amount-changed'],
    [{ what: ['instalment'], shown: ['10000 1'] }, 'amount-changed'],
    [{ what: ['instalment'] }, 'amount-changed'],
    [{ what: ['all'], shown, amount: ['20'] }, 'amount-unclear'],
    [{ what: ['instalment'], shown, amount: ['20'] }, 'amount-unclear'],
    [{ what: ['other'], amount: ['0,01'] }, 1],
    [{ what: ['other'], amount: ['100,00'] }, 10_000],
    [{ what: ['other'], amount: ['100,01'] }, 'amount-too-high'],
    [{ what: ['other'], amount: ['0'] }, 'amount-unreadable'],
    [{ what: ['other'] }, 'amount-unreadable'],
    [{}, 'choose'],
  ])('%j is %s', (typed, expected) => {
    const read = readPayment(typed, facts);
    expect('read' in read ? read.read : read.problems[0]?.problem).toBe(expected);
  });
});

describe('what somebody lets us know', () => {
  type Simple = Exclude<Way, 'pay' | 'plan'>;
  test.each<[Simple, Typed, Reaction | Problem]>([
    ['hardship', {}, { what: 'hardship' }],
    ['information', {}, { what: 'information' }],
    ['complaint', {}, { what: 'complaint' }],
    ['direct-debit', {}, { what: 'direct-debit' }],
    ['promise', { day: ['2026-01-05'] }, { what: 'promise', payOn: '2026-01-05' }],
    ['promise', { day: ['2026-01-04'] }, 'day-past'],
    // Too far away is for the case to refuse: the debtor is heard and told what to do instead.
    ['promise', { day: ['2027-01-04'] }, { what: 'promise', payOn: '2027-01-04' }],
    ['already-paid', {}, { what: 'already-paid' }],
    ['already-paid', { amount: ['12,5'] }, { what: 'already-paid', cents: 1_250 }],
    ['already-paid', { amount: ['0'] }, 'amount-unreadable'],
    [
      'dispute',
      { ground: ['other'], claims: ['B', 'Z'] },
      { what: 'dispute', claims: ['B'], ground: 'other' },
    ],
    ['dispute', { ground: ['other'] }, 'choose'],
    ['dispute', { claims: ['A'] }, 'choose'],
    ['person', { who: ['wrong-person'] }, { what: 'wrong-person' }],
    ['person', { who: ['deceased'] }, { what: 'circumstance', circumstance: 'deceased' }],
    ['person', { who: ['hardship'] }, 'choose'],
    ['messages', { change: ['opt-out email'] }, { what: 'opt-out', channel: 'email' }],
    ['messages', { change: ['opt-in email'] }, { what: 'opt-in', channel: 'email' }],
    ['messages', { change: ['words easy'] }, { what: 'words', words: 'easy' }],
    ['messages', { change: ['words usual'] }, { what: 'words', words: 'usual' }],
    ['messages', { change: ['words hard'] }, 'choose'],
    // There is no number, and letters cannot be stopped here.
    ['messages', { change: ['opt-out sms'] }, 'choose'],
    ['messages', { change: ['opt-out letter'] }, 'choose'],
  ])('%s with %j is %j', (way, typed, expected) => {
    const read = readReaction(way, typed, facts);
    expect('read' in read ? read.read : read.problems[0]?.problem).toEqual(expected);
  });
});

describe('the ways that are open', () => {
  const ways = async (story: Story) =>
    waysOf(await story.case(), await story.ctx(), story.ports.clock.now().slice(0, 10));

  test('are all of them while something is owed', async () => {
    expect(await ways(await tell())).toHaveLength(11);
  });

  test('leave out what a running plan has taken the place of', async () => {
    const story = await tell();
    await story.react({ what: 'plan', months: 3 });
    expect(await ways(story)).not.toEqual(expect.arrayContaining(['promise']));
    expect(await ways(story)).not.toEqual(expect.arrayContaining(['direct-debit']));
    expect(await ways(story)).toEqual(expect.arrayContaining(['plan', 'hardship', 'dispute']));
  });

  test('leave out a direct debit while one is to come, and offer the next when its day has passed', async () => {
    const story = await tell();
    await story.react({ what: 'direct-debit' });
    const collectOn = (await story.last('mandate-given'))?.collectOn ?? '';
    story.on(plusDays(collectOn, 3));
    expect(await ways(story)).not.toContain('direct-debit');
    await story.pay(40_000);
    story.on(plusDays(collectOn, 4));
    expect(await ways(story)).toContain('direct-debit');
    expect(await story.react({ what: 'direct-debit' })).toEqual({ taken: true });
    expect((await story.last('mandate-given'))?.collectOn).not.toBe(collectOn);
    expect(await ways(story)).not.toContain('direct-debit');
    expect(story.audit()).toEqual([]);
  });

  test('are questions, complaints and reports when nothing is owed any more', async () => {
    const story = await tell();
    await story.pay(100_000);
    expect(await ways(story)).toEqual(['person', 'information', 'messages', 'complaint']);
  });

  test.each([
    [100_000, 2, 18],
    [5_000, 2, 5],
    // Too small for the policy: two can be chosen, and a person looks.
    [1_500, 2, 3],
  ])('%i cents can be paid in %i to %i months', async (cents, least, most) => {
    const story = await tell({ rows: [makeRow({ cents })] });
    const { months } = factsOf(await story.case(), await story.ctx(), '2026-01-05T08:00:00Z');
    expect([months[0]?.months, months.at(-1)?.months]).toEqual([least, most]);
  });
});

test('a form has one id for the same answers, and another for other answers, cases and pages', () => {
  const ids = [
    formId('s', 'abc-1', '7', { what: 'plan', months: 3 }),
    formId('s', 'abc-1', '7', { what: 'plan', months: 4 }),
    formId('s', 'abc-1', '8', { what: 'plan', months: 3 }),
    formId('s', 'abc-2', '7', { what: 'plan', months: 3 }),
  ];
  expect(new Set(ids).size).toBe(4);
  expect(formId('s', 'abc-1', '7', { what: 'plan', months: 3 })).toBe(ids[0]);
});

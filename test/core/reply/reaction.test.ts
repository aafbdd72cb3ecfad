import { describe, expect, test } from 'vitest';
import { type Day, plusDays } from '../../../core/calendar/moment.ts';
import { answer } from '../../../core/case/answer.ts';
import { runningPlan } from '../../../core/case/case.ts';
import type { EntryKind } from '../../../core/case/entry.ts';
import type { Step, TaskKind } from '../../../core/case/words.ts';
import { preNotificationBy } from '../../../core/law/eu.ts';
import { outstanding } from '../../../core/message/blocked.ts';
import { factsOf } from '../../../core/page/ways.ts';
import type { Reaction } from '../../../core/reply/reaction.ts';
import * as f from '../case/make-facts.ts';
import { makeRow, type Story, tell } from '../make-case.ts';

const open = async (story: Story) =>
  [...(await story.case()).tasks.values()].filter((task) => !task.closed).map((task) => task.what);

describe('what somebody says', () => {
  test.each<[Reaction, EntryKind | undefined, TaskKind | undefined, Step | undefined]>([
    [
      { what: 'dispute', claims: ['A'], ground: 'not-delivered' },
      'dispute-raised',
      'dispute',
      'dispute-received',
    ],
    [{ what: 'hardship' }, 'hardship-reported', 'hardship', 'hardship-received'],
    [{ what: 'already-paid', cents: 500 }, 'payment-claimed', 'payment-claim', 'payment-claim-received'],
    [{ what: 'information' }, 'information-asked', undefined, 'information'],
    [{ what: 'complaint' }, 'complaint-raised', 'complaint', undefined],
    [{ what: 'promise', payOn: '2026-01-20' }, 'promise-made', undefined, 'promise-noted'],
    [{ what: 'direct-debit' }, 'mandate-given', undefined, 'direct-debit-noted'],
    [{ what: 'plan', months: 3 }, 'plan-agreed', undefined, 'plan-agreed'],
    [{ what: 'plan', months: 60 }, undefined, 'plan-request', 'plan-request-received'],
    [{ what: 'opt-out', channel: 'sms' }, undefined, undefined, 'opt-out-noted'],
    [{ what: 'wrong-person' }, undefined, 'report', undefined],
    [{ what: 'circumstance', circumstance: 'deceased' }, undefined, 'report', undefined],
  ])(
    '%j is written down, answered, and shown to a person where one must look',
    async (reaction, kind, task, step) => {
      const story = await tell();
      expect(await story.react(reaction, 'form-1')).toEqual({ taken: true });
      expect(await story.last('replied')).toMatchObject({ channel: 'page', outside: 'form-1' });
      if (kind) expect(await story.last(kind)).toBeDefined();
      expect(await open(story)).toEqual(task ? [task] : []);
      expect((await story.last('contact-written'))?.step).toBe(step);
      expect(story.audit()).toEqual([]);
    },
  );

  test.each<[Partial<Extract<Reaction, { what: 'plan' }>>, string]>([
    [{}, '60'],
    [{ payDay: 25 }, '60 on day 25'],
    [{ firstOn: '2026-04-01' }, '60 from 2026-04-01'],
    [{ firstOn: '2026-04-01', payDay: 31 }, '60 from 2026-04-01 on day 31'],
  ])('who decides a plan reads all that was wished: %j as %s', async (more, about) => {
    const story = await tell();
    await story.react({ what: 'plan', months: 60, ...more });
    expect((await story.last('task-opened'))?.about).toBe(about);
  });

  test('twice opens one task', async () => {
    const story = await tell();
    await story.react({ what: 'hardship' });
    await story.react({ what: 'hardship' });
    expect(await open(story)).toEqual(['hardship']);
  });

  test('of a dispute without claims is of all claims, and claims we do not know are left out', async () => {
    const story = await tell({ rows: [makeRow(), makeRow({ invoice: 'B' })] });
    await story.react({ what: 'dispute', claims: [], ground: 'other' });
    expect((await story.last('dispute-raised'))?.claims).toEqual(['A', 'B']);
    await story.react({ what: 'dispute', claims: ['Z', 'B'], ground: 'other' });
    expect((await story.last('dispute-raised'))?.claims).toEqual(['B']);
  });

  test('wakes the journey that waits', async () => {
    const story = await tell();
    await story.say('first-reminder', 7);
    await story.react({ what: 'hardship' });
    expect(answer(await story.case())).toEqual({ answer: 'hardship' });
  });
});

describe('a case that has ended', () => {
  test.each<[Reaction, boolean]>([
    [{ what: 'dispute', claims: [], ground: 'other' }, false],
    [{ what: 'promise', payOn: '2026-01-20' }, false],
    [{ what: 'plan', months: 3 }, false],
    [{ what: 'hardship' }, false],
    [{ what: 'information' }, true],
    [{ what: 'complaint' }, true],
    [{ what: 'opt-out', channel: 'sms' }, true],
    [{ what: 'wrong-person' }, true],
  ])('%j is taken: %s', async (reaction, taken) => {
    const story = await tell();
    await story.pay(100_000);
    expect((await story.react(reaction)).taken).toBe(taken);
    expect((await story.case()).closed).toBeDefined();
  });

  test('and whose person was erased can change nothing any more, and that is written down', async () => {
    const story = await tell();
    await story.add({ kind: 'erased' });
    expect((await story.react({ what: 'information' })).reason).toBe('The person was erased.');
    expect((await story.entries()).at(-1)?.kind).toBe('replied');
  });
});

test.each<[string, (day: Day) => Reaction]>([
  ['promises', (day) => ({ what: 'promise', payOn: plusDays(day, 7) })],
  ['direct debits', () => ({ what: 'direct-debit' })],
])('after five %s a plan helps more', async (_, reaction) => {
  const story = await tell();
  let day = '2026-01-05';
  for (let given = 0; given < 5; given++) {
    expect((await story.react(reaction(day))).taken).toBe(true);
    day = plusDays(day, 30);
    story.on(day);
  }
  expect((await story.react(reaction(day))).reason).toContain('please choose a plan');
});

describe('a promise', () => {
  test.each([
    ['2026-01-04', false],
    ['2026-01-05', true],
    ['2026-02-04', true],
    ['2026-02-05', false],
  ])('to pay on %s is taken: %s', async (payOn, taken) => {
    const story = await tell();
    expect((await story.react({ what: 'promise', payOn })).taken).toBe(taken);
    expect((await story.case()).promise?.payOn).toBe(taken ? payOn : undefined);
  });
});

describe('a direct debit', () => {
  test('is announced two weeks ahead', async () => {
    const story = await tell();
    await story.react({ what: 'direct-debit' }, 'm1');
    expect((await story.case()).mandate).toEqual({ mandate: 'm1', collectOn: '2026-01-20' });
    expect((await story.last('contact-written'))?.expectedOn).toBe('2026-01-20');
  });

  test('is allowed once while it is to come, however often and by whichever way that is said', async () => {
    const story = await tell();
    await story.react({ what: 'direct-debit' }, 'm1');
    story.on('2026-01-09');
    expect(await story.react({ what: 'direct-debit' }, 'm2')).toEqual({ taken: true });
    const given = (await story.entries()).filter(({ kind }) => kind === 'mandate-given');
    expect(given).toMatchObject([{ mandate: 'm1', collectOn: '2026-01-20' }]);
  });

  // The message that announces it waits for the next open hour; two weeks and a day run from there.
  test.each([
    ['Friday evening, past the hours', '2026-01-09T20:30:00Z', '2026-01-25'],
    ['Saturday evening: nobody is written to on Sunday', '2026-01-10T20:30:00Z', '2026-01-27'],
    ['the evening before Easter', '2026-04-04T20:30:00Z', '2026-04-22'],
  ])('that is allowed on %s is announced two weeks ahead all the same', async (_, now, collectOn) => {
    const story = await tell();
    story.ports.clock.set(now);
    expect(factsOf(await story.case(), await story.ctx(), now).directDebitDay).toBe(collectOn);
    await story.react({ what: 'direct-debit' });
    const written = await story.last('contact-written');
    await story.send(written?.contact ?? '');
    const sent = (await story.last('contact-sent'))?.at.slice(0, 10) ?? '';
    expect((await story.case()).mandate?.collectOn).toBe(collectOn);
    expect(sent <= preNotificationBy(collectOn)).toBe(true);
  });

  test('is not taken by a creditor that does not collect so', async () => {
    const story = await tell({ creditor: { creditor: { directDebit: false } } });
    expect((await story.react({ what: 'direct-debit' })).reason).toContain(
      'does not collect by direct debit',
    );
  });
});

describe('a plan', () => {
  test('within the policy is agreed at once, over all that is owed', async () => {
    const story = await tell();
    await story.react({ what: 'plan', months: 3 }, 'plan-1');
    const plan = runningPlan(await story.case());
    expect(plan).toMatchObject({ plan: 'plan-1', paid: 0 });
    expect(plan?.instalments).toEqual([
      { on: '2026-01-12', cents: 33_334 },
      { on: '2026-02-12', cents: 33_334 },
      { on: '2026-03-12', cents: 33_332 },
    ]);
    expect(await story.last('plan-agreed')).toMatchObject({ by: 'policy', cents: 100_000 });
  });

  test('counts the interest of the day on which it is agreed', async () => {
    const story = await tell({ rows: [makeRow({ cents: 500_000 })] });
    await story.chargeCosts();
    story.ports.clock.pass(30);
    const before = outstanding(await story.case());
    await story.react({ what: 'plan', months: 3 });
    expect((await story.last('plan-agreed'))?.cents).toBeGreaterThan(before);
    expect(outstanding(await story.case())).toBe((await story.last('plan-agreed'))?.cents);
  });

  test('falls on the pay-days that were named, whoever agrees it', async () => {
    const story = await tell();
    await story.react({ what: 'plan', months: 3, payDay: 31 });
    const days = async () => runningPlan(await story.case())?.instalments.map(({ on }) => on);
    expect(await days()).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
    await story.react({ what: 'plan', months: 3, payDay: 25 });
    expect((await story.last('task-opened'))?.about).toBe('3 on day 25');
    await story.rule({ decision: 'agree-plan', months: 3, payDay: 25 });
    expect(await days()).toEqual(['2026-01-25', '2026-02-25', '2026-03-25']);
  });

  test('stays on its pay-days after a pause', async () => {
    const story = await tell();
    await story.react({ what: 'plan', months: 3, payDay: 31 });
    await story.add(f.task('t1', 'report'));
    await story.rule({ decision: 'pause', until: '2026-02-20' });
    expect(runningPlan(await story.case())?.instalments).toEqual([
      { on: '2026-03-31', cents: 33_334 },
      { on: '2026-04-30', cents: 33_334 },
      { on: '2026-05-31', cents: 33_332 },
    ]);
  });

  test('after another one is for a person to decide', async () => {
    const story = await tell();
    await story.react({ what: 'plan', months: 3 }, 'plan-1');
    await story.react({ what: 'plan', months: 4 }, 'plan-2');
    expect(await open(story)).toEqual(['plan-request']);
    await story.rule({ decision: 'agree-plan', months: 4 });
    const c = await story.case();
    expect(c.plans.get('plan-1')?.state).toBe('replaced');
    expect(runningPlan(c)?.instalments).toHaveLength(4);
  });
});

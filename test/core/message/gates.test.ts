import { describe, expect, test } from 'vitest';
import type { Moment } from '../../../core/calendar/moment.ts';
import type { EntryOf } from '../../../core/case/entry.ts';
import { purposeOf, Step, type TaskKind } from '../../../core/case/words.ts';
import type { Reaction } from '../../../core/reply/reaction.ts';
import * as f from '../case/make-facts.ts';
import { makeRow, onlyPaper, type Story, tell } from '../make-case.ts';

/** Writes a message that a gate must hold back, and shows what the journal says of it. */
async function refused(story: Story, step: Step, patienceDays?: number): Promise<EntryOf<'contact-refused'>> {
  const contact = await story.write(step, patienceDays);
  const entry = await story.last('contact-refused');
  if (entry?.contact !== contact) throw new Error(`${step} was written`);
  return entry;
}

describe('while nobody knows who owes', () => {
  const unknown = () => tell({ rows: [makeRow({ debtorKind: 'unknown' })] });

  test('nothing is asked, and a person is asked who it is', async () => {
    const story = await unknown();
    expect([...(await story.case()).tasks.values()]).toMatchObject([{ what: 'person-kind' }]);
    for (const step of Step.options) {
      if (purposeOf[step] !== 'ask' && purposeOf[step] !== 'notice') continue;
      expect(await refused(story, step, 14), step).toMatchObject({
        reason: 'unknown-person',
        handTo: 'person-kind',
      });
    }
    expect(story.audit()).toEqual([]);
  });

  test('answers still go, and confirmations', async () => {
    const story = await unknown();
    await story.react({ what: 'information' });
    await story.react({ what: 'dispute', claims: [], ground: 'not-mine' });
    for (const { contact } of (await story.case()).contacts.values()) await story.send(contact);
    expect(story.ports.messages.map(({ message }) => message.step)).toEqual([
      'information',
      'dispute-received',
    ]);
    expect(story.audit()).toEqual([]);
  });

  test('a message that was written before it was known goes on after a person has said it', async () => {
    const story = await unknown();
    await story.rule({ decision: 'go-on', person: 'legal' });
    expect((await story.case()).debtor).toBe('legal');
    await story.say('first-reminder', 7);
    expect(story.ports.messages).toHaveLength(1);
    expect(story.audit()).toEqual([]);
  });

  test('nobody goes on without saying it, but may pause', async () => {
    const story = await unknown();
    await expect(story.rule({ decision: 'go-on' })).rejects.toThrow('Say who owes');
    const c = await story.rule({ decision: 'pause', until: '2026-02-01' });
    expect([c.debtor, c.pausedUntil]).toEqual(['unknown', '2026-02-01']);
    story.on('2026-02-02');
    expect((await refused(story, 'first-reminder', 7)).reason).toBe('unknown-person');
  });

  test('nothing is handed over', async () => {
    const story = await unknown();
    await story.rule({ decision: 'pause', until: '2026-02-01' });
    await story.add(f.task('t9', 'hand-over'));
    const to = 'Voorbeeld Gerechtsdeurwaarders';
    await expect(story.rule({ decision: 'approve-hand-over', to })).rejects.toThrow('Say who owes');
    expect((await story.rule({ decision: 'approve-hand-over', to, person: 'legal' })).handedOverTo).toBe(to);
  });
});

describe('a table of the law that was to be read again', () => {
  // The Dutch hours, the scale of costs and the notice are to be read again by 1 July 2027, the rates by 1 January.
  const before = '2027-06-28T05:30:00Z';
  const after = '2027-07-05T05:30:00Z';
  const at = (now: Moment, but = {}) =>
    tell({ rows: [{ ...onlyPaper, dueOn: '2027-05-01', ...but }], creditor: { now } });

  test.each<Step>(['first-reminder', 'notice', 'costs-added', 'last-reminder'])(
    'stops %s, says what was not read, and tries again in a week',
    async (step) => {
      const story = await at(after);
      const entry = await refused(story, step, 7);
      expect(entry).toMatchObject({
        reason: 'law-unread',
        until: '2027-07-12T05:30:00Z',
        receipt: { reason: expect.stringMatching(/read again|2027-07-01/) },
      });
      expect(entry.receipt?.rules?.length).toBeGreaterThan(0);
    },
  );

  test('does not stop before that day', async () => {
    const story = await at(before);
    await story.say('first-reminder', 7);
    expect(story.ports.messages).toHaveLength(1);
  });

  test('stops a notice that nobody waits for, too', async () => {
    expect((await refused(await at(after), 'notice')).reason).toBe('law-unread');
  });

  test('stops what was written before and is to be sent after', async () => {
    const story = await at(before);
    const contact = await story.write('first-reminder', 7);
    await story.add({
      kind: 'wait-opened',
      wait: 1,
      journey: 1,
      contact,
      due: '2027-07-14T04:00:00Z',
    });
    story.ports.clock.set(after);
    const c = await story.send(contact);
    expect(c.refused.get(contact)).toMatchObject({ reason: 'law-unread', until: '2027-07-12T05:30:00Z' });
    expect(story.ports.messages).toEqual([]);
  });

  test('does not stop answers and services: they go in the hours that were read last', async () => {
    const story = await at(after);
    story.ports.clock.set('2027-07-05T22:00:00Z');
    await story.react({ what: 'dispute', claims: [], ground: 'other' });
    for (const { contact } of (await story.case()).contacts.values()) await story.send(contact);
    expect(story.ports.messages.map(({ at }) => at)).toEqual(['2027-07-06T05:00:00Z']);
  });

  test('bears no interest for the days that were not read', async () => {
    const story = await at('2026-11-02T06:30:00Z', { dueOn: '2026-09-01' });
    await story.say('notice', 14);
    story.on('2027-03-01');
    await story.write('last-reminder', 7);
    const charged = await story.last('interest-charged');
    const days = charged?.periods?.filter(({ rate }) => rate > 0).map(({ to }) => to);
    expect(days?.sort().at(-1)).toBe('2027-01-01');
    expect(story.audit().filter(({ rule }) => rule !== 'interest-without-rate')).toEqual([]);
  });

  test('adds no costs', async () => {
    const story = await at('2027-06-01T05:30:00Z', { dueOn: '2027-05-01' });
    const notice = await story.say('notice', 14);
    story.on('2027-07-05');
    await story.write('costs-added', 14);
    expect((await story.case()).notices.get(notice)?.charged).toBe(0);
    expect(await story.last('costs-charged')).toBeUndefined();
  });
});

describe('a gate that only a person can open says to whom the case goes', () => {
  test.each<[string, (story: Story) => Promise<unknown>, string, TaskKind | undefined]>([
    ['a dispute', (story) => story.add(f.task('t1', 'dispute')), 'with-a-person', 'dispute'],
    ['hardship', (story) => story.add(f.task('t1', 'hardship')), 'with-a-person', 'hardship'],
    [
      'a death',
      (story) => story.person({ kind: 'circumstance-reported', circumstance: 'deceased' }),
      'person-protected',
      'report',
    ],
    [
      'no address',
      (story) => story.person({ kind: 'address-failed', channel: 'letter' }),
      'unreachable',
      'unreachable',
    ],
    [
      'a pause, which ends by itself',
      (story) => story.add({ kind: 'paused', until: '2026-02-01', reason: 'r' }),
      'paused',
      undefined,
    ],
  ])('%s', async (_, close, reason, handTo) => {
    const story = await tell({ rows: [onlyPaper] });
    await close(story);
    const entry = await refused(story, 'first-reminder', 7);
    expect([entry.reason, entry.handTo]).toEqual([reason, handTo]);
    // Whoever nobody hands over opens by itself, and says when.
    expect(entry.until === undefined).toBe(handTo !== undefined);
  });

  test('also where it closes between writing and sending', async () => {
    const story = await tell({ rows: [onlyPaper] });
    const contact = await story.write('first-reminder', 7);
    await story.add({ kind: 'wait-opened', wait: 1, journey: 1, contact, due: '2026-01-14T05:00:00Z' });
    await story.add(f.task('t1', 'payment-claim'));
    await story.send(contact);
    expect(await story.last('contact-refused')).toMatchObject({
      reason: 'with-a-person',
      handTo: 'payment-claim',
    });
  });
});

test('somebody who is protected is not handed over, whichever case it was reported in', async () => {
  const story = await tell();
  await story.person({ kind: 'circumstance-reported', circumstance: 'debt-help' });
  await story.add(f.task('t1', 'hand-over'));
  const to = 'Voorbeeld Gerechtsdeurwaarders';
  await expect(story.rule({ decision: 'approve-hand-over', to })).rejects.toThrow('debt-help');
  expect((await story.case()).closed).toBeUndefined();
});

describe('in Belgium the law suspends collecting', () => {
  const belgian = (debtorKind: 'consumer' | 'legal' = 'consumer', now?: Moment) =>
    tell({
      rows: [makeRow({ country: 'BE', debtorKind })],
      creditor: {
        ...(now && { now }),
        creditor: {
          country: 'BE',
          contract: {
            termsCleared: true,
            agreedTerm: true,
            interestRate: 800,
            damages: { flat: 2_000, rate: 0 },
          },
        },
      },
    });
  const suspended: [string, Reaction, string][] = [
    ['a plan that is asked for', { what: 'plan', months: 24 }, 'be/suspended-by-plan-request'],
    ['a dispute', { what: 'dispute', claims: [], ground: 'wrong-amount' }, 'be/suspended-by-dispute'],
    ['debt mediation', { what: 'circumstance', circumstance: 'debt-help' }, 'be/suspended-by-debt-mediation'],
  ];

  test.each(suspended)('for %s, until a person has answered it', async (_, reaction, rule) => {
    const story = await belgian();
    await story.react(reaction);
    const [task] = [...(await story.case()).tasks.values()];
    expect(await story.last('suspended-by-law')).toMatchObject({
      rule,
      task: task?.task,
      receipt: { rules: [{ name: rule }, { name: 'be/suspended-whoever-collects' }] },
    });
    expect(await refused(story, 'first-reminder', 7)).toMatchObject({
      reason: 'with-a-person',
      handTo: task?.what,
    });
    await story.rule({ decision: 'go-on' });
    await story.say('first-reminder', 7);
    expect(story.ports.messages.map(({ message }) => message.step)).toContain('first-reminder');
    expect(story.audit()).toEqual([]);
  });

  test('once for each request, however often it is made', async () => {
    const story = await belgian();
    await story.react({ what: 'plan', months: 24 });
    await story.react({ what: 'plan', months: 24 });
    expect((await story.entries()).filter(({ kind }) => kind === 'suspended-by-law')).toHaveLength(1);
  });

  test('not for a company, and not for whoever lives elsewhere', async () => {
    for (const story of [await belgian('legal'), await tell()]) {
      await story.react({ what: 'dispute', claims: [], ground: 'other' });
      expect(await story.last('suspended-by-law')).toBeUndefined();
      expect((await refused(story, 'first-reminder', 7)).reason).toBe('with-a-person');
    }
  });

  test('not for a plan that is agreed at once', async () => {
    const story = await belgian();
    await story.react({ what: 'plan', months: 3 });
    expect(await story.last('suspended-by-law')).toBeUndefined();
  });

  test('and interest stands still from the thirtieth day without an answer to a plan', async () => {
    const charged = async (ask: boolean) => {
      const story = await belgian();
      const notice = await story.say('notice', 14);
      await story.feedback(notice, 'delivered');
      story.on('2026-02-02');
      if (ask) await story.react({ what: 'plan', months: 24 });
      story.on('2026-04-01');
      if (ask) await story.rule({ decision: 'go-on' });
      story.on('2026-05-01');
      await story.write('last-reminder', 7);
      expect(story.audit()).toEqual([]);
      return await story.last('interest-charged');
    };
    const [usual, still] = [await charged(false), await charged(true)];
    expect(still?.periods).toEqual([
      { from: usual?.from, to: '2026-03-04', rate: 800 },
      { from: '2026-03-04', to: '2026-04-01', rate: 0 },
      { from: '2026-04-01', to: '2026-05-01', rate: 800 },
    ]);
    // 28 days of 8 % over 1,000.00.
    expect((usual?.cents ?? 0) - (still?.cents ?? 0)).toBe(614);
    expect(still?.receipt?.rules?.map(({ name }) => name)).toContain('be/interest-stands-still');
  });
});

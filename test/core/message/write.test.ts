import { describe, expect, test } from 'vitest';
import { daysBetween, wallTime } from '../../../core/calendar/moment.ts';
import type { Fact } from '../../../core/case/entry.ts';
import {
  type Channel,
  Language,
  type Profile,
  Profile as Profiles,
  type Step,
} from '../../../core/case/words.ts';
import { nl } from '../../../core/law/nl.ts';
import { outstanding } from '../../../core/message/blocked.ts';
import * as f from '../case/make-facts.ts';
import { makeRow, morning, onlyPaper, tell } from '../make-case.ts';

const mobile = makeRow({ phone: '+31612345678' });

async function channelOf(step: Step, but: { profile?: Profile; row?: typeof mobile; before?: Fact[] }) {
  const story = await tell({ rows: [but.row ?? mobile] });
  if (but.profile) await story.add({ kind: 'profile-assigned', profile: but.profile });
  if (but.before) await story.add(...but.before);
  const contact = await story.write(step, 7);
  return (await story.case()).contacts.get(contact)?.channel;
}

describe('a message goes by', () => {
  test.each<[string, Step, Profile, Channel]>([
    ['text to who only forgot', 'first-reminder', 'quick-payer', 'sms'],
    ['e-mail after that', 'second-reminder', 'quick-payer', 'email'],
    ['letter to who is in trouble', 'help-offer', 'problem-payer', 'letter'],
    ['e-mail to most', 'first-reminder', 'late-payer', 'email'],
  ])('%s', async (_, step, profile, channel) => {
    expect(await channelOf(step, { profile })).toBe(channel);
  });

  test.each<Step>(['notice', 'information', 'dispute-answered', 'direct-debit-noted'])(
    'another way than text where it is a %s, to whomever',
    async (step) => {
      for (const profile of Profiles.options) expect(await channelOf(step, { profile })).not.toBe('sms');
    },
  );

  test('the next best way when an address failed, somebody opted out, or there is none', async () => {
    const story = await tell({ rows: [mobile] });
    await story.person({ kind: 'address-failed', channel: 'email' });
    const second = await story.write('first-reminder', 7);
    expect((await story.case()).contacts.get(second)?.channel).toBe('letter');
    await story.person({ kind: 'opted-out', channel: 'letter' });
    const third = await story.write('first-reminder', 7);
    expect((await story.case()).contacts.get(third)?.channel).toBe('sms');
    await story.person({ kind: 'opted-out', channel: 'sms' });
    const none = await story.write('first-reminder', 7);
    expect((await story.case()).refused.get(none)).toMatchObject({ reason: 'unreachable' });
  });

  test('no channel that the creditor does not use', async () => {
    const channels = { email: false, sms: false, letter: true };
    const story = await tell({ creditor: { creditor: { channels } } });
    const contact = await story.write('first-reminder', 7);
    expect((await story.case()).contacts.get(contact)?.channel).toBe('letter');
  });
});

describe('an ask', () => {
  test('names what is owed, claim by claim, and a day that leaves the patience it was given', async () => {
    const story = await tell({ rows: [makeRow(), makeRow({ invoice: 'B', cents: 2_500 })] });
    await story.pay(500, undefined, { designated: ['B'] });
    await story.write('first-reminder', 10);
    const said = await story.last('contact-written');
    expect(said).toMatchObject({ cents: 102_000, purpose: 'ask', addressee: 'debtor', language: 'nl' });
    expect(said?.stated).toEqual([
      { claim: 'A', principal: 100_000, interest: 0, costs: 0, paid: 0, outstanding: 100_000 },
      { claim: 'B', principal: 2_500, interest: 0, costs: 0, paid: 500, outstanding: 2_000 },
    ]);
    expect(daysBetween(said?.sendAt.slice(0, 10) ?? '', said?.payBy ?? '')).toBe(10);
    expect(wallTime(said?.followUpAt ?? '', nl.zone)).toEqual({ day: '2026-01-17', minutes: 360 });
  });

  test('goes in the contact window, spread over the day, and the same case always at the same time', async () => {
    const moments = new Set<string>();
    for (const reference of ['D-1', 'D-2', 'D-3', 'D-4', 'D-1']) {
      const story = await tell({ rows: [makeRow({ debtorReference: reference })] });
      await story.write('first-reminder', 7);
      const { sendAt = '' } = (await story.last('contact-written')) ?? {};
      const { minutes } = wallTime(sendAt, nl.zone);
      expect(minutes).toBeGreaterThanOrEqual(8 * 60);
      expect(minutes).toBeLessThan(19 * 60);
      moments.add(sendAt);
    }
    expect(moments.size).toBe(4);
  });

  test('leaves days of peace after any other message', async () => {
    const story = await tell();
    await story.say('first-reminder', 7);
    await story.write('second-reminder', 7);
    const [first, second] = [...(await story.case()).contacts.values()];
    expect(daysBetween(first?.sentAt?.slice(0, 10) ?? '', second?.sendAt.slice(0, 10) ?? '')).toBe(3);
  });

  test('is not made for a rest that is too small to ask for: it is given up, and the case ends', async () => {
    const story = await tell({
      rows: [makeRow({ cents: 600 })],
      creditor: { creditor: { thresholds: { open: 500, charge: 100, ask: 600 } } },
    });
    await story.write('first-reminder', 7);
    const c = await story.case();
    expect(c.closed?.outcome).toBe('small-balance-waived');
    expect(outstanding(c)).toBe(0);
    expect(await story.last('contact-written')).toBeUndefined();
  });

  test('offers a direct debit only where the creditor collects by it', async () => {
    const story = await tell({ creditor: { creditor: { directDebit: false } } });
    await story.write('direct-debit-offer', 7);
    expect((await story.last('contact-written'))?.step).toBe('second-reminder');
  });

  test('that is blocked is refused in writing, with the moment to try again', async () => {
    const story = await tell();
    await story.add({ kind: 'paused', until: '2026-02-10', reason: 'asked for' });
    const contact = await story.write('first-reminder', 7);
    expect(await story.last('contact-refused')).toMatchObject({
      contact,
      step: 'first-reminder',
      reason: 'paused',
      until: '2026-02-11T05:00:00Z',
    });
    expect(await story.last('contact-written')).toBeUndefined();
  });

  test('says why it was written so, with the options that lost', async () => {
    const story = await tell();
    await story.write('first-reminder', 7);
    const receipt = (await story.last('contact-written'))?.receipt;
    expect(receipt).toMatchObject({
      model: 'approved-texts-1',
      options: [{ option: 'first-reminder', probability: 1 }],
    });
    expect(receipt?.rules?.map((rule) => rule.name)).toContain('nl/contact-window');
  });
});

describe('a message about a plan', () => {
  test('reminds of the next instalment some days ahead, and asks for that alone', async () => {
    const story = await tell();
    await story.react({ what: 'plan', months: 4, firstOn: '2026-02-02' });
    await story.write('instalment-reminder', 7);
    const said = await story.last('contact-written');
    expect(said).toMatchObject({ cents: 25_000, instalment: 1, payBy: '2026-02-02' });
    expect(said?.sendAt.slice(0, 10)).toBe('2026-01-28');
    expect(await story.last('instalment-due')).toMatchObject({
      instalment: 1,
      on: '2026-02-02',
      cents: 25_000,
    });
  });

  test('asks only for what is still missing of it', async () => {
    const story = await tell();
    await story.react({ what: 'plan', months: 4 });
    await story.pay(35_000);
    await story.write('instalment-reminder', 7);
    expect(await story.last('contact-written')).toMatchObject({ cents: 15_000, instalment: 2 });
  });

  test('charges no interest while the plan runs', async () => {
    const story = await tell();
    await story.chargeCosts();
    await story.react({ what: 'plan', months: 4 });
    const charged = (await story.case()).kinds.get('interest-charged');
    story.ports.clock.pass(20);
    await story.write('instalment-reminder', 7);
    await story.pay(25_000);
    expect((await story.case()).kinds.get('interest-charged')).toBe(charged);
  });
});

describe('a service', () => {
  test('of thanks shows all that was paid, not what is left', async () => {
    const story = await tell();
    await story.say('first-reminder', 7);
    await story.pay(100_000);
    const said = await story.last('contact-written');
    expect(said).toMatchObject({ step: 'thanks', stated: [{ claim: 'A', paid: 100_000, outstanding: 0 }] });
    expect(said).not.toHaveProperty('cents');
    expect(said).not.toHaveProperty('followUpAt');
  });

  test('goes as soon as the window is open', async () => {
    const story = await tell({ creditor: { now: '2026-01-10T21:00:00Z' } });
    await story.react({ what: 'promise', payOn: '2026-01-14' });
    expect((await story.last('contact-written'))?.sendAt).toBe('2026-01-12T06:00:00Z');
    story.ports.clock.set(morning('2026-01-13'));
    await story.write('information');
    expect((await story.last('contact-written'))?.sendAt).toBe(morning('2026-01-13'));
  });

  test('names the day on which money is expected', async () => {
    const story = await tell();
    await story.react({ what: 'promise', payOn: '2026-01-14', cents: 30_000 });
    expect(await story.last('contact-written')).toMatchObject({
      step: 'promise-noted',
      expectedOn: '2026-01-14',
      cents: 30_000,
    });
  });
});

test.each(Language.options)('a debtor who reads %s is written to in it', async (language) => {
  const story = await tell({ rows: [makeRow({ language })] });
  await story.write('first-reminder', 7);
  expect((await story.last('contact-written'))?.language).toBe(language);
});

test('who can be reached by letter alone gets every message by letter', async () => {
  expect(await channelOf('first-reminder', { row: onlyPaper })).toBe('letter');
  expect(await channelOf('instalment-reminder', { row: onlyPaper, before: [f.agreed('p1')] })).toBe('letter');
});

describe('how a message is said', () => {
  const inManner = async (profile: Profile, step: Step) => {
    const story = await tell({ rows: [mobile] });
    await story.add({ kind: 'profile-assigned', profile });
    await story.write(step, 7);
    return await story.last('contact-written');
  };

  test('is kept with it where it is not as for everybody', async () => {
    const friendly = { tone: 'friendly', length: 'full' };
    expect(await inManner('arranger', 'first-reminder')).toMatchObject({
      variant: 'first-reminder',
      manner: friendly,
    });
    expect(await inManner('late-payer', 'first-reminder')).not.toHaveProperty('manner');
  });

  test('is not kept with a text message, which is said in one way', async () => {
    const written = await inManner('quick-payer', 'first-reminder');
    expect(written?.channel).toBe('sms');
    expect(written).not.toHaveProperty('manner');
  });

  test('is what somebody asked for, and the receipt says that they did', async () => {
    const story = await tell();
    await story.person({ kind: 'words-chosen', words: 'easy' });
    await story.write('first-reminder', 7);
    const written = await story.last('contact-written');
    expect(written?.variant).toBe('first-reminder.easy');
    expect(written?.receipt?.inputs?.sources).toContain('reading person');
    await story.person({ kind: 'words-chosen', words: 'usual' });
    await story.write('second-reminder', 7);
    expect((await story.last('contact-written'))?.variant).toBe('second-reminder');
  });
});

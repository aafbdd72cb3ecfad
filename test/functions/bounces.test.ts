import { describe, expect, test } from 'vitest';
import type { Handed } from '../../core/ports.ts';
import { type MadeLaptop, makeLaptop } from './make-laptop.ts';

const noLetters = { channels: { email: true, sms: false, letter: false } };

/** The provider's answer to the last message. */
const last = (
  laptop: MadeLaptop,
  id: string,
  what: 'delivered' | 'bounced' | 'returned',
  permanent?: boolean,
) =>
  laptop.invoke('channel-feedback', {
    case: laptop.case,
    contact: laptop.sent.at(-1)?.contact,
    id,
    what,
    permanent,
  });

const ways = (laptop: MadeLaptop, step: string) =>
  laptop.sent.filter((message) => message.step === step).map(({ channel }) => channel);

/** What a channel's provider says from now on; what it takes still reaches the outbox. */
function provider(laptop: MadeLaptop, channel: 'email' | 'sms' | 'letter', handed: Handed): void {
  laptop.ports.channels[channel] = async () => handed;
}

async function disputed(): Promise<MadeLaptop> {
  const laptop = await makeLaptop({ profile: 'arranger' });
  await laptop.days(1);
  await laptop.react('reply-1', { what: 'dispute', claims: [], ground: 'other' });
  await laptop.days(1);
  return laptop;
}

describe('an answer that bounces', () => {
  test('again and again, each time for now, goes once by each way and no more', async () => {
    const laptop = await disputed();
    for (let times = 1; times <= 12; times++) {
      await last(laptop, `f-${times}`, 'bounced', false);
      await laptop.days(1);
    }
    expect(ways(laptop, 'dispute-received')).toEqual(['email', 'letter', 'sms']);
    expect((await laptop.all('contact-refused')).map(({ reason }) => reason)).toEqual(['unreachable']);
  });

  test('and is told under two ids is written again once', async () => {
    const laptop = await disputed();
    const { contact } = laptop.sent.at(-1) ?? {};
    for (const id of ['f-1', 'f-2', 'f-3']) {
      const input = { case: laptop.case, contact, id, what: 'bounced', permanent: false };
      await laptop.invoke('channel-feedback', input);
    }
    await laptop.days(2);
    expect(ways(laptop, 'dispute-received')).toEqual(['email', 'letter']);
    expect(await laptop.all('contact-bounced')).toHaveLength(1);
  });

  test('does not keep the dispute from being answered later by that way', async () => {
    const laptop = await disputed();
    await last(laptop, 'f-1', 'bounced', false);
    await laptop.days(1);
    await laptop.close(await laptop.task('dispute'), { decision: 'reject' });
    await laptop.days(1);
    expect(ways(laptop, 'dispute-answered')).toEqual(['email']);
  });
});

test('an ask that bounces for now each time is not sent for ever: another way, and then a person', async () => {
  const laptop = await makeLaptop({ profile: 'arranger' });
  let bounced = 0;
  for (let day = 0; day < 90; day++) {
    if (laptop.sent.length > bounced) {
      bounced = laptop.sent.length;
      await last(laptop, `f-${bounced}`, 'bounced', false);
    }
    await laptop.days(1);
  }
  const each = (channel: string) => Array(3).fill(channel);
  expect(ways(laptop, 'plan-offer')).toEqual([...each('email'), ...each('letter'), ...each('sms')]);
  expect((await laptop.fold()).wait?.task).toBe(await laptop.task('unreachable'));
});

describe('an address that the provider refuses', () => {
  test('is not tried again: the next way is, and after the last a person looks', async () => {
    const laptop = await makeLaptop({ profile: 'arranger', claim: { phone: '' } });
    provider(laptop, 'email', { refused: 'mailbox does not exist' });
    await laptop.days(5);
    expect(laptop.steps()).toEqual(['plan-offer']);
    expect(laptop.sent[0]?.channel).toBe('letter');
    expect((await laptop.all('contact-refused')).map(({ reason }) => reason)).toEqual(['provider-refused']);
    const { person } = await laptop.fold();
    const known = (await laptop.ports.persons.read(person)).flatMap((item) => item.entries);
    expect(known).toContainEqual(expect.objectContaining({ kind: 'address-failed', channel: 'email' }));
  });

  test('when it was the only one, gives the case to a person and asks nobody', async () => {
    const laptop = await makeLaptop({ profile: 'arranger', creditor: noLetters });
    provider(laptop, 'email', { refused: 'mailbox does not exist' });
    await laptop.days(30);
    expect(laptop.sent).toEqual([]);
    expect((await laptop.all('task-opened')).map(({ what }) => what)).toEqual(['unreachable']);
    expect((await laptop.fold()).wait?.task).toBe(await laptop.task('unreachable'));
  });

  test('for an answer is left for the next way', async () => {
    const laptop = await makeLaptop({ profile: 'arranger' });
    await laptop.days(1);
    provider(laptop, 'email', { refused: 'mailbox does not exist' });
    await laptop.react('reply-1', { what: 'information' });
    await laptop.days(1);
    expect(ways(laptop, 'information')).toEqual(['letter']);
  });
});

test('a channel that fails after the message was written and before it was sent is left for another', async () => {
  const laptop = await makeLaptop();
  await laptop.until('contact-written');
  const written = (await laptop.all('contact-written')).at(-1);
  expect(written?.channel).toBe('sms');
  const { person } = await laptop.fold();
  const entries = (await laptop.ports.persons.read(person)).flatMap((item) => item.entries);
  await laptop.ports.persons.append({
    stream: person,
    seq: entries.length + 1,
    cause: 'elsewhere',
    entries: [{ kind: 'address-failed', channel: 'sms', seq: entries.length + 1, at: laptop.now() }],
  });
  await laptop.days(6);
  const refused = (await laptop.all('contact-refused')).map(({ contact, reason }) => ({ contact, reason }));
  expect(refused).toContainEqual({ contact: written?.contact, reason: 'stale' });
  expect(ways(laptop, written?.step ?? '')).toEqual(['email']);
});

describe('a notice that nobody can prove', () => {
  test('by e-mail only goes out three times at most; then a person must find a way', async () => {
    const laptop = await makeLaptop({ profile: 'late-payer', creditor: noLetters });
    await laptop.days(250);
    expect(ways(laptop, 'notice')).toEqual(['email', 'email', 'email']);
    expect(await laptop.all('costs-charged')).toEqual([]);
    expect((await laptop.fold()).wait?.task).toBe(await laptop.task('unreachable'));
  });

  test('by e-mail is followed by a letter; when the e-mail is proven late, costs come once, after both', async () => {
    const laptop = await makeLaptop({ profile: 'late-payer' });
    await laptop.until('notice-served');
    expect(ways(laptop, 'notice')).toEqual(['email', 'letter']);
    await laptop.days(5);
    const email = laptop.sent.find(({ step }) => step === 'notice')?.contact;
    const feedback = { case: laptop.case, contact: email, id: 'f-late', what: 'delivered' };
    await laptop.invoke('channel-feedback', feedback);
    const { notices } = await laptop.fold();
    const latest =
      [...notices.values()]
        .map(({ costsFrom }) => costsFrom)
        .sort()
        .at(-1) ?? '';
    await laptop.until('costs-charged');
    await laptop.days(60);
    const charged = await laptop.all('costs-charged');
    expect(charged).toHaveLength(1);
    expect(charged[0]).toMatchObject({ notice: email, cents: 6_000 });
    expect((charged[0]?.at ?? '') >= latest).toBe(true);
    expect(ways(laptop, 'costs-added')).toHaveLength(1);
  });
});

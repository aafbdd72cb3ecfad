import { expect, test } from 'vitest';
import { type MadeLaptop, makeLaptop } from './make-laptop.ts';

type What = 'delivered' | 'bounced' | 'returned' | 'opened' | 'clicked';
const feedback = (laptop: MadeLaptop, contact: string, id: string, what: What, permanent = true) =>
  laptop.invoke('channel-feedback', { case: laptop.case, contact, id, what, permanent });
const person = async (laptop: MadeLaptop) =>
  (await laptop.ports.persons.read((await laptop.fold()).person)).flatMap((item) => item.entries);

test('feedback about a message that nobody wrote is not kept, neither for the case nor for the person', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const before = [await laptop.entries(), await person(laptop)];
  for (const what of ['delivered', 'bounced', 'returned', 'opened', 'clicked'] as const) {
    await feedback(laptop, 'somebody-elses-k1', `f-${what}`, what);
  }
  const stray = { case: 'nobody-1', contact: 'nobody-1-k1', id: 'f-1', what: 'bounced' };
  await laptop.invoke('channel-feedback', stray);
  expect([await laptop.entries(), await person(laptop)]).toEqual(before);
});

test.each(['delivered', 'opened', 'clicked', 'bounced', 'returned'] as const)(
  '%s is written down once',
  async (what) => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    for (let times = 0; times < 3; times++) await feedback(laptop, `${laptop.case}-k1`, 'f-1', what);
    expect(await laptop.all(`contact-${what}`)).toHaveLength(1);
  },
);

test.each(['delivered', 'opened', 'clicked', 'bounced', 'returned'] as const)(
  'a message of which nobody knew whether it left is known to have left when it is %s',
  async (what) => {
    const laptop = await makeLaptop({ profile: 'arranger' });
    await laptop.days(0);
    const { channels } = laptop.ports;
    const { email } = channels;
    channels.email = async () => {
      throw new Error('the line went dead');
    };
    await expect(laptop.days(1)).rejects.toThrow('the line went dead');
    channels.email = email;
    expect(await laptop.all('contact-claimed')).toHaveLength(1);
    expect(await laptop.all('contact-sent')).toEqual([]);
    await feedback(laptop, `${laptop.case}-k1`, 'f-1', what);
    expect(await laptop.all('contact-sent')).toMatchObject([
      { contact: `${laptop.case}-k1`, channel: 'email' },
    ]);
  },
);

test('an e-mail that bounced for now is written again, and the address stays', async () => {
  const laptop = await makeLaptop({ profile: 'arranger' });
  await laptop.days(1);
  await feedback(laptop, `${laptop.case}-k1`, 'f-1', 'bounced', false);
  await laptop.days(5);
  expect(laptop.sent.map(({ channel, step }) => `${step} ${channel}`)).toEqual([
    'plan-offer email',
    'plan-offer email',
  ]);
  expect((await person(laptop)).map(({ kind }) => kind)).not.toContain('address-failed');
});

test('an address that failed for good is not used again', async () => {
  const laptop = await makeLaptop({ profile: 'arranger' });
  await laptop.days(1);
  await feedback(laptop, `${laptop.case}-k1`, 'f-1', 'bounced');
  await laptop.days(40);
  expect(new Set(laptop.sent.slice(1).map(({ channel }) => channel))).toEqual(new Set(['letter']));
});

test('an answer that did not arrive is still owed: by another way', async () => {
  const laptop = await makeLaptop({ profile: 'arranger' });
  await laptop.days(1);
  await laptop.react('reply-1', { what: 'dispute', claims: [], ground: 'other' });
  await laptop.days(1);
  await feedback(laptop, `${laptop.case}-k2`, 'f-1', 'bounced');
  await laptop.days(1);
  expect(laptop.sent.slice(1).map(({ channel, step }) => `${step} ${channel}`)).toEqual([
    'dispute-received email',
    'dispute-received letter',
  ]);
});

test('a notice by e-mail begins to run when it is proven to have arrived', async () => {
  const laptop = await makeLaptop();
  await laptop.until('contact-sent', 3);
  expect(await laptop.all('notice-served')).toEqual([]);
  const notice = laptop.sent.at(-1);
  expect([notice?.step, notice?.channel]).toEqual(['notice', 'email']);
  await feedback(laptop, notice?.contact ?? '', 'f-1', 'delivered');
  expect(await laptop.all('notice-served')).toMatchObject([{ contact: notice?.contact }]);
});

test('a provider that tells one bounce under two ids causes one new letter', async () => {
  const laptop = await makeLaptop({ profile: 'arranger' });
  await laptop.days(1);
  await laptop.react('reply-1', { what: 'dispute', claims: [], ground: 'other' });
  await laptop.days(1);
  for (const id of ['f-1', 'f-2']) await feedback(laptop, `${laptop.case}-k2`, id, 'bounced');
  await laptop.days(2);
  expect(laptop.steps().filter((step) => step === 'dispute-received')).toHaveLength(2);
});

test('who calls a mail spam gets no more of them, as if they had said so', async () => {
  const laptop = await makeLaptop({ profile: 'arranger' });
  await laptop.days(1);
  const complain = () =>
    laptop.invoke('channel-feedback', {
      case: laptop.case,
      contact: `${laptop.case}-k1`,
      id: 'ses:m-1:complained',
      what: 'complained',
    });
  for (let times = 0; times < 3; times++) await complain();
  expect(await person(laptop)).toContainEqual(
    expect.objectContaining({ kind: 'opted-out', channel: 'email', outside: 'ses:m-1:complained' }),
  );
  expect(await laptop.all('replied')).toHaveLength(1);
  const mails = laptop.sent.filter(({ channel }) => channel === 'email').length;
  await laptop.days(60);
  expect(laptop.sent.filter(({ channel }) => channel === 'email')).toHaveLength(mails);
});

import { expect, test } from 'vitest';
import type { EntryKind } from '../../core/case/entry.ts';
import type { Reaction } from '../../core/reply/reaction.ts';
import { makeLaptop } from './make-laptop.ts';

const noted: EntryKind = 'contact-written';

/** What each reaction writes besides `replied`, and the message that answers it. */
const reactions: [Reaction, EntryKind[], string | undefined][] = [
  [{ what: 'plan', months: 3 }, ['plan-agreed', noted], 'plan-agreed'],
  [{ what: 'plan', months: 12 }, ['task-opened', noted], 'plan-request-received'],
  [{ what: 'promise', payOn: '2026-01-20' }, ['promise-made', noted], 'promise-noted'],
  [
    { what: 'dispute', claims: [], ground: 'not-delivered' },
    ['dispute-raised', 'task-opened', noted],
    'dispute-received',
  ],
  [{ what: 'hardship' }, ['hardship-reported', 'task-opened', noted], 'hardship-received'],
  [{ what: 'already-paid' }, ['payment-claimed', 'task-opened', noted], 'payment-claim-received'],
  [{ what: 'direct-debit' }, ['mandate-given', noted], 'direct-debit-noted'],
  [{ what: 'information' }, ['information-asked', noted], 'information'],
  [{ what: 'complaint' }, ['complaint-raised', 'task-opened'], undefined],
  [{ what: 'opt-out', channel: 'sms' }, [noted], 'opt-out-noted'],
  [{ what: 'wrong-person' }, ['task-opened'], undefined],
  [{ what: 'circumstance', circumstance: 'represented' }, ['task-opened'], undefined],
];

test.each(reactions)('%o is written down once and answered once', async (reaction, kinds, answer) => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const before = (await laptop.entries()).length;
  for (let times = 0; times < 3; times++) {
    expect(await laptop.react('reply-1', reaction)).toEqual({ taken: true });
  }
  const entries = (await laptop.entries()).slice(before);
  expect(entries.map(({ kind }) => kind)).toEqual(['replied', ...kinds]);
  expect(new Set(entries.map(({ at }) => at)).size).toBe(1);

  await laptop.days(1);
  const answers = laptop.sent.filter(({ purpose }) => purpose === 'answer' || purpose === 'service');
  expect(answers.map(({ step }) => step)).toEqual(answer ? [answer] : []);
});

test('there is a row above for every reaction there is', () => {
  const whats = new Set(reactions.map(([reaction]) => reaction.what));
  expect(whats.size).toBe(11);
});

test('a hundred deliveries of one dispute at once are one dispute', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const dispute: Reaction = { what: 'dispute', claims: [], ground: 'not-mine' };
  await Promise.all(Array.from({ length: 100 }, () => laptop.react('reply-1', dispute)));
  expect(await laptop.all('dispute-raised')).toHaveLength(1);
  expect(await laptop.all('task-opened')).toHaveLength(1);
});

test('what protects a person stands in their own journal, also for their other cases', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.react('reply-1', { what: 'opt-out', channel: 'sms' });
  await laptop.react('reply-2', { what: 'circumstance', circumstance: 'debt-help' });
  const { person } = await laptop.fold();
  const kept = (await laptop.ports.persons.read(person)).flatMap((item) => item.entries);
  expect(kept.map(({ kind }) => kind)).toEqual(['contact-counted', 'opted-out', 'circumstance-reported']);
});

test.each<[Reaction, string]>([
  [{ what: 'promise', payOn: '2026-03-20' }, 'within 30 days'],
  [{ what: 'promise', payOn: '2026-01-01' }, 'within 30 days'],
])('a promise for another time is refused with what to do instead: %o', async (reaction, reason) => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  expect(await laptop.react('reply-1', reaction)).toEqual({
    taken: false,
    reason: expect.stringContaining(reason),
  });
  expect(await laptop.all('promise-made')).toEqual([]);
});

test('a direct debit that the creditor does not offer is refused', async () => {
  const laptop = await makeLaptop({ creditor: { directDebit: false } });
  await laptop.days(1);
  expect(await laptop.react('reply-1', { what: 'direct-debit' })).toMatchObject({ taken: false });
});

test('after a case has closed nothing has to be arranged, but questions are answered', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.pay('bank-1', 4_500);
  expect(await laptop.react('reply-1', { what: 'plan', months: 3 })).toMatchObject({ taken: false });
  expect(await laptop.react('reply-2', { what: 'information' })).toEqual({ taken: true });
  await laptop.days(1);
  expect(laptop.steps()).toEqual(['first-reminder', 'thanks', 'information']);
});

test('a reaction that was refused is refused again when it is delivered again', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const late: Reaction = { what: 'promise', payOn: '2026-03-20' };
  await laptop.react('reply-1', late);
  expect(await laptop.react('reply-1', late)).toMatchObject({ taken: false });
});

import { describe, expect, test } from 'vitest';
import { wallTime } from '../../../core/calendar/moment.ts';
import type { Refusal } from '../../../core/case/words.ts';
import { deliver, lastLook } from '../../../core/message/deliver.ts';
import { foldPerson } from '../../../core/person/person.ts';
import { makeRow, morning, onlyPaper, type Story, tell } from '../make-case.ts';
import { makeCreditor } from '../make-ports.ts';

/** A story in which a reminder was written and its moment has come. */
async function written(but: Parameters<typeof tell>[0] = {}): Promise<{ story: Story; contact: string }> {
  const story = await tell(but);
  const contact = await story.write('first-reminder');
  story.ports.clock.set((await story.case()).contacts.get(contact)?.sendAt ?? '');
  return { story, contact };
}

describe('a message', () => {
  test('is claimed, then handed over, then noted as sent', async () => {
    const { story, contact } = await written();
    let kinds: string[] = [];
    story.ports.provider.answer = async () => {
      kinds = (await story.entries()).map((entry) => entry.kind);
      return { accepted: 'mail-7' };
    };
    await story.send(contact);
    expect(kinds.at(-1)).toBe('contact-claimed');
    expect(await story.last('contact-sent')).toMatchObject({ contact, provider: 'mail-7', channel: 'email' });
    expect(story.ports.messages).toHaveLength(1);
    expect(story.ports.messages[0]?.message).toMatchObject({
      to: { email: 'jo@example.org' },
      asked: 100_000,
    });
  });

  test('is sent once, however often it is delivered', async () => {
    const { story, contact } = await written();
    for (let i = 0; i < 10; i++) await story.send(contact);
    expect(story.ports.messages).toHaveLength(1);
    expect(story.audit()).toEqual([]);
  });

  test('is sent once by two deliveries that race', async () => {
    const { story, contact } = await written();
    const two = ['one', 'other'].map((cause) => deliver(story.ports, story.id, contact, cause));
    const ten = Array.from({ length: 10 }, () => deliver(story.ports, story.id, contact, 'same'));
    await Promise.all([...two, ...ten]);
    expect(story.ports.messages).toHaveLength(1);
    expect((await story.case()).kinds.get('contact-claimed')).toBe(1);
    expect((await story.case()).kinds.get('contact-sent')).toBe(1);
  });

  test('that a provider refuses is refused, and that is a result', async () => {
    const { story, contact } = await written();
    story.ports.provider.answer = () => ({ refused: 'blocked-list' });
    const c = await story.send(contact);
    expect(c.refused.get(contact)?.reason).toBe('provider-refused');
    expect(c.contacts.get(contact)?.sentAt).toBeUndefined();
    story.ports.provider.answer = () => ({ accepted: 'mail-7' });
    await story.send(contact);
    expect(story.ports.messages).toHaveLength(0);
  });

  test('that a provider refuses for our sake is not held against the address', async () => {
    const { story, contact } = await written();
    story.ports.provider.answer = () => ({ refused: 'sending-paused', ours: true });
    const c = await story.send(contact);
    expect(c.refused.get(contact)?.reason).toBe('provider-refused');
    expect(foldPerson(await story.ports.persons.read(c.person)).failedAddresses.size).toBe(0);
  });

  test('that answers, and is refused for our sake, becomes a task: writing it again would be refused again', async () => {
    const story = await tell();
    const contact = await story.write('information');
    story.ports.provider.answer = () => ({ refused: 'sending-paused', ours: true });
    const c = await story.send(contact);
    expect([...c.tasks.values()]).toMatchObject([{ what: 'failure', about: 'sending-paused' }]);
    expect([...c.contacts.keys()].at(-1)).toBe(contact);
  });

  test('whose person is erased at the last moment goes nowhere, and nothing fails', async () => {
    const { story, contact } = await written();
    const { get } = story.ports.people;
    let looks = 0;
    story.ports.people.get = async (person) => (++looks > 1 ? undefined : await get(person));
    const c = await story.send(contact);
    expect(c.refused.get(contact)?.reason).toBe('unreachable');
    expect(story.ports.messages).toHaveLength(0);
    expect(story.audit()).toEqual([]);
  });

  test('on which a provider stays silent is never repeated, and nobody says that it was sent', async () => {
    const { story, contact } = await written();
    story.ports.provider.answer = () => {
      throw new Error('time-out');
    };
    await expect(story.send(contact)).rejects.toThrow('time-out');
    story.ports.provider.answer = () => ({ accepted: 'mail-7' });
    const c = await story.send(contact);
    expect(story.ports.messages).toHaveLength(0);
    expect(c.contacts.get(contact)?.claimedAt).toBeDefined();
    expect(c.contacts.get(contact)?.sentAt).toBeUndefined();
    expect(c.refused.has(contact)).toBe(false);
  });

  test('of silence counts as sent for the person, as not sent for the law', async () => {
    const story = await tell({ rows: [onlyPaper] });
    const contact = await story.write('notice', 14);
    story.ports.provider.answer = () => {
      throw new Error('time-out');
    };
    await expect(story.send(contact)).rejects.toThrow('time-out');
    const c = await story.case();
    expect(c.notices.size).toBe(0);
    expect(foldPerson(await story.ports.persons.read(c.person)).counted).toMatchObject([{ contact }]);
  });

  test('that answers is not counted among those that ask', async () => {
    const story = await tell();
    await story.say('information');
    const { person } = await story.case();
    expect(foldPerson(await story.ports.persons.read(person)).counted).toEqual([]);
  });
});

describe('the last look', () => {
  const lookAt = async (story: Story, contact: string, now = story.ports.clock.now()) => {
    const c = await story.case();
    const found = c.contacts.get(contact);
    if (!found) throw new Error('no contact');
    const ctx = await story.ctx();
    return lastLook(c, ctx, found, now, await ctx.budget.contacts(contact));
  };

  test.each<[string, (story: Story) => Promise<unknown>, Refusal]>([
    ['was paid', (story) => story.pay(100_000), 'closed'],
    ['was paused', (story) => story.add({ kind: 'paused', until: '2026-02-01', reason: 'r' }), 'paused'],
    [
      'is disputed',
      (story) => story.react({ what: 'dispute', claims: [], ground: 'other' }),
      'with-a-person',
    ],
    ['has a plan', (story) => story.react({ what: 'plan', months: 3 }), 'plan-running'],
    ['was paid in part, so that its figures are wrong', (story) => story.pay(10_000), 'stale'],
    ['opted out', (story) => story.person({ kind: 'opted-out', channel: 'email' }), 'opted-out'],
    [
      'has no such address any more, so that it is written by another way',
      (story) => story.person({ kind: 'address-failed', channel: 'email' }),
      'stale',
    ],
    [
      'is protected',
      (story) => story.person({ kind: 'circumstance-reported', circumstance: 'debt-help' }),
      'person-protected',
    ],
    ['is under a stop order', async (story) => story.ports.stops.stop('*'), 'stop-order'],
  ])('holds an ask back when who is asked %s', async (_, happens, reason) => {
    const { story, contact } = await written();
    await happens(story);
    expect(await lookAt(story, contact)).toMatchObject({ reason });
    await story.send(contact);
    expect(story.ports.messages.filter(({ message }) => message.contact === contact)).toEqual([]);
  });

  test('lets an answer go whose case was paid in part or is with a person', async () => {
    const story = await tell();
    const contact = await story.write('information');
    await story.react({ what: 'hardship' });
    await story.pay(10_000);
    story.ports.clock.set(morning('2026-01-06'));
    expect(await lookAt(story, contact)).toEqual({ go: true });
  });

  test.each([
    ['before its moment', '2026-01-05T05:45:00Z', 'later'],
    ['at night', '2026-01-05T21:00:00Z', 'later'],
    ['on a Sunday', '2026-01-11T10:00:00Z', 'reason'],
    ['in the window', '2026-01-06T10:00:00Z', 'go'],
  ])('%s says so', async (_, now, said) => {
    const { story, contact } = await written();
    expect(Object.keys(await lookAt(story, contact, now))).toContain(said);
  });

  test('moves a message into the next window, and gives up a text that is too old by then', async () => {
    const { story, contact } = await written();
    const look = await lookAt(story, contact, '2026-01-05T21:00:00Z');
    const next = 'later' in look ? look.later : '';
    expect(wallTime(next, 'Europe/Amsterdam')).toEqual({ day: '2026-01-06', minutes: 420 });
    expect(await lookAt(story, contact, '2026-01-10T21:00:00Z')).toMatchObject({ reason: 'stale' });
  });

  test('of a message that a journey no longer waits for is stale', async () => {
    const story = await tell();
    const contact = await story.write('first-reminder', 7);
    await story.add({ kind: 'wait-opened', wait: 1, journey: 1, due: '2026-02-01T05:00:00Z' });
    expect(await lookAt(story, contact)).toEqual({ reason: 'stale' });
  });

  test.each<['day' | 'week', object]>([
    ['day', { later: '2026-01-06T06:00:00Z' }],
    ['week', { reason: 'too-many-contacts', until: '2026-01-12T06:00:00Z' }],
  ])(
    'waits when the budget of a %s is spent, or says so when it would take too long',
    async (limit, look) => {
      const budget = { ...makeCreditor().budget, [limit]: 1 };
      const { story, contact } = await written({ creditor: { creditor: { budget } } });
      await story.person({ kind: 'contact-counted', case: 'other', contact: 'other-k1', channel: 'sms' });
      expect(await lookAt(story, contact)).toMatchObject(look);
    },
  );

  test('of a company is as careful as that of a person', async () => {
    const { story, contact } = await written({ rows: [makeRow({ debtorKind: 'legal' })] });
    expect(await lookAt(story, contact, '2026-01-05T21:00:00Z')).toHaveProperty('later');
  });
});

test('an answer that a stop order holds back goes out when it is lifted', async () => {
  const story = await tell();
  story.ports.stops.stop('*');
  const contact = await story.write('information');
  story.ports.clock.set(morning('2026-01-05'));
  await story.send(contact);
  expect(story.ports.messages).toEqual([]);
  expect((await story.case()).refused.has(contact)).toBe(false);
  story.ports.db.run('delete from stops');
  await story.send(contact);
  expect(story.ports.messages).toHaveLength(1);
});

import { describe, expect, test } from 'vitest';
import type { Message } from '../../core/message/message.ts';
import { type MadeLaptop, makeLaptop } from '../functions/make-laptop.ts';

/** What happens, and the task that then waits for a person, or how the journey ends. */
const interruptions: Record<
  string,
  { happens(laptop: MadeLaptop): Promise<unknown>; task?: string; end?: string }
> = {
  'a payment': { happens: async (laptop) => laptop.pay('bank-1', 4_500), end: 'settled' },
  'a dispute': {
    happens: async (laptop) => laptop.react('reply-1', { what: 'dispute', claims: [], ground: 'other' }),
    task: 'dispute',
  },
  hardship: { happens: async (laptop) => laptop.react('reply-1', { what: 'hardship' }), task: 'hardship' },
  'a plan': {
    happens: async (laptop) => laptop.react('reply-1', { what: 'plan', months: 3 }),
    end: 'plan-agreed',
  },
  'a withdrawal': {
    happens: async (laptop) => {
      const what = { kind: 'withdraw' };
      const input = { case: laptop.case, claim: 'F-1', id: 'note-1', what, reason: 'creditor' };
      await laptop.invoke('correct-claim', input);
    },
    end: 'withdrawn',
  },
};

const asks = (messages: Message[]) =>
  messages.filter(
    ({ purpose, step }) => (purpose === 'ask' || purpose === 'notice') && !step.startsWith('instalment'),
  );
const running = (laptop: MadeLaptop) => {
  laptop.flush();
  return laptop.db
    .all<{ id: string }>("select id from executions where status = 'RUNNING' order by id")
    .map(({ id }) => id.replace(laptop.case, 'case'));
};

describe.each(Object.entries(interruptions))(
  '%s interrupts a quick-payer at once',
  (_, { happens, task, end }) => {
    test.each([
      [1, 'written', 'wait-opened'],
      [1, 'sent', 'contact-sent'],
      [2, 'written', 'wait-opened'],
      [2, 'sent', 'contact-sent'],
      [3, 'written', 'wait-opened'],
      [3, 'sent', 'contact-sent'],
    ] as const)('when contact %i is %s', async (contact, _, kind) => {
      const laptop = await makeLaptop();
      await laptop.until(kind, contact);
      const before = laptop.sent.length;
      const at = laptop.now();
      await happens(laptop);
      await laptop.days(0);

      const c = await laptop.fold();
      if (task) {
        expect(c.wait).toMatchObject({ task: await laptop.task(task), openedAt: at });
        expect(running(laptop)).toEqual(['quick-payer:case-1']);
      } else {
        expect(await laptop.all('journey-ended')).toMatchObject([{ journey: 1, end, at }]);
        expect(running(laptop)).toEqual(end === 'plan-agreed' ? ['payment-plan:case-2'] : []);
      }
      await laptop.days(13);
      expect(asks(laptop.sent.slice(before))).toEqual([]);
      expect(await laptop.all('task-opened')).toHaveLength(task ? 1 : 0);
    });
  },
);

test('nobody is asked while a person takes months over a dispute', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.react('reply-1', { what: 'dispute', claims: [], ground: 'other' });
  await laptop.days(120);
  expect(laptop.steps()).toEqual(['first-reminder', 'dispute-received']);
  expect(running(laptop)).toEqual(['quick-payer:case-1']);
});

test('two things that a person must look at are looked at one after the other', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.react('reply-1', { what: 'dispute', claims: [], ground: 'other' });
  await laptop.react('reply-2', { what: 'hardship' });
  await laptop.days(1);
  await laptop.close(await laptop.task('dispute'), { decision: 'reject' });
  await laptop.days(1);
  expect((await laptop.fold()).wait?.task).toBe(await laptop.task('hardship'));
  expect(asks(laptop.sent)).toHaveLength(1);
  await laptop.close(await laptop.task('hardship'), { decision: 'go-on' });
  await laptop.days(10);
  expect((await laptop.fold()).profile).toBe('problem-payer');
});

test('a case about which nobody decides for 300 days becomes a new task, and nothing runs on in the dark', async () => {
  const laptop = await makeLaptop({ profile: 'problem-payer' });
  await laptop.days(299);
  expect(running(laptop)).toEqual(['problem-payer:case-1']);
  await laptop.days(60);
  expect(running(laptop)).toEqual([]);
  expect(await laptop.all('journey-ended')).toMatchObject([{ journey: 1, end: 'failed' }]);
  expect(await laptop.task('failure')).toBeDefined();
  expect(laptop.steps()).toEqual(['help-offer', 'plan-offer', 'last-reminder']);
});

test('a notice by e-mail that bounced is void and written again by letter, and costs wait for the letter', async () => {
  const laptop = await makeLaptop();
  await laptop.until('contact-sent', 3);
  const notice = laptop.sent.at(-1);
  expect([notice?.step, notice?.channel]).toEqual(['notice', 'email']);
  await laptop.invoke('channel-feedback', {
    case: laptop.case,
    contact: notice?.contact,
    id: 'f-1',
    what: 'bounced',
  });
  await laptop.until('notice-served');
  expect(await laptop.all('notice-void')).toMatchObject([{ contact: notice?.contact }]);
  const letter = laptop.sent.at(-1);
  expect([letter?.step, letter?.channel]).toEqual(['notice', 'letter']);

  await laptop.until('costs-charged');
  const [served] = await laptop.all('notice-served');
  const [charged] = await laptop.all('costs-charged');
  expect(charged?.notice).toBe(letter?.contact);
  expect((charged?.on ?? '') >= (served?.costsFrom ?? 'never')).toBe(true);
  expect(laptop.sent.slice(4).every(({ channel }) => channel !== 'email')).toBe(true);
});

describe('a stop order', () => {
  test.each(['*', 'voorbeeld-incasso'])('for %s holds all sends until it is lifted', async (creditor) => {
    const laptop = await makeLaptop();
    await laptop.days(0);
    laptop.db.run('insert into stops (creditor) values (?)', creditor);
    await laptop.days(1);
    await laptop.react('reply-1', { what: 'information' });
    await laptop.days(40);
    expect(laptop.sent).toEqual([]);

    laptop.db.run('delete from stops');
    await laptop.days(10);
    expect(laptop.steps()).toContain('first-reminder');
  });

  test('for another creditor holds nothing', async () => {
    const laptop = await makeLaptop();
    laptop.db.run("insert into stops (creditor) values ('somebody-else')");
    await laptop.days(1);
    expect(laptop.steps()).toEqual(['first-reminder']);
  });

  test('does not stop money: a payment is booked and settles the case', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    laptop.db.run("insert into stops (creditor) values ('*')");
    await laptop.pay('bank-1', 4_500);
    await laptop.days(3);
    expect((await laptop.fold()).closed?.outcome).toBe('settled');
    expect(laptop.steps()).toEqual(['first-reminder']);
  });

  // Not yet: what a stop order refuses is refused for good, also an answer that is owed.
  test('delays an answer, and does not swallow it', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    laptop.db.run("insert into stops (creditor) values ('*')");
    await laptop.react('reply-1', { what: 'dispute', claims: [], ground: 'other' });
    await laptop.days(2);
    laptop.db.run('delete from stops');
    await laptop.days(20);
    expect(laptop.steps()).toContain('dispute-received');
  });
});

describe('somebody who opts out of text messages', () => {
  const optOut = (laptop: MadeLaptop, ...channels: ('sms' | 'email' | 'letter')[]) =>
    Promise.all(channels.map((channel) => laptop.react(`no-${channel}`, { what: 'opt-out', channel })));

  test('before one was sent, gets it another way', async () => {
    const laptop = await makeLaptop();
    await laptop.days(0);
    expect(await laptop.all('contact-written')).toMatchObject([{ channel: 'sms' }]);
    await optOut(laptop, 'sms');
    await laptop.days(6);
    expect(laptop.sent.map(({ step, channel }) => `${step} ${channel}`)).toEqual([
      'opt-out-noted email',
      'first-reminder email',
    ]);
  });

  test('after one was sent, gets no more of them', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    await optOut(laptop, 'sms');
    await laptop.days(60);
    const channels = laptop.sent.map(({ channel }) => channel);
    expect(channels[0]).toBe('sms');
    expect(channels.slice(1)).not.toContain('sms');
    expect(channels.length).toBeGreaterThan(3);
  });

  test('and of everything else, is left to a person', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    await optOut(laptop, 'sms', 'email', 'letter');
    await laptop.days(25);
    expect(asks(laptop.sent)).toHaveLength(1);
    expect((await laptop.fold()).wait?.task).toBe(await laptop.task('unreachable'));
  });
});

describe('when the debtor has died', () => {
  const died = { what: 'circumstance', circumstance: 'deceased' } as const;

  test.each([0, 1, 8])('everything stops after %i days and a person is asked', async (days) => {
    const laptop = await makeLaptop();
    await laptop.days(days);
    const before = laptop.sent.length;
    await laptop.react('reply-1', died);
    await laptop.days(0);
    expect((await laptop.fold()).wait?.task).toBe(await laptop.task('report'));
    await laptop.days(60);
    expect(laptop.sent).toHaveLength(before);
    expect(await laptop.all('task-opened')).toHaveLength(1);
  });

  test('the person closes the case for the estate, and nothing is sent', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    await laptop.react('reply-1', died);
    await laptop.days(1);
    await laptop.close(await laptop.task('report'), { decision: 'estate' });
    await laptop.days(60);
    expect((await laptop.fold()).closed?.outcome).toBe('estate');
    expect(laptop.steps()).toEqual(['first-reminder']);
    expect(running(laptop)).toEqual([]);
  });

  test('it holds for every case of the person, not only for the one it was said about', async () => {
    const laptop = await makeLaptop();
    const { person } = await laptop.fold();
    const entry = {
      kind: 'circumstance-reported',
      seq: 1,
      at: laptop.now(),
      circumstance: 'deceased',
    } as const;
    await laptop.ports.persons.append({ stream: person, seq: 1, cause: 'another case', entries: [entry] });
    await laptop.days(60);
    expect(laptop.sent).toEqual([]);
    expect((await laptop.fold()).wait?.task).toBe(await laptop.task('report'));
  });
});

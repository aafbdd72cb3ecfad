import { describe, expect, test } from 'vitest';
import { type MadeLaptop, makeLaptop } from './make-laptop.ts';

const pause = (laptop: MadeLaptop, id: string, until?: string) =>
  laptop.invoke('pause-case', { case: laptop.case, id, until, reason: 'asked for' });
const stop = (laptop: MadeLaptop, creditor = '*') =>
  laptop.db.run('insert into stops (creditor) values (?)', creditor);
const lift = (laptop: MadeLaptop) => laptop.db.run('delete from stops');

describe('who resumes', () => {
  test('goes on at once, not on the day on which the pause would have ended', async () => {
    const laptop = await makeLaptop();
    await laptop.days(0);
    await pause(laptop, 'pause-1', '2026-03-31');
    await laptop.days(20);
    expect(laptop.sent).toEqual([]);
    expect((await laptop.all('contact-refused')).at(-1)).toMatchObject({ reason: 'paused' });
    await pause(laptop, 'resume-1');
    await laptop.days(4);
    expect(laptop.steps()).toEqual(['first-reminder']);
  });

  test('after something was sent gets the days that were left, and no more', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    const due = (await laptop.fold()).wait?.due ?? '';
    await pause(laptop, 'pause-1', '2026-03-31');
    await laptop.days(1);
    await pause(laptop, 'resume-1');
    await laptop.until('follow-up-due');
    expect((await laptop.all('follow-up-due'))[0]?.at.slice(0, 10)).toBe(due.slice(0, 10));
  });
});

describe('promises', () => {
  test('are taken five times; after that the answer names a plan', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    for (let times = 1; times <= 5; times++) {
      const payOn = laptop.now().slice(0, 10);
      expect(await laptop.react(`promise-${times}`, { what: 'promise', payOn })).toEqual({ taken: true });
      await laptop.days(6);
    }
    const payOn = laptop.now().slice(0, 10);
    expect(await laptop.react('promise-6', { what: 'promise', payOn })).toEqual({
      taken: false,
      reason: expect.stringContaining('plan'),
    });
    expect(await laptop.all('promise-made')).toHaveLength(5);
    expect(await laptop.react('wish-1', { what: 'plan', months: 2 })).toEqual({ taken: true });
  });
});

describe('a report about a person', () => {
  async function reported(): Promise<MadeLaptop> {
    const laptop = await makeLaptop();
    await laptop.days(1);
    await laptop.react('reply-1', { what: 'circumstance', circumstance: 'minor' });
    await laptop.days(20);
    expect(laptop.steps()).toEqual(['first-reminder']);
    return laptop;
  }

  test('that was wrong is lifted by a person, and the asking goes on', async () => {
    const laptop = await reported();
    await laptop.close(await laptop.task('report'), { decision: 'go-on' });
    await laptop.days(5);
    expect(laptop.steps().length).toBe(2);
    expect(laptop.sent.at(-1)?.purpose).toBe('ask');
    expect(await laptop.all('task-opened')).toHaveLength(1);
  });

  test('that was right is not lifted by somebody who closes the task a second time', async () => {
    const laptop = await reported();
    const task = await laptop.task('report');
    await laptop.close(task, { decision: 'pause', until: '2026-02-10' });
    await laptop.close(task, { decision: 'go-on' });
    const { person } = await laptop.fold();
    const known = (await laptop.ports.persons.read(person)).flatMap((item) => item.entries);
    expect(known.map(({ kind }) => kind)).not.toContain('circumstance-lifted');
  });
});

test('who wants text messages again after having opted out gets them again', async () => {
  const laptop = await makeLaptop();
  await laptop.react('reply-1', { what: 'opt-out', channel: 'sms' });
  await laptop.days(5);
  const first = laptop.sent.find(({ purpose }) => purpose === 'ask');
  expect(first?.channel).toBe('email');

  const other = await makeLaptop();
  await other.react('reply-1', { what: 'opt-out', channel: 'sms' });
  expect(await other.react('reply-2', { what: 'opt-in', channel: 'sms' })).toEqual({ taken: true });
  await other.days(5);
  expect(other.sent.find(({ purpose }) => purpose === 'ask')?.channel).toBe('sms');
});

describe('a stop order', () => {
  test.each(['*', 'voorbeeld-incasso'])(
    'for %s holds asks and answers; lifted, answers go out and asks are written again',
    async (creditor) => {
      const laptop = await makeLaptop();
      await laptop.days(0);
      stop(laptop, creditor);
      await laptop.days(2);
      await laptop.react('reply-1', { what: 'information' });
      await laptop.days(8);
      expect(laptop.sent).toEqual([]);
      expect(new Set((await laptop.all('contact-refused')).map(({ reason }) => reason))).toEqual(
        new Set(['stop-order']),
      );
      lift(laptop);
      await laptop.days(2);
      expect(laptop.steps()).toContain('information');
      await laptop.days(8);
      expect(laptop.steps().filter((step) => step === 'information')).toHaveLength(1);
      expect(laptop.steps().filter((step) => step === 'first-reminder')).toHaveLength(1);
    },
  );

  test('for another creditor stops nobody here', async () => {
    const laptop = await makeLaptop();
    stop(laptop, 'somebody-else');
    await laptop.days(1);
    expect(laptop.steps()).toEqual(['first-reminder']);
  });

  test('stops what was written before it and had not left', async () => {
    const laptop = await makeLaptop();
    await laptop.until('contact-written');
    stop(laptop);
    await laptop.days(3);
    expect(laptop.sent).toEqual([]);
    const [written, refused] = [await laptop.all('contact-written'), await laptop.all('contact-refused')];
    expect(refused[0]).toMatchObject({ contact: written[0]?.contact, reason: 'stop-order' });
  });
});

import { expect, test } from 'vitest';
import { type MadeLaptop, makeLaptop } from './make-laptop.ts';

const pause = (laptop: MadeLaptop, id: string, until?: string) =>
  laptop.invoke('pause-case', { case: laptop.case, id, reason: 'creditor asked', ...(until && { until }) });
const followUp = (laptop: MadeLaptop) =>
  laptop.db.get<{ at: string }>('select at from agenda where name = ?', `follow-up-${laptop.case}-1`)?.at;

test('a pause moves the follow-up to the morning after, and wakes nobody', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const transitions = laptop.transitions();
  await pause(laptop, 'p-1', '2026-02-10');
  await laptop.days(0);
  expect(followUp(laptop)).toBe('2026-02-11T05:00:00Z');
  expect(laptop.transitions()).toBe(transitions);

  await laptop.advance('2026-02-11T04:59:59Z');
  expect(await laptop.all('follow-up-due')).toEqual([]);
  expect(laptop.steps()).toEqual(['first-reminder']);
  await laptop.days(2);
  expect(laptop.steps()).toEqual(['first-reminder', 'second-reminder']);
});

test('a case that is resumed is looked at again as if it had not been paused', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const before = followUp(laptop);
  await pause(laptop, 'p-1', '2026-02-10');
  await pause(laptop, 'p-2');
  expect(followUp(laptop)).toBe(before);
});

test('a reminder that was written before a pause is not sent in it, but written again after it', async () => {
  const laptop = await makeLaptop();
  await laptop.days(0);
  await pause(laptop, 'p-1', '2026-02-10');
  await laptop.advance('2026-02-11T04:59:59Z');
  expect(laptop.sent).toEqual([]);
  expect(await laptop.all('contact-refused')).toMatchObject([{ reason: 'paused' }]);
  await laptop.days(2);
  expect(laptop.steps()).toEqual(['first-reminder']);
});

test('a pause that is told twice is one pause, and a closed case needs none', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await pause(laptop, 'p-1', '2026-02-10');
  await pause(laptop, 'p-1', '2026-02-10');
  expect(await laptop.all('paused')).toHaveLength(1);
  await laptop.pay('bank-1', 4_500);
  await pause(laptop, 'p-2', '2026-03-10');
  expect(await laptop.all('paused')).toHaveLength(1);
});

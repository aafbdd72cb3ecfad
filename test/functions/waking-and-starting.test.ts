import { expect, test } from 'vitest';
import { makeLaptop } from './make-laptop.ts';

const told = (laptop: { case: string }) => ({ case: laptop.case, seq: 1, kinds: ['case-opened'] });

test('start-case repeated starts one journey', async () => {
  const laptop = await makeLaptop();
  for (let times = 0; times < 5; times++) await laptop.invoke('start-case', told(laptop));
  await laptop.days(0);
  for (let times = 0; times < 5; times++) await laptop.invoke('start-case', told(laptop));
  await laptop.days(0);
  laptop.flush();
  expect(laptop.db.all('select id from executions order by id')).toHaveLength(2);
  expect(await laptop.all('journey-started')).toHaveLength(1);
  expect(await laptop.all('scored')).toHaveLength(1);
});

test('start-case leaves a closed case closed', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.pay('bank-1', 4_500);
  await laptop.days(1);
  const transitions = laptop.transitions();
  await laptop.invoke('start-case', told(laptop));
  await laptop.days(1);
  expect(laptop.transitions()).toBe(transitions);
});

test('wake-case with nothing to tell leaves the journey waiting', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const before = [laptop.transitions(), await laptop.entries()];
  await laptop.invoke('wake-case', told(laptop));
  await laptop.days(0);
  expect([laptop.transitions(), await laptop.entries()]).toEqual(before);
});

test('wake-case with a token that is gone does no harm', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.ports.tokens.put({ case: laptop.case, journey: 1, wait: 1 }, 'a token of long ago');
  await laptop.pay('bank-1', 4_500);
  await laptop.days(0);
  expect(await laptop.invoke('wake-case', told(laptop))).toEqual({});
  expect((await laptop.fold()).closed?.outcome).toBe('settled');
});

test('a call for an older wait changes nothing, however often it comes', async () => {
  const laptop = await makeLaptop();
  await laptop.until('wait-opened', 2);
  const before = await laptop.entries();
  for (const wait of [1, 1, 2, 3]) await laptop.invoke('follow-up-due', { case: laptop.case, wait });
  await laptop.days(0);
  expect(await laptop.entries()).toEqual(before);
});

test('a payment after the end of a journey closes the case and wakes nobody', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.invoke('report-failure', { case: laptop.case, journey: 1, state: 's', error: 'E' });
  await laptop.pay('bank-1', 4_500);
  await laptop.days(30);
  expect((await laptop.fold()).closed?.outcome).toBe('settled');
  expect(laptop.db.all("select id from executions where status = 'RUNNING'")).toEqual([]);
});

import { expect, test } from 'vitest';
import { makeLaptop } from './make-laptop.ts';

const failure = { journey: 1, state: 'Write a reminder@2026-01-05T08:00:00Z', error: 'ProviderDown' };

test('a step that broke down ends the journey and becomes one task for a person', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  for (let times = 0; times < 3; times++) {
    await laptop.invoke('report-failure', { case: laptop.case, ...failure });
  }
  expect(await laptop.all('journey-ended')).toMatchObject([{ journey: 1, end: 'failed' }]);
  expect(await laptop.all('task-opened')).toMatchObject([{ what: 'failure', about: 'ProviderDown' }]);
});

test('a failure of an earlier journey leaves the running one alone', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.invoke('report-failure', { case: laptop.case, ...failure, journey: 7 });
  expect(await laptop.all('journey-ended')).toEqual([]);
  expect((await laptop.fold()).journey?.journey).toBe(1);
});

test('a case that has closed needs nobody', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.pay('bank-1', 4_500);
  const before = await laptop.entries();
  await laptop.invoke('report-failure', { case: laptop.case, ...failure });
  expect(await laptop.entries()).toEqual(before);
});

test('a function that keeps failing is tried for a while, then a person has the case, and after them it goes on', async () => {
  const laptop = await makeLaptop();
  const { choose } = laptop.ports.writer;
  let tries = 0;
  laptop.ports.writer = {
    choose: async () => {
      tries += 1;
      throw Object.assign(new Error('Anna de Vries'), { name: 'WriterDown' });
    },
  };
  await laptop.days(5);
  expect(tries).toBe(11);
  expect(laptop.steps()).toEqual([]);
  expect(await laptop.all('task-opened')).toMatchObject([{ what: 'failure', about: 'WriterDown' }]);
  expect(JSON.stringify(await laptop.entries())).not.toContain('Anna');

  laptop.ports.writer = { choose };
  await laptop.close(await laptop.task('failure'), { decision: 'go-on' });
  await laptop.days(2);
  expect(laptop.steps()).toEqual(['first-reminder']);
  expect((await laptop.all('journey-started')).map(({ journey }) => journey)).toEqual([1, 2]);
});

import { expect, test } from 'vitest';
import { plusSeconds } from '../../core/calendar/moment.ts';
import { CREDITOR, exampleClaim, type MadeLaptop, makeLaptop } from './make-laptop.ts';

/** Loses a schedule, as a cloud that was down might. */
function lose(laptop: MadeLaptop, name: string): void {
  const { changes } = laptop.db.run('delete from agenda where name = ?', name);
  expect(changes, `there is no schedule ${name}`).toBe(1);
}

const sweepTwice = async (laptop: MadeLaptop) => {
  await laptop.invoke('sweep', {});
  await laptop.invoke('sweep', {});
  await laptop.days(0);
  await laptop.invoke('sweep', {});
  await laptop.days(0);
};

test('a case that lacks nothing is left alone', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  const before = await laptop.entries();
  await sweepTwice(laptop);
  expect(await laptop.invoke('sweep', {})).toEqual({ looked: 0, waiting: 0, oldestUnsent: 0 });
  expect(await laptop.entries()).toEqual(before);
});

test('a follow-up whose schedule got lost is put right once, and counted as late', async () => {
  const laptop = await makeLaptop();
  await laptop.days(0);
  const wait = (await laptop.fold()).wait;
  lose(laptop, `follow-up-${laptop.case}-1`);
  await laptop.advance(`${wait?.due.slice(0, 10)}T10:00:00Z`);
  expect(await laptop.all('follow-up-due')).toEqual([]);

  await sweepTwice(laptop);
  expect(await laptop.all('follow-up-due')).toMatchObject([{ wait: 1, late: true }]);
  expect((await laptop.all('contact-written')).map(({ step }) => step)).toEqual([
    'first-reminder',
    'second-reminder',
  ]);
});

test('without a sweep, a lost follow-up is put right a day later by the wait itself', async () => {
  const laptop = await makeLaptop();
  await laptop.days(0);
  lose(laptop, `follow-up-${laptop.case}-1`);
  await laptop.days(25);
  expect(await laptop.all('follow-up-due')).toMatchObject([{ wait: 1, late: true }]);
  expect((await laptop.all('contact-written')).length).toBe(2);
});

test('a case whose start got lost is started once', async () => {
  const laptop = await makeLaptop();
  const { start } = laptop.ports.machines;
  laptop.ports.machines.start = async () => 'started';
  await laptop.days(1);
  laptop.ports.machines.start = start;
  expect(await laptop.kinds()).toEqual(['case-opened', 'claim-added']);

  await sweepTwice(laptop);
  expect(await laptop.all('journey-started')).toHaveLength(1);
  expect(await laptop.all('contact-written')).toHaveLength(1);
});

test('a wake-up that got lost is put right: nobody who disputes is left waiting', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.react('r-1', { what: 'dispute', claims: [], ground: 'not-delivered' });
  const { succeed } = laptop.ports.machines;
  laptop.ports.machines.succeed = async () => 'gone';
  await laptop.days(0);
  laptop.ports.machines.succeed = succeed;
  await laptop.days(25);

  await sweepTwice(laptop);
  expect((await laptop.fold()).wait?.task).toBe(await laptop.task('dispute'));
});

test('a confirmation whose schedule got lost is sent once', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.advance('2026-01-06T22:30:00Z');
  await laptop.react('r-1', { what: 'promise', payOn: '2026-01-20' });
  await laptop.days(0);
  lose(laptop, `send-${laptop.case}-k2`);
  await laptop.days(2);
  expect(laptop.steps()).toEqual(['first-reminder']);

  await sweepTwice(laptop);
  await laptop.days(1);
  expect(laptop.steps()).toEqual(['first-reminder', 'promise-noted']);
});

test('a reminder whose schedule got lost is written again, not left unsaid', async () => {
  const laptop = await makeLaptop();
  await laptop.days(0);
  lose(laptop, `send-${laptop.case}-k1`);
  await laptop.days(25);
  expect(laptop.steps()).toEqual(['first-reminder']);
  expect((await laptop.all('contact-written')).map(({ step }) => step)).toEqual([
    'first-reminder',
    'first-reminder',
  ]);
});

test('a thank-you whose schedule got lost is sent once, also after the case has closed', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.advance('2026-01-06T22:30:00Z');
  await laptop.pay('bank-1', 4_500);
  await laptop.days(0);
  lose(laptop, `send-${laptop.case}-k2`);
  await laptop.days(2);
  await sweepTwice(laptop);
  await laptop.days(1);
  expect(laptop.steps()).toEqual(['first-reminder', 'thanks']);
});

test('a sweep tells how many of the late cases wait, and for how long the oldest message should have left', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.advance('2026-01-06T22:30:00Z');
  await laptop.react('r-1', { what: 'promise', payOn: '2026-01-20' });
  await laptop.days(0);
  const [contact] = [...(await laptop.fold()).contacts.values()].slice(-1);
  lose(laptop, `send-${contact?.contact}`);
  await laptop.advance(plusSeconds(contact?.sendAt ?? '', 7_200));
  expect(await laptop.invoke('sweep', {})).toEqual({ looked: 1, waiting: 1, oldestUnsent: 7_200 });
});

test('a case whose execution is gone while it waits comes to a person, once its wait is over, and then starts anew', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  // The stage was taken down and put up again: tokens and schedules are nobody's any more.
  const { succeed } = laptop.ports.machines;
  laptop.ports.machines.succeed = async () => 'gone';
  lose(laptop, `follow-up-${laptop.case}-1`);
  for (let day = 0; day < 25; day++) {
    await laptop.days(1);
    await laptop.invoke('sweep', {});
  }
  expect(await laptop.all('task-opened')).toMatchObject([{ what: 'failure', about: 'lost-execution' }]);
  expect((await laptop.fold()).lastEnd).toBe('failed');

  laptop.ports.machines.succeed = succeed;
  await laptop.close(await laptop.task('failure'), { decision: 'go-on' });
  await laptop.days(1);
  expect((await laptop.fold()).journey?.journey).toBe(2);
});

test('a sweep that takes too long leaves the rest to the next call', async () => {
  const laptop = await makeLaptop();
  laptop.ports.machines.start = async () => 'started';
  for (let number = 2; number <= 25; number++) {
    const claim = exampleClaim({ debtorReference: `D-${number}`, invoice: `F-${number}` });
    await laptop.invoke('open-case', { creditor: CREDITOR, claims: [claim] });
  }
  await laptop.days(1);

  // Each case takes a minute of the clock that the function reads.
  const { now } = laptop.ports.clock;
  let worked = 0;
  const started: string[] = [];
  laptop.ports.clock.now = () => plusSeconds(now(), 60 * worked);
  laptop.ports.machines.start = async (_, name) => {
    worked += 1;
    started.push(name);
    return 'started';
  };
  const next: { function: string; input: unknown }[] = [];
  laptop.ports.schedules.set = async (schedule) => void next.push(schedule);
  const first = (await laptop.invoke('sweep', {})) as { looked: number };
  expect(first.looked).toBeLessThan(25);
  expect(next).toMatchObject([{ function: 'sweep', input: { after: expect.any(String) } }]);

  let looked = first.looked;
  for (const { input } of next) looked += ((await laptop.invoke('sweep', input)) as typeof first).looked;
  expect(looked).toBe(25);
  expect(new Set(started).size).toBe(25);
});

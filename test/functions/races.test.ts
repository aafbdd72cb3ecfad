import { describe, expect, test } from 'vitest';
import type { Reaction } from '../../core/reply/reaction.ts';
import { CREDITOR, exampleClaim, type MadeLaptop, makeLaptop } from './make-laptop.ts';

const dispute: Reaction = { what: 'dispute', claims: [], ground: 'other' };

/** Executions that have not ended, by name. */
function running(laptop: MadeLaptop): string[] {
  laptop.flush();
  return laptop.db
    .all<{ id: string }>("select id from executions where status = 'RUNNING' order by id")
    .map(({ id }) => id);
}

/** How an execution ended. */
function endOf(laptop: MadeLaptop, journey: number): unknown {
  laptop.flush();
  const like = `%:${laptop.case}-${journey}`;
  const found = laptop.db.get<{ record: string }>('select record from executions where id like ?', like);
  return (JSON.parse(found?.record ?? '{}') as { output?: unknown }).output;
}

/** What is told to waiting machines from now on, instead of telling them. */
function hear(laptop: MadeLaptop): { token: string; output: unknown }[] {
  const heard: { token: string; output: unknown }[] = [];
  laptop.ports.machines.succeed = async (token, output) => {
    heard.push({ token, output });
    return 'accepted';
  };
  return heard;
}

/** Does something once, just before the first call of a port's method. */
function justBefore<T extends object, K extends keyof T>(
  port: T,
  method: K,
  what: () => Promise<unknown>,
): void {
  const real = port[method];
  if (typeof real !== 'function') throw new Error('not a method');
  let done = false;
  port[method] = (async (...args: unknown[]) => {
    if (!done) {
      done = true;
      await what();
    }
    return (await Reflect.apply(real, port, args)) as unknown;
  }) as T[K];
}

const again = (laptop: MadeLaptop, journey: number, token: string) =>
  laptop.invoke('send-and-wait', {
    case: laptop.case,
    journey,
    state: 'Send it@now',
    token,
    contact: `${laptop.case}-k1`,
  });

describe('a send-and-wait that is tried again', () => {
  test('hears a signal that came between its first look and its new token', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    const heard = hear(laptop);
    justBefore(laptop.ports.tokens, 'put', () => laptop.react('reply-1', dispute));
    await again(laptop, 1, 'token-2');
    expect(heard).toEqual([{ token: 'token-2', output: { answer: 'dispute' } }]);
    expect(laptop.steps()).toEqual(['first-reminder']);
  });

  test('of a journey that has made way is told so, and the new journey keeps its token', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    await laptop.react('reply-1', dispute);
    await laptop.days(1);
    await laptop.close(await laptop.task('dispute'), { decision: 'reject' });
    await laptop.days(1);
    const c = await laptop.fold();
    expect(c.journey?.journey).toBe(2);
    const place = { case: laptop.case, journey: 2, wait: c.waits };
    const token = await laptop.ports.tokens.get(place);
    const { succeed } = laptop.ports.machines;
    const heard = hear(laptop);
    await again(laptop, 1, 'old');
    expect(heard).toEqual([{ token: 'old', output: { answer: 'decided' } }]);
    expect(await laptop.ports.tokens.get(place)).toBe(token);
    laptop.ports.machines.succeed = succeed;
    await laptop.pay('bank-1', 4_500);
    await laptop.days(1);
    expect(running(laptop)).toEqual([]);
  });

  test('is told to make way when its journey ends while it looks', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    const heard = hear(laptop);
    justBefore(laptop.ports.tokens, 'put', async () => {
      const failure = { case: laptop.case, journey: 1, state: 's', error: 'E' };
      await laptop.invoke('report-failure', failure);
    });
    await again(laptop, 1, 'token-2');
    expect(heard).toEqual([{ token: 'token-2', output: { answer: 'decided' } }]);
  });
});

test('a payment that is taken back before anybody was woken leaves one journey: the old one makes way', async () => {
  const laptop = await makeLaptop();
  await laptop.days(1);
  await laptop.pay('bank-1', 4_500);
  await laptop.pay('bank-1', 4_500, { reversed: { reason: 'MD06' } });
  await laptop.days(5);
  const c = await laptop.fold();
  expect([c.closed, c.journey?.journey]).toEqual([undefined, 2]);
  expect(running(laptop)).toEqual([`${c.journey?.machine}:${laptop.case}-2`]);
  expect(endOf(laptop, 1)).toEqual({ end: 'answered' });
  await laptop.pay('bank-2', 4_500);
  await laptop.days(1);
  expect(running(laptop)).toEqual([]);
});

test.each(['settled', 'small-balance-waived'])(
  'a case that opens again after %s gets a journey of its own',
  async (outcome) => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    await laptop.pay('bank-1', outcome === 'settled' ? 4_500 : 4_400);
    await laptop.days(30);
    expect((await laptop.fold()).closed?.outcome).toBe(outcome);
    await laptop.pay('bank-1', 4_500, { reversed: { reason: 'MD06' } });
    await laptop.days(5);
    expect((await laptop.fold()).journey?.journey).toBe(2);
    expect(running(laptop)).toHaveLength(1);
    expect(laptop.sent.at(-1)?.purpose).toBe('ask');
  },
);

describe('a promise that comes while the follow-up is being decided', () => {
  // Between its look and its append the follow-up asks nobody, so there is no other moment.
  test('wins, even just before the append', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    const { wait } = await laptop.fold();
    const due = `${wait?.due.slice(0, 10)}`;
    await laptop.advance(wait?.due ?? '');
    const promise: Reaction = { what: 'promise', payOn: '2026-02-11' };
    const promises = () => laptop.react('reply-1', promise);
    justBefore(laptop.ports.journal, 'append', promises);
    await laptop.days(1);
    expect(laptop.now() > due).toBe(true);
    expect(await laptop.all('promise-made')).toHaveLength(1);
    expect(await laptop.all('follow-up-due')).toEqual([]);
    await laptop.advance('2026-02-13T20:00:00Z');
    expect(laptop.steps()).toEqual(['first-reminder', 'promise-noted']);
    await laptop.days(5);
    expect(await laptop.all('promise-broken')).toHaveLength(1);
  });
});

describe('a task that is closed before the journey waits for it', () => {
  test.each<[Reaction, string]>([
    [dispute, 'dispute'],
    [{ what: 'hardship' }, 'hardship'],
    [{ what: 'wrong-person' }, 'report'],
  ])('is not opened again: %o', async (reaction, what) => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    laptop.world.written = async (event) => {
      // The journey has been told; it has not asked the person yet.
      if (event.kinds.includes('task-opened'))
        await laptop.close(await laptop.task(what), { decision: what === 'report' ? 'go-on' : 'reject' });
    };
    await laptop.react('reply-1', reaction);
    await laptop.days(5);
    expect(await laptop.all('task-opened')).toHaveLength(1);
    expect((await laptop.fold()).journey?.journey).toBe(2);
    expect(running(laptop)).toHaveLength(1);
    expect(laptop.sent.at(-1)?.purpose).toBe('ask');
  });
});

describe('the sweep', () => {
  async function two(): Promise<{ laptop: MadeLaptop; other: string }> {
    const laptop = await makeLaptop();
    const { start } = laptop.ports.machines;
    laptop.ports.machines.start = async () => 'started';
    const claim = exampleClaim({ debtorReference: 'D-2', invoice: 'F-9' });
    const opened = await laptop.invoke('open-case', { creditor: CREDITOR, claims: [claim] });
    await laptop.days(1);
    laptop.ports.machines.start = start;
    return { laptop, other: (opened as { case: string }).case };
  }

  test('looks after the others when one case is broken, and says that it did not do all', async () => {
    const { laptop, other } = await two();
    const { read } = laptop.ports.journal;
    laptop.ports.journal.read = async (stream) => {
      if (stream === laptop.case) throw new Error('unreadable');
      return await read(stream);
    };
    await expect(laptop.invoke('sweep', {})).rejects.toThrow(
      expect.objectContaining({ name: 'SweepIncomplete' }),
    );
    laptop.ports.journal.read = read;
    await laptop.days(0);
    const kinds = (await laptop.ports.journal.read(other)).flatMap((item) =>
      item.entries.map(({ kind }) => kind),
    );
    expect(kinds).toContain('journey-started');
    expect(await laptop.all('journey-started')).toEqual([]);
  });

  test('gives a journey that has waited for nothing for more than a day to a person; then it starts anew', async () => {
    const laptop = await makeLaptop();
    const { start } = laptop.ports.machines;
    laptop.ports.machines.start = async (machine, name, input) =>
      machine === 'open-case' ? await start(machine, name, input) : 'started';
    await laptop.days(0);
    laptop.ports.machines.start = start;
    expect((await laptop.fold()).journey?.journey).toBe(1);
    await laptop.invoke('sweep', {});
    expect(await laptop.all('task-opened')).toEqual([]);

    await laptop.days(2);
    await laptop.invoke('sweep', {});
    await laptop.invoke('sweep', {});
    await laptop.days(0);
    expect(await laptop.all('task-opened')).toMatchObject([{ what: 'failure', about: 'lost-execution' }]);
    expect((await laptop.fold()).lastEnd).toBe('failed');
    expect(running(laptop)).toEqual([]);

    await laptop.close(await laptop.task('failure'), { decision: 'go-on' });
    await laptop.days(3);
    expect((await laptop.fold()).journey?.journey).toBe(2);
    expect(running(laptop)).toHaveLength(1);
    expect(laptop.steps().length).toBeGreaterThan(0);
  });

  test('does not take a journey that has just begun for a lost one because an old task is overdue', async () => {
    const laptop = await makeLaptop();
    await laptop.days(1);
    await laptop.react('reply-1', { what: 'complaint' });
    await laptop.days(20);
    const { journey } = await laptop.fold();
    const failure = { case: laptop.case, journey: journey?.journey, state: 's', error: 'E' };
    await laptop.invoke('report-failure', failure);
    await laptop.days(0);
    const { start } = laptop.ports.machines;
    laptop.ports.machines.start = async (machine, name, input) =>
      machine === 'open-case' ? await start(machine, name, input) : 'started';
    await laptop.close(await laptop.task('failure'), { decision: 'go-on' });
    await laptop.days(0);
    expect((await laptop.fold()).journey).toBeDefined();
    const before = await laptop.entries();
    await laptop.invoke('sweep', {});
    expect(await laptop.entries()).toEqual(before);
  });
});

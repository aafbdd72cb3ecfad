import { describe, expect, test } from 'vitest';
import { plusSeconds, secondsBetween } from '../../core/calendar/moment.ts';
import { replay, WAITS } from '../../core/event/deliver.ts';
import type { Delivery, Web } from '../../core/ports.ts';
import { CREDITOR, makeLaptop, START } from './make-laptop.ts';
import { makeReceiver } from './make-receiver.ts';

const webhook: { url: string; events: ['case.opened'] } = {
  url: 'https://example.com/hooks',
  events: ['case.opened'],
};

/** One case, and one delivery that says so: to a receiver that gives this answer. */
async function waiting(answer: number | Error) {
  const laptop = await makeLaptop({ creditor: { webhook } });
  const receiver = makeReceiver(answer);
  laptop.ports.web = receiver;
  await laptop.days(0);
  const id = `${laptop.case}.1`;
  const { deliveries } = laptop.ports;
  return {
    laptop,
    receiver,
    id,
    kept: async () => (await deliveries.get(CREDITOR, id)) as Delivery,
    hours: (count: number) => laptop.advance(plusSeconds(START, count * 3_600)),
    attempt: () => laptop.invoke('deliver-webhook', { creditor: CREDITOR, id }),
    list: async (state: Delivery['state']) => (await deliveries.of(CREDITOR, { state, limit: 9 })).deliveries,
  };
}

describe('a receiver that answers', () => {
  test.each([200, 202, 204, 299])('%i has it, and is not told again', async (status) => {
    const { receiver, kept, hours } = await waiting(status);
    await hours(90);
    expect(receiver.got).toHaveLength(1);
    expect(await kept()).toMatchObject({ state: 'delivered', tries: [{ at: START, status }] });
  });

  test.each([302, 400, 404, 429, 500])('%i is told again', async (status) => {
    const { receiver, hours } = await waiting(status);
    await hours(0.2);
    expect(receiver.got.length).toBeGreaterThan(1);
  });

  test('410 is told nothing more', async () => {
    const { receiver, kept, hours, list } = await waiting(410);
    await hours(90);
    expect(receiver.got).toHaveLength(1);
    expect((await kept()).state).toBe('dead');
    expect(await list('dead')).toHaveLength(1);
  });

  test('nothing is told again, and what went wrong is noted by name alone', async () => {
    const silence = new Error('somebody at 10.0.0.1');
    silence.name = 'TimeoutError';
    const { kept } = await waiting(silence);
    expect((await kept()).tries).toEqual([{ at: START, status: 'TimeoutError' }]);
  });
});

describe('a receiver that is down for a day', () => {
  test('has it when it is back, once, with the id of the first try', async () => {
    const { receiver, kept, hours, id } = await waiting(503);
    await hours(24);
    expect(receiver.got.length).toBeGreaterThan(5);
    receiver.answer = 200;
    const before = receiver.got.length;
    await hours(90);
    expect(receiver.got.length).toBe(before + 1);
    expect(new Set(receiver.ids())).toEqual(new Set([id]));
    expect(new Set(receiver.got.map(({ body }) => body)).size).toBe(1);
    expect((await kept()).state).toBe('delivered');
  });

  test('is asked at growing distances, each up to a tenth longer', async () => {
    const { kept, hours } = await waiting(503);
    await hours(100);
    const { tries } = await kept();
    expect(tries).toHaveLength(WAITS.length + 1);
    WAITS.forEach((wait, index) => {
      const passed = secondsBetween(tries[index]?.at ?? '', tries[index + 1]?.at ?? '');
      expect(passed).toBeGreaterThanOrEqual(wait);
      expect(passed).toBeLessThanOrEqual(wait * 1.1);
    });
  });

  test('is not asked sooner because the bus repeats itself', async () => {
    const { laptop, kept, hours } = await waiting(503);
    await hours(1);
    const before = await kept();
    await laptop.invoke('publish-journal', { items: await laptop.ports.journal.read(laptop.case) });
    await laptop.days(0);
    expect(await kept()).toEqual(before);
  });

  test('does not hold up anybody else', async () => {
    const { laptop } = await waiting(503);
    await laptop.days(3);
    expect(laptop.steps()).toContain('first-reminder');
  });
});

describe('a delivery that failed ten times', () => {
  test('is dead: it is listed, and not tried any more', async () => {
    const { receiver, kept, hours, list } = await waiting(503);
    await hours(200);
    expect(receiver.got).toHaveLength(10);
    expect((await kept()).state).toBe('dead');
    expect((await list('dead')).map(({ id }) => id)).toEqual([(await kept()).id]);
    expect(await list('waiting')).toEqual([]);
  });

  test('is tried again when somebody asks, with the same id', async () => {
    const { laptop, receiver, kept, hours, id } = await waiting(503);
    await hours(200);
    receiver.answer = 200;
    await replay(laptop.ports, CREDITOR, id);
    await hours(201);
    expect(receiver.ids()).toEqual(Array(11).fill(id));
    expect((await kept()).state).toBe('delivered');
    expect((await kept()).tries.map(({ status }) => status)).toEqual([
      ...Array(10).fill(503),
      'replayed',
      200,
    ]);
  });

  test('has all its tries again then', async () => {
    const { laptop, receiver, kept, hours, id } = await waiting(503);
    await hours(200);
    await replay(laptop.ports, CREDITOR, id);
    await hours(250);
    expect((await kept()).state).toBe('waiting');
    await hours(400);
    expect((await kept()).state).toBe('dead');
    expect(receiver.got).toHaveLength(20);
  });
});

test('asked for again twice in one breath it is sent once more', async () => {
  const { laptop, receiver, kept, hours, id } = await waiting(410);
  receiver.answer = 200;
  await replay(laptop.ports, CREDITOR, id);
  await replay(laptop.ports, CREDITOR, id);
  await hours(1);
  expect(receiver.ids()).toEqual([id, id]);
  expect((await kept()).tries.map(({ status }) => status)).toEqual([410, 'replayed', 200]);
});

test('what was delivered can be asked for again too', async () => {
  const { laptop, receiver, kept, hours, id } = await waiting(200);
  await replay(laptop.ports, CREDITOR, id);
  await hours(1);
  expect(receiver.ids()).toEqual([id, id]);
  expect((await kept()).state).toBe('delivered');
});

test("a delivery that is not there, or another creditor's, is nothing to try and nothing to ask for", async () => {
  const { laptop, id } = await waiting(200);
  const attempt = (creditor: string, delivery: string) =>
    laptop.invoke('deliver-webhook', { creditor, id: delivery });
  expect(await attempt(CREDITOR, 'no-such')).toEqual({ came: 'nothing' });
  expect(await attempt('somebody-else', id)).toEqual({ came: 'nothing' });
  expect(await replay(laptop.ports, 'somebody-else', id)).toBeUndefined();
});

test('a webhook that was taken out of the policy is not called, and what waited for it is dead', async () => {
  const { laptop, receiver, kept, hours } = await waiting(503);
  const { webhook: _, ...policy } = await laptop.ports.creditors.get(CREDITOR);
  await laptop.ports.creditors.put(policy);
  await hours(1);
  expect(receiver.got).toHaveLength(1);
  expect(await kept()).toMatchObject({ state: 'dead', tries: [{ status: 503 }, { status: 'no-webhook' }] });
});

test('a crash after the receiver took it sends it again, with the same id', async () => {
  const { laptop, receiver, kept, attempt } = await waiting(503);
  const { put } = laptop.ports.deliveries;
  laptop.ports.deliveries.put = async () => {
    throw new Error('out of breath');
  };
  receiver.answer = 200;
  await expect(attempt()).rejects.toThrow();
  laptop.ports.deliveries.put = put;
  expect(await attempt()).toEqual({ came: 'delivered' });
  expect(new Set(receiver.ids()).size).toBe(1);
  expect((await kept()).state).toBe('delivered');
});

test('of two tries at once, one that failed does not undo one that arrived', async () => {
  const { laptop, receiver, kept, attempt, hours } = await waiting(503);
  const slow: Web = {
    post: async (...request) => {
      laptop.ports.web = receiver;
      receiver.answer = 200;
      expect(await attempt()).toEqual({ came: 'delivered' });
      receiver.answer = 410;
      return await receiver.post(...request);
    },
  };
  laptop.ports.web = slow;
  expect(await attempt()).toEqual({ came: 'nothing' });
  expect((await kept()).state).toBe('delivered');
  const before = receiver.got.length;
  await hours(90);
  expect(receiver.got.length).toBe(before);
});

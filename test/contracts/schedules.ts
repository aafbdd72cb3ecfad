import { describe, expect, test } from 'vitest';
import { type Moment, plusSeconds } from '../../core/calendar/moment.ts';
import type { Schedules } from '../../core/ports.ts';

/** Schedules that nobody has set anything on yet, and a clock that a test moves. */
export interface MadeSchedules {
  schedules: Schedules;
  now(): Moment;
  /** Lets time pass until this moment, with all that is due by then. */
  until(moment: Moment): Promise<void>;
  /** Inputs of the calls of this function so far, in no order that means anything. */
  called(name: Called): Promise<unknown[]>;
}

/** Functions that tests let be called. */
export const calledFunctions = ['follow-up-due', 'send-message'] as const;
export type Called = (typeof calledFunctions)[number];

/** What is promised of one-time schedules. */
export function schedulesContract(make: () => Promise<MadeSchedules>): void {
  const followUp = (at: Moment, wait = 1) => ({
    name: `follow-up-case-1-${wait}`,
    at,
    function: 'follow-up-due',
    input: { case: 'case-1', wait },
  });

  describe('a schedule', () => {
    test('calls its function with its input, once, when its moment has come and not before', async () => {
      const { schedules, now, until, called } = await make();
      const start = now();
      await schedules.set(followUp(plusSeconds(start, 86_400)));
      await until(plusSeconds(start, 86_340));
      expect(await called('follow-up-due')).toEqual([]);
      await until(plusSeconds(start, 86_460));
      expect(await called('follow-up-due')).toEqual([{ case: 'case-1', wait: 1 }]);
      await until(plusSeconds(start, 3 * 86_400));
      expect(await called('follow-up-due')).toHaveLength(1);
      expect(await called('send-message')).toEqual([]);
    });

    test.each([
      ['now', 0],
      ['in a moment', 1],
      ['long ago', -30 * 86_400],
    ])('for %s calls it within two minutes', async (_, seconds) => {
      const { schedules, now, until, called } = await make();
      await schedules.set(followUp(plusSeconds(now(), seconds)));
      await until(plusSeconds(now(), 120));
      expect(await called('follow-up-due')).toHaveLength(1);
    });

    test('that is set again as it was is one', async () => {
      const { schedules, now, until, called } = await make();
      const at = plusSeconds(now(), 3_600);
      await Promise.all([1, 2, 3].map(() => schedules.set(followUp(at))));
      await schedules.set(followUp(at));
      await until(plusSeconds(at, 60));
      expect(await called('follow-up-due')).toHaveLength(1);
    });

    test.each([
      ['later', 7_200],
      ['earlier', 1_800],
    ])('that is set again for %s calls then, and may call at its first moment too', async (_, seconds) => {
      const { schedules, now, until, called } = await make();
      const start = now();
      await schedules.set(followUp(plusSeconds(start, 3_600)));
      await schedules.set(followUp(plusSeconds(start, seconds)));
      await until(plusSeconds(start, seconds - 60));
      const before = (await called('follow-up-due')).length;
      await until(plusSeconds(start, seconds + 60));
      expect(await called('follow-up-due')).toHaveLength(before + 1);
    });

    test('whose moment has gone by calls again when it is set again', async () => {
      const { schedules, now, until, called } = await make();
      const at = plusSeconds(now(), 3_600);
      await schedules.set(followUp(at));
      await until(plusSeconds(at, 60));
      await schedules.set(followUp(at));
      await until(plusSeconds(at, 240));
      expect(await called('follow-up-due')).toHaveLength(2);
    });
  });

  test('schedules are kept apart, whatever they are called', async () => {
    const { schedules, now, until, called } = await make();
    const at = plusSeconds(now(), 3_600);
    const long = 'x'.repeat(200);
    const names = ['a', 'A', 'a:b', 'a b', 'a/b', 'ü', long, `${long}y`];
    for (const name of names) {
      await schedules.set({ name, at, function: 'send-message', input: { case: name, contact: 'k1' } });
    }
    await until(plusSeconds(at, 60));
    const cases = (await called('send-message')).map((input) => (input as { case: string }).case);
    expect(cases.sort()).toEqual([...names].sort());
  });

  test('what is due at one moment, and by several functions, is all done', async () => {
    const { schedules, now, until, called } = await make();
    const at = plusSeconds(now(), 3_600);
    for (let wait = 1; wait <= 12; wait++) await schedules.set(followUp(at, wait));
    await schedules.set({
      name: 'send-k1',
      at,
      function: 'send-message',
      input: { case: 'é', contact: 'k1' },
    });
    await until(plusSeconds(at, 60));
    const waits = (await called('follow-up-due')).map((input) => (input as { wait: number }).wait);
    expect(waits.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(await called('send-message')).toEqual([{ case: 'é', contact: 'k1' }]);
  });
}

import { describe, expect, test } from 'vitest';
import type { Machines } from '../../core/ports.ts';

/** What a task asks of its function. */
export interface Asked {
  case: string;
  journey: number;
  /** Of a task that writes: what is to be written. */
  step?: string;
  /** Of a task that waits. */
  token?: string;
}

/** State machines of which none was started yet, with the journey `quick-payer` among them, and a clock. */
export interface MadeMachines {
  machines: Machines;
  /** Resolves when nothing more happens at this moment. */
  settle(): Promise<void>;
  pass(seconds: number): Promise<void>;
}

/** Seconds after which a message's wait times out, as its function says here. */
const PATIENCE = 3_600;

/**
 * What is promised of state machines.
 *
 * @param make starts none; `ask` is to be called with what each task's function is asked, and its answer is given
 */
export function machinesContract(
  make: (ask: (asked: Asked) => Promise<unknown>) => Promise<MadeMachines>,
): void {
  /** A journey's functions, as far as the machine can tell. */
  async function start(whileAsked: (asked: Asked, machines: Machines) => Promise<unknown> = async () => {}) {
    const all: Asked[] = [];
    const made = await make(async (asked) => {
      all.push(asked);
      await whileAsked(asked, made.machines);
      return asked.step ? { contact: `k-${all.length}`, seconds: PATIENCE } : {};
    });
    const begin = async (name: string, journey = 1) =>
      await made.machines.start('quick-payer', name, { case: name, journey });
    const token = () => all.findLast((asked) => asked.token)?.token ?? 'none';
    /** What was written, oldest first: how far the journey has come. */
    const steps = () => all.flatMap(({ step }) => step ?? []);
    return { ...made, all, begin, token, steps };
  }

  describe('an execution', () => {
    test('is started once under its name, and its tasks are told of its input', async () => {
      const { begin, settle, pass, all, steps } = await start();
      expect(await begin('case-1')).toBe('started');
      await settle();
      // Whoever tries again at once may hear of its own first try.
      expect(['started', 'exists']).toContain(await begin('case-1'));
      await pass(120);
      expect(await begin('case-1')).toBe('exists');
      await settle();
      expect(steps()).toEqual(['first-reminder']);
      expect(all[0]).toMatchObject({ case: 'case-1', journey: 1 });
    });

    test('of a name that was used with another input is not started', async () => {
      const { begin, settle, all } = await start();
      await begin('case-1');
      expect(await begin('case-1', 2)).toBe('exists');
      await settle();
      expect(new Set(all.map(({ journey }) => journey))).toEqual(new Set([1]));
    });

    test('keeps its name when it has ended', async () => {
      const { machines, begin, settle, token } = await start();
      await begin('case-1');
      await settle();
      expect(await machines.succeed(token(), { answer: 'decided', outcome: 'settled' })).toBe('accepted');
      await settle();
      expect(await begin('case-1')).toBe('exists');
    });

    test('of a machine that is not there, or with a name that is none, is a surprise', async () => {
      const { machines } = await start();
      await expect(machines.start('no-such-machine', 'case-1', {})).rejects.toThrow();
      await expect(machines.start('quick-payer', 'a name/with marks', {})).rejects.toThrow();
    });

    test('has many beside it, each with its own input and token', async () => {
      const { begin, settle, all } = await start();
      const names = Array.from({ length: 10 }, (_, at) => `case-${at}`);
      for (const name of names) expect(await begin(name)).toBe('started');
      await settle();
      const waiting = all.filter((asked) => asked.token);
      expect(waiting.map((asked) => asked.case).sort()).toEqual(names);
      expect(new Set(waiting.map((asked) => asked.token)).size).toBe(names.length);
    });
  });

  describe('a task that waits', () => {
    test('is answered once, and goes on with the answer', async () => {
      const { machines, begin, settle, token, steps } = await start();
      await begin('case-1');
      await settle();
      const first = token();
      expect(await machines.succeed(first, { answer: 'follow-up-due' })).toBe('accepted');
      expect(await machines.succeed(first, { answer: 'again' })).toBe('gone');
      await settle();
      expect(steps()).toEqual(['first-reminder', 'second-reminder']);
      expect(await machines.succeed(first, { answer: 'follow-up-due' })).toBe('gone');
    });

    test('is answered by two at once, and takes one of them', async () => {
      const { machines, begin, settle, token, steps } = await start();
      await begin('case-1');
      await settle();
      const told = await Promise.all(
        [1, 2, 3].map(() => machines.succeed(token(), { answer: 'follow-up-due' })),
      );
      expect(told.sort()).toEqual(['accepted', 'gone', 'gone']);
      await settle();
      expect(steps()).toEqual(['first-reminder', 'second-reminder']);
    });

    test('can be answered by its own function, before that has ended', async () => {
      const { begin, settle, steps } = await start(async ({ token }, machines) => {
        if (token && steps().length === 1) {
          expect(await machines.succeed(token, { answer: 'follow-up-due' })).toBe('accepted');
        }
      });
      await begin('case-1');
      await settle();
      expect(steps()).toEqual(['first-reminder', 'second-reminder']);
    });

    test('has a new token after its time ran out, and the old one is gone', async () => {
      const { machines, begin, settle, pass, token } = await start();
      await begin('case-1');
      await settle();
      const first = token();
      await pass(PATIENCE + 60);
      await settle();
      expect(token()).not.toBe(first);
      expect(await machines.succeed(first, { answer: 'follow-up-due' })).toBe('gone');
      expect(await machines.succeed(token(), { answer: 'follow-up-due' })).toBe('accepted');
    });

    test('that never was is gone', async () => {
      const { machines } = await start();
      expect(await machines.succeed('AQCEAAAAKgAAAAMAAAAAAAAAAQ', { answer: 'decided' })).toBe('gone');
    });
  });
}

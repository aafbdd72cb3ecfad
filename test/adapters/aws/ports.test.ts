import { expect, test } from 'vitest';
import { portsFrom, whenUsed } from '../../../adapters/aws/ports.ts';
import type { Machines } from '../../../core/ports.ts';

test('a port is made when it is first used, and once', () => {
  let made = 0;
  const ports = portsFrom({
    clock: () => {
      made += 1;
      return { now: () => '2026-01-05T08:00:00Z' };
    },
  });
  expect(made).toBe(0);
  expect([ports.clock.now(), ports.clock.now()]).toHaveLength(2);
  expect(made).toBe(1);
});

test('a port that a function does not have fails with its name', () => {
  const touch = () => portsFrom({}).machines;
  expect(touch).toThrow('This function has no port machines.');
  expect(touch).toThrow(expect.objectContaining({ name: 'PortNotAssembled' }));
});

test('code is loaded when its port is used, and once', async () => {
  let loads = 0;
  const machines = whenUsed<Machines>(async () => {
    loads += 1;
    return {
      start: async (machine) => (machine === 'x' ? 'started' : 'exists'),
      succeed: async () => 'gone',
    };
  });
  expect(loads).toBe(0);
  expect(await machines.start('x', 'name', {})).toBe('started');
  expect(await machines.succeed('token', {})).toBe('gone');
  expect(loads).toBe(1);
});

test('what could not be loaded is tried again the next time', async () => {
  let loads = 0;
  const machines = whenUsed<Machines>(async () => {
    loads += 1;
    if (loads === 1) throw new Error('no secret yet');
    return { start: async () => 'started', succeed: async () => 'gone' };
  });
  await expect(machines.start('x', 'name', {})).rejects.toThrow('no secret yet');
  expect(await machines.start('x', 'name', {})).toBe('started');
});

test('a port that is handed on by a promise arrives', async () => {
  const machines = whenUsed<Machines>(async () => ({
    start: async () => 'started',
    succeed: async () => 'gone',
  }));
  const given = await Promise.resolve(machines);
  expect(await given.succeed('token', {})).toBe('gone');
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { askedClock, realClock } from '../../../adapters/aws/clock.ts';
import { Moment } from '../../../core/calendar/moment.ts';

let told = '2026-01-05T08:00:00Z';
let asked = 0;
const server = createServer((_request, answer) => {
  asked += 1;
  answer.end(told);
}).listen(0, '127.0.0.1');
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
afterAll(() => server.close());

test('the real clock tells a moment, to the second', () => {
  expect(Moment.parse(realClock.now()).slice(0, 17)).toBe(new Date().toISOString().slice(0, 17));
});

test('a clock elsewhere is asked once before an invocation, and stands still until the next', async () => {
  const clock = askedClock(url());
  await clock.read();
  told = '2026-01-06T08:00:00Z';
  expect([clock.now(), clock.now()]).toEqual(['2026-01-05T08:00:00Z', '2026-01-05T08:00:00Z']);
  expect(asked).toBe(1);
  await clock.read();
  expect(clock.now()).toBe('2026-01-06T08:00:00Z');
});

test('what is no moment is not taken for one, and nobody guesses the time', async () => {
  told = 'about eight';
  const clock = askedClock(url());
  await expect(clock.read()).rejects.toThrow();
  expect(() => clock.now()).toThrow('before it was read');
});

import { expect, test } from 'vitest';
import type { Written } from '../../core/ports.ts';
import { makeLaptop } from './make-laptop.ts';

async function published(items: unknown[]): Promise<readonly Written[]> {
  const laptop = await makeLaptop();
  const told: Written[] = [];
  laptop.ports.bus.publish = async (events) => void told.push(...events);
  await laptop.invoke('publish-journal', { items });
  return told;
}

test('the bus is told the case, the last number and the kinds, and nothing else', async () => {
  const entries = [
    { seq: 4, at: '2026-01-05T08:00:00Z', kind: 'replied', channel: 'email', outside: 'anna@example.nl' },
    { seq: 5, at: '2026-01-05T08:00:00Z', kind: 'payment-claimed', cents: 4_500 },
  ];
  const events = await published([{ stream: 'c-1', seq: 4, cause: 'reaction:anna@example.nl', entries }]);
  expect(events).toEqual([{ case: 'c-1', seq: 5, kinds: ['replied', 'payment-claimed'] }]);
});

test('every item is told, in the order in which it was written', async () => {
  const item = (stream: string, seq: number) => ({ stream, entries: [{ seq, kind: 'scored' }] });
  const events = await published([item('b', 3), item('a', 7), item('b', 4)]);
  expect(events.map(({ case: id, seq }) => `${id} ${seq}`)).toEqual(['b 3', 'a 7', 'b 4']);
});

test('a kind that does not exist is not told to anybody', async () => {
  await expect(published([{ stream: 'c-1', entries: [{ seq: 1, kind: 'gossip' }] }])).rejects.toThrow();
});

test('nothing of a whole journey that reaches the bus is personal', async () => {
  const laptop = await makeLaptop();
  const told: string[] = [];
  const { publish } = laptop.ports.bus;
  laptop.ports.bus.publish = async (events) => {
    told.push(JSON.stringify(events));
    await publish(events);
  };
  await laptop.days(3);
  await laptop.react('form-of-anna', { what: 'dispute', claims: [], ground: 'not-mine' });
  await laptop.pay('bank-1', 4_500);
  await laptop.days(3);
  expect(told.length).toBeGreaterThan(5);
  for (const secret of ['Anna', 'anna', '+316', 'Voorbeeldstraat', 'D-1', 'form', 'bank-1', '4500']) {
    expect(told.join('\n')).not.toContain(secret);
  }
});

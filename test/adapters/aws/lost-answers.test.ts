import { expect, test } from 'vitest';
import { makeItem } from '../../contracts/journal.ts';
import { makeStores } from './make-stores.ts';
import { makeTable, startDynamo } from './make-table.ts';

const client = await startDynamo();

/** How many answers to writes are lost from now on, and how many were. */
const lose = { next: 0, lost: 0 };
client.middlewareStack.add(
  (next, context) => async (request) => {
    const answer = await next(request).catch((error: Error) => error);
    if (/^(Put|Update|Delete)/.test(`${context.commandName}`) && lose.lost < lose.next) {
      lose.lost += 1;
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
    }
    if (answer instanceof Error) throw answer;
    return answer;
  },
  { step: 'deserialize', priority: 'high' },
);

/** Stores whose next writes reach the table, and whose answers are lost on the way; the client then tries again. */
async function losing(answers: number) {
  const stores = makeStores(client, await makeTable(client));
  Object.assign(lose, { next: answers, lost: 0 });
  return stores;
}

test('an append whose answer was lost is appended, once', async () => {
  const { journal } = await losing(1);
  expect(await journal.append(makeItem(1))).toBe('appended');
  expect(lose.lost).toBe(1);
  expect(await journal.append(makeItem(1))).toBe('taken');
  expect(await journal.read('case-1')).toEqual([makeItem(1)]);
});

test('an append whose answers are all lost fails, and is seen by whoever looks again', async () => {
  const { journal } = await losing(99);
  await expect(journal.append(makeItem(1))).rejects.toThrow('hang up');
  expect(lose.lost).toBeGreaterThan(1);
  expect(await journal.read('case-1')).toEqual([makeItem(1)]);
});

test('a place that was taken stays taken for whoever lost the answer that said so', async () => {
  const { journal } = await losing(0);
  await journal.append(makeItem(1));
  lose.next = 1;
  expect(await journal.append(makeItem(1, { cause: 'another' }))).toBe('taken');
  expect(lose.lost).toBe(1);
});

test('a request and a payment whose answers were lost are there once', async () => {
  const { requests, bank } = await losing(1);
  expect(await requests.first('key-1', 'a')).toBe('a');
  Object.assign(lose, { next: 2, lost: 0 });
  expect(await bank.begin('wish-1', undefined, 'payment-1', 'record')).toBe('payment-1');
  expect(lose.lost).toBe(2);
  expect(await bank.newest('wish-1')).toBe('payment-1');
});

test('details whose answers were lost can be read, also when they replace others', async () => {
  const { people } = await losing(2);
  await people.put('p-1', { reference: 'D-1', name: 'Jo' });
  expect(lose.lost).toBe(2);
  expect(await people.get('p-1')).toMatchObject({ name: 'Jo' });
  Object.assign(lose, { next: 2, lost: 0 });
  await people.put('p-1', { reference: 'D-1', name: 'Johanna' });
  expect(await people.get('p-1')).toMatchObject({ name: 'Johanna' });
  await people.erase('p-1', '2026-01-06T09:00:00Z');
  expect(await people.get('p-1')).toBeUndefined();
});

test('a row of a list whose answer was lost is looked at again', async () => {
  const { lists } = await losing(1);
  const row = { case: 'case-1', seq: 1, creditor: 'c', state: 'open' } as const;
  expect(await lists.put(row)).toBe(true);
  expect(lose.lost).toBe(1);
  expect(await lists.put(row)).toBe(false);
});

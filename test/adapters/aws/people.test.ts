import { type AttributeValue, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { dynamoPeople } from '../../../adapters/aws/people.ts';
import { createTable } from '../../../adapters/aws/table.ts';
import { makeTable, startDynamo } from './make-table.ts';

const client = await startDynamo();
const jo = { reference: 'D-1', name: 'Jo Voorbeeld', email: 'jo@example.org', phone: '+31600000001' };

type Item = Record<string, AttributeValue>;

async function make() {
  const TableName = await makeTable(client);
  let now = '2026-01-05T09:00:00Z';
  const people = (secret = 'test: not a secret') =>
    dynamoPeople(createTable(client, TableName), secret, () => now);
  return {
    people,
    at: (moment: string) => {
      now = moment;
    },
    items: async () => (await client.send(new ScanCommand({ TableName }))).Items ?? [],
    restore: async (items: Item[]) => {
      for (const Item of items) await client.send(new PutItemCommand({ TableName, Item }));
    },
  };
}

test('nobody who reads the table reads a name, an address or a number', async () => {
  const { people, items } = await make();
  await people().put('p-1', jo);
  const raw = (await items()).flatMap((item) =>
    Object.values(item).map((value) => (value.B ? Buffer.from(value.B).toString('latin1') : `${value.S}`)),
  );
  expect(raw.length).toBeGreaterThan(4);
  for (const text of raw) for (const known of Object.values(jo)) expect(text).not.toContain(known);
});

test('nobody without the secret of the installation reads anything', async () => {
  const { people } = await make();
  await people().put('p-1', jo);
  await expect(people('another').get('p-1')).rejects.toThrow();
  expect(await people().get('p-1')).toEqual(jo);
});

test('what is left of a person without their data key is unreadable', async () => {
  const { people, items, restore } = await make();
  await people().put('p-1', jo);
  const details = (await items()).filter((item) => item.sealed);
  await people().erase('p-1', '2026-01-06T09:00:00Z');
  expect(await items()).toEqual([]);
  await restore(details);
  expect(await people().get('p-1')).toBeUndefined();
});

test("one person's details say nothing in another's place", async () => {
  const { people, items, restore } = await make();
  await people().put('p-1', jo);
  const moved = (await items()).map((item) => ({ ...item, pk: { S: 'details#p-2' } }));
  await restore(moved);
  await expect(people().get('p-2')).rejects.toThrow();
});

test('a restore brings back who was erased; erasing again takes that away, but nothing that was put later', async () => {
  const { people, items, restore, at } = await make();
  await people().put('p-1', jo);
  const backup = await items();
  at('2026-01-06T09:00:00Z');
  const erased = '2026-01-06T09:00:00Z';
  await people().erase('p-1', erased);
  at('2026-01-07T09:00:00Z');
  await people().put('p-1', { reference: 'D-1', name: 'Johanna' });

  // The key that came back belongs to what was there before; what was put later has a key of its own.
  await restore(backup.filter((item) => item.wrapped));
  await people().erase('p-1', erased);
  expect(await people().get('p-1')).toEqual({ reference: 'D-1', name: 'Johanna' });
  expect(await items()).toHaveLength(2);

  await restore(backup);
  expect(await people().get('p-1')).toEqual(jo);
  await people().erase('p-1', erased);
  expect(await people().get('p-1')).toBeUndefined();
});

test('a put that ended halfway loses nothing and leaves nothing readable', async () => {
  const { people, items, restore } = await make();
  await people().put('p-1', jo);
  const orphan = (await items()).filter((item) => item.wrapped);
  await people().put('p-1', { reference: 'D-1', name: 'Johanna' });
  await restore(orphan);
  expect(await people().get('p-1')).toEqual({ reference: 'D-1', name: 'Johanna' });
  await people().erase('p-1', '2026-01-05T09:00:00Z');
  expect(await items()).toEqual([]);
});

test('who looks while details are put sees the old or the new ones, never nobody', async () => {
  const table = createTable(client, await makeTable(client));
  const people = dynamoPeople(table, 'test: not a secret', () => '2026-01-05T09:00:00Z');
  await people.put('p-1', jo);
  let looks = 0;
  const query: typeof table.query = async (pk) => {
    const items = await table.query(pk);
    looks += 1;
    if (looks > 1) return items;
    // The details were read before the put, their key would have been read after it.
    await people.put('p-1', { reference: 'D-1', name: 'Johanna' });
    return items.filter((item) => item.sealed);
  };
  const seen = await dynamoPeople({ ...table, query }, 'test: not a secret', () => '').get('p-1');
  expect([seen?.name, looks]).toEqual(['Johanna', 2]);
});

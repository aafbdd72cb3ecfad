import { describe, expect, test } from 'vitest';
import { dynamoFiles } from '../../../adapters/aws/files.ts';
import { objects } from '../../../adapters/aws/keys.ts';
import { createTable } from '../../../adapters/aws/table.ts';
import { dynamoUploads } from '../../../adapters/aws/uploads.ts';
import { openFile } from '../../../adapters/csv/open-file.ts';
import type { Profile } from '../../../core/case/words.ts';
import type { Ports, Uploads } from '../../../core/ports.ts';
import { columns, csv } from '../../contracts/files.ts';
import { CREDITOR, type MadeLaptop, makeLaptop } from '../../functions/make-laptop.ts';
import { countConsumed } from './consumed.ts';
import { makeStores } from './make-stores.ts';
import { makeTable, startDynamo } from './make-table.ts';
import { memoryBucket } from './memory-bucket.ts';

const client = await startDynamo();
const consumed = countConsumed(client);
const bucket = memoryBucket();

/** The laptop with its machines and clock, whose every store is a table of DynamoDB. */
async function onDynamo(profile: Profile): Promise<MadeLaptop & { uploads: Uploads }> {
  const name = await makeTable(client);
  const table = createTable(client, name);
  consumed.forget();
  return await makeLaptop({
    profile,
    instead: ({ clock, journal }: Ports) => {
      const { bank: _, at: __, ...stores } = makeStores(client, name, clock.now);
      return {
        ...stores,
        files: dynamoFiles(table, bucket, openFile),
        uploads: dynamoUploads(table, bucket, clock.now),
        journal: {
          ...stores.journal,
          // What was appended is put into the laptop's own journal too: it is the stream by which the bus hears of it.
          append: async (item) => {
            const result = await stores.journal.append(item);
            if (result === 'appended') await journal.append(item);
            return result;
          },
        },
      };
    },
  });
}

/** Dollars for a million units in eu-west-1, on demand. */
const WRITE = 0.705;
const READ = 0.1415;

/** A debtor who pays in part after five contacts, then all. */
async function live(laptop: MadeLaptop): Promise<void> {
  await laptop.pay('bank-1', 1_000);
  await laptop.days(1);
  await laptop.pay('bank-2', 250_000);
  await laptop.days(30);
}

describe('the same handlers on DynamoDB', () => {
  test.each<[Profile, days: number]>([
    ['quick-payer', 80],
    ['late-payer', 60],
  ])(
    'carry the case of a %s from opening to settled, entry for entry as on SQLite, for less than 90 millionths of a dollar',
    async (profile, days) => {
      const [dynamo, sqlite] = [await onDynamo(profile), await makeLaptop({ profile })];
      expect(dynamo.case).toBe(sqlite.case);
      for (const laptop of [dynamo, sqlite]) await laptop.days(days);
      expect(dynamo.steps()).toHaveLength(5);
      const millionths = consumed.total('writes') * WRITE + consumed.total('reads') * READ;
      // Each ask is counted in the journals of three ways to reach somebody: three reads and three writes.
      expect(millionths).toBeLessThan(90);

      for (const laptop of [dynamo, sqlite]) await live(laptop);
      expect((await dynamo.fold()).closed?.outcome).toBe('settled');
      expect(await dynamo.entries()).toEqual(await sqlite.entries());
      expect(dynamo.sent).toEqual(sqlite.sent);

      const { person, creditor } = await dynamo.fold();
      expect(await dynamo.ports.persons.read(person)).toEqual(await sqlite.ports.persons.read(person));
      for (const { ports } of [dynamo, sqlite]) {
        expect((await ports.lists.ofCreditor(creditor, 'open', { limit: 9 })).rows).toEqual([]);
        const closed = await ports.lists.ofCreditor(creditor, 'closed', { limit: 9 });
        expect(closed.rows.map((row) => row.case)).toEqual([dynamo.case]);
      }
    },
  );

  test('look after a case whose wake-up got lost', async () => {
    const laptop = await onDynamo('quick-payer');
    await laptop.days(1);
    laptop.db.run("delete from agenda where kind = 'schedule'");
    await laptop.days(22);
    expect(laptop.steps()).toHaveLength(1);
    expect(await laptop.invoke('sweep', {})).toMatchObject({ looked: 1 });
    await laptop.days(1);
    expect(laptop.steps()).toHaveLength(2);
  });

  test('take in a file that was uploaded, and tell its sender what became of it', async () => {
    const laptop = await onDynamo('quick-payer');
    const file = { file: 'f.csv', creditor: CREDITOR };
    await laptop.ports.uploads.expect({ ...file, columns });
    await bucket.put(objects.upload(CREDITOR, 'f.csv'), 'text/csv', `${csv(70)}\r\nK9;F99;wrong;31-12-2025`);
    await laptop.ports.machines.start('intake', 'intake-f.csv', file);
    await laptop.days(0);
    expect(await laptop.ports.uploads.get('f.csv')).toEqual({
      ...file,
      state: 'done',
      rows: 71,
      total: { opened: 7, added: 70, known: 0, small: 0, rejected: 0 },
    });
    expect(await laptop.ports.uploads.rejected('f.csv', { limit: 9 })).toMatchObject([
      { row: 72, field: 'amount' },
    ]);
    const { rows } = await laptop.ports.lists.ofCreditor(CREDITOR, 'open', { limit: 99 });
    expect(rows).toHaveLength(8);
  });
});

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { dynamoFiles } from '../../../adapters/aws/files.ts';
import { keys, objects } from '../../../adapters/aws/keys.ts';
import { createTable } from '../../../adapters/aws/table.ts';
import { dynamoUploads } from '../../../adapters/aws/uploads.ts';
import { openFile } from '../../../adapters/csv/open-file.ts';
import { columns, csv } from '../../contracts/files.ts';
import { makeTable, startDynamo } from './make-table.ts';
import { memoryBucket } from './memory-bucket.ts';

const client = await startDynamo();

async function make() {
  const table = createTable(client, await makeTable(client));
  const bucket = memoryBucket();
  const seen: { fetched: string[]; paths: string[] } = { fetched: [], paths: [] };
  const files = dynamoFiles(
    table,
    {
      ...bucket,
      download: async (key, path) => {
        seen.fetched.push(key);
        seen.paths.push(path);
        await bucket.download(key, path);
      },
    },
    openFile,
  );
  const uploads = dynamoUploads(table, bucket, () => '2026-01-05T09:00:00Z');
  const bring = async (file: string, text: string, told: unknown = columns) => {
    await uploads.expect({ file, creditor: 'c', columns: told });
    await bucket.put(objects.upload('c', file), 'text/csv', text);
  };
  const read = async (file: string) => {
    const rows: unknown[] = [];
    for await (const row of files.rows(file)) rows.push(row);
    return rows;
  };
  return {
    table,
    files,
    bring,
    read,
    seen,
    left: () => seen.paths.filter((path) => existsSync(dirname(path))),
  };
}

test('a file is fetched once to be opened, measured and read, and nothing of it stays on the disk', async () => {
  const { files, bring, read, seen, left } = await make();
  await bring('f.csv', csv(10));
  await files.open('f.csv');
  await files.size('f.csv');
  expect(left()).toHaveLength(1);
  expect(await read('f.csv')).toHaveLength(10);
  expect(seen.fetched).toEqual(['uploads/c/f.csv']);
  expect(left()).toEqual([]);
});

test('a file that was left open by an import that broke makes way for the next', async () => {
  const { files, bring, seen, left } = await make();
  await bring('f.csv', csv(10));
  await bring('g.csv', csv(20));
  await files.open('f.csv');
  await files.open('g.csv');
  expect(left()).toEqual(seen.paths.slice(1));
  // The same name again may be another file in the meantime.
  await files.open('g.csv');
  expect(seen.fetched).toHaveLength(3);
  expect(left()).toHaveLength(1);
});

test('a file without a word on its columns is read as one of ours', async () => {
  const { files, bring, read } = await make();
  await bring('f.csv', 'debtorReference,invoice,amount,dueOn\nK1,F1,12.50,2025-12-31\n', null);
  expect(await files.open('f.csv')).toMatchObject({ map: { dateFormat: 'yyyy-MM-dd', decimal: '.' } });
  expect(await read('f.csv')).toHaveLength(1);
});

test('a file that cannot be read at all says why', async () => {
  const { files, bring, read } = await make();
  await bring('f.csv', 'klant;factuur\nK1;F1\n');
  const opened = await files.open('f.csv');
  expect(opened).toMatchObject({ rejected: [{ row: 1, field: 'amount' }, { field: 'dueOn' }] });
  expect(await files.size('f.csv')).toBe(0);
  expect(await read('f.csv')).toEqual('rejected' in opened ? opened.rejected : []);
});

test('what names people, or may quote what was typed, is not kept longer than the file itself', async () => {
  const { table, files } = await make();
  await files.putParts('f.csv', [{ part: 1, row: 2, claim: { debtorReference: 'K1' } as never }]);
  await files.noteInvoices('f.csv', [{ row: 2, invoice: 'F1', debtor: 'K1' }]);
  await files.reject('f.csv', [
    { row: 3, field: 'dueOn', reason: 'Column "due" says "Anna": write a date.' },
  ]);
  const kept = [
    ...(await table.query(keys.partRow('f.csv', 1, 0).pk)),
    ...(await table.query(keys.invoice('f.csv', 'F1').pk)),
    ...(await table.query(keys.rejected('f.csv', 3, '').pk)),
  ];
  expect(kept).toHaveLength(3);
  // The bucket keeps uploads for thirty days.
  const latest = Date.now() / 1_000 + 30 * 86_400;
  for (const { fades } of kept) expect(Number(fades)).toBeLessThanOrEqual(latest + 1);
});

test('a file that nobody announced, or that never came, is an error and stays none', async () => {
  const { files, bring } = await make();
  await expect(files.open('f.csv')).rejects.toThrow('announced');
  await bring('f.csv', csv(1));
  expect(await files.open('f.csv')).toHaveProperty('map');
});

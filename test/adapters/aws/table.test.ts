import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { dynamoCreditors } from '../../../adapters/aws/creditors.ts';
import { dynamoParts } from '../../../adapters/aws/file-parts.ts';
import { itemOf } from '../../../adapters/aws/journal.ts';
import { tableShape } from '../../../adapters/aws/keys.ts';
import { createTable } from '../../../adapters/aws/table.ts';
import { dynamoUploads } from '../../../adapters/aws/uploads.ts';
import { makeItem } from '../../contracts/journal.ts';
import { makeRow } from '../../core/make-case.ts';
import { makeCreditor } from '../../core/make-ports.ts';
import { makeStores } from './make-stores.ts';
import { makeTable, startDynamo } from './make-table.ts';
import { memoryBucket } from './memory-bucket.ts';

const client = await startDynamo();
const now = '2026-01-05T09:00:00Z';

async function itemsOf(TableName: string) {
  return (await client.send(new ScanCommand({ TableName }))).Items ?? [];
}

test('what must fade fades in time, and nothing else', async () => {
  const name = await makeTable(client);
  const stores = makeStores(client, name);
  await stores.journal.append(makeItem(1));
  await stores.persons.append({ stream: 'p-1', seq: 1, cause: 'a', entries: [] });
  await stores.persons.append({ stream: 'reach-1', seq: 2, cause: 'a', entries: [] });
  await stores.people.put('p-1', { reference: 'D-1' });
  await stores.creditors.put(makeCreditor());
  await stores.creditors.noteBooks('c', '2026-01-05');
  await stores.creditors.stop('*', true);
  await stores.lists.put({ case: 'case-1', seq: 1, creditor: 'c', state: 'open' });
  await stores.tokens.put({ case: 'case-1', journey: 1, wait: 1 }, 'token');
  await stores.tries.add('a');
  await stores.requests.first('key-1', 'a');
  await stores.bank.begin('wish-1', undefined, 'payment-1', 'record');
  const delivery = { creditor: 'c', body: '{}', at: now, tries: [] };
  await stores.deliveries.begin({ ...delivery, id: 'msg_1', state: 'waiting' });
  await stores.deliveries.begin({ ...delivery, id: 'msg_2', state: 'delivered' });
  const parts = dynamoParts(createTable(client, name));
  await parts.putParts('f.csv', [{ part: 1, row: 2, claim: makeRow() }]);
  await parts.noteInvoices('f.csv', [{ row: 2, invoice: 'F1', debtor: 'x' }]);
  await parts.reject('f.csv', [{ row: 3, field: 'dueOn', reason: 'Not yet due.' }]);
  await parts.noteRead('f.csv', { rows: 2, parts: [1] });
  await parts.notePart('f.csv', 1, { opened: 1, added: 1, known: 0, small: 0, rejected: 0 });

  const days = (item: Record<string, { N?: string | undefined }>) => {
    const fades = item[tableShape.fades]?.N;
    return fades && Math.round((Number(fades) - Date.now() / 1_000) / 86_400);
  };
  const found = (await itemsOf(name)).map((item) => [item.pk?.S?.split('#')[0], item.sk?.S, days(item)]);
  expect(Object.fromEntries(found.map(([kind, sk, fades]) => [`${kind} ${sk}`, fades]))).toEqual({
    'case 00000001': undefined,
    'person 00000001': undefined,
    // Of a way to reach somebody.
    'person 00000002': 400,
    'books books': undefined,
    'details details': undefined,
    [`details ${found.find(([, sk]) => sk?.toString().startsWith('key#'))?.[1]}`]: undefined,
    'creditors voorbeeld-incasso': undefined,
    'stops stops': undefined,
    'list list': undefined,
    'token 00000001#00000001': 400,
    'tries tries': 1,
    'request request': 30,
    'bank-newest bank-newest': undefined,
    'bank-payment bank-payment': undefined,
    'delivery msg_1': undefined,
    'delivery msg_2': 90,
    'part 00000002': 7,
    'invoice invoice': 7,
    'rejected 00000003#dueOn': 30,
    'file read': 90,
    'file part#00000001': 90,
  });
});

test('only items of cases are under the prefix that the stream passes, and each is read back from it', async () => {
  const name = await makeTable(client);
  const stores = makeStores(client, name);
  const long = makeItem(2, { cause: 'x', entries: Array(3_000).fill(makeItem(2).entries[0]) });
  await stores.journal.append(makeItem(1));
  await stores.journal.append(long);
  await stores.persons.append({ stream: 'case-1', seq: 1, cause: 'a', entries: [] });
  await stores.tokens.put({ case: 'case-1', journey: 1, wait: 1 }, 'token');
  await stores.lists.put({ case: 'case-1', seq: 1, creditor: 'c', state: 'open' });
  const passed = (await itemsOf(name)).filter((item) => item.pk?.S?.startsWith(tableShape.casePrefix));
  expect(passed.map(itemOf)).toEqual([makeItem(1), long]);
});

test('what another process has written is read, whatever this one remembers', async () => {
  const name = await makeTable(client);
  const [mine, theirs] = [makeStores(client, name), makeStores(client, name)];
  await mine.journal.append(makeItem(1));
  await theirs.journal.append(makeItem(2));
  expect((await mine.journal.read('case-1', 1)).map(({ seq }) => seq)).toEqual([2]);
  await mine.creditors.put(makeCreditor());
  expect(await theirs.creditors.stopped('voorbeeld-incasso')).toBe(false);
  await mine.creditors.stop('voorbeeld-incasso', true);
  expect(await theirs.creditors.stopped('voorbeeld-incasso')).toBe(true);
});

test('a policy that another process changed is known here after a minute', async () => {
  const table = createTable(client, await makeTable(client));
  let milliseconds = 0;
  const [mine, theirs] = [dynamoCreditors(table, () => milliseconds), dynamoCreditors(table)];
  await theirs.put(makeCreditor({ brand: 'Old' }));
  const brand = async () => (await mine.get('voorbeeld-incasso')).brand;
  expect(await brand()).toBe('Old');
  await theirs.put(makeCreditor({ brand: 'New' }));
  milliseconds = 59_999;
  expect(await brand()).toBe('Old');
  milliseconds = 60_000;
  expect(await brand()).toBe('New');
});

test('a batch that the table takes only in part is finished', async () => {
  const doubled = new DynamoDBClient();
  const mock = mockClient(doubled);
  const left: number[] = [];
  mock.on(BatchGetItemCommand).resolves({ Responses: { t: [] } });
  mock.on(BatchWriteItemCommand).callsFake(({ RequestItems }) => {
    left.push(RequestItems.t.length);
    return { UnprocessedItems: RequestItems.t.length > 1 ? { t: RequestItems.t.slice(1) } : {} };
  });
  const items = [1, 2, 3].map((n) => ({ pk: 'a', sk: `${n}` }));
  await createTable(doubled, 't').putMissing(items);
  expect(left).toEqual([3, 2, 1]);
});

test('a read of many that the table answers only in part is finished', async () => {
  const doubled = new DynamoDBClient();
  const mock = mockClient(doubled);
  mock.on(BatchGetItemCommand).callsFake(({ RequestItems: { t } }) => ({
    Responses: { t: t.Keys.slice(0, 2) },
    UnprocessedKeys: t.Keys.length > 2 ? { t: { Keys: t.Keys.slice(2) } } : {},
  }));
  const keys = Array.from({ length: 205 }, (_, n) => ({ pk: 'a', sk: `${n}` }));
  const found = await createTable(doubled, 't').getAll(keys.slice(0, 5));
  expect(found).toEqual(keys.slice(0, 5));
  const calls = mock.commandCalls(BatchGetItemCommand).map(({ args }) => args[0].input.RequestItems?.t);
  expect(calls.map((call) => call?.Keys?.length)).toEqual([5, 3, 1]);
  expect(calls.every((call) => call?.ConsistentRead)).toBe(true);
});

test('a file of a name that another creditor has is refused', async () => {
  const table = createTable(client, await makeTable(client));
  const uploads = dynamoUploads(table, memoryBucket(), () => now);
  await uploads.expect({ file: 'f.csv', creditor: 'c', columns: null });
  await expect(uploads.expect({ file: 'f.csv', creditor: 'd', columns: null })).rejects.toThrow('creditor');
  expect((await uploads.get('f.csv'))?.creditor).toBe('c');
});

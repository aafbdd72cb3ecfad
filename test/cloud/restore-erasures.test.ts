import { expect, test } from 'vitest';
import { bucketErasures } from '../../adapters/aws/erasures.ts';
import { keys } from '../../adapters/aws/keys.ts';
import { dynamoPeople } from '../../adapters/aws/people.ts';
import { createTable } from '../../adapters/aws/table.ts';
import { reapplyErasures } from '../../core/person/erase.ts';
import { makeTable, startDynamo } from '../adapters/aws/make-table.ts';
import { memoryBucket } from '../adapters/aws/memory-bucket.ts';

const client = await startDynamo();

test('who was erased before a restore is erased after it, and nobody else', async () => {
  let now = '2026-01-05T08:00:00Z';
  const table = createTable(client, await makeTable(client));
  const people = dynamoPeople(table, 'a secret', () => now);
  const erasures = bucketErasures(memoryBucket());
  const details = (name: string) => ({ name, email: 'someone@example.nl', reference: name });
  const erase = async (person: string) => {
    await erasures.note({ person, at: now });
    await people.erase(person, now);
  };

  for (const person of ['anna', 'bea', 'cas']) await people.put(person, details(person));
  const backup = (
    await Promise.all(['anna', 'bea', 'cas'].map((person) => table.query(keys.details(person).pk)))
  ).flat();
  now = '2026-01-06T08:00:00Z';
  await erase('anna');
  await erase('bea');
  expect(await people.get('anna')).toBeUndefined();

  for (const item of backup) await table.put(item);
  expect(await people.get('anna')).toEqual(details('anna'));
  now = '2026-01-07T08:00:00Z';
  await people.put('bea', details('bea, who came back with a new invoice'));

  expect(await reapplyErasures({ erasures, people })).toBe(2);
  expect(await people.get('anna')).toBeUndefined();
  expect(await people.get('bea')).toEqual(details('bea, who came back with a new invoice'));
  expect(await people.get('cas')).toEqual(details('cas'));
  expect(await reapplyErasures({ erasures, people })).toBe(2);
});

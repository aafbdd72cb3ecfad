import { expect, test } from 'vitest';
import { arrivedFiles } from '../../../adapters/aws/s3-event.ts';

const arrived = (key: string) => ({
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'files' }, object: { key, size: 10 } },
});

test.each([
  ['uploads/voorbeeld/voorbeeld-abc', [{ file: 'voorbeeld-abc' }]],
  ['exports/voorbeeld-abc', []],
  ['uploads/voorbeeld', []],
  ['uploads/voorbeeld/a/b', []],
])('of %s is told: %j', async (key, told) => {
  const calls: unknown[] = [];
  await arrivedFiles(arrived(key), async (input) => calls.push(input));
  expect(calls).toEqual(told);
});

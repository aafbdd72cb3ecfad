import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { writtenItems } from '../../../adapters/aws/stream.ts';
import type { Item } from '../../../core/case/fold.ts';

/** A record of the table's stream. */
function record(number: number, more: { pk?: string; entries?: object; eventName?: string } = {}) {
  const { pk = `case#case-${number}`, eventName = 'INSERT', entries } = more;
  const Keys = { pk: { S: pk }, sk: { S: '00000001' } };
  const text = JSON.stringify([
    { seq: 1, at: '2026-01-05T08:00:00Z', kind: 'payment-received', cents: number },
  ]);
  const NewImage = { ...Keys, cause: { S: 'x' }, mark: { S: 'm' }, entries: entries ?? { S: text } };
  return { eventName, dynamodb: { SequenceNumber: `n${number}`, Keys, NewImage } };
}

/** Hears what is told of records; what `breaks` names cannot be told. */
function listening(breaks: string[] = []) {
  const calls: string[][] = [];
  const counted: string[] = [];
  const count = async (items: readonly Item[]) => void counted.push(...items.map(({ stream }) => stream));
  const hear = (...records: object[]) =>
    writtenItems(count)({ Records: records }, async (input) => {
      const { items } = input as { items: Item[] };
      calls.push(items.map(({ stream }) => stream));
      if (items.some(({ stream }) => breaks.includes(stream))) throw new Error('broken');
      return {};
    });
  return { calls, counted, hear };
}

test('what was written is told at once and counted', async () => {
  const { calls, counted, hear } = listening();
  await hear(record(1), record(2));
  expect(calls).toEqual([['case-1', 'case-2']]);
  expect(counted).toEqual(['case-1', 'case-2']);
});

test('a long item comes deflated', async () => {
  const { calls, hear } = listening();
  const deflated = deflateRawSync('[{"seq":1,"kind":"case-opened"}]').toString('base64');
  await hear(record(1, { entries: { B: deflated } }));
  expect(calls).toEqual([['case-1']]);
});

test('only what was newly written to a case is told', async () => {
  const { calls, hear } = listening();
  await hear(record(1, { pk: 'person#p-1' }), record(2, { eventName: 'REMOVE' }), record(3));
  expect(calls).toEqual([['case-3']]);
  await hear(record(1, { pk: 'token#case-1' }));
  expect(calls).toHaveLength(1);
});

test('with a poisoned record among them they are not told and not counted, but come again in halves', async () => {
  const { calls, counted, hear } = listening(['case-2']);
  await expect(hear(record(1), record(2), record(3))).rejects.toThrow('broken');
  await hear(record(1));
  await expect(hear(record(2))).rejects.toThrow('broken');
  await hear(record(3));
  expect(calls).toEqual([['case-1', 'case-2', 'case-3'], ['case-1'], ['case-2'], ['case-3']]);
  expect(counted).toEqual(['case-1', 'case-3']);
});

test('with a record that cannot even be read nothing is told yet', async () => {
  const { calls, hear } = listening();
  await expect(hear(record(1), record(2, { entries: { S: 'no json' } }), record(3))).rejects.toThrow(
    SyntaxError,
  );
  expect(calls).toEqual([]);
});

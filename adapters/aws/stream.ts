import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Item } from '../../core/case/fold.ts';
import type { Call, EventShape } from './event-shape.ts';
import { itemOf } from './journal.ts';
import { tableShape } from './keys.ts';

/**
 * What was written to cases' journals, as the table's stream tells it. A record that cannot be told does not stop the
 * others: it is named in the answer, comes again with those after it, and at last goes where somebody looks.
 *
 * @param count is told the items that will not come again
 */
export function writtenItems(count: (items: readonly Item[]) => Promise<void>): EventShape {
  return async (event, call): Promise<DynamoDBBatchResponse> => {
    const records = (event as DynamoDBStreamEvent).Records.filter(isCaseItem);
    const read = records.map((record) => ({ record, item: itemIn(record) }));
    const items = read.flatMap(({ item }) => item ?? []);
    const failed = new Set<DynamoDBRecord>(read.filter(({ item }) => !item).map(({ record }) => record));
    if (items.length > 0 && !(await works(call, items))) {
      // Which one it was shows only when each goes alone.
      for (const { record, item } of read) if (item && !(await works(call, [item]))) failed.add(record);
    }
    // Lambda goes on from the first that failed: what comes after it comes again, and is counted then.
    const first = records.findIndex((record) => failed.has(record));
    await count(read.slice(0, first < 0 ? read.length : first).flatMap(({ item }) => item ?? []));
    return {
      batchItemFailures: records
        .filter((record) => failed.has(record))
        .map((record) => ({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' })),
    };
  };
}

function isCaseItem({ eventName, dynamodb }: DynamoDBRecord): boolean {
  return eventName === 'INSERT' && dynamodb?.Keys?.pk?.S?.startsWith(tableShape.casePrefix) === true;
}

/** Undefined where the record cannot be read. */
function itemIn({ dynamodb }: DynamoDBRecord): Item | undefined {
  try {
    return itemOf(attributesOf(dynamodb?.NewImage ?? {}));
  } catch {
    return undefined;
  }
}

/** A stream writes bytes as base64 text. */
function attributesOf(image: object): Record<string, AttributeValue> {
  return Object.fromEntries(
    Object.entries(image as Record<string, { B?: string }>).map(([name, value]) => [
      name,
      (value.B === undefined ? value : { B: Buffer.from(value.B, 'base64') }) as AttributeValue,
    ]),
  );
}

async function works(call: Call, items: readonly Item[]): Promise<boolean> {
  try {
    await call({ items });
    return true;
  } catch {
    return false;
  }
}

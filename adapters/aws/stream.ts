import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Item } from '../../core/case/fold.ts';
import type { EventShape } from './event-shape.ts';
import { itemOf } from './journal.ts';
import { tableShape } from './keys.ts';

/**
 * What was written to cases' journals, as the table's stream tells it. All of a batch is told or nothing: then it comes
 * again in two halves, until the record that cannot be told is alone, and at last goes where somebody looks. (A record
 * that is only named in the answer takes all behind it with it in the end.)
 *
 * @param count is told the items that will not come again
 */
export function writtenItems(count: (items: readonly Item[]) => Promise<void>): EventShape {
  return async (event, call) => {
    const items = (event as DynamoDBStreamEvent).Records.filter(isCaseItem).map(itemIn);
    if (items.length > 0) await call({ items });
    await count(items);
    return {};
  };
}

function isCaseItem({ eventName, dynamodb }: DynamoDBRecord): boolean {
  return eventName === 'INSERT' && dynamodb?.Keys?.pk?.S?.startsWith(tableShape.casePrefix) === true;
}

/** @throws where the record cannot be read */
function itemIn({ dynamodb }: DynamoDBRecord): Item {
  return itemOf(attributesOf(dynamodb?.NewImage ?? {}));
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

import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { itemOf } from '../adapters/aws/journal.ts';
import { keys } from '../adapters/aws/keys.ts';
import type { Item } from '../core/case/fold.ts';

/** An item of a case's or a person's journal. */
export interface Scanned {
  of: 'case' | 'person';
  item: Item;
}

/**
 * Reads every item of every journal, several at once and in no order but that of each journal. What is written
 * meanwhile may be missing.
 */
export type Scan = (take: (scanned: Scanned) => Promise<void> | void) => Promise<void>;

/** Parts of the table that are read at once. */
const SEGMENTS = 8;

/** How the partition keys of journals begin: `case#`. */
const prefix = ({ pk }: { pk: string }) => pk.slice(0, pk.indexOf('#') + 1);
const CASE = prefix(keys.caseItem('', 1));
const PERSON = prefix(keys.personItem('', 1));

/**
 * The journals in the table. All of it is read, and paid for: there is no list of all cases that could be trusted more
 * than the journals themselves.
 */
export function journalsIn(client: DynamoDBClient, table: string): Scan {
  return async (take) => {
    const read = async (Segment: number) => {
      const pages = paginateScan(
        { client },
        {
          TableName: table,
          Segment,
          TotalSegments: SEGMENTS,
          ConsistentRead: true,
          FilterExpression: 'begins_with(pk, :case) or begins_with(pk, :person)',
          ExpressionAttributeValues: { ':case': { S: CASE }, ':person': { S: PERSON } },
        },
      );
      for await (const { Items = [] } of pages) {
        for (const image of Items)
          await take({ of: image.pk?.S?.startsWith(CASE) ? 'case' : 'person', item: itemOf(image) });
      }
    };
    await Promise.all(Array.from({ length: SEGMENTS }, (_, segment) => read(segment)));
  };
}

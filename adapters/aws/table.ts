import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Key, type ListPlace, tableShape } from './keys.ts';

/** What an attribute can be here. Whatever has more structure is kept as JSON text. */
type Value = string | number | Uint8Array;
export type Attributes = Record<string, Value>;
export type Stored = Key & Attributes;

/** A condition or change: `:name` for each value, `#name` for each attribute, because so many names are reserved. */
interface Expression {
  text: string;
  values?: Attributes;
  names?: Record<string, string>;
}

/** A place in the index, by which a query goes on. */
export type Indexed = Key & ListPlace;

/**
 * The single table, as its adapters use it. All reads but those of lists are strongly consistent. A call that was
 * throttled or got no answer is tried again by the client.
 */
export interface Table {
  get(key: Key): Promise<Stored | undefined>;
  /** @returns what was there before */
  put(item: Stored): Promise<Stored | undefined>;
  /** Puts an item unless one is there. @returns whether it was put */
  putNew(item: Stored): Promise<boolean>;
  /** Changes an item, or makes it. @returns its attributes afterwards, or undefined where the condition did not hold */
  update(key: Key, change: Expression, condition?: string): Promise<Attributes | undefined>;
  /** Deletes an item if the condition holds; it does not for what is not there. */
  remove(key: Key, condition?: Expression): Promise<void>;
  /** Items of a partition in order, after one of them and so many at most: else all, however many pages they are. */
  query(pk: string, after?: string, limit?: number): Promise<Stored[]>;
  /** One page of a list. */
  list(
    list: string,
    page: { before?: string; from?: Indexed; limit?: number; newestFirst?: boolean },
  ): Promise<{ found: Indexed[]; more?: Indexed }>;
  /** Those of many items that are there, in no order. */
  getAll(keys: readonly Key[]): Promise<Stored[]>;
  /**
   * Puts those of many items that are not there yet; of two with one key the first. Not for writers that race.
   *
   * @returns what was there already
   */
  putMissing(items: readonly Stored[]): Promise<Stored[]>;
}

/** Most that DynamoDB takes in one batch. */
const READ_BATCH = 100;
const WRITE_BATCH = 25;
/** Batches under way at once. */
const AT_ONCE = 8;
/** Tries at what a batch left undone, with twice the pause before each: about half a minute. */
const TRIES = 10;

export function createTable(client: DynamoDBClient, name: string): Table {
  const TableName = name;
  const { index } = tableShape;

  const get: Table['get'] = async (key) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName, Key: marshal(key), ConsistentRead: true }),
    );
    return Item && (unmarshal(Item) as Stored);
  };

  const readBatch = async (keys: readonly Key[]): Promise<Stored[]> => {
    const found: Stored[] = [];
    let left: Record<string, AttributeValue>[] = keys.map(marshal);
    for (let tried = 0; left.length > 0; tried++) {
      await pauseBefore(tried);
      const answer = await client.send(
        new BatchGetItemCommand({ RequestItems: { [name]: { Keys: left, ConsistentRead: true } } }),
      );
      for (const item of answer.Responses?.[name] ?? []) found.push(unmarshal(item) as Stored);
      left = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    }
    return found;
  };

  const writeBatch = async (items: readonly Stored[]): Promise<void> => {
    let left = items.map((item) => ({ PutRequest: { Item: marshal(item) } }));
    for (let tried = 0; left.length > 0; tried++) {
      await pauseBefore(tried);
      const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: left } }));
      left = (answer.UnprocessedItems?.[name] ?? []) as typeof left;
    }
  };

  const getAll: Table['getAll'] = async (all) =>
    (await eachOf(batches(all, READ_BATCH), AT_ONCE, readBatch)).flat();

  return {
    get,
    put: async (item) => {
      const { Attributes } = await client.send(
        new PutItemCommand({ TableName, Item: marshal(item), ReturnValues: 'ALL_OLD' }),
      );
      return Attributes && (unmarshal(Attributes) as Stored);
    },
    putNew: async (item) =>
      await holds(
        client.send(
          new PutItemCommand({
            TableName,
            Item: marshal(item),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      ).then((answer) => answer !== undefined),
    update: async (key, change, condition) => {
      const answer = await holds(
        client.send(
          new UpdateItemCommand({
            TableName,
            Key: marshal(key),
            UpdateExpression: change.text,
            ...expressed(change),
            ...(condition && { ConditionExpression: condition }),
            ReturnValues: 'ALL_NEW',
          }),
        ),
      );
      return answer && unmarshal(answer.Attributes ?? {});
    },
    remove: async (key, condition) => {
      await holds(
        client.send(
          new DeleteItemCommand({
            TableName,
            Key: marshal(key),
            ...(condition && { ConditionExpression: condition.text, ...expressed(condition) }),
          }),
        ),
      );
    },
    query: async (pk, after, limit) => {
      const found: Stored[] = [];
      let from: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName,
            ConsistentRead: true,
            KeyConditionExpression: after === undefined ? 'pk = :pk' : 'pk = :pk and sk > :after',
            ExpressionAttributeValues: marshal({
              ':pk': pk,
              ...(after !== undefined && { ':after': after }),
            }),
            ExclusiveStartKey: from,
            ...(limit !== undefined && { Limit: limit - found.length }),
          }),
        );
        for (const item of page.Items ?? []) found.push(unmarshal(item) as Stored);
        from = page.LastEvaluatedKey;
      } while (from && found.length !== limit);
      return found;
    },
    list: async (list, { before, from, limit, newestFirst = false }) => {
      const page = await client.send(
        new QueryCommand({
          TableName,
          IndexName: index.name,
          KeyConditionExpression:
            before === undefined ? '#list = :list' : '#list = :list and #place < :before',
          // Both words, and many like them, mean something to DynamoDB.
          ExpressionAttributeNames: { '#list': 'list', ...(before !== undefined && { '#place': 'place' }) },
          ExpressionAttributeValues: marshal({
            ':list': list,
            ...(before !== undefined && { ':before': before }),
          }),
          ScanIndexForward: !newestFirst,
          ExclusiveStartKey: from && marshal(from),
          Limit: limit,
        }),
      );
      const more = page.LastEvaluatedKey;
      return {
        found: (page.Items ?? []).map((item) => unmarshal(item) as unknown as Indexed),
        ...(more && { more: unmarshal(more) as unknown as Indexed }),
      };
    },
    getAll,
    putMissing: async (items) => {
      const wanted = new Map<string, Stored>();
      for (const item of items) {
        const one = `${item.pk}\n${item.sk}`;
        if (!wanted.has(one)) wanted.set(one, item);
      }
      // A read costs a fifth of a write at most, and what is done again finds most of it there.
      const there = await getAll([...wanted.values()].map(({ pk, sk }) => ({ pk, sk })));
      for (const { pk, sk } of there) wanted.delete(`${pk}\n${sk}`);
      await eachOf(batches([...wanted.values()], WRITE_BATCH), AT_ONCE, writeBatch);
      return there;
    },
  };
}

/** Does something for each of many, a few at once. The results are in the order of what was given. */
export async function eachOf<T, R>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(all.length);
  const waiting = all.entries();
  const worker = async () => {
    for (const [at, one] of waiting) results[at] = await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
  return results;
}

/** Waits before another try at what a throttled table left undone. Throws when it has been tried often enough. */
async function pauseBefore(tried: number): Promise<void> {
  if (tried === 0) return;
  if (tried >= TRIES) throw new Error('The table did not take a batch in time.');
  const longest = 50 * 2 ** tried;
  await new Promise((resolve) => setTimeout(resolve, longest * (0.5 + Math.random() / 2)));
}

function batches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );
}

/** The answer, or undefined where the condition did not hold. */
async function holds<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

function expressed({ values, names }: Expression) {
  return {
    ...(values && { ExpressionAttributeValues: marshal(values) }),
    ...(names && { ExpressionAttributeNames: names }),
  };
}

function marshal(item: object): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(item) as [string, Value][]) {
    if (typeof value === 'string') attributes[name] = { S: value };
    else if (typeof value === 'number') attributes[name] = { N: String(value) };
    else attributes[name] = { B: value };
  }
  return attributes;
}

/** An item's attributes as they were put. */
export function unmarshal(item: Record<string, AttributeValue>): Attributes {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(item)) {
    const found = value.S ?? value.B ?? (value.N === undefined ? undefined : Number(value.N));
    if (found !== undefined) attributes[name] = found;
  }
  return attributes;
}

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Units that were consumed, by the kind of item: what a bill counts. */
export interface Consumed {
  reads: Record<string, number>;
  writes: Record<string, number>;
  total(what: 'reads' | 'writes'): number;
  forget(): void;
}

/** Counts what a client's calls consume. The index is counted here: the server in this process leaves it out. */
export function countConsumed(client: DynamoDBClient): Consumed {
  const places = new Map<string, string>();
  const consumed: Consumed = {
    reads: {},
    writes: {},
    total: (what) => Object.values(consumed[what]).reduce((sum, units) => sum + units, 0),
    forget: () => Object.assign(consumed, { reads: {}, writes: {} }),
  };
  const add = (what: 'reads' | 'writes', kind: string, units: number) => {
    consumed[what][kind] = (consumed[what][kind] ?? 0) + units;
  };

  client.middlewareStack.add(
    (next, context) => async (request) => {
      const command = `${context.commandName}`.replace('Command', '');
      const input = { ...request.input, ReturnConsumedCapacity: 'TOTAL' } as Call;
      const kind = kindOf(input);
      const writes = /Put|Update|Delete|Write/.test(command);
      const answer = await next({ ...request, input }).catch((error: Error) => {
        // What was refused by its condition is paid for too.
        if (error.name === 'ConditionalCheckFailedException') add('writes', kind, 1);
        throw error;
      });
      const found = (answer.output as { ConsumedCapacity?: Capacity | Capacity[] }).ConsumedCapacity;
      // A read that finds nothing costs as much as one that finds a little.
      const least = writes || !input.ConsistentRead ? 0.5 : 1;
      for (const { CapacityUnits } of [found ?? []].flat())
        add(writes ? 'writes' : 'reads', kind, Math.max(CapacityUnits, least));
      if (writes) add('writes', 'index', moved(places, input));
      return answer;
    },
    { step: 'initialize' },
  );
  return consumed;
}

type Text = { S?: string };
interface Capacity {
  CapacityUnits: number;
}
interface Call {
  ReturnConsumedCapacity: string;
  ConsistentRead?: boolean;
  Key?: Record<string, Text>;
  Item?: Record<string, Text>;
  RequestItems?: Record<string, { Keys?: Record<string, Text>[] }>;
  ExpressionAttributeValues?: Record<string, Text>;
}

/** What stands before the first `#` of the partition key. */
function kindOf({ Key, Item, RequestItems, ExpressionAttributeValues: values }: Call): string {
  const batch = Object.values(RequestItems ?? {})[0]?.Keys?.[0];
  const pk = Key?.pk ?? Item?.pk ?? batch?.pk ?? values?.[':pk'] ?? values?.[':list'];
  return `${pk?.S}`.split('#')[0] ?? '';
}

/** A new place in the index costs one unit, a changed one two. */
function moved(places: Map<string, string>, { Key, Item, ExpressionAttributeValues: values }: Call): number {
  const [list, place] = [Item?.list ?? values?.[':list'], Item?.place ?? values?.[':place']];
  if (!list || !place) return 0;
  const key = `${Key?.pk?.S ?? Item?.pk?.S} ${Key?.sk?.S ?? Item?.sk?.S}`;
  const [before, now] = [places.get(key), `${list.S} ${place.S}`];
  places.set(key, now);
  return before === undefined ? 1 : before === now ? 0 : 2;
}

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoBankPayments } from '../../../adapters/aws/bank-payments.ts';
import { dynamoCreditors } from '../../../adapters/aws/creditors.ts';
import { dynamoDeliveries } from '../../../adapters/aws/deliveries.ts';
import { dynamoJournal, dynamoPersons } from '../../../adapters/aws/journal.ts';
import { dynamoLists } from '../../../adapters/aws/lists.ts';
import { dynamoModels } from '../../../adapters/aws/models.ts';
import { dynamoPeople } from '../../../adapters/aws/people.ts';
import { dynamoRequests } from '../../../adapters/aws/requests.ts';
import { createTable } from '../../../adapters/aws/table.ts';
import { dynamoTokens } from '../../../adapters/aws/tokens.ts';
import { dynamoTries } from '../../../adapters/aws/tries.ts';
import type { Moment } from '../../../core/calendar/moment.ts';
import type { Stores } from '../../contracts/stores.ts';

/** The stores on a table, as one process has them, by a clock or by a moment that is set. */
export function makeStores(client: DynamoDBClient, name: string, clock?: () => Moment): Stores {
  const table = createTable(client, name);
  let set: Moment = '2026-01-05T09:00:00Z';
  const now = clock ?? (() => set);
  const creditors = dynamoCreditors(table);
  return {
    journal: dynamoJournal(table),
    persons: dynamoPersons(table),
    people: dynamoPeople(table, 'test: not a secret', now),
    creditors,
    lists: dynamoLists(table, creditors),
    tokens: dynamoTokens(table),
    tries: dynamoTries(table),
    requests: dynamoRequests(table),
    deliveries: dynamoDeliveries(table),
    models: dynamoModels(table),
    bank: dynamoBankPayments(table),
    at: (moment) => {
      set = moment;
    },
  };
}

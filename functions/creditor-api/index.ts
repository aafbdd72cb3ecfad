import { assembleWithSecrets, machines, schedules } from '../../adapters/aws/assemble.ts';
import { openBuckets } from '../../adapters/aws/buckets.ts';
import { dynamoCreditors } from '../../adapters/aws/creditors.ts';
import { dynamoDeliveries } from '../../adapters/aws/deliveries.ts';
import { apiRequests } from '../../adapters/aws/http.ts';
import { dynamoLists } from '../../adapters/aws/lists.ts';
import { dynamoRequests } from '../../adapters/aws/requests.ts';
import { onLambda } from '../on-lambda.ts';
import { creditorApi } from './handler.ts';

const aws = assembleWithSecrets((stage) => ({
  ...machines(stage),
  ...schedules(stage),
  ...openBuckets(stage),
  lists: () => dynamoLists(stage.table, dynamoCreditors(stage.table)),
  requests: () => dynamoRequests(stage.table),
  deliveries: () => dynamoDeliveries(stage.table),
}));

export const handler = onLambda(creditorApi, aws.ports, apiRequests(aws.settings.origin), aws);

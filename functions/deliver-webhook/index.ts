import { assembleWithSecrets, schedules } from '../../adapters/aws/assemble.ts';
import { dynamoDeliveries } from '../../adapters/aws/deliveries.ts';
import { countDelivery } from '../../adapters/aws/figures.ts';
import { awsWeb } from '../../adapters/aws/web.ts';
import { onLambda } from '../on-lambda.ts';
import { deliverWebhook } from './handler.ts';

const aws = assembleWithSecrets((stage) => ({
  ...schedules(stage),
  deliveries: () => dynamoDeliveries(stage.table),
  web: () => awsWeb(),
}));

export const handler = onLambda(deliverWebhook, aws.ports, countDelivery(aws.settings.stage), aws);

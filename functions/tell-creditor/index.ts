import { assemble, schedules } from '../../adapters/aws/assemble.ts';
import { busEvents } from '../../adapters/aws/bus-event.ts';
import { dynamoDeliveries } from '../../adapters/aws/deliveries.ts';
import { onLambda } from '../on-lambda.ts';
import { tellCreditor } from './handler.ts';

const aws = assemble((stage) => ({
  ...schedules(stage),
  deliveries: () => dynamoDeliveries(stage.table),
}));

export const handler = onLambda(tellCreditor, aws.ports, busEvents, aws);

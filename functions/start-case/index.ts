import { assemble, machines } from '../../adapters/aws/assemble.ts';
import { busEvents } from '../../adapters/aws/bus-event.ts';
import { onLambda } from '../on-lambda.ts';
import { startCase } from './handler.ts';

const aws = assemble(machines);

export const handler = onLambda(startCase, aws.ports, busEvents, aws);

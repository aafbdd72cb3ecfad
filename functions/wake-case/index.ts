import { assemble, machines } from '../../adapters/aws/assemble.ts';
import { busEvents } from '../../adapters/aws/bus-event.ts';
import { onLambda } from '../on-lambda.ts';
import { wakeCase } from './handler.ts';

const aws = assemble(machines);

export const handler = onLambda(wakeCase, aws.ports, busEvents, aws);

import { assemble, machines } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { startRefits } from './handler.ts';

const aws = assemble(machines);

export const handler = onLambda(startRefits, aws.ports, undefined, aws);

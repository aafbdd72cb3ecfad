import { assemble, machines } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { startJourney } from './handler.ts';

const aws = assemble(machines);

export const handler = onLambda(startJourney, aws.ports, undefined, aws);

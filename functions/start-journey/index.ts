import { assemble } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { startJourney } from './handler.ts';

const aws = assemble();

export const handler = onLambda(startJourney, aws.ports, undefined, aws);

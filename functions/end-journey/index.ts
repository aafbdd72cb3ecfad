import { assemble } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { endJourney } from './handler.ts';

const aws = assemble();

export const handler = onLambda(endJourney, aws.ports, undefined, aws);

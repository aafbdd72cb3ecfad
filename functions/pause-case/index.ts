import { assemble } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { pauseCase } from './handler.ts';

const aws = assemble();

export const handler = onLambda(pauseCase, aws.ports, undefined, aws);

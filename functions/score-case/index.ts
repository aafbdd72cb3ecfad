import { assemble } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { scoreCase } from './handler.ts';

const aws = assemble();

export const handler = onLambda(scoreCase, aws.ports, undefined, aws);

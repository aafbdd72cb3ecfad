import { assemble } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { correctClaim } from './handler.ts';

const aws = assemble();

export const handler = onLambda(correctClaim, aws.ports, undefined, aws);

import { assemble } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { followUpDue } from './handler.ts';

const aws = assemble();

export const handler = onLambda(followUpDue, aws.ports, undefined, aws);

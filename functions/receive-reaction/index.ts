import { assemble } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { receiveReaction } from './handler.ts';

const aws = assemble();

export const handler = onLambda(receiveReaction, aws.ports, undefined, aws);

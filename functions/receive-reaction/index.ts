import { assemble, schedules } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { receiveReaction } from './handler.ts';

const aws = assemble(schedules);

export const handler = onLambda(receiveReaction, aws.ports, undefined, aws);

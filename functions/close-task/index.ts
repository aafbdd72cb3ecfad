import { assemble, schedules } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { closeTask } from './handler.ts';

const aws = assemble(schedules);

export const handler = onLambda(closeTask, aws.ports, undefined, aws);

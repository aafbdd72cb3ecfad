import { assemble, schedules } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { followUpDue } from './handler.ts';

const aws = assemble(schedules);

export const handler = onLambda(followUpDue, aws.ports, undefined, aws);

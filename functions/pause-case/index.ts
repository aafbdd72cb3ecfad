import { assemble, schedules } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { pauseCase } from './handler.ts';

const aws = assemble(schedules);

export const handler = onLambda(pauseCase, aws.ports, undefined, aws);

import { assemble, machines, schedules } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { askPerson } from './handler.ts';

const aws = assemble((stage) => ({ ...machines(stage), ...schedules(stage) }));

export const handler = onLambda(askPerson, aws.ports, undefined, aws);

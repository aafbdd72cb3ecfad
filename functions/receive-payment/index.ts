import { assemble, schedules } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { receivePayment } from './handler.ts';

const aws = assemble(schedules);

export const handler = onLambda(receivePayment, aws.ports, undefined, aws);

import { assemble } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { receivePayment } from './handler.ts';

const aws = assemble();

export const handler = onLambda(receivePayment, aws.ports, undefined, aws);

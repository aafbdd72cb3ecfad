import { assemble } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { writeMessage } from './handler.ts';

const aws = assemble();

export const handler = onLambda(writeMessage, aws.ports, undefined, aws);

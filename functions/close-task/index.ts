import { assemble } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { closeTask } from './handler.ts';

const aws = assemble();

export const handler = onLambda(closeTask, aws.ports, undefined, aws);

import { assemble } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { askPerson } from './handler.ts';

const aws = assemble();

export const handler = onLambda(askPerson, aws.ports, undefined, aws);

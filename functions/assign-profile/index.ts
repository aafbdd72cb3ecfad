import { assemble } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { assignProfile } from './handler.ts';

const aws = assemble();

export const handler = onLambda(assignProfile, aws.ports, undefined, aws);

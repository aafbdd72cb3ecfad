import { assembleWithSecrets } from '../../adapters/aws/assemble.ts';
import { onLambda } from '../on-lambda.ts';
import { openCase } from './handler.ts';

const aws = assembleWithSecrets();

export const handler = onLambda(openCase, aws.ports, undefined, aws);

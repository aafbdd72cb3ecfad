import { assemble } from '../../adapters/aws/assemble.ts';
import { endedExecutions } from '../../adapters/aws/execution-event.ts';
import { onLambda } from '../on-lambda.ts';
import { reportFailure } from './handler.ts';

const aws = assemble();

export const handler = onLambda(reportFailure, aws.ports, endedExecutions, aws);

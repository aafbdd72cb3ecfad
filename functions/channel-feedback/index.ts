import { assemble } from '../../adapters/aws/assemble.ts';
import { mailFeedback } from '../../adapters/aws/sns-mail.ts';
import { onLambda } from '../on-lambda.ts';
import { channelFeedback } from './handler.ts';

const aws = assemble();

export const handler = onLambda(channelFeedback, aws.ports, mailFeedback, aws);

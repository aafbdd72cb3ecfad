import { assemble, schedules } from '../../adapters/aws/assemble.ts';
import { mailFeedback } from '../../adapters/aws/sns-mail.ts';
import { onLambda } from '../on-lambda.ts';
import { channelFeedback } from './handler.ts';

const aws = assemble(schedules);

export const handler = onLambda(channelFeedback, aws.ports, mailFeedback, aws);

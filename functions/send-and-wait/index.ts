import { assembleWithSecrets, machines, schedules } from '../../adapters/aws/assemble.ts';
import { openChannels } from '../../adapters/aws/channels.ts';
import { whenSent } from '../../adapters/render/when-sent.ts';
import { onLambda } from '../on-lambda.ts';
import { sendAndWait } from './handler.ts';

const aws = assembleWithSecrets((stage) => ({
  ...machines(stage),
  ...schedules(stage),
  channels: () => openChannels(stage.settings, whenSent),
}));

export const handler = onLambda(sendAndWait, aws.ports, undefined, aws);

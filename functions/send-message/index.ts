import { assembleWithSecrets, schedules } from '../../adapters/aws/assemble.ts';
import { busEvents } from '../../adapters/aws/bus-event.ts';
import { openChannels } from '../../adapters/aws/channels.ts';
import { whenSent } from '../../adapters/render/when-sent.ts';
import { onLambda } from '../on-lambda.ts';
import { sendMessage } from './handler.ts';

const aws = assembleWithSecrets((stage) => ({
  ...schedules(stage),
  channels: () => openChannels(stage.settings, whenSent),
}));

export const handler = onLambda(sendMessage, aws.ports, busEvents, aws);

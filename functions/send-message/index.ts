import { assembleWithSecrets, schedules } from '../../adapters/aws/assemble.ts';
import { busEvents } from '../../adapters/aws/bus-event.ts';
import { openChannels } from '../../adapters/aws/channels.ts';
import { whenUsed } from '../../adapters/aws/ports.ts';
import { onLambda } from '../on-lambda.ts';
import { sendMessage } from './handler.ts';

/** Most calls have nothing to send yet. */
const renderers = whenUsed(async () => (await import('../../adapters/render/when-sent.ts')).whenSent);

const aws = assembleWithSecrets((stage) => ({
  ...schedules(stage),
  channels: () => openChannels(stage.settings, renderers),
}));

export const handler = onLambda(sendMessage, aws.ports, busEvents, aws);

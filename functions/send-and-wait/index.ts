import { assembleWithSecrets, machines, schedules } from '../../adapters/aws/assemble.ts';
import { openChannels } from '../../adapters/aws/channels.ts';
import { whenUsed } from '../../adapters/aws/ports.ts';
import { onLambda } from '../on-lambda.ts';
import { sendAndWait } from './handler.ts';

/** Most calls have nothing to send yet. */
const renderers = whenUsed(async () => (await import('../../adapters/render/when-sent.ts')).whenSent);

const aws = assembleWithSecrets((stage) => ({
  ...machines(stage),
  ...schedules(stage),
  channels: () => openChannels(stage.settings, renderers),
}));

export const handler = onLambda(sendAndWait, aws.ports, undefined, aws);

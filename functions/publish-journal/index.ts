import { assemble } from '../../adapters/aws/assemble.ts';
import { openBus } from '../../adapters/aws/bus.ts';
import { countWritten } from '../../adapters/aws/figures.ts';
import { writtenItems } from '../../adapters/aws/stream.ts';
import { onLambda } from '../on-lambda.ts';
import { publishJournal } from './handler.ts';

const aws = assemble(({ settings }) => ({ bus: () => openBus(settings.bus) }));

export const handler = onLambda(
  publishJournal,
  aws.ports,
  writtenItems((items) => countWritten(aws.settings.stage, items)),
  aws,
);

import { assembleWithSecrets } from '../../adapters/aws/assemble.ts';
import { dynamoModels } from '../../adapters/aws/models.ts';
import { whenUsed } from '../../adapters/aws/ports.ts';
import { onLambda } from '../on-lambda.ts';
import { writeMessage } from './handler.ts';

const aws = assembleWithSecrets(({ settings, table }) => ({
  models: () => dynamoModels(table),
  writer: () =>
    whenUsed(async () => (await import('../../adapters/aws/bedrock-writer.ts')).openWriter(settings.writer)),
}));

export const handler = onLambda(writeMessage, aws.ports, undefined, aws);

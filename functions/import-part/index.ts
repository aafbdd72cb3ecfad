import { assembleWithSecrets } from '../../adapters/aws/assemble.ts';
import { dynamoPartsAlone } from '../../adapters/aws/file-parts.ts';
import { onLambda } from '../on-lambda.ts';
import { importPart } from './handler.ts';

const aws = assembleWithSecrets(({ table }) => ({ files: () => dynamoPartsAlone(table) }));

export const handler = onLambda(importPart, aws.ports, undefined, aws);

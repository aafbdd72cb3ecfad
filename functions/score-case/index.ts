import { assemble } from '../../adapters/aws/assemble.ts';
import { dynamoModels } from '../../adapters/aws/models.ts';
import { onLambda } from '../on-lambda.ts';
import { scoreCase } from './handler.ts';

const aws = assemble((stage) => ({ models: () => dynamoModels(stage.table) }));

export const handler = onLambda(scoreCase, aws.ports, undefined, aws);

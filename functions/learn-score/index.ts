import { assemble } from '../../adapters/aws/assemble.ts';
import { dynamoCreditors } from '../../adapters/aws/creditors.ts';
import { countRefit } from '../../adapters/aws/figures.ts';
import { dynamoLists } from '../../adapters/aws/lists.ts';
import { dynamoModels } from '../../adapters/aws/models.ts';
import { onLambda } from '../on-lambda.ts';
import { learnScore } from './handler.ts';

const aws = assemble((stage) => ({
  lists: () => dynamoLists(stage.table, dynamoCreditors(stage.table)),
  models: () => dynamoModels(stage.table),
}));

export const handler = onLambda(learnScore, aws.ports, countRefit(aws.settings.stage), aws);

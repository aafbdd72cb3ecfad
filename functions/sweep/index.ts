import { assemble, machines, schedules } from '../../adapters/aws/assemble.ts';
import { dynamoCreditors } from '../../adapters/aws/creditors.ts';
import { countSwept } from '../../adapters/aws/figures.ts';
import { dynamoLists } from '../../adapters/aws/lists.ts';
import { onLambda } from '../on-lambda.ts';
import { sweep } from './handler.ts';

const aws = assemble((stage) => ({
  ...machines(stage),
  ...schedules(stage),
  lists: () => dynamoLists(stage.table, dynamoCreditors(stage.table)),
}));

export const handler = onLambda(sweep, aws.ports, countSwept(aws.settings.stage), aws);

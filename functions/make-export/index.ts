import { assemble } from '../../adapters/aws/assemble.ts';
import { openBuckets } from '../../adapters/aws/buckets.ts';
import { dynamoCreditors } from '../../adapters/aws/creditors.ts';
import { dynamoLists } from '../../adapters/aws/lists.ts';
import { onLambda } from '../on-lambda.ts';
import { makeExport } from './handler.ts';

const aws = assemble((stage) => ({
  archive: openBuckets(stage).archive,
  lists: () => dynamoLists(stage.table, dynamoCreditors(stage.table)),
}));

export const handler = onLambda(makeExport, aws.ports, undefined, aws);

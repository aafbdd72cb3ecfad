import { assemble } from '../../adapters/aws/assemble.ts';
import { createBucket, s3Client } from '../../adapters/aws/bucket.ts';
import { dynamoFiles } from '../../adapters/aws/files.ts';
import { openFile } from '../../adapters/csv/open-file.ts';
import { onLambda } from '../on-lambda.ts';
import { importFile } from './handler.ts';

const aws = assemble(({ settings, table }) => ({
  files: () => dynamoFiles(table, createBucket(s3Client(), settings.buckets.files), openFile),
}));

export const handler = onLambda(importFile, aws.ports, undefined, aws);

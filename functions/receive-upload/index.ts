import { assemble, machines } from '../../adapters/aws/assemble.ts';
import { openBuckets } from '../../adapters/aws/buckets.ts';
import { arrivedFiles } from '../../adapters/aws/s3-event.ts';
import { onLambda } from '../on-lambda.ts';
import { receiveUpload } from './handler.ts';

const aws = assemble((stage) => ({ ...machines(stage), uploads: openBuckets(stage).uploads }));

export const handler = onLambda(receiveUpload, aws.ports, arrivedFiles, aws);

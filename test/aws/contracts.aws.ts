import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, test } from 'vitest';
import { bucketArchive } from '../../adapters/aws/archive.ts';
import { createBucket, s3Client } from '../../adapters/aws/bucket.ts';
import { bucketErasures } from '../../adapters/aws/erasures.ts';
import { dynamoFiles } from '../../adapters/aws/files.ts';
import { createTable } from '../../adapters/aws/table.ts';
import { dynamoUploads } from '../../adapters/aws/uploads.ts';
import { openFile } from '../../adapters/csv/open-file.ts';
import { pretendBank } from '../../adapters/psp/pretend-bank.ts';
import { makeStores } from '../adapters/aws/make-stores.ts';
import { makeTable } from '../adapters/aws/make-table.ts';
import { payingAt } from '../adapters/psp/pay.ts';
import { archiveAndErasuresContract } from '../contracts/archive-and-erasures.ts';
import { columns, filesContract } from '../contracts/files.ts';
import { paymentsContract } from '../contracts/payments.ts';
import { storesContract } from '../contracts/stores.ts';
import { makeCreditor } from '../core/make-ports.ts';
import { startStage } from './stage.ts';

const now = () => '2026-01-05T09:00:00Z';

const stage = await startStage(now());
// The clients are made as functions make them: all they know comes from the environment.
Object.assign(process.env, {
  AWS_ENDPOINT_URL: stage.aws.endpoint,
  AWS_REGION: stage.aws.region,
  AWS_ACCESS_KEY_ID: stage.aws.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: stage.aws.credentials.secretAccessKey,
});

describe('on an AWS emulator', () => {
  const dynamo = new DynamoDBClient();
  const s3 = s3Client();
  afterAll(async () => {
    dynamo.destroy();
    s3.destroy();
    await stage.stop();
  });

  let made = 0;
  const makeBucket = async () => {
    const name = `amicable-${process.pid}-${Date.now()}-${made++}`;
    await s3.send(new CreateBucketCommand({ Bucket: name }));
    return createBucket(s3, name);
  };

  storesContract(async () => {
    const stores = makeStores(dynamo, await makeTable(dynamo));
    for (const id of ['c-1', 'd-1']) await stores.creditors.put(makeCreditor({ id }));
    return stores;
  });

  filesContract(async () => {
    const table = createTable(dynamo, await makeTable(dynamo));
    const bucket = await makeBucket();
    const uploads = dynamoUploads(table, bucket, now);
    return {
      files: dynamoFiles(table, bucket, openFile),
      uploads,
      bring: async (file, text) => {
        const { url, headers } = await uploads.expect({ file, creditor: 'c', columns });
        expect((await fetch(url, { method: 'PUT', headers, body: text })).status).toBe(200);
      },
    };
  });

  paymentsContract(async () => {
    const { bank } = makeStores(dynamo, await makeTable(dynamo));
    return payingAt(pretendBank(bank, ['whsec_dGVzdDogbm90IGEgc2VjcmV0'], () => '2026-01-06T09:00:00Z'));
  });

  archiveAndErasuresContract(async () => ({
    archive: bucketArchive(await makeBucket(), now),
    erasures: bucketErasures(await makeBucket()),
    fetch: async (_, url) => await (await fetch(url)).text(),
  }));

  test('a file of many megabytes is written part by part and read whole', async () => {
    const archive = bucketArchive(await makeBucket(), now);
    async function* pieces() {
      for (let at = 0; at < 20; at++) yield String(at % 10).repeat(1_000_000);
    }
    await archive.write('cases.csv', 'text/csv', pieces());
    const text = await (await fetch(`${(await archive.link('cases.csv'))?.url}`)).text();
    expect(text.length).toBe(20_000_000);
    expect([text[0], text[3_500_000], text.at(-1)]).toEqual(['0', '3', '9']);
  });
});

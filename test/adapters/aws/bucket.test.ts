import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { expect, test } from 'vitest';
import { bucketArchive } from '../../../adapters/aws/archive.ts';
import { createBucket } from '../../../adapters/aws/bucket.ts';
import { bucketErasures } from '../../../adapters/aws/erasures.ts';

const now = () => '2026-01-05T09:00:00Z';

function make() {
  const client = new S3Client({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  return { s3: mockClient(client), bucket: createBucket(client, 'amicable-files') };
}

async function* pieces(count: number, size: number): AsyncGenerator<string> {
  for (let at = 0; at < count; at++) yield String(at % 10).repeat(size);
}

test('a small file is one object', async () => {
  const { s3, bucket } = make();
  await bucketArchive(bucket, now).write('cases.csv', 'text/csv', pieces(2, 3));
  expect(s3).toHaveReceivedCommandOnce(PutObjectCommand);
  expect(s3).toHaveReceivedCommandWith(PutObjectCommand, {
    Bucket: 'amicable-files',
    Key: 'exports/cases.csv',
    ContentType: 'text/csv',
    Body: Buffer.from('000111'),
  });
});

test('a large file is written part by part, and becomes one object at the end', async () => {
  const { s3, bucket } = make();
  s3.on(CreateMultipartUploadCommand).resolves({ UploadId: 'u' });
  s3.on(UploadPartCommand).callsFake(({ PartNumber }) => ({ ETag: `e${PartNumber}` }));
  await bucket.write('exports/cases.csv', 'text/csv', pieces(21, 1_000_000));
  const parts = s3.commandCalls(UploadPartCommand).map(({ args }) => args[0].input);
  const sizes = parts.map(({ Body }) => String(Body).length);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(21_000_000);
  // S3 takes no part under 5 MB but the last.
  expect(sizes.slice(0, -1).every((size) => size > 5 * 1024 * 1024)).toBe(true);
  expect(s3).toHaveReceivedCommandOnce(CompleteMultipartUploadCommand);
  expect(s3).toHaveReceivedCommandWith(CompleteMultipartUploadCommand, {
    Key: 'exports/cases.csv',
    UploadId: 'u',
    MultipartUpload: {
      Parts: parts.map(({ PartNumber }) => ({ ETag: `e${PartNumber}`, PartNumber: Number(PartNumber) })),
    },
  });
  expect(s3).not.toHaveReceivedCommand(PutObjectCommand);
});

test('a large file that breaks leaves neither an object nor parts', async () => {
  const { s3, bucket } = make();
  s3.on(CreateMultipartUploadCommand).resolves({ UploadId: 'u' });
  s3.on(UploadPartCommand).resolves({ ETag: 'e' });
  async function* breaks(): AsyncGenerator<string> {
    yield* pieces(9, 1_000_000);
    throw new Error('the case cannot be read');
  }
  await expect(bucket.write('exports/cases.csv', 'text/csv', breaks())).rejects.toThrow('cannot be read');
  expect(s3).toHaveReceivedCommandWith(AbortMultipartUploadCommand, { UploadId: 'u' });
  expect(s3).not.toHaveReceivedCommand(CompleteMultipartUploadCommand);
});

test('a link to fetch a file is good for a quarter of an hour and says under which name to keep it', async () => {
  const { s3, bucket } = make();
  s3.on(HeadObjectCommand).resolves({});
  const link = await bucketArchive(bucket, now).link('cases-"1".csv');
  const url = new URL(`${link?.url}`);
  expect(url.pathname).toBe('/exports/cases-%221%22.csv');
  expect(url.searchParams.get('X-Amz-Expires')).toBe('900');
  expect(url.searchParams.get('response-content-disposition')).toBe('attachment; filename="cases-_1_.csv"');
  expect(link?.until).toBe('2026-01-05T09:15:00Z');
});

test('a link to bring a file is good for an hour and asks for no checksum of what nobody has yet', async () => {
  const { bucket } = make();
  const url = new URL(await bucket.linkToPut('uploads/c/f.csv', 3_600));
  expect(url.pathname).toBe('/uploads/c/f.csv');
  expect(url.searchParams.get('X-Amz-Expires')).toBe('3600');
  expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('host');
  expect([...url.searchParams.keys()].filter((name) => /checksum/i.test(name))).toEqual([]);
});

test('an object that is not there is not there; any other trouble is an error', async () => {
  const { s3, bucket } = make();
  const named = (name: string) => Object.assign(new Error(), { name });
  s3.on(HeadObjectCommand).rejectsOnce(named('NotFound')).rejectsOnce(named('403'));
  expect(await bucket.has('a')).toBe(false);
  await expect(bucket.has('a')).rejects.toThrow();
  s3.on(GetObjectCommand).rejectsOnce(named('NoSuchKey'));
  await expect(bucket.download('a', '/nowhere')).rejects.toThrow(
    expect.objectContaining({ name: 'NoSuchKey' }),
  );
});

test('erasures are listed page by page, without reading one of them', async () => {
  const { s3, bucket } = make();
  const erasures = bucketErasures(bucket);
  await erasures.note({ person: 'p-1', at: '2026-01-05T09:00:00Z' });
  expect(s3).toHaveReceivedCommandWith(PutObjectCommand, {
    Bucket: 'amicable-files',
    Key: '2026-01-05T09:00:00Z/p-1',
    Body: Buffer.from('{"person":"p-1","at":"2026-01-05T09:00:00Z"}'),
  });
  s3.on(ListObjectsV2Command, { ContinuationToken: undefined }).resolves({
    Contents: [{ Key: '2026-01-05T09:00:00Z/p-1' }],
    NextContinuationToken: 'more',
  });
  s3.on(ListObjectsV2Command, { ContinuationToken: 'more' }).resolves({
    Contents: [{ Key: '2026-01-06T09:00:00Z/p-2' }],
  });
  const found: unknown[] = [];
  for await (const erasure of erasures.all()) found.push(erasure);
  expect(found).toEqual([
    { person: 'p-1', at: '2026-01-05T09:00:00Z' },
    { person: 'p-2', at: '2026-01-06T09:00:00Z' },
  ]);
  expect(s3).not.toHaveReceivedCommand(GetObjectCommand);
});

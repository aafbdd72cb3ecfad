import type { Stage } from './assemble.ts';
import { type Makers, whenUsed } from './ports.ts';

/** What lies in buckets, for functions that only sometimes look there: the client is loaded when they do. */
export function openBuckets({
  settings,
  table,
  now,
}: Stage): Required<Pick<Makers, 'uploads' | 'archive' | 'erasures'>> {
  const bucket = async (name: string) => {
    const { createBucket, s3Client } = await import('./bucket.ts');
    return createBucket(s3Client(), name);
  };
  const { files, erasures } = settings.buckets;
  return {
    uploads: () =>
      whenUsed(async () => (await import('./uploads.ts')).dynamoUploads(table, await bucket(files), now)),
    archive: () =>
      whenUsed(async () => (await import('./archive.ts')).bucketArchive(await bucket(files), now)),
    erasures: () =>
      whenUsed(async () => (await import('./erasures.ts')).bucketErasures(await bucket(erasures))),
  };
}

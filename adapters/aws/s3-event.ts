import type { S3Event } from 'aws-lambda';
import type { EventShape } from './event-shape.ts';

/** Files that came into the bucket: `uploads/<creditor>/<file>`. Each is told, also after one that went wrong. */
export const arrivedFiles: EventShape = async (event, call) => {
  const { Records } = event as S3Event;
  const told = await Promise.allSettled(
    Records.map(async ({ s3 }) => {
      // The bucket writes a space as a plus.
      const key = decodeURIComponent(s3.object.key.replace(/\+/g, ' '));
      const [folder, , file, ...more] = key.split('/');
      if (folder === 'uploads' && file && more.length === 0) await call({ file });
    }),
  );
  const wrong = told.find((one) => one.status === 'rejected');
  if (wrong) throw wrong.reason;
  return {};
};

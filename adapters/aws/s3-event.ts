import type { EventBridgeEvent } from 'aws-lambda';
import type { EventShape } from './event-shape.ts';

/** A file that came into the bucket, as the bucket tells the bus: `uploads/<creditor>/<file>`. */
export const arrivedFiles: EventShape = async (event, call) => {
  const { detail } = event as EventBridgeEvent<'Object Created', { object: { key: string } }>;
  // On the bus a key is written as it is.
  const [folder, , file, ...more] = detail.object.key.split('/');
  if (folder === 'uploads' && file && more.length === 0) await call({ file });
  return {};
};

import type { Erasures } from '../../core/ports.ts';
import type { Bucket } from './bucket.ts';
import { erasureOf, objects } from './keys.ts';

/** @param bucket of its own, so that nothing that restores the table reaches it */
export function bucketErasures(bucket: Bucket): Erasures {
  return {
    // Its name says it all, so that reading the list is reading names. The same again is the same object.
    note: async (erasure) =>
      bucket.put(objects.erasure(erasure), 'application/json', JSON.stringify(erasure)),
    all: async function* () {
      for await (const key of bucket.keys('')) yield erasureOf(key);
    },
  };
}

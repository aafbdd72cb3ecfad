import { type Moment, plusSeconds } from '../../core/calendar/moment.ts';
import type { Archive } from '../../core/ports.ts';
import type { Bucket } from './bucket.ts';
import { objects } from './keys.ts';

/** Seconds for which a link to a file is good. */
const LINK = 900;

export function bucketArchive(bucket: Bucket, now: () => Moment): Archive {
  return {
    write: async (name, type, pieces) => bucket.write(objects.archive(name), type, pieces),
    link: async (name) => {
      const key = objects.archive(name);
      if (!(await bucket.has(key))) return undefined;
      return { url: await bucket.linkToFetch(key, LINK, name), until: plusSeconds(now(), LINK) };
    },
  };
}

import type { Database } from '../../adapters/local/database.ts';
import type { Laptop } from '../laptop.ts';

/** A laptop that is looked at and acted upon while it lives. */
export interface Live {
  laptop: Laptop;
  db: Database;
  /**
   * Runs one change after the other, lets what follows from it happen at this moment, and returns its result. What
   * throws changes nothing for those who wait behind it.
   */
  act<T>(work: () => Promise<T>): Promise<T>;
  /** Where this server is reached, like `http://localhost:8080`. */
  origin: string;
}

/** Puts a queue before a laptop: two visitors never change a case at the same time. */
export function liveOn(laptop: Laptop, origin: string): Live {
  let last: Promise<unknown> = Promise.resolve();
  return {
    laptop,
    db: laptop.db,
    origin,
    act: (work) => {
      const mine = last.then(async () => {
        // What one visitor does is in the file as a whole, or not at all.
        laptop.db.begin();
        try {
          return await work();
        } finally {
          // Also after a failure: what was written before it must be told.
          await laptop.advance(laptop.now());
        }
      });
      last = mine.catch(() => {});
      return mine;
    },
  };
}

import type { Erasure, Erasures } from '../../core/ports.ts';
import type { Database } from './database.ts';

export function sqliteErasures(db: Database): Erasures {
  return {
    note: async ({ person, at }) => {
      db.run('insert or ignore into erasures (person, at) values (?, ?)', person, at);
    },
    all: async function* () {
      yield* db
        .all<Erasure>('select person, at from erasures order by at, person')
        .map((erasure) => ({ ...erasure }));
    },
  };
}

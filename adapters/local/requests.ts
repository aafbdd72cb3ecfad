import type { Requests } from '../../core/ports.ts';
import type { Database } from './database.ts';

export function sqliteRequests(db: Database): Requests {
  return {
    first: async (name, fingerprint) => {
      db.run('insert or ignore into requests (name, fingerprint) values (?, ?)', name, fingerprint);
      const kept = db.get<{ fingerprint: string }>('select fingerprint from requests where name = ?', name);
      return kept?.fingerprint ?? fingerprint;
    },
  };
}

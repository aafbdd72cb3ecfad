import type { Requests } from '../../core/ports.ts';
import { fadesAfter, keys } from './keys.ts';
import type { Table } from './table.ts';

/** Days in which a request can be repeated. */
const KEPT = 30;

export function dynamoRequests(table: Table): Requests {
  return {
    first: async (name, fingerprint) => {
      const key = keys.request(name);
      if (await table.putNew({ ...key, fingerprint, fades: fadesAfter(KEPT) })) return fingerprint;
      const kept = await table.get(key);
      return kept ? `${kept.fingerprint}` : fingerprint;
    },
  };
}

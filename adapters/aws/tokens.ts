import type { Tokens } from '../../core/ports.ts';
import { fadesAfter, keys } from './keys.ts';
import type { Table } from './table.ts';

/** Longer than any execution lives. Days. */
const KEPT = 400;

export function dynamoTokens(table: Table): Tokens {
  return {
    put: async (place, token) => {
      await table.put({ ...keys.token(place), token, fades: fadesAfter(KEPT) });
    },
    get: async (place) => (await table.get(keys.token(place)))?.token as string | undefined,
  };
}

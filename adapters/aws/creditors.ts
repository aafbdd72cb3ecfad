import { Creditor, UnknownCreditor } from '../../core/creditor/creditor.ts';
import type { Creditors } from '../../core/ports.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** For so long a function goes by the policy that it read. Milliseconds. */
const REMEMBERED = 60_000;

/**
 * Creditors and their policies.
 *
 * @param clock milliseconds of the world's own time, by which a policy that was read becomes old
 */
export function dynamoCreditors(table: Table, clock: () => number = Date.now): Creditors {
  const known = new Map<string, { creditor: Creditor; at: number }>();
  return {
    get: async (id) => {
      const kept = known.get(id);
      if (kept && clock() - kept.at < REMEMBERED) return kept.creditor;
      const at = clock();
      const found = await table.get(keys.creditor(id));
      if (!found) throw new UnknownCreditor(`There is no creditor ${id}.`);
      const creditor = Creditor.parse(JSON.parse(`${found.policy}`));
      known.set(id, { creditor, at });
      return creditor;
    },
    stopped: async (id) => {
      const orders = await table.get(keys.stops);
      return orders?.[standing(id)] !== undefined || orders?.[standing('*')] !== undefined;
    },
    put: async (creditor) => {
      await table.put({ ...keys.creditor(creditor.id), id: creditor.id, policy: JSON.stringify(creditor) });
      known.delete(creditor.id);
    },
    stop: async (id, stands) => {
      const names = { '#id': standing(id) };
      const change = stands
        ? { text: 'set #id = :stands', values: { ':stands': 1 } }
        : { text: 'remove #id' };
      await table.update(keys.stops, { ...change, names });
    },
    booksThrough: async (id) => {
      const books = await table.get(keys.books(id));
      return books && `${books.through}`;
    },
    noteBooks: async (id, through) => {
      await table.put({ ...keys.books(id), through });
    },
    all: async () => (await table.query(keys.creditor('').pk)).map(({ id }) => `${id}`),
  };
}

/** The attribute that says that a stop order stands. A creditor may be called like a key. */
const standing = (id: string) => `stop ${id}`;

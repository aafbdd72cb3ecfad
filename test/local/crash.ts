import type { Database } from '../../adapters/local/database.ts';

/** The power went out. */
export class Crash extends Error {
  override name = 'Crash';
}

/** What a crash can come before and after: an append to a journal, and a send. */
const worthCounting = /into (items|person_items|outbox) /;

/**
 * A database on which a process can die: every statement is there at once, as in the cloud, and from the chosen
 * statement on nothing gets through any more.
 *
 * @param dieAt which append or send, counted from 1, and whether it still happens; absent: nobody dies
 */
export function mortal(
  db: Database,
  dieAt?: { which: number; done: boolean },
): Database & { seen: string[] } {
  const seen: string[] = [];
  let dead = false;
  const alive = () => {
    if (dead) throw new Crash('dead');
  };
  return {
    seen,
    run: (sql, ...values) => {
      alive();
      const counted = worthCounting.exec(sql);
      if (counted) seen.push(counted[1] ?? '');
      const last = counted !== null && seen.length === dieAt?.which;
      if (last) dead = true;
      if (last && !dieAt.done) alive();
      const result = db.run(sql, ...values);
      alive();
      return result;
    },
    all: (sql, ...values) => {
      alive();
      return db.all(sql, ...values);
    },
    each: (sql, ...values) => {
      alive();
      return db.each(sql, ...values);
    },
    get: (sql, ...values) => {
      alive();
      return db.get(sql, ...values);
    },
    begin: () => {},
    commit: () => {},
    close: () => {},
  };
}

import type { Database } from './database.ts';

/** As much of an execution's record as its table has columns for; the rest is kept as it is. */
interface Record_ {
  id: string;
  status: string;
  token: string | null;
  transitions: number;
  parent: unknown;
}

export interface Executions<R extends Record_> {
  get(id: string): R | undefined;
  put(record: R): void;
  byToken(token: string): string | undefined;
  /** Ids of executions that have not stopped. */
  running(): string[];
  /** State transitions of all executions so far. */
  transitions(): number;
  /** Writes what is only in memory. */
  flush(): void;
}

/**
 * Executions of state machines.
 *
 * @param atOnce true when every change is written before the call returns; else `flush` writes what is only in memory
 */
export function sqliteExecutions<R extends Record_>(db: Database, atOnce: boolean): Executions<R> {
  const live = new Map<string, R>();
  const tokens = new Map<string, string>();
  const dirty = new Set<string>();

  function write(record: R): void {
    db.run(
      'insert or replace into executions (id, status, token, transitions, parent, record) values (?, ?, ?, ?, ?, ?)',
      record.id,
      record.status,
      record.token,
      record.transitions,
      record.parent === null ? null : 'child',
      JSON.stringify(record),
    );
  }

  function flush(): void {
    for (const id of dirty) {
      const record = live.get(id);
      if (record) write(record);
    }
    dirty.clear();
  }

  return {
    get: (id) => {
      const known = live.get(id);
      if (known) return known;
      const row = db.get<{ record: string }>('select record from executions where id = ?', id);
      return row && (JSON.parse(row.record) as R);
    },
    put: (record) => {
      if (record.token !== null) tokens.set(record.token, record.id);
      const stopped = record.status !== 'RUNNING';
      if (atOnce || stopped) write(record);
      else dirty.add(record.id);
      if (stopped) {
        live.delete(record.id);
        dirty.delete(record.id);
      } else {
        live.set(record.id, record);
      }
    },
    byToken: (token) =>
      tokens.get(token) ?? db.get<{ id: string }>('select id from executions where token = ?', token)?.id,
    running: () =>
      db
        .all<{ id: string }>(
          "select id from executions where status = 'RUNNING' and parent is null order by id",
        )
        .map((row) => row.id),
    transitions: () => {
      flush();
      return (
        db.get<{ sum: number }>(
          'select coalesce(sum(transitions), 0) as sum from executions where parent is null',
        )?.sum ?? 0
      );
    },
    flush,
  };
}

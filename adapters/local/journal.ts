import type { Item } from '../../core/case/fold.ts';
import { Kept } from '../../core/kept.ts';
import type { CaseJournal, Journal, PersonJournal } from '../../core/ports.ts';
import type { Database } from './database.ts';

interface Row {
  stream: string;
  seq: number;
  cause: string;
  entries: string;
}

/** What so many streams add up to is kept in memory. */
const KEPT = 50_000;

/** An item with its place in the order in which all were appended. */
export type Appended = Item & { n: number };

/**
 * The cases' journal. A put is refused when its place is taken, as in the cloud.
 *
 * @param appended told of every item that was appended: the store's own stream
 */
export function sqliteJournal(db: Database, appended?: (item: Appended) => void): CaseJournal {
  return journalIn(db, 'items', appended);
}

/** The persons' journal. */
export function sqlitePersons(db: Database): PersonJournal {
  return journalIn(db, 'person_items');
}

function journalIn<E, State>(
  db: Database,
  table: 'items' | 'person_items',
  appended?: (item: Item<E> & { n: number }) => void,
): Journal<E, State> {
  const readAfter = `select stream, seq, cause, entries from ${table} where stream = ? and seq > ? order by seq`;
  const put = `insert or ignore into ${table} (stream, seq, cause, entries) values (?, ?, ?, ?)`;
  /** Number of the last entry of a stream. This process is the only writer: what it knows stays true. */
  const ends = new Map<string, number>();

  return {
    kept: new Kept<State>(KEPT),
    read: async (stream, after = 0) => {
      if (ends.get(stream) === after) return [];
      const items = db
        .all<Row>(readAfter, stream, after)
        .map((row): Item<E> => ({ ...row, entries: JSON.parse(row.entries) }));
      const last = items.at(-1);
      ends.set(stream, last ? last.seq + last.entries.length - 1 : after);
      return items;
    },
    append: async (item) => {
      const written = db.run(put, item.stream, item.seq, item.cause, JSON.stringify(item.entries));
      if (written.changes === 0) return 'taken';
      ends.set(item.stream, item.seq + item.entries.length - 1);
      appended?.({ ...item, n: written.lastInsertRowid });
      return 'appended';
    },
  };
}

/** What was appended to the cases' journal after the item numbered `after`. */
export function written(db: Database, after: number): Appended[] {
  return db
    .all<Row & { n: number }>(
      'select n, stream, seq, cause, entries from items where n > ? order by n',
      after,
    )
    .map((row) => ({ ...row, entries: JSON.parse(row.entries) }));
}

/** Every stream's entries, stream by stream: for exports, audits and digests. */
export function* streams<E>(
  db: Database,
  table: 'items' | 'person_items' = 'items',
): Generator<{ stream: string; items: Item<E>[] }> {
  for (const { stream } of db.all<{ stream: string }>(
    `select distinct stream from ${table} order by stream`,
  )) {
    const rows = db.all<Row>(
      `select stream, seq, cause, entries from ${table} where stream = ? order by seq`,
      stream,
    );
    yield { stream, items: rows.map((row) => ({ ...row, entries: JSON.parse(row.entries) })) };
  }
}

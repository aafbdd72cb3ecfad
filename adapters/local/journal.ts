import type { Entry } from '../../core/case/entry.ts';
import type { Item } from '../../core/case/fold.ts';
import type { PersonEntry } from '../../core/person/person-entry.ts';
import type { Journal } from '../../core/ports.ts';
import type { Database } from './database.ts';

interface Row {
  stream: string;
  seq: number;
  cause: string;
  entries: string;
}

/** Streams kept in memory. This process is the only writer, so what it has read stays true. */
const KEPT = 20_000;

/** The cases' journal. A put is refused when its place is taken, as in the cloud. */
export function sqliteJournal(db: Database): Journal<Entry> {
  return journalIn<Entry>(db, 'items');
}

/** The persons' journal. */
export function sqlitePersons(db: Database): Journal<PersonEntry> {
  return journalIn<PersonEntry>(db, 'person_items');
}

function journalIn<E>(db: Database, table: 'items' | 'person_items'): Journal<E> {
  const kept = new Map<string, Item<E>[]>();
  const readAll = `select stream, seq, cause, entries from ${table} where stream = ? order by seq`;
  const put = `insert or ignore into ${table} (stream, seq, cause, entries) values (?, ?, ?, ?)`;

  function read(stream: string): Item<E>[] {
    const known = kept.get(stream);
    if (known) return known;
    const items = db
      .all<Row>(readAll, stream)
      .map((row): Item<E> => ({ ...row, entries: JSON.parse(row.entries) }));
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? '');
    kept.set(stream, items);
    return items;
  }

  return {
    read: async (stream) => read(stream).slice(),
    append: async (item) => {
      const written = db.run(put, item.stream, item.seq, item.cause, JSON.stringify(item.entries));
      if (written.changes === 0) return 'taken';
      kept.get(item.stream)?.push(item);
      return 'appended';
    },
  };
}

/** What was appended to the cases' journal after the item numbered `after`: the store's own stream. */
export function written(db: Database, after: number, most: number): (Item<Entry> & { n: number })[] {
  return db
    .all<Row & { n: number }>(
      'select n, stream, seq, cause, entries from items where n > ? order by n limit ?',
      after,
      most,
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

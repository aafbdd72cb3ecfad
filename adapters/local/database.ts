import { existsSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

const schema = `
  create table if not exists items (
    n integer primary key, stream text not null, seq integer not null, cause text not null,
    entries text not null, unique (stream, seq));
  create table if not exists person_items (
    stream text not null, seq integer not null, cause text not null, entries text not null, primary key (stream, seq));
  create table if not exists people (person text primary key, details text not null, at text not null);
  create table if not exists creditors (id text primary key, policy text not null);
  create table if not exists stops (creditor text primary key);
  create table if not exists books (creditor text primary key, through text not null);
  create table if not exists wait_tokens (stream text not null, journey integer not null, wait integer not null,
    token text not null, primary key (stream, journey, wait));
  create table if not exists agenda (
    n integer primary key autoincrement, at text not null, name text not null unique, kind text not null,
    what text not null);
  create index if not exists agenda_at on agenda (at, n);
  create table if not exists lists (
    stream text primary key, seq integer not null, creditor text not null, state text not null, next text);
  create index if not exists lists_next on lists (next);
  create index if not exists lists_creditor on lists (creditor, state, stream);
  create table if not exists outbox (
    n integer primary key, contact text not null, stream text not null, channel text not null,
    at text not null);
  create index if not exists outbox_contact on outbox (contact);
  create table if not exists files (name text primary key, columns text);
  create table if not exists file_rows (file text not null, row integer not null, fields text not null,
    primary key (file, row));
  create table if not exists part_rows (file text not null, part integer not null, row integer not null,
    claim text not null, primary key (file, part, row));
  create table if not exists file_invoices (file text not null, invoice text not null, row integer not null,
    debtor text not null, primary key (file, invoice)) without rowid;
  create table if not exists file_reads (file text primary key, rows integer not null, parts text not null);
  create table if not exists part_totals (file text not null, part integer not null, total text not null,
    primary key (file, part));
  create table if not exists uploads (file text primary key, creditor text not null, columns text not null,
    arrived integer not null);
  create table if not exists rejected (file text not null, row integer not null, field text not null,
    reason text not null, primary key (file, row, field));
  create table if not exists executions (
    id text primary key, status text not null, token text, transitions integer not null, parent text, record text not null);
  create index if not exists executions_token on executions (token) where token is not null;
  create table if not exists tries (name text primary key, count integer not null);
  create table if not exists requests (name text primary key, fingerprint text not null);
  create table if not exists deliveries (
    n integer primary key autoincrement, id text not null unique, creditor text not null, state text not null,
    record text not null);
  create index if not exists deliveries_creditor on deliveries (creditor, n);
  create table if not exists erasures (person text not null, at text not null, primary key (person, at));
  create table if not exists archive (name text primary key, type text not null, content text not null);
  create table if not exists models (
    creditor text not null, target text not null, hash text not null, model text not null, report text not null,
    primary key (creditor, target, hash));
  create table if not exists champions (creditor text not null, target text not null, hash text not null,
    primary key (creditor, target));
  create table if not exists bank_payments (
    n integer primary key autoincrement, payment text not null unique, ours text not null, record text not null);
  create index if not exists bank_payments_ours on bank_payments (ours);
  create table if not exists meta (key text primary key, value text not null);
`;

/** One SQLite database, in memory or in a file, with every statement prepared once. */
export interface Database {
  run(sql: string, ...values: SQLInputValue[]): { changes: number; lastInsertRowid: number };
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[];
  /** Row by row, for what is too much to hold at once. */
  each<Row>(sql: string, ...values: SQLInputValue[]): Iterable<Row>;
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined;
  /**
   * Begins a stretch: what is written from here on is in the file at the next `commit`, all of it or nothing.
   * Outside of a stretch every statement is in the file at once.
   */
  begin(): void;
  /** Ends a stretch; without one it does nothing. */
  commit(): void;
  close(): void;
}

/**
 * Opens (and if needed makes) a database.
 *
 * @param file a path, or `:memory:`
 * @param use `kept`: survives a crash of the process after every statement outside of a stretch. `passing`: nobody wants
 *   it after a crash, so it is faster. `read-only`: a database that exists, and nothing can be written to it.
 */
export function openDatabase(file: string, use: 'kept' | 'passing' | 'read-only' = 'kept'): Database {
  const sqlite = use === 'read-only' ? lookAt(file) : new DatabaseSync(file);
  if (use !== 'read-only') {
    const [journal, synchronous] = use === 'kept' ? ['wal', 'full'] : ['off', 'off'];
    sqlite.exec(`pragma journal_mode = ${journal}; pragma synchronous = ${synchronous}`);
    sqlite.exec('pragma temp_store = memory; pragma busy_timeout = 5000; pragma cache_size = -65536');
    sqlite.exec(schema);
  }
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string) => {
    let statement = prepared.get(sql);
    if (!statement) {
      statement = sqlite.prepare(sql);
      prepared.set(sql, statement);
    }
    return statement;
  };
  return {
    run(sql, ...values) {
      const { changes, lastInsertRowid } = prepare(sql).run(...values);
      return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
    },
    all: <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).all(...values) as Row[],
    each: <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).iterate(...values) as Iterable<Row>,
    get: <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).get(...values) as Row | undefined,
    begin: () => {
      if (!sqlite.isTransaction) sqlite.exec('begin immediate');
    },
    commit: () => {
      if (sqlite.isTransaction) sqlite.exec('commit');
    },
    close: () => {
      if (sqlite.isTransaction) sqlite.exec('commit');
      sqlite.close();
    },
  };
}

function lookAt(file: string): DatabaseSync {
  const address = pathToFileURL(file);
  // Without a log beside it nobody is writing: then SQLite need not even make its own files there.
  address.search = '?immutable=1';
  const sqlite = new DatabaseSync(existsSync(`${file}-wal`) ? file : address, { readOnly: true });
  // What is no database of ours shows only when something is asked of it.
  sqlite.exec('select key from meta limit 1');
  return sqlite;
}

/** Another process works on the database. */
export class InUse extends Error {
  override name = 'InUse';
}

/**
 * Keeps everybody else from working on a database file, until the given function is called or the process ends, however
 * it ends. Who only reads need not ask.
 *
 * @throws InUse
 */
export function reserve(file: string): () => void {
  const beside = new DatabaseSync(`${file}-lock`);
  try {
    beside.exec('pragma busy_timeout = 0; begin exclusive');
  } catch (error) {
    beside.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) throw new InUse(`${file} is in use.`);
    throw error;
  }
  return () => beside.close();
}

const SQLITE_BUSY = 5;

/** A value kept under a name for the run itself: its clock, its seed, how far the stream was read. */
export function remember(db: Database, key: string, value: unknown): void {
  db.run('insert or replace into meta (key, value) values (?, ?)', key, JSON.stringify(value));
}

export function recall<T>(db: Database, key: string): T | undefined {
  const row = db.get<{ value: string }>('select value from meta where key = ?', key);
  return row === undefined ? undefined : (JSON.parse(row.value) as T);
}

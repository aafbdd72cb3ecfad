import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Database, InUse, openDatabase, reserve } from '../adapters/local/database.ts';

/** The command was used wrongly: the message says how, and nothing was done. */
export class WrongUse extends Error {
  override name = 'WrongUse';
}

/** Where a run without `--db` leaves what it did, so that `case`, `export` and `audit` can show it. */
export const lastRun = join('.amicable', 'last-run.db');

/** Opens the database of an earlier run to read it as it is at this moment, whoever works on it. @throws WrongUse */
export function openStored(file: string | undefined): Database {
  return asOfNow(openAny(stored(file)));
}

/** Opens the database of an earlier run to go on with it. @throws WrongUse */
export function openStoredToWrite(file: string | undefined): Database {
  return openToWrite(stored(file));
}

function stored(file: string | undefined): string {
  const path = file ?? lastRun;
  if (existsSync(path)) return path;
  throw new WrongUse(
    file
      ? `There is no database ${file}.`
      : 'There is no earlier run here: start one with "amicable run", or name it with --db.',
  );
}

/** Opens a database file, new or old. @throws WrongUse when it is something else */
export function openAny(path: string): Database {
  mkdirSync(dirname(path), { recursive: true });
  return opened(path, 'kept');
}

/** Opens a database file so that nothing can be written to it; none when there is none. @throws WrongUse */
export function openToLook(path: string): Database | undefined {
  return existsSync(path) ? asOfNow(opened(path, 'read-only')) : undefined;
}

/** Without this each question would be answered as of another moment while somebody writes, and nothing would add up. */
function asOfNow(db: Database): Database {
  db.run('begin');
  // The moment is that of the first question.
  db.get('select key from meta limit 1');
  return db;
}

function opened(path: string, use: 'kept' | 'read-only'): Database {
  try {
    return openDatabase(path, use);
  } catch (error) {
    throw new WrongUse(
      `${path} cannot be used as a database: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

/** Opens a database file to work on: nobody else may until it is closed. @throws WrongUse */
export function openToWrite(path: string): Database {
  mkdirSync(dirname(path), { recursive: true });
  const release = reserved(path);
  const db = openAny(path);
  return {
    ...db,
    close: () => {
      db.close();
      release();
    },
  };
}

function reserved(path: string, otherwise = ''): () => void {
  try {
    return reserve(path);
  } catch (error) {
    if (!(error instanceof InUse)) throw error;
    throw new WrongUse(
      `${path} is in use by another amicable: wait until it has ended, or stop it${otherwise}.`,
    );
  }
}

/**
 * A new database that becomes the last run when it is kept, and is gone when it is not. Whoever looks meanwhile sees
 * the run before it, never half of one. @throws WrongUse while somebody works on the last run
 */
export function openNewRun(): { db: Database; keep(): void } {
  const folder = dirname(lastRun);
  mkdirSync(folder, { recursive: true });
  // Whoever serves the last run would go on with a file that is no longer there, and all that is done would be lost.
  const mine = () => reserved(lastRun, ', or keep this run in a file of its own with --db');
  mine()();
  clearLeftovers(folder);
  const path = join(folder, `run-${process.pid}.db`);
  const db = openDatabase(path, 'passing');
  return {
    db,
    keep: () => {
      const release = mine();
      db.close();
      // What SQLite had not yet moved from beside the old one belongs to the old one.
      for (const beside of ['-wal', '-shm']) rmSync(lastRun + beside, { force: true });
      renameSync(path, lastRun);
      release();
    },
  };
}

/** Runs that were stopped on the way left their databases. */
function clearLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const process_ = /^run-(\d+)\.db/.exec(name)?.[1];
    // A number can come round again, in a container each time: what has ours is not ours.
    const left = process_ && (Number(process_) === process.pid || !lives(Number(process_)));
    if (left) rmSync(join(folder, name), { force: true });
  }
}

function lives(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

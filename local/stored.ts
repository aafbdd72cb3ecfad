import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Database, openDatabase } from '../adapters/local/database.ts';

/** The command was used wrongly: the message says how, and nothing was done. */
export class WrongUse extends Error {
  override name = 'WrongUse';
}

/** Where a run without `--db` leaves what it did, so that `case`, `export` and `audit` can show it. */
export const lastRun = join('.amicable', 'last-run.db');

/** Opens the database of an earlier run. @throws WrongUse */
export function openStored(file: string | undefined): Database {
  const path = file ?? lastRun;
  if (!existsSync(path)) {
    throw new WrongUse(
      file
        ? `There is no database ${file}.`
        : 'There is no earlier run here: start one with "amicable run", or name it with --db.',
    );
  }
  return openAny(path);
}

/** Opens a database file, new or old. @throws WrongUse when it is something else */
export function openAny(path: string): Database {
  mkdirSync(dirname(path), { recursive: true });
  return opened(path, false);
}

/** Opens a database file so that nothing can be written to it; none when there is none. @throws WrongUse */
export function openToLook(path: string): Database | undefined {
  return existsSync(path) ? opened(path, true) : undefined;
}

function opened(path: string, readOnly: boolean): Database {
  try {
    return openDatabase(path, readOnly);
  } catch (error) {
    throw new WrongUse(
      `${path} cannot be used as a database: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

/** Keeps a run that was made in memory as the last run. */
export function keepAsLastRun(db: Database): void {
  mkdirSync(dirname(lastRun), { recursive: true });
  const fresh = `${lastRun}.${process.pid}`;
  rmSync(fresh, { force: true });
  db.copyTo(fresh);
  // Written beside and renamed: whoever looks meanwhile sees the old run or the new one, never half of one.
  renameSync(fresh, lastRun);
}

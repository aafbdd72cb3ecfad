import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase, remember } from '../adapters/local/database.ts';
import type { Moment } from '../core/calendar/moment.ts';
import type { Item } from '../core/case/fold.ts';
import type { Creditor } from '../core/creditor/creditor.ts';
import type { Scanned } from './scan.ts';

/**
 * A database as the laptop has it, for what is copied of a stage: whatever reads a run reads a stage as well.
 *
 * @param now the moment at which the stage was read
 * @returns one that is gone when the process ends
 */
export function openCopy(now: Moment): Database {
  const folder = mkdtempSync(join(tmpdir(), 'amicable-'));
  const db = openDatabase(join(folder, 'copy.db'), 'passing');
  process.once('exit', () => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  db.begin();
  remember(db, 'now', now);
  return db;
}

/**
 * Copies an item of a journal. What providers were handed is not in the table, so the outbox is filled with what the
 * journals say was sent: what left without being written down, or the other way round, cannot be seen there.
 */
export function copyItem(db: Database, { of, item }: Scanned): void {
  if (of === 'person') put(db, 'person_items', item);
  else {
    put(db, 'items', item);
    for (const entry of item.entries) {
      if (entry.kind !== 'contact-sent') continue;
      db.run(
        'insert into outbox (contact, stream, channel, at) values (?, ?, ?, ?)',
        entry.contact,
        item.stream,
        entry.channel,
        entry.at,
      );
    }
  }
}

/** Copies a creditor's policy: by it the audit knows which law holds, and what may be charged. */
export function copyCreditor(db: Database, creditor: Creditor): void {
  const policy = JSON.stringify(creditor);
  db.run('insert or replace into creditors (id, policy) values (?, ?)', creditor.id, policy);
}

function put(db: Database, table: 'items' | 'person_items', { stream, seq, cause, entries }: Item): void {
  db.run(
    `insert into ${table} (stream, seq, cause, entries) values (?, ?, ?, ?)`,
    stream,
    seq,
    cause,
    JSON.stringify(entries),
  );
}

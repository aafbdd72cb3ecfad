import { type Database, openDatabase } from '../adapters/local/database.ts';
import { type Day, daysBetween } from '../core/calendar/moment.ts';
import type { ClaimRow } from '../core/case/claim-row.ts';

/** Days overdue from which a claim stands on a rung. */
const rungs = [1, 8, 15];

export interface Ladder {
  /** Moves each claim that has reached its next rung there, and notes the letter. Returns how many moved. */
  advance(today: Day): number;
  close(): void;
}

/**
 * What dunning modules do, and nothing else: a level per claim by days overdue, the level and a letter written down, row
 * by row, in the same kind of file. No journal, no law, no answer, no reason. It is here to be compared with.
 */
export function createLadder(file: string, claims: Iterable<ClaimRow>): Ladder {
  const db: Database = openDatabase(file);
  db.begin();
  db.run(
    'create table claims (invoice text primary key, due text not null, cents integer not null, level integer not null)',
  );
  db.run(
    'create table letters (invoice text not null, level integer not null, at text not null, cents integer not null)',
  );
  for (const { invoice, dueOn, cents } of claims)
    db.run('insert into claims (invoice, due, cents, level) values (?, ?, ?, 0)', invoice, dueOn, cents);
  db.commit();
  return {
    advance: (today) => {
      let moved = 0;
      db.begin();
      for (const claim of db.all<{ invoice: string; due: string; cents: number; level: number }>(
        'select invoice, due, cents, level from claims where level < ? order by invoice',
        rungs.length,
      )) {
        const rung = rungs[claim.level];
        if (rung === undefined || daysBetween(claim.due, today) < rung) continue;
        const level = claim.level + 1;
        db.run('update claims set level = ? where invoice = ?', level, claim.invoice);
        db.run(
          'insert into letters (invoice, level, at, cents) values (?, ?, ?, ?)',
          claim.invoice,
          level,
          today,
          claim.cents,
        );
        moved += 1;
        if (moved % 500 === 0) {
          db.commit();
          db.begin();
        }
      }
      db.commit();
      return moved;
    },
    close: () => db.close(),
  };
}

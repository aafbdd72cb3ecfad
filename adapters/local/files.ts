import type { RawRow } from '../../core/case/claim-row.ts';
import type { CompleteMap } from '../../core/case/column-map.ts';
import type { Files } from '../../core/ports.ts';
import type { Database } from './database.ts';

/** Rows that are read at once. */
const PAGE = 500;

/** Files of claims, kept row by row in the database: what a creditor sent, its parts, and what was rejected. */
export function sqliteFiles(db: Database): Files & {
  /** Keeps a file with its map, or adds rows to it. */
  put(file: string, rows: Iterable<RawRow>, map: CompleteMap): void;
  /** Forgets the rows of a file that has been dealt with. What was rejected stays. */
  forget(file: string): void;
} {
  return {
    put: (file, rows, map) =>
      together(db, () => {
        db.run('insert or ignore into files (name, columns) values (?, ?)', file, JSON.stringify(map));
        for (const { row, fields } of rows) {
          db.run(
            'insert or ignore into file_rows (file, row, fields) values (?, ?, ?)',
            file,
            row,
            JSON.stringify(fields),
          );
        }
      }),
    rows: async function* (file) {
      for (let after = 0; ; ) {
        const rows = db.all<{ row: number; fields: string }>(
          'select row, fields from file_rows where file = ? and row > ? order by row limit ?',
          file,
          after,
          PAGE,
        );
        for (const { row, fields } of rows) yield { row, fields: JSON.parse(fields) as RawRow['fields'] };
        const last = rows.at(-1);
        if (!last) return;
        after = last.row;
      }
    },
    open: async (file) => {
      const row = db.get<{ columns: string }>('select columns from files where name = ?', file);
      if (!row) throw new Error(`There is no file ${file}.`);
      return { map: JSON.parse(row.columns) as CompleteMap };
    },
    size: async (file) =>
      db.get<{ size: number }>('select count(*) as size from file_rows where file = ?', file)?.size ?? 0,
    putParts: async (file, rows) =>
      together(db, () => {
        for (const { part, row, claim } of rows) {
          db.run(
            'insert or ignore into part_rows (file, part, row, claim) values (?, ?, ?, ?)',
            file,
            part,
            row,
            JSON.stringify(claim),
          );
        }
      }),
    part: async (file, part) =>
      db
        .all<{ row: number; claim: string }>(
          'select row, claim from part_rows where file = ? and part = ? order by row',
          file,
          part,
        )
        .map(({ row, claim }) => ({ row, claim: JSON.parse(claim) })),
    noteInvoices: async (file, rows) =>
      together(db, () => {
        const earlier = new Map<number, number>();
        for (const { row, invoice, debtor } of rows) {
          const noted = db.run(
            'insert or ignore into file_invoices (file, invoice, row, debtor) values (?, ?, ?, ?)',
            file,
            invoice,
            row,
            debtor,
          );
          if (noted.changes > 0) continue;
          const first = db.get<{ row: number; debtor: string }>(
            'select row, debtor from file_invoices where file = ? and invoice = ?',
            file,
            invoice,
          );
          if (first && first.debtor !== debtor) earlier.set(row, first.row);
        }
        return earlier;
      }),
    reject: async (file, rows) =>
      together(db, () => {
        for (const { row, field, reason } of rows) {
          db.run(
            'insert or ignore into rejected (file, row, field, reason) values (?, ?, ?, ?)',
            file,
            row,
            field,
            reason,
          );
        }
      }),
    noteRead: async (file, { rows, parts }) => {
      db.run(
        'insert or replace into file_reads (file, rows, parts) values (?, ?, ?)',
        file,
        rows,
        JSON.stringify(parts),
      );
    },
    notePart: async (file, part, total) => {
      db.run(
        'insert or replace into part_totals (file, part, total) values (?, ?, ?)',
        file,
        part,
        JSON.stringify(total),
      );
    },
    forget: (file) =>
      together(db, () => {
        for (const table of ['file_rows', 'part_rows', 'file_invoices'])
          db.run(`delete from ${table} where file = ?`, file);
      }),
  };
}

/** Writes many rows at once; also within somebody else's transaction. */
function together<T>(db: Database, write: () => T): T {
  db.run('savepoint file');
  try {
    return write();
  } catch (error) {
    db.run('rollback to file');
    throw error;
  } finally {
    db.run('release file');
  }
}

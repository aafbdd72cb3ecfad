import type { RawRow } from '../../core/case/claim-row.ts';
import type { Files } from '../../core/ports.ts';
import type { Database } from './database.ts';

/** Files of claims, kept row by row in the database: what a creditor sent, its parts, and what was rejected. */
export function sqliteFiles(db: Database): Files & {
  put(file: string, rows: Iterable<RawRow>, columns: unknown): void;
} {
  return {
    put: (file, rows, columns) => {
      db.run(
        'insert or ignore into files (name, columns) values (?, ?)',
        file,
        JSON.stringify(columns) ?? null,
      );
      for (const { row, fields } of rows) {
        db.run(
          'insert or ignore into file_rows (file, row, fields) values (?, ?, ?)',
          file,
          row,
          JSON.stringify(fields),
        );
      }
    },
    rows: async function* (file) {
      const rows = db.all<{ row: number; fields: string }>(
        'select row, fields from file_rows where file = ? order by row',
        file,
      );
      for (const { row, fields } of rows) yield { row, fields: JSON.parse(fields) as Record<string, string> };
    },
    columns: async (file) => {
      const row = db.get<{ columns: string | null }>('select columns from files where name = ?', file);
      return row?.columns ? JSON.parse(row.columns) : undefined;
    },
    putPart: async (part, rows) => {
      db.run('insert or replace into parts (part, rows) values (?, ?)', part, JSON.stringify(rows));
    },
    part: async (part) => {
      const row = db.get<{ rows: string }>('select rows from parts where part = ?', part);
      return row ? JSON.parse(row.rows) : [];
    },
    reject: async (file, rows) => {
      for (const { row, field, reason } of rows) {
        db.run(
          'insert or ignore into rejected (file, row, field, reason) values (?, ?, ?, ?)',
          file,
          row,
          field,
          reason,
        );
      }
    },
  };
}

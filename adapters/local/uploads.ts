import { plusSeconds } from '../../core/calendar/moment.ts';
import type { RejectedRow } from '../../core/case/claim-row.ts';
import type { PartTotal, Upload, Uploads } from '../../core/ports.ts';
import type { Database } from './database.ts';

/** Files that are brought to the laptop's own server, and what became of them. */
export function sqliteUploads(
  db: Database,
  now: () => string,
): Uploads & {
  /** What its sender said of a file's columns. */
  columns(file: string): unknown;
  /** Notes that the file is there. */
  arrived(file: string): void;
} {
  return {
    expect: async ({ file, creditor, columns }) => {
      db.run(
        'insert or ignore into uploads (file, creditor, columns, arrived) values (?, ?, ?, 0)',
        file,
        creditor,
        JSON.stringify(columns),
      );
      return { url: `/api/v1/files/${file}/content`, headers: {}, until: plusSeconds(now(), 3_600) };
    },
    get: async (file) => {
      const row = db.get<{ creditor: string; arrived: number }>(
        'select creditor, arrived from uploads where file = ?',
        file,
      );
      return row && { file, creditor: row.creditor, ...progressOf(db, file, row.arrived === 1) };
    },
    rejected: async (file, { after = 0, limit }) =>
      db
        .all<RejectedRow>(
          'select row, field, reason from rejected where file = ? and row > ? order by row, field limit ?',
          file,
          after,
          limit,
        )
        .map((row) => ({ ...row })),
    columns: (file) => {
      const row = db.get<{ columns: string }>('select columns from uploads where file = ?', file);
      return row && JSON.parse(row.columns);
    },
    arrived: (file) => {
      db.run('update uploads set arrived = 1 where file = ?', file);
    },
  };
}

function progressOf(db: Database, file: string, arrived: boolean): Omit<Upload, 'file' | 'creditor'> {
  const total: PartTotal = { opened: 0, added: 0, known: 0, small: 0, rejected: 0 };
  const read = db.get<{ rows: number; parts: string }>(
    'select rows, parts from file_reads where file = ?',
    file,
  );
  if (!read) return { state: arrived ? 'arrived' : 'expected', total };
  const parts = db.all<{ total: string }>('select total from part_totals where file = ?', file);
  for (const part of parts) {
    const one = JSON.parse(part.total) as PartTotal;
    for (const name of ['opened', 'added', 'known', 'small', 'rejected'] as const) total[name] += one[name];
  }
  const all = (JSON.parse(read.parts) as number[]).length;
  return { state: parts.length < all ? 'read' : 'done', rows: read.rows, total };
}

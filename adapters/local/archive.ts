import { plusSeconds } from '../../core/calendar/moment.ts';
import type { Archive } from '../../core/ports.ts';
import type { Database } from './database.ts';

/** Files made for creditors, which the laptop's own server gives out. */
export function sqliteArchive(
  db: Database,
  now: () => string,
): Archive & { read(name: string): { type: string; content: string } | undefined } {
  const read = (name: string) => {
    const row = db.get<{ type: string; content: string }>(
      'select type, content from archive where name = ?',
      name,
    );
    return row && { ...row };
  };
  return {
    write: async (name, type, pieces) => {
      let content = '';
      for await (const piece of pieces) content += piece;
      db.run('insert or replace into archive (name, type, content) values (?, ?, ?)', name, type, content);
    },
    link: async (name) =>
      read(name) && { url: `/api/v1/exports/${name}/content`, until: plusSeconds(now(), 3_600) },
    read,
  };
}

import type { Tries } from '../../core/ports.ts';
import type { Database } from './database.ts';

export function sqliteTries(db: Database): Tries {
  return {
    add: async (name) =>
      db.get<{ count: number }>(
        `insert into tries (name, count) values (?, 1)
         on conflict (name) do update set count = count + 1 returning count`,
        name,
      )?.count ?? 0,
    takeBack: async (name) => {
      db.run('update tries set count = count - 1 where name = ?', name);
    },
  };
}

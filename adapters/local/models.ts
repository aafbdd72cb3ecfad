import type { Models } from '../../core/ports.ts';
import type { Model } from '../../core/score/glass-box/model.ts';
import { readKept, UnknownModel } from '../../core/score/usable-model.ts';
import type { Database } from './database.ts';

/** @param log told by code of a model that cannot be used */
export function sqliteModels(db: Database, log: (code: 'ModelUnreadable') => unknown): Models {
  // One process is the only writer.
  const read = new Map<string, Model | undefined>();
  const get: Models['get'] = async (creditor, target, hash) => {
    const row = db.get<{ model: string; report: string }>(
      'select model, report from models where creditor = ? and target = ? and hash = ?',
      creditor,
      target,
      hash,
    );
    return row && readKept(row, target, hash);
  };
  return {
    champion: async (creditor, target) => {
      const row = db.get<{ hash: string }>(
        'select hash from champions where creditor = ? and target = ?',
        creditor,
        target,
      );
      if (!row) return undefined;
      const name = `${creditor} ${target} ${row.hash}`;
      if (!read.has(name)) {
        read.set(name, (await get(creditor, target, row.hash))?.model);
        if (!read.get(name)) log('ModelUnreadable');
      }
      return read.get(name);
    },
    put: async (creditor, target, { model, report }) => {
      db.run(
        'insert or ignore into models (creditor, target, hash, model, report) values (?, ?, ?, ?, ?)',
        creditor,
        target,
        model.hash,
        JSON.stringify(model),
        JSON.stringify(report),
      );
    },
    get,
    promote: async (creditor, target, hash) => {
      if (hash === undefined) {
        db.run('delete from champions where creditor = ? and target = ?', creditor, target);
        return;
      }
      if (!(await get(creditor, target, hash))) throw new UnknownModel(`There is no model ${hash}.`);
      db.run(
        'insert or replace into champions (creditor, target, hash) values (?, ?, ?)',
        creditor,
        target,
        hash,
      );
    },
  };
}

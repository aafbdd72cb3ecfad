import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Models } from '../../core/ports.ts';
import type { Model } from '../../core/score/glass-box/model.ts';
import { readKept, UnknownModel } from '../../core/score/usable-model.ts';
import { keys } from './keys.ts';
import { log } from './log.ts';
import type { Table } from './table.ts';

/** For so long a function scores with the model that it read. Milliseconds. */
const REMEMBERED = 300_000;

/**
 * Models in the table, deflated: 300 KB of text are about 80 KB, and an item holds 400. Who scores reads the table anyway,
 * and needs neither a bucket nor its client.
 *
 * @param clock milliseconds of the world's own time, by which what was read becomes old
 * @param unreadable told by code of a model that cannot be used
 */
export function dynamoModels(
  table: Table,
  clock: () => number = Date.now,
  unreadable: (code: 'ModelUnreadable') => unknown = (code) => log({ code, function: 'models' }),
): Models {
  const known = new Map<string, { hash: string; model: Model | undefined; at: number }>();

  const get: Models['get'] = async (creditor, target, hash) => {
    const found = await table.get(keys.model(creditor, target, hash));
    if (!found) return undefined;
    try {
      const model = inflateRawSync(found.model as Uint8Array).toString();
      return readKept({ model, report: `${found.report}` }, target, hash);
    } catch {
      return undefined;
    }
  };

  return {
    champion: async (creditor, target) => {
      const name = `${creditor} ${target}`;
      const kept = known.get(name);
      const at = clock();
      if (kept && at - kept.at < REMEMBERED) return kept.model;
      const hash = `${(await table.get(keys.champion(creditor, target)))?.hash ?? ''}`;
      const same = kept?.hash === hash;
      const model = same ? kept.model : hash ? (await get(creditor, target, hash))?.model : undefined;
      if (hash && !same && !model) await unreadable('ModelUnreadable');
      known.set(name, { hash, model, at });
      return model;
    },
    put: async (creditor, target, { model, report }) => {
      await table.putNew({
        ...keys.model(creditor, target, model.hash),
        model: deflateRawSync(JSON.stringify(model)),
        report: JSON.stringify(report),
      });
    },
    get,
    promote: async (creditor, target, hash) => {
      if (hash !== undefined && !(await get(creditor, target, hash)))
        throw new UnknownModel(`There is no model ${hash}.`);
      await table.put({ ...keys.champion(creditor, target), hash: hash ?? '' });
      known.delete(`${creditor} ${target}`);
    },
  };
}

import type { Tries } from '../../core/ports.ts';
import { fadesAfter, keys } from './keys.ts';
import type { Table } from './table.ts';

const names = { '#count': 'count' };

export function dynamoTries(table: Table): Tries {
  return {
    add: async (name) => {
      const after = await table.update(keys.tries(name), {
        text: 'set #fades = :fades add #count :one',
        names: { ...names, '#fades': 'fades' },
        values: { ':one': 1, ':fades': fadesAfter(1) },
      });
      return Number(after?.count);
    },
    takeBack: async (name) => {
      const less = { text: 'add #count :less', names, values: { ':less': -1 } };
      await table.update(keys.tries(name), less, 'attribute_exists(#count)');
    },
  };
}

import * as z from 'zod/mini';
import type { CaseTarget } from '../../core/score/case-rows.ts';
import { defineFunction, Nothing, nothing } from '../define.ts';

/** What scores of cases and plans are asked. */
const targets: readonly CaseTarget[] = ['paid-90', 'kept'];

/** Once a month: starts `refit-score` for every creditor and target. Again in the same month it starts nothing. */
export const startRefits = defineFunction({
  name: 'start-refits',
  input: z.strictObject({}),
  output: Nothing,
  handle: (ports) => async () => {
    const month = ports.clock.now().slice(0, 'YYYY-MM'.length);
    for (const creditor of await ports.creditors.all()) {
      for (const target of targets)
        await ports.machines.start('refit-score', `refit-${creditor}-${target}-${month}`, {
          creditor,
          target,
        });
    }
    return nothing;
  },
});

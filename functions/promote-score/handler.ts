import * as z from 'zod/mini';
import { caseTargets } from '../../core/score/case-rows.ts';
import { defineFunction } from '../define.ts';

const NONE = 'none';

/**
 * Second step of `refit-score`: from now on a model that was kept scores. An operator who calls it with the hash of an
 * earlier one goes back to that; whoever calls it with that of a challenger that was held back for being wrong about a group
 * has decided. `none` goes back to what scored before anything was learnt. A model of which nobody measured how right it is about groups is refused.
 */
export const promoteScore = defineFunction({
  name: 'promote-score',
  input: z.strictObject({ creditor: z.string(), target: z.enum(caseTargets), hash: z.string() }),
  output: z.strictObject({
    promoted: z.boolean(),
    /** Why not, in a sentence; else empty. */
    why: z.string(),
  }),
  handle:
    (ports) =>
    async ({ creditor, target, hash }) => {
      if (hash === NONE) {
        await ports.models.promote(creditor, target, undefined);
        return { promoted: true, why: '' };
      }
      const kept = await ports.models.get(creditor, target, hash);
      if (kept && !kept.report.fairness)
        return {
          promoted: false,
          why: 'Its report does not say how right it is about groups: learn it anew.',
        };
      await ports.models.promote(creditor, target, hash);
      return { promoted: true, why: '' };
    },
});

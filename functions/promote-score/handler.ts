import * as z from 'zod/mini';
import { caseTargets } from '../../core/score/case-rows.ts';
import { defineFunction, Nothing, nothing } from '../define.ts';

/**
 * Second step of `refit-score`: from now on a model that was kept scores. An operator who calls it with the hash of an
 * earlier one goes back to that.
 */
export const promoteScore = defineFunction({
  name: 'promote-score',
  input: z.strictObject({ creditor: z.string(), target: z.enum(caseTargets), hash: z.string() }),
  output: Nothing,
  handle:
    (ports) =>
    async ({ creditor, target, hash }) => {
      await ports.models.promote(creditor, target, hash);
      return nothing;
    },
});

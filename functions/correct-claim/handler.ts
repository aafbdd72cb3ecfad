import * as z from 'zod';
import { change } from '../../core/case/change.ts';
import { closeCase } from '../../core/case/close.ts';
import { contextOf } from '../../core/case/context.ts';
import { openParts } from '../../core/case/fold.ts';
import { outstanding } from '../../core/message/blocked.ts';
import { Cents, sum } from '../../core/money/cents.ts';
import { closeIfCredited, creditClaim } from '../../core/money/correct.ts';
import { defineFunction, Nothing, nothing } from '../define.ts';

/** Takes a creditor's credit note for a claim, or its withdrawal. The same id once. */
export const correctClaim = defineFunction({
  name: 'correct-claim',
  input: z.strictObject({
    case: z.string(),
    claim: z.string(),
    id: z.string().min(1).max(200),
    what: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('credit'), cents: Cents }),
      z.strictObject({ kind: z.literal('withdraw') }),
    ]),
    reason: z.string().max(200),
  }),
  output: Nothing,
  handle: (ports) => async (input) => {
    await change(ports, input.case, `correction:${input.id}`, async (draft) => {
      const c = draft.case;
      const claim = c.claims.get(input.claim);
      if (!claim) return;
      const ctx = await contextOf(ports, c);
      if (input.what.kind === 'credit') {
        creditClaim(draft, ctx, input.claim, input.what.cents, input.reason);
        return await closeIfCredited(draft, ctx);
      }
      // Withdrawn after the end: what was paid on it goes back, as with a credit note over all of it.
      if (c.closed) return creditClaim(draft, ctx, input.claim, claim.books.principal.charged, input.reason);
      const waived = openParts(c, [input.claim]);
      draft.add({
        kind: 'claim-withdrawn',
        claim: input.claim,
        cents: sum(waived),
        waived,
        reason: input.reason,
      });
      if (outstanding(c) > 0) return;
      const paid = [...c.claims.values()].some(
        (one) => one.gone !== 'withdrawn' && one.books.principal.paid > 0,
      );
      await closeCase(draft, ctx, paid ? 'settled' : 'withdrawn');
    });
    return nothing;
  },
});

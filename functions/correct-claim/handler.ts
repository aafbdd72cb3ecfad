import * as z from 'zod/mini';
import { Cents } from '../../core/money/cents.ts';
import { correctClaim as correct } from '../../core/money/correct-claim.ts';
import { defineFunction, Nothing, nothing } from '../define.ts';

/** Takes a creditor's credit note for a claim, or its withdrawal. The same id once. */
export const correctClaim = defineFunction({
  name: 'correct-claim',
  input: z.strictObject({
    case: z.string(),
    claim: z.string(),
    id: z.string().check(z.minLength(1), z.maxLength(200)),
    what: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('credit'), cents: Cents }),
      z.strictObject({ kind: z.literal('withdraw') }),
    ]),
    reason: z.string().check(z.maxLength(200)),
  }),
  output: Nothing,
  handle: (ports) => async (input) => {
    await correct(ports, input);
    return nothing;
  },
});

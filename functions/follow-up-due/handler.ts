import * as z from 'zod/mini';
import { followUp } from '../../core/case/wait.ts';
import { defineFunction, Nothing, nothing } from '../define.ts';

/** Called by a wait's one-time schedule. Late, early and repeated calls are all harmless. */
export const followUpDue = defineFunction({
  name: 'follow-up-due',
  input: z.strictObject({ case: z.string(), wait: z.int().check(z.positive()) }),
  output: Nothing,
  handle: (ports) => async (input) => {
    await followUp(ports, input.case, input.wait);
    return nothing;
  },
});

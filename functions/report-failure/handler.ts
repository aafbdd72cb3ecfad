import * as z from 'zod/mini';
import { change } from '../../core/case/change.ts';
import { contextOf } from '../../core/case/context.ts';
import { openTask } from '../../core/case/tasks.ts';
import { defineFunction, Nothing, nothing } from '../define.ts';

/**
 * Hands a case to a person when a step of its journey broke down for good, and ends the journey. Called by the
 * journey's own Catch, and for executions that failed or timed out without one.
 */
export const reportFailure = defineFunction({
  name: 'report-failure',
  input: z.strictObject({
    case: z.string(),
    journey: z.int().check(z.positive()),
    state: z.string(),
    /** Name of the error: never its message, which may quote personal data. */
    error: z.string(),
  }),
  output: Nothing,
  handle: (ports) => async (input) => {
    await change(ports, input.case, `failure:${input.state}`, async (draft) => {
      const c = draft.case;
      if (c.closed) return;
      if (c.journey?.journey === input.journey) {
        draft.add({ kind: 'journey-ended', journey: input.journey, end: 'failed' });
      }
      openTask(draft, await contextOf(ports, c), 'failure', input.error);
    });
    return nothing;
  },
});

import * as z from 'zod';
import { Day } from '../../core/calendar/moment.ts';
import { change } from '../../core/case/change.ts';
import { contextOf } from '../../core/case/context.ts';
import { scheduleFollowUp } from '../../core/case/wait.ts';
import { shiftPlan } from '../../core/reply/reaction.ts';
import { defineFunction, Nothing, nothing } from '../define.ts';

/** Pauses the asking on a case until a day, with a reason, or resumes it. The same id once. */
export const pauseCase = defineFunction({
  name: 'pause-case',
  input: z.strictObject({
    case: z.string(),
    id: z.string().min(1).max(200),
    /** Last day of the pause; absent to resume now. */
    until: Day.optional(),
    reason: z.string().max(200),
  }),
  output: Nothing,
  handle:
    (ports) =>
    async ({ case: id, id: outside, until, reason }) => {
      const changed = await change(ports, id, `pause:${outside}`, async (draft) => {
        if (draft.case.closed) return;
        draft.add(until ? { kind: 'paused', until, reason, outside } : { kind: 'resumed', reason, outside });
        if (until) await shiftPlan(draft, await contextOf(ports, draft.case), until, outside);
      });
      await scheduleFollowUp(ports, changed.case);
      return nothing;
    },
});

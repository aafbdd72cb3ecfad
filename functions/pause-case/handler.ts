import * as z from 'zod';
import { Day } from '../../core/calendar/moment.ts';
import { pauseCase as pause } from '../../core/case/pause.ts';
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
  handle: (ports) => async (input) => {
    await pause(ports, input);
    return nothing;
  },
});

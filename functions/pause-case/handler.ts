import * as z from 'zod/mini';
import { Day } from '../../core/calendar/moment.ts';
import { pauseCase as pause } from '../../core/case/pause.ts';
import { defineFunction, Nothing, nothing } from '../define.ts';

/** Pauses the asking on a case until a day, with a reason, or resumes it. The same id once. */
export const pauseCase = defineFunction({
  name: 'pause-case',
  input: z.strictObject({
    case: z.string(),
    id: z.string().check(z.minLength(1), z.maxLength(200)),
    /** Last day of the pause; absent to resume now. */
    until: z.optional(Day),
    reason: z.string().check(z.maxLength(200)),
  }),
  output: Nothing,
  handle: (ports) => async (input) => {
    await pause(ports, input);
    return nothing;
  },
});

import * as z from 'zod/mini';
import { closeTask as close } from '../../core/case/close-task.ts';
import { Ruling } from '../../core/case/decide.ts';
import { defineFunction } from '../define.ts';

/** Takes a person's decision about a task. A task is closed once; a decision that does not fit writes nothing. */
export const closeTask = defineFunction({
  name: 'close-task',
  input: z.strictObject({ case: z.string(), task: z.string(), ruling: Ruling }),
  output: z.strictObject({ closed: z.boolean(), reason: z.optional(z.string()) }),
  handle: (ports) => async (input) => {
    const done = await close(ports, input.case, input.task, input.ruling);
    return done.closed ? { closed: true } : done;
  },
});

import * as z from 'zod';
import { change } from '../../core/case/change.ts';
import { contextOf } from '../../core/case/context.ts';
import { Ruling, rule, UnfitRuling } from '../../core/case/decide.ts';
import { scheduleFollowUp } from '../../core/case/wait.ts';
import { changePerson } from '../../core/person/person.ts';
import { Circumstance } from '../../core/person/person-entry.ts';
import { defineFunction } from '../define.ts';

/** Takes a person's decision about a task. A task is closed once; a decision that does not fit writes nothing. */
export const closeTask = defineFunction({
  name: 'close-task',
  input: z.strictObject({ case: z.string(), task: z.string(), ruling: Ruling }),
  output: z.strictObject({ closed: z.boolean(), reason: z.string().optional() }),
  handle: (ports) => async (input) => {
    try {
      const changed = await change(ports, input.case, `close:${input.task}`, async (draft) => {
        const task = draft.case.tasks.get(input.task);
        if (!task) throw new UnfitRuling('There is no such task.');
        await rule(draft, await contextOf(ports, draft.case), task, input.ruling);
      });
      const task = changed.case.tasks.get(input.task);
      const lifted = Circumstance.safeParse(task?.about);
      if (task?.what === 'report' && task.closed?.decision === 'go-on' && lifted.success) {
        // A person found that the report was wrong, or has passed: it protects no longer.
        await changePerson(ports, changed.case.person, `close:${input.task}`, () => [
          { kind: 'circumstance-lifted', circumstance: lifted.data },
        ]);
      }
      await scheduleFollowUp(ports, changed.case);
      return { closed: true };
    } catch (error) {
      if (error instanceof UnfitRuling) return { closed: false, reason: error.message };
      throw error;
    }
  },
});

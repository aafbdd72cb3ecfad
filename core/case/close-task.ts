import { changePerson } from '../person/person.ts';
import { Circumstance } from '../person/person-entry.ts';
import type { Ports } from '../ports.ts';
import type { Task } from './case.ts';
import { change } from './change.ts';
import { contextOf } from './context.ts';
import { type Ruling, rule, UnfitRuling } from './decide.ts';
import { scheduleFollowUp } from './wait.ts';

/** A task as it was closed, now or before, or why the decision does not fit: then nothing was written. */
export type TaskClosed = { closed: true; task: Task } | { closed: false; reason: string };

/**
 * Takes a person's decision about a task and does what follows from it. A task is closed once, by the first decision.
 *
 * @throws UnknownCase, JournalBusy
 */
export async function closeTask(ports: Ports, id: string, name: string, ruling: Ruling): Promise<TaskClosed> {
  try {
    const changed = await change(ports, id, `close:${name}`, async (draft) => {
      await rule(draft, await contextOf(ports, draft.case), taskOf(draft.case.tasks, name), ruling);
    });
    const task = taskOf(changed.case.tasks, name);
    const lifted = Circumstance.safeParse(task.about);
    if (task.what === 'report' && task.closed?.decision === 'go-on' && lifted.success) {
      // A person found that the report was wrong, or has passed: it protects no longer.
      await changePerson(ports, changed.case.person, `close:${name}`, () => [
        { kind: 'circumstance-lifted', circumstance: lifted.data },
      ]);
    }
    await scheduleFollowUp(ports, changed.case);
    return { closed: true, task };
  } catch (error) {
    if (error instanceof UnfitRuling) return { closed: false, reason: error.message };
    throw error;
  }
}

function taskOf(tasks: ReadonlyMap<string, Task>, name: string): Task {
  const task = tasks.get(name);
  if (!task) throw new UnfitRuling('There is no such task.');
  return task;
}

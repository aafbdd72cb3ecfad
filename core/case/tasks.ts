import { type Moment, momentOn, plusDays } from '../calendar/moment.ts';
import { today } from '../law/of-case.ts';
import type { Draft } from './change.ts';
import type { Context } from './context.ts';
import type { TaskKind } from './words.ts';

/** Days within which a person answers each kind of task. Whoever waits for us waits shortest. */
const answerWithin: Record<TaskKind, number> = {
  hardship: 3,
  'plan-request': 5,
  'payment-claim': 7,
  dispute: 14,
  report: 5,
  'person-kind': 10,
  unreachable: 21,
  'not-worth-asking': 21,
  failure: 3,
  call: 10,
  'hand-over': 14,
  limitation: 21,
  refund: 7,
  complaint: 14,
  information: 5,
};

/** The evening by which a task of a kind should be closed. */
export function taskDue(ctx: Pick<Context, 'pack'>, what: TaskKind, now: Moment): Moment {
  const { zone } = ctx.pack;
  return momentOn(plusDays(today(ctx.pack, now), answerWithin[what]), 17 * 60, zone);
}

/**
 * Opens a task for a person, or finds the open one of the same kind and subject.
 *
 * @returns the task's id
 */
export function openTask(draft: Draft, ctx: Pick<Context, 'pack'>, what: TaskKind, about?: string): string {
  for (const task of draft.case.tasks.values()) {
    if (!task.closed && task.what === what && task.about === about) return task.task;
  }
  const task = `${draft.id}-t${draft.case.tasks.size + 1}`;
  draft.add({ kind: 'task-opened', task, what, due: taskDue(ctx, what, draft.now), ...(about && { about }) });
  return task;
}

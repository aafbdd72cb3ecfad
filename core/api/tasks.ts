import * as z from 'zod/mini';
import { Moment } from '../calendar/moment.ts';
import { closeTask } from '../case/close-task.ts';
import { Ruling } from '../case/decide.ts';
import { Decision, TaskKind } from '../case/words.ts';
import { CaseView, viewCase } from './case-view.ts';
import { ownCase } from './own-case.ts';
import { conflict, notFound } from './problem.ts';
import { defineRoute, type Route } from './route.ts';
import { CaseId } from './words.ts';

const Answer = z.extend(Ruling, {
  by: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(60),
      z.describe('Who decided, as your systems know them: a number or a role. It is kept with the books.'),
    ),
  to: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
});

/** What a person must decide. */
export const taskRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/cases/{case}/tasks',
    group: 'Tasks',
    summary: 'List what a person has to decide on a case, and what was decided',
    params: z.strictObject({ case: CaseId }),
    statuses: { 200: 'All tasks, oldest first.' },
    output: z.strictObject({
      tasks: z.array(
        z.strictObject({
          task: z.string(),
          what: TaskKind,
          about: z.optional(z.string()),
          openedAt: Moment,
          due: Moment,
          closed: z.optional(z.strictObject({ decision: Decision, at: Moment })),
        }),
      ),
    }),
    handle: async ({ ports, creditor, params }) => {
      const c = await ownCase(ports, creditor, params.case);
      if (!c) return { problem: notFound };
      const tasks = [...c.tasks.values()].map(({ task, what, about, openedAt, due, closed }) => ({
        task,
        what,
        ...(about !== undefined && { about }),
        openedAt,
        due,
        ...(closed && { closed: { decision: closed.decision, at: closed.at } }),
      }));
      return { status: 200, body: { tasks } };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/{case}/tasks/{task}/answer',
    group: 'Tasks',
    summary: 'Decide on a task, like a dispute',
    params: z.strictObject({ case: CaseId, task: z.string().check(z.maxLength(100)) }),
    body: Answer,
    statuses: { 200: 'Decided, now or before in the same way. The case as it stands now.' },
    output: CaseView,
    problems: [409],
    handle: async ({ ports, creditor, params, body }) => {
      const c = await ownCase(ports, creditor, params.case);
      if (!c?.tasks.has(params.task)) return { problem: notFound };
      const done = await closeTask(ports, c.id, params.task, body);
      if (!done.closed) return { problem: conflict(done.reason) };
      if (done.task.closed?.decision !== body.decision)
        return { problem: conflict('This task was decided before, in another way.') };
      return await viewCase(ports, creditor, c.id);
    },
  }),
];

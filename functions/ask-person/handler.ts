import * as z from 'zod/mini';
import { momentOn, plusDays } from '../../core/calendar/moment.ts';
import { answer } from '../../core/case/answer.ts';
import { change, load } from '../../core/case/change.ts';
import { contextOf } from '../../core/case/context.ts';
import { openTask } from '../../core/case/tasks.ts';
import { followUp, scheduleFollowUp } from '../../core/case/wait.ts';
import { TaskKind } from '../../core/case/words.ts';
import { today } from '../../core/law/of-case.ts';
import { defineFunction, Nothing, nothing, waitingInput } from '../define.ts';

/** Tasks that begin with something somebody said or that broke: if none is open, a person has closed it. */
const openedElsewhere = new Set<TaskKind>([
  'dispute',
  'hardship',
  'plan-request',
  'payment-claim',
  'failure',
]);

/**
 * Asks a person, and waits until they have closed the task. Proposes, never decides: a call, a hand-over, an
 * address to be found, or the answer to what a debtor said.
 */
export const askPerson = defineFunction({
  name: 'ask-person',
  input: z.strictObject({
    ...waitingInput,
    what: TaskKind,
    /** Days until the journey looks again whether the task is closed. */
    days: z.int().check(z.minimum(1), z.maximum(60)),
  }),
  output: Nothing,
  handle: (ports) => async (input) => {
    const before = await load(ports.journal, input.case);
    if (!before.closed && before.journey?.journey !== input.journey) {
      await ports.machines.succeed(input.token, { answer: 'decided' });
      return nothing;
    }
    const cause = `ask:${input.state}`;
    const again = before.causes.has(cause);
    const wait = again ? before.waits : before.waits + 1;
    await ports.tokens.put({ case: input.case, journey: input.journey, wait }, input.token);

    const { case: c } = await change(ports, input.case, cause, async (draft) => {
      const { case: now } = draft;
      if (now.closed || now.journey?.journey !== input.journey) return;
      const open = [...now.tasks.values()].find((task) => !task.closed && task.what === input.what);
      // Somebody may have closed it since the journey was told of it.
      const closed = [...now.tasks.values()].some(
        (task) => task.what === input.what && (task.closed?.seq ?? 0) > (now.wait?.seq ?? now.seq),
      );
      if (!open && (closed || openedElsewhere.has(input.what))) return;
      const ctx = await contextOf(ports, now);
      const task = open?.task ?? openTask(draft, ctx, input.what);
      const due = momentOn(plusDays(today(ctx.pack, draft.now), input.days), 17 * 60, ctx.pack.zone);
      draft.add({ kind: 'wait-opened', wait, journey: input.journey, task, due });
    });
    const waits = c.wait?.wait === wait && c.wait.journey === input.journey;
    const told = waits || c.closed ? answer(c) : { answer: 'decided' };
    if (told) {
      await ports.machines.succeed(input.token, told);
      return nothing;
    }
    // A wait that timed out although it was due: its schedule got lost.
    if (again) await followUp(ports, input.case, wait, true);
    else await scheduleFollowUp(ports, c);
    return nothing;
  },
});

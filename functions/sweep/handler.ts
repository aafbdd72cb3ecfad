import * as z from 'zod';
import { plusSeconds } from '../../core/calendar/moment.ts';
import { unsent } from '../../core/case/answer.ts';
import { load } from '../../core/case/change.ts';
import { startOpenCase } from '../../core/case/start.ts';
import { followUp, wake } from '../../core/case/wait.ts';
import { defineFunction } from '../define.ts';

/** What should have happened this long ago did not: its event or schedule got lost. Seconds. */
const OVERDUE = 3_600;

/**
 * Once a day: starts what an open case lacks. Reads the list of cases whose next moment has gone by, and asks
 * each case what it lacks; a case that lacks nothing is left alone.
 */
export const sweep = defineFunction({
  name: 'sweep',
  input: z.strictObject({}),
  output: z.strictObject({ looked: z.int() }),
  handle: (ports) => async () => {
    const now = ports.clock.now();
    const rows = await ports.lists.overdue(plusSeconds(now, -OVERDUE));
    for (const row of rows) {
      const c = await load(ports.journal, row.case);
      await startOpenCase(ports, c);
      await wake(ports, c);
      if (c.wait) await followUp(ports, c.id, c.wait.wait, true);
      for (const { contact, sendAt } of unsent(c)) {
        await ports.schedules.set({
          name: `send-${contact}`,
          at: sendAt > now ? sendAt : now,
          function: 'send-message',
          input: { case: c.id, contact },
        });
      }
    }
    return { looked: rows.length };
  },
});

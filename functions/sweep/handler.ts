import * as z from 'zod';
import { plusSeconds, secondsBetween } from '../../core/calendar/moment.ts';
import { unsent } from '../../core/case/answer.ts';
import { change, load } from '../../core/case/change.ts';
import { contextOf } from '../../core/case/context.ts';
import { startOpenCase } from '../../core/case/start.ts';
import { openTask } from '../../core/case/tasks.ts';
import { followUp, wake } from '../../core/case/wait.ts';
import type { Ports } from '../../core/ports.ts';
import { defineFunction } from '../define.ts';

/** What should have happened this long ago did not: its event or schedule got lost. Seconds. */
const OVERDUE = 3_600;
/** A case that has no journey, or no wait, for this long although a sweep came by has lost its execution. Seconds. */
const LOST = 36 * 3_600;

/** Some cases could not be looked after; the others were. */
export class SweepIncomplete extends Error {
  override name = 'SweepIncomplete';
}

/**
 * Once a day: starts what an open case lacks. Reads the list of cases whose next moment has gone by, and asks
 * each case what it lacks; a case that lacks nothing is left alone, and one that breaks does not stop the others.
 */
export const sweep = defineFunction({
  name: 'sweep',
  input: z.strictObject({}),
  output: z.strictObject({
    looked: z.int(),
    /** Cases among them whose journey waits although its time has come. */
    waiting: z.int(),
    /** Seconds for which the oldest message among them should have left; 0 where none is late. */
    oldestUnsent: z.int(),
  }),
  handle: (ports) => async () => {
    const rows = await ports.lists.overdue(plusSeconds(ports.clock.now(), -OVERDUE));
    let broken = 0;
    let waiting = 0;
    let oldestUnsent = 0;
    for (const row of rows) {
      try {
        const late = await lookAfter(ports, row.case);
        if (late.waits) waiting += 1;
        oldestUnsent = Math.max(oldestUnsent, late.unsent);
      } catch {
        broken += 1;
      }
    }
    if (broken > 0) throw new SweepIncomplete(`${broken} of ${rows.length} cases could not be looked after.`);
    return { looked: rows.length, waiting, oldestUnsent };
  },
});

async function lookAfter(ports: Ports, id: string): Promise<{ waits: boolean; unsent: number }> {
  const now = ports.clock.now();
  const c = await load(ports.journal, id);
  const long = c.at < plusSeconds(now, -LOST);
  const started = await startOpenCase(ports, c);
  // Started before, and yet without a journey a day later, or in a journey that waits for nothing: its execution
  // is lost, and only a person can tell why.
  if (long && (started === 'exists' || (c.journey && !c.wait))) {
    await change(ports, c.id, `lost:${c.seq}`, async (draft) => {
      const { case: current } = draft;
      if (current.closed || current.wait || current.seq !== c.seq) return;
      if (current.journey)
        draft.add({ kind: 'journey-ended', journey: current.journey.journey, end: 'failed' });
      openTask(draft, await contextOf(ports, current), 'failure', 'lost-execution');
    });
  }
  await wake(ports, c);
  if (c.wait) await followUp(ports, c.id, c.wait.wait, true);
  let oldest = 0;
  for (const { contact, sendAt } of unsent(c)) {
    oldest = Math.max(oldest, secondsBetween(sendAt, now));
    await ports.schedules.set({
      name: `send-${contact}`,
      at: sendAt > now ? sendAt : now,
      function: 'send-message',
      input: { case: c.id, contact },
    });
  }
  return { waits: c.wait !== undefined, unsent: oldest };
}

import * as z from 'zod/mini';
import { plusSeconds, secondsBetween } from '../../core/calendar/moment.ts';
import { nextMoment, unsent } from '../../core/case/answer.ts';
import type { Case } from '../../core/case/case.ts';
import { change, load } from '../../core/case/change.ts';
import { contextOf } from '../../core/case/context.ts';
import { keepRow } from '../../core/case/keep-row.ts';
import { keepLimitation, limitationDue } from '../../core/case/limitation.ts';
import { startOpenCase } from '../../core/case/start.ts';
import { openTask } from '../../core/case/tasks.ts';
import { followUp, wake } from '../../core/case/wait.ts';
import type { Pack } from '../../core/law/law.ts';
import { packOf } from '../../core/law/packs.ts';
import type { Listed, Ports } from '../../core/ports.ts';
import { defineFunction } from '../define.ts';

/** What should have happened this long ago did not: its event or schedule got lost. Seconds. */
const OVERDUE = 3_600;
/**
 * A case that has no journey, or no wait, or nobody who takes the answer to its wait, for this long although a sweep
 * came by has lost its execution. Seconds.
 */
const LOST = 36 * 3_600;
/** Cases that are looked after at once. */
const AT_ONCE = 10;
/** After so long the next call goes on: a function is ended after 900 seconds. */
const LONGEST = 600;

/** Some cases could not be looked after; the others were. */
export class SweepIncomplete extends Error {
  override name = 'SweepIncomplete';
}

/**
 * Once a day: starts what an open case lacks. Reads the list of cases whose next moment has gone by, and asks
 * each case what it lacks; a case that lacks nothing is left alone, and one that breaks does not stop the others. What
 * one call does not get through the next goes on with, so that cases which only wait for a person hold up no others.
 */
export const sweep = defineFunction({
  name: 'sweep',
  input: z.strictObject({
    /** Where an earlier call stopped. */
    after: z.optional(z.string()),
  }),
  output: z.strictObject({
    looked: z.int(),
    /** Cases among them whose journey waits although its time has come. */
    waiting: z.int(),
    /** Seconds for which the oldest message among them should have left; 0 where none is late. */
    oldestUnsent: z.int(),
  }),
  handle:
    (ports) =>
    async ({ after = '' }) => {
      const began = ports.clock.now();
      const overdue = await ports.lists.overdue(plusSeconds(began, -OVERDUE));
      const rows = overdue.filter((row) => placeOf(row) > after);
      let looked = 0;
      let broken = 0;
      let waiting = 0;
      let oldestUnsent = 0;
      const inTime = () => secondsBetween(began, ports.clock.now()) < LONGEST;
      const work = async () => {
        for (let row = rows[looked]; row && inTime(); row = rows[looked]) {
          looked += 1;
          try {
            const late = await lookAfter(ports, row.case);
            if (late.waits) waiting += 1;
            oldestUnsent = Math.max(oldestUnsent, late.unsent);
          } catch {
            broken += 1;
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      const last = rows[looked - 1];
      if (last && looked < rows.length) {
        await ports.schedules.set({
          name: `sweep-after-${last.case}`,
          at: ports.clock.now(),
          function: 'sweep',
          input: { after: placeOf(last) },
        });
      }
      if (broken > 0) throw new SweepIncomplete(`${broken} of ${looked} cases could not be looked after.`);
      return { looked, waiting, oldestUnsent };
    },
});

/** Where a case stands among those that are overdue. */
function placeOf({ next = '', case: id }: Listed): string {
  return `${next} ${id}`;
}

/** Limitation runs whatever else a case waits for. @returns the case after it */
async function keepTime(ports: Ports, c: Case, pack: Pack): Promise<Case> {
  if (c.closed) return c;
  const due = limitationDue(c, pack);
  if (due === undefined || due > ports.clock.now()) return c;
  const changed = await change(ports, c.id, `limitation:${c.seq}`, async (draft) => {
    await keepLimitation(draft, await contextOf(ports, draft.case));
  });
  return changed.case;
}

async function lookAfter(ports: Ports, id: string): Promise<{ waits: boolean; unsent: number }> {
  const now = ports.clock.now();
  const found = await load(ports.journal, id);
  const long = found.at < plusSeconds(now, -LOST);
  const pack = packOf(await ports.creditors.get(found.creditor), found);
  const c = await keepTime(ports, found, pack);
  const started = await startOpenCase(ports, c);
  const told = await wake(ports, c);
  // Started before, and yet without a journey a day later, or in a journey that waits for nothing or whose wait nobody
  // holds: its execution is lost, and only a person can tell why.
  if (long && (started === 'exists' || (c.journey && (!c.wait || told === 'gone')))) {
    await change(ports, c.id, `lost:${c.seq}`, async (draft) => {
      const { case: current } = draft;
      if (current.closed || current.seq !== c.seq) return;
      if (current.journey)
        draft.add({ kind: 'journey-ended', journey: current.journey.journey, end: 'failed' });
      openTask(draft, await contextOf(ports, current), 'failure', 'lost-execution');
    });
  }
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
  // Its row named too early a moment: what moves it later, such as a letter that has left, is not always heard.
  const next = nextMoment(c, { pack });
  if (!next || next > now) await keepRow(ports, id);
  return { waits: c.wait !== undefined, unsent: oldest };
}

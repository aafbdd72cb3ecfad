import type { Day } from '../calendar/moment.ts';
import type { Ports } from '../ports.ts';
import { shiftPlan } from '../reply/reaction.ts';
import { type Changed, change } from './change.ts';
import { contextOf } from './context.ts';
import { scheduleFollowUp } from './wait.ts';

export interface Pause {
  case: string;
  /** Its own id: it is written once. */
  id: string;
  /** Last day of the pause; absent to resume now. */
  until?: Day | undefined;
  reason: string;
}

/**
 * Pauses the asking on a case until a day, or resumes it, and moves what was planned. On a closed case nothing is
 * written.
 *
 * @throws UnknownCase, JournalBusy
 */
export async function pauseCase(
  ports: Ports,
  { case: id, id: outside, until, reason }: Pause,
): Promise<Changed> {
  const changed = await change(ports, id, `pause:${outside}`, async (draft) => {
    if (draft.case.closed) return;
    draft.add(until ? { kind: 'paused', until, reason, outside } : { kind: 'resumed', reason, outside });
    if (until) await shiftPlan(draft, await contextOf(ports, draft.case), until, outside);
  });
  await scheduleFollowUp(ports, changed.case);
  return changed;
}

import { plusDays } from '../calendar/moment.ts';
import { today } from '../law/of-case.ts';
import { packFor } from '../law/packs.ts';
import { BANK_DAYS } from '../message/blocked.ts';
import { instalmentPaid } from '../plan/progress.ts';
import type { Ports } from '../ports.ts';
import { answer, dueOf } from './answer.ts';
import { type Case, runningPlan } from './case.ts';
import { change, type Draft } from './change.ts';
import type { Context } from './context.ts';

/**
 * Sets (or moves) the one-time schedule that looks at a case's open wait again. Whoever has written something calls it,
 * a repeat too: the first try may have died between the two.
 */
export async function scheduleFollowUp(ports: Ports, c: Case): Promise<void> {
  if (!c.wait || c.closed || c.wait.followUpSeq !== undefined) return;
  const due = dueOf(c, { pack: packFor(c.country) }, c.wait);
  await ports.schedules.set({
    name: `follow-up-${c.id}-${c.wait.wait}`,
    at: due,
    function: 'follow-up-due',
    input: { case: c.id, wait: c.wait.wait },
  });
}

/**
 * Looks at a wait whose time has come. If a pause, promise or part payment has moved it, it is looked at again
 * then; otherwise the journal says that the follow-up is due, and the journal wakes the journey.
 *
 * @param late true when a timed-out task called instead of the schedule: counted, because a schedule got lost
 */
export async function followUp(ports: Ports, id: string, wait: number, late = false): Promise<void> {
  const changed = await change(ports, id, `follow-up:${wait}`, (draft) => {
    const c = draft.case;
    if (c.closed || c.wait?.wait !== wait || c.wait.followUpSeq !== undefined) return;
    const ctx = { pack: packFor(c.country) };
    // A promise or part payment has moved it, perhaps in this very moment.
    if (dueOf(c, ctx, c.wait) > draft.now) return;
    breakWhatWasNotKept(draft, ctx);
    draft.add({ kind: 'follow-up-due', wait, ...(late && { late: true as const }) });
  });
  if (!changed.fresh && changed.case.wait?.wait === wait) await scheduleFollowUp(ports, changed.case);
}

/** Promises and instalments whose day has gone by without money. */
function breakWhatWasNotKept(draft: Draft, ctx: Pick<Context, 'pack'>): void {
  const c = draft.case;
  const day = today(ctx.pack, draft.now);
  if (c.promise?.state === 'open' && plusDays(c.promise.payOn, BANK_DAYS) <= day) {
    draft.add({ kind: 'promise-broken', promise: c.promise.promise });
  }
  const contact = c.wait?.contact ? c.contacts.get(c.wait.contact) : undefined;
  const plan = runningPlan(c);
  const number = contact?.instalment;
  const instalment = number === undefined ? undefined : plan?.instalments[number - 1];
  if (!plan || !instalment || number === undefined) return;
  if (instalmentPaid(plan, number) || plan.missed.has(number) || instalment.on >= day) return;
  draft.add({ kind: 'instalment-missed', plan: plan.plan, instalment: number, cents: instalment.cents });
}

/**
 * Answers the task that waits on a case, if the journal has an answer for it. Safe to repeat.
 *
 * @returns `gone`: no task takes the answer. Its journey has gone on already, or its execution is no more
 */
export async function wake(ports: Ports, c: Case): Promise<'told' | 'gone' | 'nothing'> {
  // A journey that was ended from outside leaves a machine waiting: it is told that somebody decided.
  const told = answer(c) ?? (c.journey ? undefined : { answer: 'decided' });
  if (!told) return 'nothing';
  // After the end of a journey there is no open wait any more: the newest token is still the one to answer.
  const place = {
    case: c.id,
    journey: c.wait?.journey ?? c.journey?.journey ?? c.journeys,
    wait: c.wait?.wait ?? c.waits,
  };
  const token = await ports.tokens.get(place);
  if (!token) return 'gone';
  if ((await ports.machines.succeed(token, told)) === 'accepted') return 'told';
  // The task may have been tried again in this very moment, with a new token.
  const renewed = await ports.tokens.get(place);
  if (!renewed || renewed === token) return 'gone';
  return (await ports.machines.succeed(renewed, told)) === 'accepted' ? 'told' : 'gone';
}

import {
  type Day,
  dayAt,
  type Moment,
  momentOn,
  plusDays,
  plusSeconds,
  secondsBetween,
} from '../calendar/moment.ts';
import { noticeOf } from '../law/of-case.ts';
import { blockingTask, handsTo, heldUntil, MORNING } from '../message/blocked.ts';
import { instalmentPaid } from '../plan/progress.ts';
import { type Case, type Contact, runningPlan, type Wait } from './case.ts';
import type { Context } from './context.ts';
import { limitationDue } from './limitation.ts';
import type { Outcome, Refusal, TaskKind } from './words.ts';

/**
 * What a waiting journey is told. `again`: what was sent never arrived or was held back, so write it again;
 * `unreachable`, `report` and the other kinds of task: a person has to look first; `decided`: a person did.
 */
export type Answer =
  | { answer: 'closed'; outcome: Outcome }
  | { answer: TaskKind | 'plan-agreed' | 'instalment-paid' | 'decided' | 'again' | 'follow-up-due' };

/** Refusals that end with the pause, promise or deferral itself. */
const holds: ReadonlySet<Refusal> = new Set<Refusal>(['paused', 'promised', 'deferred']);

/** Days that a part payment gives before we look again. */
const PART_PAYMENT_DAYS = 7;

/**
 * What the journey that waits on this case should be told, or undefined when there is nothing to tell yet.
 * Asked when a wait has been opened and by every wake, so that their order does not matter: both read the same
 * journal. (What is asked immediately before a send is `lastLook`.)
 */
export function answer(c: Case): Answer | undefined {
  if (c.closed) return { answer: 'closed', outcome: c.closed.outcome };
  const { wait } = c;
  if (!wait) return undefined;

  const task = wait.task ? c.tasks.get(wait.task) : undefined;
  const blocking = blockingTask(c);
  if (blocking && blocking.task !== wait.task) return { answer: blocking.what };
  const plan = runningPlan(c);
  if (plan && c.journey?.machine !== 'payment-plan') return { answer: 'plan-agreed' };
  // The plan ended while its journey waits: paid, or replaced by what a person decided.
  if (!plan && c.journey?.machine === 'payment-plan') return { answer: 'decided' };
  if (task?.closed) return { answer: 'decided' };

  const contact = wait.contact ? c.contacts.get(wait.contact) : undefined;
  const refused = wait.contact ? c.refused.get(wait.contact) : undefined;
  // An instalment of a plan that another has replaced is not waited for any more: the new dates count.
  if (plan && contact?.instalment) {
    if (contact.plan !== plan.plan || instalmentPaid(plan, contact.instalment))
      return { answer: 'instalment-paid' };
  }
  const handTo = refused && handsTo[refused.reason];
  if (handTo) return { answer: handTo };
  if (refused?.reason === 'not-needed') {
    return { answer: refused.step.startsWith('instalment') ? 'instalment-paid' : 'follow-up-due' };
  }
  if (contact?.failed) return { answer: 'again' };
  if (wait.followUpSeq === undefined) return undefined;
  const unproven = contact?.notice && !c.notices.has(contact.contact);
  // Its schedule got lost, or a stop order stood all the time: no step follows one that was never taken.
  const unsaid = contact && !contact.claimedAt;
  return { answer: refused || unproven || unsaid || tookThePlace(c, contact) ? 'again' : 'follow-up-due' };
}

/** A notice for a claim that joined after the others' notice: it was written instead of an ask, which is due now. */
function tookThePlace(c: Case, contact: Contact | undefined): boolean {
  if (!contact?.notice) return false;
  const { notice: own, writtenSeq } = contact;
  return [...c.notices.values()].some(
    (notice) =>
      !notice.void &&
      (c.contacts.get(notice.contact)?.writtenSeq ?? 0) < writtenSeq &&
      !notice.claims.some((claim) => own.claims.includes(claim)),
  );
}

/**
 * The moment at which an open wait is to be looked at again, as things stand: what the wait was opened with,
 * moved later by a pause, a promise, a direct debit, a deferral, a part payment, or a notice's real term.
 */
export function dueOf(c: Case, ctx: Pick<Context, 'pack'>, wait: Wait): Moment {
  const { zone } = ctx.pack;
  if (wait.task) return wait.due;
  // What was held back is written again as soon as it may be; what was sent gets the patience it was given.
  const refused = wait.contact ? c.refused.get(wait.contact) : undefined;
  const costsFrom = termEnds(c, wait.contact);
  // A hold that was lifted in the meantime holds no longer, and a moment that had gone by holds nothing: what is tried
  // again at once is tried again for ever.
  const lifted = refused && holds.has(refused.reason);
  const until = lifted || (refused?.until ?? '') <= wait.openedAt ? undefined : refused?.until;
  const moments = [
    refused
      ? (until ?? plusSeconds(wait.openedAt, 3_600))
      : costsFrom
        ? momentOn(costsFrom, MORNING, zone)
        : wait.due,
  ];
  const held = heldUntil(c, ctx)?.until;
  if (held) moments.push(held);
  const lastPaid = c.paidOn.at(-1);
  if (lastPaid && !runningPlan(c) && lastPaid >= dayAt(wait.openedAt, zone)) {
    moments.push(momentOn(plusDays(lastPaid, PART_PAYMENT_DAYS), MORNING, zone));
  }
  return moments.reduce((a, b) => (a > b ? a : b));
}

/** The day on which the term of a served notice has run out, or of another that was proven later for its claims. */
function termEnds(c: Case, contact: string | undefined): Day | undefined {
  const notice = contact ? c.notices.get(contact) : undefined;
  if (!notice || notice.void) return undefined;
  const latest = notice.claims.map((claim) => noticeOf(c, claim)?.costsFrom ?? notice.costsFrom);
  return latest.sort().at(-1);
}

/** An open case that nothing is working on: no journey runs and nobody has to decide first. */
export function lacksJourney(c: Case): boolean {
  return !c.closed && !c.journey && !blockingTask(c);
}

/** Messages that were written to be sent without a wait, and were neither begun nor refused. */
export function unsent(c: Case): { contact: string; sendAt: Moment }[] {
  return [...c.contacts.values()].filter(
    (contact) => !contact.followUpAt && !contact.claimedAt && !c.refused.has(contact.contact),
  );
}

/** The next moment at which something should happen to a case, or undefined when nothing is expected. */
export function nextMoment(c: Case, ctx: Pick<Context, 'pack'>): Moment | undefined {
  const moments: Moment[] = [];
  for (const contact of unsent(c)) moments.push(contact.sendAt);
  for (const task of c.tasks.values()) if (!task.closed) moments.push(task.due);
  // A journey without a wait is between two steps: a moment later it is somewhere else, or lost.
  if (lacksJourney(c) || (!c.closed && c.journey && !c.wait)) moments.push(c.at);
  if (!c.closed && c.wait) moments.push(dueOf(c, ctx, c.wait));
  const limitation = c.closed ? undefined : limitationDue(c, ctx.pack);
  if (limitation) moments.push(limitation);
  return moments.sort()[0];
}

/** Seconds that a task may wait at most: until its due moment and a day. */
export function waitSeconds(now: Moment, due: Moment): number {
  return Math.max(60, secondsBetween(now, due) + 86_400);
}

import type { Day } from '../../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../../core/case/entry.ts';
import { blockingTasks, purposeOf, type Step, type TaskKind } from '../../core/case/words.ts';
import type { Books } from './books.ts';
import { dayOf } from './calendar.ts';
import { asks, type Contacts } from './contacts.ts';
import type { Standing } from './journeys.ts';
import type { Report } from './rules.ts';

const planSteps: ReadonlySet<Step> = new Set(['instalment-reminder', 'instalment-missed']);

/** What stands between an ask and its debtor, as the entries so far tell it. */
export interface Holds {
  /** The last day of the pause that holds now. */
  pausedUntil: Day | undefined;
  /** Until when the law suspends the case; `forever` until somebody resumes. */
  suspendedUntil: Day | 'forever' | undefined;
  /** The last day of the deferral that was granted last. */
  deferredUntil: Day | undefined;
  /** Days of promises that were neither kept nor broken, nor overtaken by a plan. */
  readonly promises: ReadonlyMap<string, Day>;
  readonly openTasks: ReadonlyMap<string, EntryOf<'task-opened'>>;
}

/** Checks that nobody is asked when nobody may be. */
export interface Asking {
  read(entry: Entry): void;
  readonly holds: Readonly<Holds>;
}

export function readAsking(report: Report, books: Books, contacts: Contacts, standing: Standing): Asking {
  const promises = new Map<string, Day>();
  const openTasks = new Map<string, EntryOf<'task-opened'>>();
  const disputes = new Set<string>();
  const suspendedBy = new Set<string>();
  const holds: Holds = {
    pausedUntil: undefined,
    suspendedUntil: undefined,
    deferredUntil: undefined,
    promises,
    openTasks,
  };
  let hardship = false;
  let plan: { id: string; seq: number } | undefined;
  let handOverAlarmed = false;

  function note(entry: Entry): void {
    switch (entry.kind) {
      case 'paused':
        // A later pause replaces an earlier one, also when it is shorter: somebody decided anew.
        holds.pausedUntil = entry.until;
        break;
      case 'suspended-by-law':
        // It ends with its task, like every other question that a person answers.
        if (!entry.task) holds.suspendedUntil = entry.until ?? 'forever';
        else suspendedBy.add(entry.task);
        break;
      case 'resumed':
        holds.pausedUntil = undefined;
        holds.suspendedUntil = undefined;
        break;
      case 'deferral-granted':
        holds.deferredUntil = entry.until;
        break;
      case 'dispute-raised':
        disputes.add(entry.dispute);
        break;
      case 'dispute-answered':
        disputes.delete(entry.dispute);
        break;
      case 'hardship-reported':
        hardship = true;
        break;
      case 'task-opened':
        openTasks.set(entry.task, entry);
        break;
      case 'task-closed':
        if (openTasks.get(entry.task)?.what === 'hardship') hardship = false;
        openTasks.delete(entry.task);
        suspendedBy.delete(entry.task);
        break;
      case 'promise-made':
        promises.set(entry.promise, entry.payOn);
        break;
      case 'promise-kept':
      case 'promise-broken':
        promises.delete(entry.promise);
        break;
      case 'plan-agreed':
        plan = { id: entry.plan, seq: entry.seq };
        // Who agrees to a plan no longer promises to pay on another day.
        promises.clear();
        break;
      case 'plan-broken':
      case 'plan-completed':
        if (plan?.id === entry.plan) plan = undefined;
        break;
    }
  }

  /** A notice beside a plan is only for claims that joined after the plan was agreed. */
  function goesBesidePlan(step: Step, written: EntryOf<'contact-written'> | undefined): boolean {
    const agreedAt = plan?.seq;
    if (agreedAt === undefined || planSteps.has(step)) return false;
    const claims = written?.notice?.claims;
    if (purposeOf[step] !== 'notice' || claims === undefined) return true;
    return claims.some((claim) => (books.claims.get(claim)?.added.seq ?? 0) < agreedAt);
  }

  /** Judged at the approval and again at the hand-over itself; the task that is answered by it may still be open. */
  function checkHandOver(entry: EntryOf<'hand-over-approved'> | EntryOf<'handed-over'>): void {
    if (entry.kind === 'hand-over-approved') handOverAlarmed = false;
    const answered = entry.kind === 'hand-over-approved' ? entry.task : undefined;
    const unanswered = blockingTask(openTasks, answered) ?? (disputes.size > 0 ? 'dispute' : undefined);
    if (unanswered && !handOverAlarmed) {
      handOverAlarmed = true;
      report(entry.seq, 'handed-over-unanswered', unanswered);
    }
  }

  function checkAsk(
    seq: number,
    day: Day,
    step: Step,
    written: EntryOf<'contact-written'> | undefined,
  ): void {
    if (books.outstanding() <= 0) report(seq, 'ask-when-nothing-owed', step);
    if (standing.ended) report(seq, 'ask-after-closing', step);
    if (holds.pausedUntil !== undefined && day <= holds.pausedUntil) report(seq, 'ask-while-paused', step);
    if (
      suspendedBy.size > 0 ||
      holds.suspendedUntil === 'forever' ||
      (holds.suspendedUntil !== undefined && day <= holds.suspendedUntil)
    ) {
      report(seq, 'ask-while-suspended', step);
    }
    if (holds.deferredUntil !== undefined && day <= holds.deferredUntil)
      report(seq, 'ask-during-deferral', step);
    if (disputes.size > 0) report(seq, 'ask-during-dispute', step);
    if (hardship) report(seq, 'ask-after-hardship', step);
    const blocking = blockingTask(openTasks);
    if (blocking) report(seq, 'ask-during-blocking-task', blocking);
    // A notice starts a free term and asks for nothing before its end, so a promise does not stop it.
    if (purposeOf[step] === 'ask' && [...promises.values()].some((payOn) => day <= payOn)) {
      report(seq, 'ask-before-promise', step);
    }
    if (goesBesidePlan(step, written)) report(seq, 'ask-beside-plan', step);
  }

  return {
    read(entry) {
      note(entry);
      if (entry.kind === 'hand-over-approved' || entry.kind === 'handed-over') checkHandOver(entry);
      if (!contacts.isCommitment(entry)) return;
      const written = contacts.get(entry.contact)?.written;
      const message = entry.kind === 'contact-sent' ? entry : written;
      if (message && asks(message)) checkAsk(entry.seq, dayOf(entry.at), message.step, written);
    },
    holds,
  };
}

function blockingTask(
  open: ReadonlyMap<string, EntryOf<'task-opened'>>,
  except?: string,
): TaskKind | undefined {
  for (const [id, task] of open) if (id !== except && blockingTasks.has(task.what)) return task.what;
  return undefined;
}

import type { Moment } from '../../core/calendar/moment.ts';
import type { Entry, EntryKind, EntryOf } from '../../core/case/entry.ts';
import type { Holds } from './asking.ts';
import type { Books } from './books.ts';
import { daysLater, later, momentDaysLater } from './calendar.ts';
import type { Standing } from './journeys.ts';
import type { Report } from './rules.ts';

/** How many days may pass between a fact and what has to follow it. */
export interface Buffers {
  /** How long ago the last wake-up of an open case may have been due. Default 2. */
  sleepDays: number;
  /** How far behind the end of a pause, promise or deferral the moved follow-up may lie. Default 5. */
  movedDays: number;
  /** How far a part payment may move the follow-up, from the day it was booked. Default 14. */
  partPaymentDays: number;
}

/** Facts after which the case gets `sleepDays` to take its next step. News of messages is not among them. */
const stirring: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'case-opened',
  'claim-added',
  'profile-assigned',
  'journey-started',
  'journey-ended',
  'wait-opened',
  'follow-up-due',
  'contact-written',
  'contact-claimed',
  'payment-received',
  'payment-reversed',
  'plan-agreed',
  'plan-broken',
  'plan-completed',
  'promise-broken',
  'dispute-answered',
  'resumed',
  'task-closed',
  'taken-back',
  'reopened',
]);

/** Checks that every open case will be woken. */
export interface SleepCheck {
  read(entry: Entry): void;
  end(): void;
}

export function readSleep(
  report: Report,
  books: Books,
  standing: Standing,
  holds: Readonly<Holds>,
  now: Moment,
  buffers: Buffers,
): SleepCheck {
  const tooLongAgo = momentDaysLater(now, -buffers.sleepDays);
  let wait: EntryOf<'wait-opened'> | undefined;
  let partPaidAt: Moment | undefined;
  let stirredAt = '';
  let lastSeq = 0;

  function endsWait(entry: Entry): boolean {
    switch (entry.kind) {
      case 'follow-up-due':
        return entry.wait === wait?.wait;
      case 'task-closed':
        return entry.task === wait?.task;
      case 'journey-ended':
      case 'case-closed':
        return true;
      default:
        return false;
    }
  }

  /** The latest moment at which a wait may be looked at again: its own, or where one of the holds moved it. */
  function movedDue(due: Moment): Moment {
    let latest = due;
    const days = [holds.pausedUntil, holds.deferredUntil, ...holds.promises.values()];
    if (holds.suspendedUntil !== 'forever') days.push(holds.suspendedUntil);
    for (const day of days) {
      if (day !== undefined) latest = later(latest, `${daysLater(day, buffers.movedDays)}T23:59:59Z`);
    }
    return partPaidAt === undefined
      ? latest
      : later(latest, momentDaysLater(partPaidAt, buffers.partPaymentDays));
  }

  return {
    read(entry) {
      lastSeq = entry.seq;
      if (stirring.has(entry.kind)) stirredAt = later(stirredAt, entry.at);
      if (endsWait(entry)) wait = undefined;
      if (entry.kind === 'wait-opened') {
        wait = entry;
        partPaidAt = undefined;
      }
      if (entry.kind === 'payment-received' && books.outstanding() > 0) partPaidAt = entry.at;
    },
    end() {
      if (!standing.opened || standing.ended || stirredAt >= tooLongAgo) return;
      const dues = [...holds.openTasks.values()].map((task) => task.due);
      if (wait) dues.push(movedDue(wait.due));
      if (dues.length === 0) report(lastSeq, 'case-sleeps');
      else if (dues.every((due) => due < tooLongAgo)) {
        report(lastSeq, 'wake-up-overdue', dues.reduce(later));
      }
    },
  };
}

import type { Day } from '../calendar/moment.ts';
import { type Case, runningPlan } from '../case/case.ts';
import type { Outcome, TaskKind } from '../case/words.ts';
import { mandateStands, outstanding } from '../message/blocked.ts';
import { openIn } from '../money/statement.ts';
import { instalmentPaid, type NextInstalment, nextInstalment } from '../plan/progress.ts';

/** Tasks that the debtor knows of, because they come of what the debtor said or did. */
export type KnownTask = Extract<
  TaskKind,
  | 'dispute'
  | 'hardship'
  | 'plan-request'
  | 'payment-claim'
  | 'report'
  | 'refund'
  | 'complaint'
  | 'information'
>;
const knownTasks: ReadonlySet<TaskKind> = new Set<KnownTask>([
  'dispute',
  'hardship',
  'plan-request',
  'payment-claim',
  'report',
  'refund',
  'complaint',
  'information',
]);

/** What was arranged, and what is waited for. */
export interface Standing {
  closed?: { outcome: Outcome; on: Day; handedOverTo?: string };
  plan?: {
    instalments: { on: Day; cents: number; paid: boolean }[];
    next?: NextInstalment;
  };
  promise?: { payOn: Day; cents?: number };
  directDebitOn?: Day;
  /** Last day on which nobody asks. */
  quietUntil?: Day;
  /** A person looks, at the latest by a day. */
  tasks: { what: KnownTask; by: Day }[];
  /** Nobody asks for money while somebody looks. */
  asked: boolean;
  /** A free notice runs: whoever pays by this day pays no costs. */
  freeUntil?: Day;
  /** The day that the last message named. */
  payBy?: Day;
}

/** How a case stands on a day, as its debtor may know it. What we plan for ourselves is not in it. */
export function standingOf(c: Case, day: Day, dayAt: (moment: string) => Day): Standing {
  const tasks = [...c.tasks.values()].filter((task) => !task.closed && knownTasks.has(task.what));
  const standing: Standing = {
    tasks: tasks.map((task) => ({ what: task.what as KnownTask, by: dayAt(task.due) })),
    asked: false,
    ...(c.closed && {
      closed: {
        outcome: c.closed.outcome,
        on: dayAt(c.closed.at),
        ...(c.handedOverTo && { handedOverTo: c.handedOverTo }),
      },
    }),
  };
  if (c.closed) return standing;
  const looking = tasks.some(
    ({ what }) => what !== 'refund' && what !== 'complaint' && what !== 'information',
  );
  const plan = runningPlan(c);
  if (plan) {
    const next = nextInstalment(c);
    standing.plan = {
      instalments: plan.instalments.map((instalment, index) => ({
        ...instalment,
        paid: instalmentPaid(plan, index + 1),
      })),
      // Nobody is told to pay on a day, and in the next line that we do not ask.
      ...(next && !looking && { next }),
    };
  }
  const { promise, mandate } = c;
  if (promise?.state === 'open' && !plan) {
    standing.promise = { payOn: promise.payOn, ...(promise.cents && { cents: promise.cents }) };
  }
  if (mandate && mandateStands(c, day)) standing.directDebitOn = mandate.collectOn;
  const quiet = [c.pausedUntil, c.deferredUntil].filter((until) => until !== undefined && until >= day);
  const until = quiet.sort().at(-1);
  if (until) standing.quietUntil = until;
  standing.asked = outstanding(c) > 0 && !looking && !until;
  if (standing.asked && !plan && !standing.promise && !standing.directDebitOn) askedUntil(c, day, standing);
  return standing;
}

/** Until when to pay: without costs while a free notice runs, else by the day that the last message named. */
function askedUntil(c: Case, day: Day, standing: Standing): void {
  const running = [...c.notices.values()].filter(
    ({ void: gone, charged, lastFreeDay, claims }) =>
      !gone &&
      charged === 0 &&
      lastFreeDay >= day &&
      claims.some((claim) => openIn(c.claims.get(claim)?.books ?? nothing, 'principal') > 0),
  );
  const free = running.map(({ lastFreeDay }) => lastFreeDay).sort()[0];
  if (free) {
    standing.freeUntil = free;
    return;
  }
  const last = [...c.contacts.values()].filter(({ sentAt, payBy }) => sentAt && payBy).at(-1)?.payBy;
  if (last && last >= day) standing.payBy = last;
}

const empty = { charged: 0, paid: 0, waived: 0 };
const nothing = { principal: empty, interest: empty, costs: empty };

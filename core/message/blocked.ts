import { type Day, dayAt, type Moment, momentOn, plusDays, plusSeconds } from '../calendar/moment.ts';
import { type Case, runningPlan } from '../case/case.ts';
import type { Context } from '../case/context.ts';
import type { EntryOf, Receipt } from '../case/entry.ts';
import { blockingTasks, collects, purposeOf, type Refusal, type Step, type TaskKind } from '../case/words.ts';
import { today } from '../law/of-case.ts';
import { ownPolicy } from '../law/tables.ts';
import { totals } from '../money/statement.ts';
import { protective } from '../person/person.ts';

/** Why somebody may not be asked now, and from when it can be asked again, where that is known. */
export interface Block {
  reason: Refusal;
  until?: Moment;
  /** What a supervisor should know of it, where the reason alone does not say it. */
  receipt?: Receipt;
}

/** Whom a gate hands the case to that does not open by itself: the kind of task that a person closes. */
export const handsTo: Partial<Record<Refusal, TaskKind>> = {
  'unknown-person': 'person-kind',
  'person-protected': 'report',
  unreachable: 'unreachable',
  'not-worth-asking': 'not-worth-asking',
};

/** What is written of a gate that closed: why, until when, and who can open it. */
export function refusal(
  c: Case,
  { reason, until, receipt }: Block,
): Pick<EntryOf<'contact-refused'>, 'reason' | 'until' | 'handTo' | 'receipt'> {
  const handTo = reason === 'with-a-person' ? blockingTask(c)?.what : handsTo[reason];
  return { reason, ...(until && { until }), ...(handTo && { handTo }), ...(receipt && { receipt }) };
}

/** The law was to be read again and nobody has: nothing is asked on the strength of it, and it is tried a week later. */
export function lawUnread(now: Moment, receipt: Receipt): Block {
  return { reason: 'law-unread', until: plusSeconds(now, 7 * 86_400), receipt };
}

/** Bank days that a payment may take to reach us after the day it was promised for. */
export const BANK_DAYS = 3;
/** Work on follow-ups begins at six, before the contact window opens, so that a message can go out that day. */
export const MORNING = 6 * 60;

/** What asks for an instalment of a plan that is being paid. */
export const planSteps: ReadonlySet<Step> = new Set<Step>(['instalment-reminder', 'instalment-missed']);

/** The open task that keeps everybody from asking, if there is one: the oldest. */
export function blockingTask(c: Case): { task: string; what: TaskKind } | undefined {
  for (const task of c.tasks.values()) if (!task.closed && blockingTasks.has(task.what)) return task;
  return undefined;
}

/** What is still owed on a case, cents. */
export function outstanding(c: Case): number {
  return totals([...c.claims.values()].map((claim) => claim.books)).outstanding;
}

/**
 * Whether a direct debit that was allowed is still to come. It was allowed once, for one day: when that has passed, and the
 * bank has had its days, it is used up, whether it was paid or bounced, and another can be allowed.
 */
export function mandateStands({ mandate }: Case, day: Day): boolean {
  return mandate !== undefined && plusDays(mandate.collectOn, BANK_DAYS) >= day;
}

/** The first morning on which a pause, promise, deferral or direct debit no longer holds the asking back. */
export function heldUntil(c: Case, { pack }: Pick<Context, 'pack'>): Block | undefined {
  const held: Block[] = [];
  const hold = (reason: Refusal, day: string) =>
    held.push({ reason, until: momentOn(day, MORNING, pack.zone) });
  if (c.pausedUntil) hold('paused', plusDays(c.pausedUntil, 1));
  if (c.deferredUntil) hold('deferred', plusDays(c.deferredUntil, 1));
  // A plan takes the place of a promise.
  if (c.promise?.state === 'open' && !runningPlan(c)) hold('promised', plusDays(c.promise.payOn, BANK_DAYS));
  if (c.mandate) hold('promised', plusDays(c.mandate.collectOn, BANK_DAYS));
  return held.sort((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1))[0];
}

/**
 * Everything that stops a message of this step, law and kindness first; undefined when it may go.
 * Answers and services pass where asks must stop: a dispute must still be answered.
 */
export function blocked(c: Case, ctx: Context, step: Step, now: Moment): Block | undefined {
  // A case can be opened again after its person was erased: then somebody has to look.
  if (c.erased) return { reason: c.closed ? 'closed' : 'unreachable' };
  if (ctx.person.circumstances.has('deceased')) return { reason: 'person-protected' };
  if (!collects(purposeOf[step])) return undefined;
  if (ctx.stopped) return { reason: 'stop-order', until: plusSeconds(now, 7 * 86_400) };

  if (c.closed) return { reason: 'closed' };
  if (outstanding(c) === 0) return { reason: 'settled' };
  // G6: a consumer, somebody in business and a company have different rights.
  if (c.debtor === 'unknown') return { reason: 'unknown-person' };
  if (blockingTask(c)) return { reason: 'with-a-person' };
  for (const circumstance of ctx.person.circumstances) {
    if (protective.has(circumstance)) return { reason: 'person-protected' };
  }
  if (runningPlan(c) && !planSteps.has(step)) return { reason: 'plan-running' };
  const held = heldUntil(c, ctx);
  if (held?.until && held.until > now) return held;
  return undefined;
}

/** The limits of the safety budget on contacts, and over how many days each counts. */
const limits = [
  ['day', 1],
  ['week', 7],
  ['month', 30],
] as const;

/**
 * The person has had as many contacts as the creditor's policy allows for a while; `until` is the first morning on which
 * it allows one more, if nobody else makes it.
 *
 * @param contacts when they were asked or given notice, by whomever
 */
export function overBudget(
  { creditor: { budget }, pack }: Pick<Context, 'creditor' | 'pack'>,
  contacts: readonly Moment[],
  now: Moment,
): Block | undefined {
  const day = today(pack, now);
  const longest = plusDays(day, -32);
  const days = contacts.filter((at) => at >= longest).map((at) => dayAt(at, pack.zone));
  const spentOn = (day: string) =>
    limits.find(([name, length]) => {
      const first = plusDays(day, 1 - length);
      return days.filter((one) => one >= first).length >= budget[name];
    });
  const spent = spentOn(day);
  if (!spent) return undefined;
  let free = plusDays(day, 1);
  while (spentOn(free)) free = plusDays(free, 1);
  const [limit, length] = spent;
  return {
    reason: 'too-many-contacts',
    until: momentOn(free, MORNING, pack.zone),
    receipt: {
      reason: `They had as many messages as they may get in ${length === 1 ? 'a day' : `${length} days`}.`,
      inputs: { limit, most: budget[limit] },
      rules: [safetyBudgetRule],
    },
  };
}

/** Nothing of the law: a promise of our own. */
export const safetyBudgetRule = ownPolicy('own/safety-budget');

/** Seldom paid, and little: asking would cost more than it is expected to bring. A person decides what becomes of it. */
export function notWorthAsking(c: Case, { creditor }: Pick<Context, 'creditor'>): Block | undefined {
  const points = c.score?.points;
  if (points === undefined) return undefined;
  // Once a person has said that it is worth it, it is.
  const judged = [...c.tasks.values()].some(({ what, closed }) => what === 'not-worth-asking' && closed);
  const expected = Math.round((outstanding(c) * points) / 100);
  const { perContact } = creditor.budget;
  if (judged || expected >= perContact) return undefined;
  return {
    reason: 'not-worth-asking',
    receipt: {
      reason: `Of ${outstanding(c)} cents ${expected} can be expected: less than the ${perContact} for which a message is worth it.`,
      inputs: { outstanding: outstanding(c), points, expected, perContact },
      rules: [safetyBudgetRule],
    },
  };
}

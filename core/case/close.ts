import { writeContact } from '../message/write.ts';
import { sum } from '../money/cents.ts';
import { runningPlan } from './case.ts';
import type { Draft } from './change.ts';
import type { Context } from './context.ts';
import { openParts } from './fold.ts';
import type { Outcome, Step, TaskKind } from './words.ts';

/** Work that must still be done when a case has ended: promises to the debtor and money that is theirs. */
const outlives: ReadonlySet<TaskKind> = new Set<TaskKind>(['refund', 'dispute', 'complaint', 'information']);

/** Ends to which a running plan has led; any other end breaks it off. */
const paidOff: ReadonlySet<Outcome> = new Set<Outcome>([
  'settled',
  'settled-for-less',
  'small-balance-waived',
  'credited',
]);

/** What the debtor is told when a case ends; for some ends silence is the decent thing. */
const lastWord: Record<Outcome, Step | undefined> = {
  settled: 'thanks',
  'settled-for-less': 'case-closed',
  credited: 'case-closed',
  withdrawn: 'case-closed',
  'small-balance-waived': 'case-closed',
  'written-off': 'case-closed',
  'time-barred': 'case-closed',
  'debt-settlement': 'case-closed',
  'handed-over': 'handed-over',
  'wrong-person': 'case-closed',
  estate: undefined,
  insolvency: undefined,
};

/**
 * Ends a case: its journey, the tasks that have lost their point, the case itself, and the last word to the
 * debtor. All in the draft of whatever ended it, so that no case is ever paid but still open.
 */
export async function closeCase(draft: Draft, ctx: Context, outcome: Outcome): Promise<void> {
  const c = draft.case;
  if (c.journey) draft.add({ kind: 'journey-ended', journey: c.journey.journey, end: outcome });
  const plan = runningPlan(c);
  if (plan) draft.add({ kind: paidOff.has(outcome) ? 'plan-completed' : 'plan-broken', plan: plan.plan });
  for (const task of c.tasks.values()) {
    if (task.closed || outlives.has(task.what)) continue;
    draft.add({ kind: 'task-closed', task: task.task, decision: 'go-on', by: 'amicable' });
  }
  draft.add({ kind: 'case-closed', outcome });
  const written = [...c.contacts.values()].some((contact) => contact.sentAt);
  const step = plan && outcome === 'settled' ? 'plan-completed' : lastWord[outcome];
  // Nobody who never heard from us is told that it is over.
  if (step && (written || outcome === 'handed-over')) await writeContact(draft, ctx, { step });
}

/** Gives up a rest that is not worth asking for, and closes the case. */
export async function waiveSmall(draft: Draft, ctx: Context): Promise<void> {
  const waived = openParts(draft.case);
  if (waived.length > 0) {
    draft.add({
      kind: 'amount-waived',
      cents: sum(waived),
      waived,
      reason: 'small-balance',
      receipt: {
        reason: 'Below the amount that the creditor asks for.',
        inputs: { threshold: ctx.creditor.thresholds.ask },
      },
    });
  }
  await closeCase(draft, ctx, 'small-balance-waived');
}

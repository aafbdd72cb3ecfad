import * as z from 'zod/mini';
import { Day } from '../calendar/moment.ts';
import { handOverGate } from '../law/hand-over.ts';
import { distinct, today } from '../law/of-case.ts';
import { blockingTask, outstanding } from '../message/blocked.ts';
import { writeContact } from '../message/write.ts';
import { Cents, sum } from '../money/cents.ts';
import { chargeInterest } from '../money/charge.ts';
import { closeIfCredited, creditClaim } from '../money/correct.ts';
import { protective } from '../person/person.ts';
import { PayDay } from '../plan/schedule.ts';
import { agreePlan, shiftPlan } from '../reply/reaction.ts';
import { handOverFrom } from '../segment/hand-over-from.ts';
import type { Case, Task } from './case.ts';
import type { Draft } from './change.ts';
import { closeCase } from './close.ts';
import type { Context } from './context.ts';
import { openParts } from './fold.ts';
import { keepLimitation, whyNoLetter } from './limitation.ts';
import { Decision, type Outcome, PersonKind } from './words.ts';

/** What a person decided about a task, with what the decision needs. */
export const Ruling = z.strictObject({
  decision: Decision,
  /** Who decided: a name or number at the creditor; not a debtor's. */
  by: z.string().check(z.minLength(1)),
  /** agree-plan: number of months, first day and day of the month; pause: its end. */
  months: z.optional(z.int().check(z.minimum(1), z.maximum(36))),
  firstOn: z.optional(Day),
  payDay: z.optional(PayDay),
  until: z.optional(Day),
  /** settle-for-less: what remains to be paid, in cents. Where nothing has to be paid, write it off. */
  keep: z.optional(Cents),
  /** approve-hand-over: to whom. */
  to: z.optional(z.string()),
  /** person-kind: who owes, in the law's eyes. */
  person: z.optional(PersonKind),
});
export type Ruling = z.infer<typeof Ruling>;

/** A decision that does not fit its task or misses something: nothing was written. */
export class UnfitRuling extends Error {
  override name = 'UnfitRuling';
}

/**
 * Closes a task by a person's decision and does what follows from it. Hand-overs, refusals and write-offs
 * happen nowhere else: a machine only proposes them.
 *
 * @throws UnfitRuling
 */
export async function rule(draft: Draft, ctx: Context, task: Task, ruling: Ruling): Promise<void> {
  const c = draft.case;
  if (task.closed) return;
  draft.add({ kind: 'task-closed', task: task.task, decision: ruling.decision, by: ruling.by });
  if (task.what === 'call') {
    draft.add({ kind: 'call-made', task: task.task, reached: ruling.decision !== 'not-reached' });
  }
  if (task.what === 'complaint' && task.about) {
    draft.add({ kind: 'complaint-answered', complaint: task.about });
  }
  await answerDispute(draft, ctx, task, ruling);
  if (c.closed) {
    if (ruling.decision === 'refunded' && c.credit > 0) {
      draft.add({ kind: 'refund-made', cents: c.credit, task: task.task });
    }
    return;
  }
  await follow(draft, ctx, task, ruling);
}

/** Decisions that end a case or fix its amount: interest enters the books first. */
const ends: ReadonlySet<Decision> = new Set<Decision>([
  'approve-hand-over',
  'settle-for-less',
  'write-off',
  'withdraw',
  'wrong-person',
  'estate',
  'insolvency',
  'refer-to-debt-help',
]);

/** Decisions by which something is still to be paid. */
const collects: ReadonlySet<Decision> = new Set<Decision>([
  'approve-hand-over',
  'settle-for-less',
  'agree-plan',
]);

async function follow(draft: Draft, ctx: Context, task: Task, ruling: Ruling): Promise<void> {
  const c = draft.case;
  const day = today(ctx.pack, draft.now);
  // Nothing is arranged or handed over for a claim that has lapsed in the meantime.
  if (collects.has(ruling.decision)) await keepLimitation(draft, ctx);
  if (c.closed) return;
  if (ends.has(ruling.decision)) chargeInterest(draft, ctx, day);
  // Whoever says who owes may pause or withdraw in the same breath; nobody can go on without knowing.
  if (ruling.person && c.debtor === 'unknown') {
    draft.add({ kind: 'debtor-recognised', debtor: ruling.person, task: task.task });
  }
  switch (ruling.decision) {
    case 'interrupt': {
      if (task.what !== 'limitation')
        throw new UnfitRuling('Only the question whether a claim may lapse is answered with a letter.');
      const reason = whyNoLetter(c, ctx.pack, day, task.about);
      if (reason) throw new UnfitRuling(reason);
      const letter = await writeContact(draft, ctx, { step: 'interruption', task: task.task });
      if (c.refused.has(letter))
        throw new UnfitRuling('No letter can reach them: find an address, or let the claim lapse.');
      return;
    }
    case 'go-on':
      if (task.what === 'person-kind' && c.debtor === 'unknown')
        throw new UnfitRuling('Say who owes: "person".');
      return;
    case 'reject':
    case 'uphold':
    case 'reached':
    case 'not-reached':
      return;
    case 'refunded':
      if (c.credit > 0) draft.add({ kind: 'refund-made', cents: c.credit, task: task.task });
      return;
    case 'pause': {
      const until = needed(ruling.until, 'until');
      if (until < day) throw new UnfitRuling('The pause would have ended already.');
      draft.add({ kind: 'paused', until, reason: task.what });
      return await shiftPlan(draft, ctx, until, task.task);
    }
    case 'agree-plan': {
      const months = needed(ruling.months, 'months');
      if (months > ctx.creditor.plan.longestMonths)
        throw new UnfitRuling('The plan is longer than the policy allows.');
      if (ruling.firstOn && ruling.firstOn < day)
        throw new UnfitRuling('The first instalment lies in the past.');
      const { firstOn, payDay } = ruling;
      await agreePlan(draft, ctx, `${task.task}-plan`, { months, firstOn, payDay }, 'person');
      return;
    }
    case 'settle-for-less':
      return await settleForLess(draft, ctx, needed(ruling.keep, 'keep'));
    case 'write-off':
      return await giveUp(draft, ctx, 'claim-written-off', 'written-off');
    case 'withdraw':
      return await giveUp(draft, ctx, 'claim-withdrawn', 'withdrawn', disputed(c, task));
    case 'wrong-person':
      // Whoever paid what was never theirs gets it back.
      for (const { claim, books } of c.claims.values()) {
        creditClaim(draft, ctx, claim, books.principal.charged, 'wrong-person');
      }
      return await giveUp(draft, ctx, 'claim-withdrawn', 'wrong-person');
    case 'estate':
      return await giveUp(draft, ctx, 'claim-written-off', 'estate');
    case 'insolvency':
      return await giveUp(draft, ctx, 'claim-written-off', 'insolvency');
    case 'refer-to-debt-help':
      return await giveUp(draft, ctx, 'claim-written-off', 'debt-settlement');
    case 'approve-hand-over': {
      const to = needed(ruling.to, 'to');
      const blocking = blockingTask(c);
      if (blocking) throw new UnfitRuling(`Something must be answered first: ${blocking.what}.`);
      if (c.debtor === 'unknown') throw new UnfitRuling('Say who owes: "person".');
      for (const circumstance of ctx.person.circumstances) {
        if (protective.has(circumstance))
          throw new UnfitRuling(`Nobody hands over somebody who is protected: ${circumstance}.`);
      }
      if (outstanding(c) < ctx.creditor.handOver.from) {
        throw new UnfitRuling('The policy hands over larger amounts only: choose a kinder end.');
      }
      if (!ctx.creditor.handOver.to.includes(to))
        throw new UnfitRuling('The policy does not name that receiver.');
      const from = handOverFrom(c, ctx.pack.zone);
      if (from && day < from)
        throw new UnfitRuling(`For its score alone nobody is handed over sooner: not before ${from}.`);
      const gate = handOverGate(c, ctx.creditor, ctx.pack, day);
      if (gate.value !== undefined) throw new UnfitRuling(gate.value);
      draft.add({
        kind: 'hand-over-approved',
        task: task.task,
        to,
        by: ruling.by,
        receipt: { reason: 'No rule of law keeps it here.', rules: distinct(gate.rules) },
      });
      draft.add({ kind: 'handed-over', to });
      return await closeCase(draft, ctx, 'handed-over');
    }
  }
}

/** What a decision means for a dispute; a decision that is not here does not answer one. */
const disputeResult: Partial<Record<Decision, 'upheld' | 'rejected'>> = {
  uphold: 'upheld',
  withdraw: 'upheld',
  'wrong-person': 'upheld',
  'write-off': 'upheld',
  estate: 'upheld',
  insolvency: 'upheld',
  'refer-to-debt-help': 'upheld',
  'settle-for-less': 'upheld',
  'agree-plan': 'rejected',
  reject: 'rejected',
  'go-on': 'rejected',
};
const answersDispute: ReadonlySet<Decision> = new Set<Decision>([
  'uphold',
  'withdraw',
  'reject',
  'go-on',
  'agree-plan',
]);

/** The claims that a dispute task is about; undefined for every other task. */
function disputed(c: Case, task: Task): readonly string[] | undefined {
  return task.what === 'dispute' && task.about ? c.disputes.get(task.about)?.claims : undefined;
}

/** A dispute is answered to whoever raised it, also when the case has ended in the meantime. */
async function answerDispute(draft: Draft, ctx: Context, task: Task, ruling: Ruling): Promise<void> {
  const c = draft.case;
  const dispute = task.about ? c.disputes.get(task.about) : undefined;
  if (task.what !== 'dispute' || !dispute || dispute.answered) return;
  const result = disputeResult[ruling.decision];
  if (!result)
    throw new UnfitRuling(
      'A dispute is answered: uphold it, reject it, withdraw the claim, or end the case.',
    );
  draft.add({ kind: 'dispute-answered', dispute: dispute.dispute, result });
  // First what was decided: the answer names what is left of the amount.
  if (ruling.decision === 'withdraw' && !c.closed)
    letGo(draft, 'claim-withdrawn', 'withdrawn', dispute.claims);
  for (const claim of ruling.decision === 'uphold' ? dispute.claims : []) {
    const books = c.claims.get(claim)?.books;
    if (books) creditClaim(draft, ctx, claim, books.principal.charged, 'dispute-upheld');
  }
  // Where the decision ends the case, its last word is the answer.
  if (answersDispute.has(ruling.decision)) {
    await writeContact(draft, ctx, { step: 'dispute-answered', task: task.task });
  }
  if (ruling.decision === 'uphold') await closeIfCredited(draft, ctx);
}

/** Waives all but `keep` cents, costs and interest first. The case ends when the rest has been paid. */
async function settleForLess(draft: Draft, ctx: Context, keep: number): Promise<void> {
  let rest = outstanding(draft.case) - keep;
  if (rest <= 0) throw new UnfitRuling('Nothing would be waived: less than that is still open.');
  const parts = [
    ...openParts(draft.case, undefined, ['costs', 'interest']),
    ...openParts(draft.case, undefined, ['principal']),
  ];
  const waived = parts.flatMap((part) => {
    const cents = Math.min(rest, part.cents);
    rest -= cents;
    return cents > 0 ? [{ ...part, cents }] : [];
  });
  draft.add({ kind: 'settlement-accepted', cents: keep, waived, waivedCents: sum(waived) });
  await writeContact(draft, ctx, { step: 'settlement-agreed' });
}

async function giveUp(
  draft: Draft,
  ctx: Context,
  kind: 'claim-withdrawn' | 'claim-written-off',
  outcome: Outcome,
  only?: readonly string[],
): Promise<void> {
  letGo(draft, kind, outcome, only);
  if (outstanding(draft.case) === 0) await closeCase(draft, ctx, outcome);
}

/** Gives up what is open on claims that are not given up yet. */
function letGo(
  draft: Draft,
  kind: 'claim-withdrawn' | 'claim-written-off',
  reason: Outcome,
  only?: readonly string[],
): void {
  for (const claim of draft.case.claims.values()) {
    if (claim.gone || (only && !only.includes(claim.claim))) continue;
    const waived = openParts(draft.case, [claim.claim]);
    draft.add({ kind, claim: claim.claim, cents: sum(waived), waived, reason });
  }
}

function needed<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new UnfitRuling(`This decision needs "${name}".`);
  return value;
}

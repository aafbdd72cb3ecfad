import type { Draft } from '../case/change.ts';
import type { Context } from '../case/context.ts';
import type { KeptChance } from './kept-chance.ts';
import { proposePlans } from './propose.ts';
import { questionOf } from './question-of.ts';

/**
 * Proposes the recommended plan to somebody who has not asked for one, where it would be agreed at once: nobody is
 * offered what a person may not agree.
 *
 * @param contact the message that offers it
 * @param runningPlans what they pay a month for plans in other cases, cents
 * @returns the plan's id; undefined where there is none to offer
 */
export function offerPlan(
  draft: Draft,
  ctx: Context,
  contact: string,
  runningPlans: number,
  keptChance?: KeptChance,
): string | undefined {
  const question = questionOf(draft.case, ctx, draft.now, runningPlans);
  const [first] = proposePlans({ ...question, keptChance }).plans;
  if (first?.answer !== 'at-once' || first.instalments.length < 2) return undefined;
  const plan = `${contact}-offer`;
  draft.add({ kind: 'plan-proposed', plan, cents: first.total, instalments: first.instalments });
  return plan;
}

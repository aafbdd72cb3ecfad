import type { Case } from '../case/case.ts';
import { Draft } from '../case/change.ts';
import type { Context } from '../case/context.ts';
import type { Instalment } from '../case/entry.ts';
import { today } from '../law/of-case.ts';
import { chargeInterest } from '../money/charge.ts';
import type { KeptChance } from '../plan/kept-chance.ts';
import { proposePlans } from '../plan/propose.ts';
import { questionOf } from '../plan/question-of.ts';
import { statedMeans } from '../plan/stated-means.ts';
import { previewPlan } from './plan-preview.ts';

/** Plans to choose from, the recommended one first. */
export interface PlanChoices {
  choices: { months: number; instalments: readonly Instalment[]; cents: number; atOnce: boolean }[];
  /** What the visitor said they can spare a month, now or before, cents: no instalment is above it. */
  stated?: number;
  /** More help than a plan is called for. */
  debtHelp: boolean;
}

/**
 * Plans that can be chosen now, within what was said on the case and what plans in other cases leave of it. Each is shown as
 * its preview has it: what is chosen is what comes.
 *
 * @param runningPlans what they pay a month for plans in other cases, cents
 */
export async function planChoices(
  c: Case,
  ctx: Context,
  now: string,
  { payDay, runningPlans }: { payDay?: number | undefined; runningPlans: number },
  keptChance?: KeptChance,
): Promise<PlanChoices> {
  const day = today(ctx.pack, now);
  const draft = new Draft(c.id, c, now > c.at ? now : c.at);
  // A plan is over all that is owed when it is agreed, interest to that day included.
  chargeInterest(draft, ctx, day);
  const question = questionOf(draft.case, ctx, now, runningPlans);
  const { plans, debtHelp } = proposePlans({ ...question, payDay, keptChance });
  const choices = await Promise.all(
    plans.map(async ({ wish }) => {
      const { instalments, cents, atOnce } = await previewPlan(c, ctx, now, wish);
      return { months: wish.months, instalments, cents, atOnce };
    }),
  );
  const spare = statedMeans(c, now);
  return {
    choices,
    ...(spare !== undefined && { stated: spare }),
    debtHelp: debtHelp !== undefined,
  };
}

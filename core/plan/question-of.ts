import type { Moment } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import type { Context } from '../case/context.ts';
import { today } from '../law/of-case.ts';
import { outstanding } from '../message/blocked.ts';
import { hadPlan } from './progress.ts';
import type { PlanQuestion } from './propose.ts';
import { statedMeans } from './stated-means.ts';

/**
 * What the plans of a case follow from now: the same for the debtor's page, for a message that offers one, and for whoever
 * asks the command.
 *
 * @param runningPlans what they pay a month for plans in other cases, cents
 */
export function questionOf(
  c: Case,
  { creditor, pack }: Pick<Context, 'creditor' | 'pack'>,
  now: Moment,
  runningPlans: number,
): PlanQuestion {
  const spare = statedMeans(c, now);
  return {
    balance: outstanding(c),
    ...(spare !== undefined && { means: { spare } }),
    runningPlans,
    policy: creditor.plan,
    today: today(pack, now),
    personLooks: hadPlan(c),
  };
}

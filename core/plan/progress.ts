import type { Day } from '../calendar/moment.ts';
import { type Case, type Plan, runningPlan } from '../case/case.ts';
import { outstanding } from '../message/blocked.ts';

/** An instalment of the running plan that is not paid yet: what is missing, in cents. */
export interface NextInstalment {
  plan: string;
  /** 1 is the first. */
  number: number;
  on: Day;
  cents: number;
}

/** The first instalment that the money received since the plan began does not cover. */
export function nextInstalment(c: Case): NextInstalment | undefined {
  const plan = runningPlan(c);
  if (!plan) return undefined;
  let needed = 0;
  for (const [index, instalment] of plan.instalments.entries()) {
    needed += instalment.cents;
    if (plan.paid < needed) {
      return {
        plan: plan.plan,
        number: index + 1,
        on: instalment.on,
        cents: Math.min(instalment.cents, needed - plan.paid, outstanding(c)),
      };
    }
  }
  return undefined;
}

/** Whether the money received since the plan began covers an instalment and all before it. */
export function instalmentPaid(plan: Plan, number: number): boolean {
  const needed = plan.instalments.slice(0, number).reduce((sum, instalment) => sum + instalment.cents, 0);
  return plan.paid >= needed;
}

/** A plan runs, or one was broken: a person looks at the next. */
export function hadPlan(c: Case): boolean {
  return [...c.plans.values()].some(({ state }) => state === 'running' || state === 'broken');
}

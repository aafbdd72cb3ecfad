import type { Case } from '../case/case.ts';
import { Draft } from '../case/change.ts';
import type { Context } from '../case/context.ts';
import type { Instalment } from '../case/entry.ts';
import { today } from '../law/of-case.ts';
import { outstanding } from '../message/blocked.ts';
import { chargeInterest } from '../money/charge.ts';
import type { KeptChance } from '../plan/kept-chance.ts';
import { hadPlan } from '../plan/progress.ts';
import { proposePlans } from '../plan/propose.ts';
import { PayDay } from '../plan/schedule.ts';
import type { FieldProblem, Typed } from './page.ts';
import { previewPlan } from './plan-preview.ts';
import { typedCents } from './typed.ts';
import { one } from './ways.ts';

/** What a visitor tells so that plans fit them. It is used for what is shown, and kept nowhere. */
export interface ToldMeans {
  /** What they can spare a month, cents. */
  spare?: number;
  /** Day of the month on which they get their money. */
  payDay?: number;
}

/** Plans to choose from, the recommended one first. */
export interface PlanChoices {
  choices: { months: number; instalments: readonly Instalment[]; cents: number; atOnce: boolean }[];
  /** The visitor told what they can spare: no instalment is above it. */
  told: boolean;
  /** More help than a plan is called for. */
  debtHelp: boolean;
}

/** Reads what a visitor told of their means; both fields can be empty. */
export function readMeans(typed: Typed): { told: ToldMeans; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const spare = one(typed, 'spare') ? typedCents(one(typed, 'spare')) : undefined;
  if (one(typed, 'spare') && spare === undefined)
    problems.push({ field: 'spare', problem: 'amount-unreadable' });
  const payDay = PayDay.safeParse(Number(one(typed, 'pay-day'))).data;
  if (one(typed, 'pay-day') && payDay === undefined)
    problems.push({ field: 'pay-day', problem: 'pay-day-unreadable' });
  return { told: { ...(spare !== undefined && { spare }), ...(payDay && { payDay }) }, problems };
}

/** Plans that can be chosen now. Each is shown as its preview has it: what is chosen is what comes. */
export async function planChoices(
  c: Case,
  ctx: Context,
  now: string,
  { spare, payDay }: ToldMeans,
  keptChance?: KeptChance,
): Promise<PlanChoices> {
  const day = today(ctx.pack, now);
  const draft = new Draft(c.id, c, now > c.at ? now : c.at);
  // A plan is over all that is owed when it is agreed, interest to that day included.
  chargeInterest(draft, ctx, day);
  const { plans, debtHelp } = proposePlans({
    balance: outstanding(draft.case),
    ...(spare !== undefined && { means: { spare } }),
    payDay,
    policy: ctx.creditor.plan,
    today: day,
    personLooks: hadPlan(c),
    keptChance,
  });
  const choices = await Promise.all(
    plans.map(async ({ wish }) => {
      const { instalments, cents, atOnce } = await previewPlan(c, ctx, now, wish);
      return { months: wish.months, instalments, cents, atOnce };
    }),
  );
  return {
    choices,
    told: spare !== undefined,
    debtHelp: debtHelp !== undefined,
  };
}

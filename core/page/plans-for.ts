import type { Case } from '../case/case.ts';
import type { KeptChance } from '../plan/kept-chance.ts';
import { runningBeside } from '../plan/running-beside.ts';
import { PayDay } from '../plan/schedule.ts';
import { stateMeans, withdrawMeans } from '../plan/stated-means.ts';
import type { FieldProblem, Typed } from './page.ts';
import { type PlanChoices, planChoices } from './plan-choices.ts';
import { typedCents } from './typed.ts';
import type { Visit } from './visit.ts';
import { one } from './ways.ts';

/** Plans for a visitor, on the pay-day that they typed. */
export async function plansFor(visit: Visit): Promise<PlanChoices> {
  const { ports, c, ctx, now, request } = visit;
  const { payDay } = readMeans(request.fields).told;
  const runningPlans = await runningBeside(ports.journal, c);
  return await planChoices(c, ctx, now, { payDay, runningPlans }, await keptChance(visit));
}

/** Loaded only where a model of plans was promoted. */
async function keptChance({ ports, c, ctx, now }: Visit): Promise<KeptChance | undefined> {
  const model = await ports.models.champion(c.creditor, 'kept');
  return model && (await import('../plan/kept-chance.ts')).keptChanceOf(model, ports.journal, c, ctx, now);
}

/**
 * Keeps what a visitor says they can spare, or takes back what they said. An empty field says nothing: what was said before
 * still counts. Nothing is kept while something has to be mended.
 *
 * @returns the case as it is now, and what to show of the form
 */
export async function takeMeans(
  { ports, c, request }: Visit,
  does: 'propose' | 'withdraw-means',
): Promise<{ c: Case; request: Visit['request']; problems: FieldProblem[] }> {
  if (does === 'withdraw-means') {
    return { c: await withdrawMeans(ports, c), request: { ...request, fields: {} }, problems: [] };
  }
  const {
    told: { spare },
    problems,
  } = readMeans(request.fields);
  const unsaid = spare === undefined || problems.length > 0;
  return { c: unsaid ? c : await stateMeans(ports, c, spare), request, problems };
}

/** What a visitor tells so that plans fit them. */
interface ToldMeans {
  /** What they can spare a month, cents. It is kept. */
  spare?: number;
  /** Day of the month on which they get their money. */
  payDay?: number;
}

/** Reads what a visitor told of their means; both fields can be empty. */
function readMeans(typed: Typed): { told: ToldMeans; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const spare = one(typed, 'spare') ? typedCents(one(typed, 'spare')) : undefined;
  if (one(typed, 'spare') && spare === undefined)
    problems.push({ field: 'spare', problem: 'amount-unreadable' });
  const payDay = PayDay.safeParse(Number(one(typed, 'pay-day'))).data;
  if (one(typed, 'pay-day') && payDay === undefined)
    problems.push({ field: 'pay-day', problem: 'pay-day-unreadable' });
  return { told: { ...(spare !== undefined && { spare }), ...(payDay && { payDay }) }, problems };
}

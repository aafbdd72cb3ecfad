import type { RuleRef } from '../case/entry.ts';
import { roundHalfUp } from '../money/cents.ts';
import type { Answer } from './law.ts';

/** Of a net income at or below the social-assistance norm, so much can be reached: 5 %, in basis points. */
const REACHABLE = 500;

/** What somebody has told of their means, cents a month. */
export interface Means {
  /** Net income, holiday pay included. */
  netIncome: number;
  /** The attachment-free amount, from the official calculator: its formula for middle incomes is not rebuilt here. */
  attachmentFree?: number;
  /** What the household needs at least, where somebody has drawn it up. */
  minimumBudget?: number;
  /** Instalments of plans that run already. */
  runningPlans?: number;
}

const free: RuleRef = {
  name: 'nl/attachment-free-amount',
  source: '475d Rv and following; it binds attachment, and is the fair floor of a plan',
  confidence: 'from-memory',
};
const estimated: RuleRef = {
  name: 'nl/attachment-free-estimated',
  source:
    'own policy: while nobody has entered it, 95 % of the income, as at or below the social-assistance norm',
  confidence: 'derived',
};

/**
 * What somebody can pay a month: what the attachment-free amount, or a higher minimum budget, and running plans leave.
 * Nobody is asked for more. While the attachment-free amount is not known it is taken to be 95 % of the income, as for
 * the lowest incomes: nobody has more left free than that.
 *
 * @returns cents a month, rounded down where it was estimated
 */
export function payableOf(means: Means): Answer<{ payable: number; attachmentFree: number }> {
  const { netIncome, minimumBudget = 0, runningPlans = 0 } = means;
  const attachmentFree = means.attachmentFree ?? netIncome - Math.floor((netIncome * REACHABLE) / 10_000);
  const floor = Math.max(attachmentFree, minimumBudget);
  const payable = Math.max(0, roundHalfUp(netIncome - floor - runningPlans));
  return {
    value: { payable, attachmentFree },
    rules: means.attachmentFree === undefined ? [free, estimated] : [free],
  };
}

import { type Case, runningPlan } from '../case/case.ts';
import type { Journey, Profile } from '../case/words.ts';

const QUICK_FROM = 66;
const LATE_FROM = 48;
/** Above this, most people cannot pay at once from a month's money: a plan comes first. Cents. */
const ARRANGE_FROM = 45_000;

/**
 * The payment profile, from what somebody said (above any score), what happened, and the score.
 *
 * @returns the profile and why, in words
 */
export function chooseProfile(
  c: Case,
  points: number,
  features: { amount: number; brokenPlans: number },
): { profile: Profile; reason: string } {
  if (c.kinds.has('hardship-reported')) return { profile: 'problem-payer', reason: 'Hardship was reported.' };
  if (c.lastEnd === 'unanswered') {
    return {
      profile: 'problem-payer',
      reason: 'A whole journey went unanswered: ask whether help is needed.',
    };
  }
  if (features.brokenPlans > 0) return { profile: 'problem-payer', reason: 'A plan could not be kept.' };
  if (points < 30)
    return { profile: 'problem-payer', reason: `Score ${points}: hardly likely to be paid unaided.` };
  if (features.amount >= ARRANGE_FROM) {
    return { profile: 'arranger', reason: 'An amount that most people pay in parts.' };
  }
  if (points >= QUICK_FROM) return { profile: 'quick-payer', reason: `Score ${points}: probably forgotten.` };
  if (points >= LATE_FROM)
    return { profile: 'late-payer', reason: `Score ${points}: probably late, but willing.` };
  return { profile: 'arranger', reason: `Score ${points}: probably willing, with little room.` };
}

/** The machine that is the case's next journey: a running plan goes first, else the profile's own. */
export function chooseJourney(c: Case): Journey {
  return runningPlan(c) ? 'payment-plan' : (c.profile ?? 'late-payer');
}

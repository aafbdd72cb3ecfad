import type { Profile } from '../../core/case/words.ts';
import { acts, CANNOT, spareOf, type Traits } from './traits.ts';

/** How likely one message, by a channel like any other, is noticed and acted on. */
export function responds(traits: Traits): number {
  return traits.special === 'silent' ? 0 : traits.memory * acts(traits);
}

/**
 * What profile a simulated debtor really has, for whoever measures how well the product finds it; the product never
 * sees this. By the rules that the debtors themselves go by:
 *
 * - who never reacts, or owes more than a month leaves and has next to nothing, or reacts to fewer than one message in
 *   four then: a problem payer;
 * - who otherwise owes more than a month leaves: an arranger;
 * - who can pay and acts on a message more often than not: a quick payer; else a late payer.
 *
 * @param cents what was owed when the case was opened
 * @returns undefined for those about whom it is no question of paying: the wrong person, the dead, the insolvent, who
 *   disputes, who had paid
 */
export function trueProfile(traits: Traits, cents: number): Profile | undefined {
  if (traits.special === 'silent') return 'problem-payer';
  if (traits.special) return undefined;
  const chance = responds(traits);
  if (spareOf(traits) < cents) return traits.means < CANNOT || chance < 0.25 ? 'problem-payer' : 'arranger';
  return chance >= 0.5 ? 'quick-payer' : 'late-payer';
}

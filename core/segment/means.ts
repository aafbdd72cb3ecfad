import type { Case, Payment } from '../case/case.ts';
import { emptyBooks, openOn } from '../money/statement.ts';
import { statedMeans } from '../plan/stated-means.ts';

/** What somebody can probably pay at once, cents, and how that is known. */
export interface Room {
  cents: number;
  from: 'stated' | 'part-payments' | 'payments' | 'kept-plan' | 'most-people';
}

/**
 * What somebody can pay at once: a month of what they say they can spare, else what they did, else what most people can.
 *
 * Whoever says that they can spare so much a month is not asked for more in one go: what they may have saved is theirs. A word
 * can only make the room smaller. What is above what payments show changes nothing. A word leads to no journey but the
 * arranger's, which offers a plan first; its notice comes later than the usual one's, though sooner than a quick payer's.
 *
 * Whoever paid a part when all was asked has about that much room. Whoever paid a claim in one go has at least that
 * much, and so has, each month, whoever kept a plan. Only this case is looked at: nothing bought elsewhere.
 *
 * @param usual what most people can pay at once, cents
 */
export function roomOf(c: Case, usual: number): Room {
  const shown = shownRoom(c, usual);
  const cents = statedMeans(c, c.at);
  return cents !== undefined && cents <= shown.cents ? { cents, from: 'stated' } : shown;
}

function shownRoom(c: Case, usual: number): Room {
  const atOnce = [...c.payments.values()].filter(({ reversed, plan }) => !reversed && !plan);
  const largest = Math.max(0, ...atOnce.map(({ cents }) => cents));
  if (atOnce.some((payment) => leftSomething(c, payment))) return { cents: largest, from: 'part-payments' };
  const kept = [...c.plans.values()].filter(({ state }) => state === 'completed');
  const monthly = Math.max(0, ...kept.flatMap(({ instalments }) => instalments.map(({ cents }) => cents)));
  if (monthly > Math.max(usual, largest)) return { cents: monthly, from: 'kept-plan' };
  return largest > usual ? { cents: largest, from: 'payments' } : { cents: usual, from: 'most-people' };
}

/** A payment that paid none of its claims to the end: a part of what was asked. */
function leftSomething(c: Case, { parts }: Payment): boolean {
  const open = parts.filter(({ claim }) => openOn(c.claims.get(claim)?.books ?? emptyBooks()) > 0);
  return parts.length > 0 && open.length === parts.length;
}

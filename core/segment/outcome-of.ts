import { type Moment, plusSeconds } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import type { Outcome as End } from '../case/words.ts';
import { outstanding } from '../message/blocked.ts';
import type { Outcome } from './fit-cut-offs.ts';

const DAY = 86_400;

/** Ends by which all was paid, but for a rest too small to ask for. */
const paid: ReadonlySet<End> = new Set<End>(['settled', 'small-balance-waived']);
/** Ends that say nothing of how somebody pays: nothing was owed, or not by them. */
const beside: ReadonlySet<End> = new Set<End>([
  'credited',
  'withdrawn',
  'wrong-person',
  'estate',
  'time-barred',
]);

/**
 * What came of a case, for whoever fits cut-offs to a portfolio.
 *
 * @param begun the case as it was when it was first scored
 * @param c the same case as it stands
 * @param now the moment at which it is looked at
 * @returns undefined when it was never scored, when 90 days have not passed since, or when how it ended says nothing
 */
export function outcomeOf(begun: Case, c: Case, now: Moment): Outcome | undefined {
  const from = begun.at;
  if (!begun.score || now < plusSeconds(from, 90 * DAY)) return undefined;
  if (c.closed && beside.has(c.closed.outcome)) return undefined;
  const within = (days: number) =>
    c.closed !== undefined && paid.has(c.closed.outcome) && c.closed.at <= plusSeconds(from, days * DAY);
  const payments = [...c.payments.values()].filter(({ reversed }) => !reversed);
  const atOnce =
    payments.length === 1 && !payments[0]?.plan && c.closed !== undefined && paid.has(c.closed.outcome);
  const inParts = [...c.plans.values()].some(({ state }) => state !== 'proposed');
  return {
    points: begun.score.points,
    cents: outstanding(begun),
    paid30: within(30),
    paid90: within(90),
    ...((payments.length > 0 || inParts) && { how: atOnce ? 'at-once' : 'in-parts' }),
  };
}

import { type Moment, secondsBetween } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import { casesBefore } from '../person/cases-of.ts';
import type { CaseJournal } from '../ports.ts';

/**
 * For so long a word of money trouble reaches the next case of the same debtor. Own policy: a Dutch debt settlement takes a
 * year and a half, and whoever comes out of one, or got by without, needs some months more. Older words say nothing of today.
 */
const REACHES_DAYS = 2 * 365;

/**
 * Whether somebody reported money trouble in an earlier case, not too long ago. It is read from that case's journal when a
 * profile is chosen; that it was so stands in the reason of the profile, and nowhere else. No score asks. Reads nothing
 * for a first case.
 */
export async function hardshipBefore(journal: CaseJournal, id: string, now: Moment): Promise<boolean> {
  return hardshipIn(await casesBefore(journal, id), now);
}

/** Likewise, of earlier cases that were read already. */
export function hardshipIn(earlier: readonly Case[], now: Moment): boolean {
  return earlier.some(
    ({ hardshipAt, erased }) =>
      !erased && hardshipAt !== undefined && secondsBetween(hardshipAt, now) <= REACHES_DAYS * 86_400,
  );
}

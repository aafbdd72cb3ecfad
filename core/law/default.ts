import type { Day } from '../calendar/moment.ts';
import type { LawClaim } from './law.ts';

/**
 * The earliest date that a reminder named for a claim and that has given a further term, or undefined. One that is not
 * after the due date only repeats the invoice.
 */
export function earliestReminder({ remindedUntil, dueOn }: LawClaim): Day | undefined {
  return remindedUntil.filter((until) => until > dueOn).sort()[0];
}

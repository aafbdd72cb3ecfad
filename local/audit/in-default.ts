import type { Day } from '../../core/calendar/moment.ts';
import type { ClaimBooks } from './books.ts';
import { daysLater, later } from './calendar.ts';
import type { Contact, Contacts } from './contacts.ts';

/**
 * The first day on which the debtor is in default for a claim, by what the journal holds so far: the day after
 * an agreed term; otherwise the day after the pay-by day of a reminder for that claim that was sent and did not
 * come back (a term the creditor set alone is not fatal). Nothing while no such term exists.
 */
export function defaultDay(claim: ClaimBooks, contacts: Contacts): Day | undefined {
  const { claim: id, dueOn, agreedTerm } = claim.added;
  if (agreedTerm) return daysLater(dueOn, 1);
  let first: Day | undefined;
  for (const reminder of contacts.reminders) {
    const payBy = payByFor(reminder, id);
    if (payBy === undefined) continue;
    const day = daysLater(later(payBy, dueOn), 1);
    if (first === undefined || day < first) first = day;
  }
  return first;
}

function payByFor(reminder: Contact, claim: string): Day | undefined {
  if (!reminder.sent || reminder.failed) return undefined;
  const covers = reminder.written?.stated?.some((stated) => stated.claim === claim) ?? false;
  return covers ? reminder.written?.payBy : undefined;
}

/** Whole years later on the same date; 29 February becomes the 28th, which capitalises a day early at most. */
export function yearsLater(day: Day, years: number): Day {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`;
}

import type { Day } from '../../core/calendar/moment.ts';
import type { Contact, Contacts } from './contacts.ts';

/**
 * The pay-by days of reminders for a claim that were sent in writing and did not come back: the ends of terms that
 * were set after the claim fell due. A text message sets none.
 */
export function remindedUntil(claim: string, contacts: Contacts): Day[] {
  return contacts.reminders.map((reminder) => payByFor(reminder, claim)).filter((day) => day !== undefined);
}

function payByFor({ sent, failed, written }: Contact, claim: string): Day | undefined {
  if (!sent || failed || sent.channel === 'sms') return undefined;
  return written?.stated?.some((stated) => stated.claim === claim) ? written.payBy : undefined;
}

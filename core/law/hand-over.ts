import { type Day, dayAt } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import type { Creditor } from '../creditor/creditor.ts';
import { openOn } from '../money/statement.ts';
import type { Answer, Pack } from './law.ts';
import { sectorGate, type WrittenReminder } from './nl-sectors.ts';
import { personOf } from './of-case.ts';

/**
 * Why the law keeps a case from being handed over to a bailiff or court today: the rules of what was sold to a consumer.
 *
 * @returns a sentence; undefined where nothing keeps it
 */
export function handOverGate(c: Case, creditor: Creditor, pack: Pack, on: Day): Answer<string | undefined> {
  // Whoever lives in the Netherlands keeps its rules, whatever the law of the contract.
  const dutch = creditor.country === 'NL' || c.country === 'NL';
  if (!dutch || personOf(c) !== 'consumer') return { value: undefined, rules: [] };
  const rules = [];
  for (const claim of c.claims.values()) {
    if (openOn(claim.books) === 0) continue;
    const reminders = remindersOf(c, claim.claim, pack);
    const gate = sectorGate(claim.sector ?? creditor.sector, {
      reminders,
      // Whoever is asked in writing is offered a plan in the same letter.
      planOffered: reminders.length > 0,
      oldestDueOn: claim.dueOn,
      on,
    });
    rules.push(...gate.rules);
    if (gate.value !== undefined) return { value: gate.value, rules };
  }
  return { value: undefined, rules };
}

function remindersOf(c: Case, claim: string, pack: Pack): WrittenReminder[] {
  const found: WrittenReminder[] = [];
  for (const contact of c.contacts.values()) {
    if (contact.channel === 'sms' || !contact.sentAt || contact.failed) continue;
    if (!contact.stated.some((stated) => stated.claim === claim)) continue;
    const until = c.notices.get(contact.contact)?.lastFreeDay ?? contact.payBy;
    if (until) found.push({ on: dayAt(contact.sentAt, pack.zone), until });
  }
  return found;
}

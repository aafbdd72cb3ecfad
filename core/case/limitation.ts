import { type Day, dayAt, type Moment, momentOn, plusDays } from '../calendar/moment.ts';
import type { Answer, Interruption, LawClaim, Pack } from '../law/law.ts';
import { distinct, personOf, today } from '../law/of-case.ts';
import { MORNING, outstanding } from '../message/blocked.ts';
import { sum } from '../money/cents.ts';
import { openIn, openOn } from '../money/statement.ts';
import type { Case, Claim, Contact } from './case.ts';
import type { Draft } from './change.ts';
import { closeCase } from './close.ts';
import type { Context } from './context.ts';
import type { Receipt } from './entry.ts';
import { openParts } from './fold.ts';
import { openTask } from './tasks.ts';

/** Days before a claim is time-barred on which a person is asked whether its term shall begin again. */
const WATCH_DAYS = 90;
/** Days within which a letter that shall keep a claim has left, and an e-mail is proven to have arrived; or never. */
const PROOF_DAYS = 14;

/** A claim on which something is open, and the first day on which it is time-barred. */
interface Term {
  claim: Claim;
  barred: Answer<Day>;
}

/**
 * When each open claim of a case is time-barred. A term begins again with a notice or interruption letter that reached
 * the debtor, and when the debtor acknowledges the debt. An ordinary reminder may be a written demand too, but nobody
 * could prove that it arrived: the kinder reading.
 *
 * @param demand the day of one more letter about all claims, to see what it would change
 */
function termsOf(c: Case, pack: Pack, demand?: Day): Term[] {
  const open = [...c.claims.values()].filter((claim) => !claim.gone && openOn(claim.books) > 0);
  if (open.length === 0) return [];
  const person = personOf(c);
  const known = interruptionsOf(c, pack);
  const more: Interruption[] = demand ? [{ on: demand, how: 'demand' }] : [];
  return open.map((claim) => ({
    claim,
    barred: pack.barredFrom(person, asLimited(claim), [...(known.get(claim.claim) ?? []), ...more]),
  }));
}

/** What limitation looks at: no reminders, no notice, which are asked for with the interruptions. */
function asLimited({ claim, books, dueOn, agreedTerm, basis, sector }: Claim): LawClaim {
  const principal = openIn(books, 'principal');
  return {
    claim,
    principal,
    dueOn,
    agreedTerm,
    remindedUntil: [],
    ...(basis && { basis }),
    ...(sector && { sector }),
  };
}

/** What began the term of each claim again. In one pass: a case may have hundreds of claims and many letters. */
function interruptionsOf(c: Case, pack: Pack): Map<string, Interruption[]> {
  const found = new Map<string, Interruption[]>();
  const note = (claims: readonly string[], on: Day, how: Interruption['how']) => {
    for (const claim of claims) found.set(claim, [...(found.get(claim) ?? []), { on, how }]);
  };
  for (const notice of c.notices.values())
    if (!notice.void) note(notice.claims, notice.deliveredOn, 'demand');
  for (const contact of c.contacts.values()) {
    const on = contact.step === 'interruption' ? arrivedOn(c, contact, pack) : undefined;
    const claims = contact.stated.map(({ claim }) => claim);
    if (on) note(claims, on, 'demand');
  }
  for (const { on, claims } of c.acknowledged) note(claims, on, 'acknowledgement');
  // Whoever pays an instalment acknowledges what the plan is for.
  for (const { plan, on, reversed } of c.payments.values()) {
    if (plan && !reversed) note(c.plans.get(plan)?.claims ?? [], on, 'acknowledgement');
  }
  return found;
}

/** An e-mail counts when it is proven to have arrived; a letter that did not come back is presumed to have. */
function arrivedOn(c: Case, { channel, failed, sentAt, deliveredAt }: Contact, pack: Pack): Day | undefined {
  if (failed) return undefined;
  if (channel !== 'letter') return deliveredAt && dayAt(deliveredAt, pack.zone);
  return sentAt && letterArrives(c, pack, dayAt(sentAt, pack.zone));
}

function letterArrives(c: Case, pack: Pack, posted: Day): Day {
  return pack.noticeTerm(personOf(c), 'letter', posted).value.deliveredOn;
}

/**
 * Why a letter of today would not keep the claims that are time-barred from a day on; undefined where it would. Not
 * everywhere it does: in Belgium and Germany only a court, a bailiff or an acknowledgement begins a term again.
 */
export function whyNoLetter(c: Case, pack: Pack, day: Day, barred: string | undefined): string | undefined {
  const before = termsOf(c, pack);
  const meant = (term: Term) => term.barred.value === barred;
  if (!before.some(meant)) return 'No claim lapses on that day any more: nothing to keep.';
  const keeps = (on: Day) => {
    const after = termsOf(c, pack, on);
    return before.some(
      (term, index) => meant(term) && (after[index]?.barred.value ?? '') > term.barred.value,
    );
  };
  if (keeps(letterArrives(c, pack, day))) return undefined;
  return keeps(day)
    ? 'A letter would arrive too late: only a court or bailiff can keep the claim, or the debtor.'
    : 'A letter does not interrupt limitation here: a court or bailiff does, or the debtor.';
}

/** Whether it is certain that a claim lapses on its day: it is known who owes, and the law has been read. */
function isCertain({ debtor }: Case, { barred }: Term): boolean {
  return debtor !== 'unknown' && barred.missing === undefined;
}

/** Whether a claim of this case is time-barred on a day. */
export function hasLapsed(c: Case, pack: Pack, day: Day): boolean {
  return termsOf(c, pack).some(({ barred }) => barred.value <= day);
}

/** What nobody has written down of the limitation of this case's claims: then nobody can say that they are owed. */
export function limitationUnread(c: Case, pack: Pack): Receipt | undefined {
  for (const { barred } of termsOf(c, pack)) {
    if (barred.missing !== undefined) return { reason: barred.missing, rules: distinct(barred.rules) };
  }
  return undefined;
}

/**
 * The first day on which a person is to be asked about the claims that are barred from a day on; undefined while they
 * think, and for good once they have let them lapse. A letter of theirs that did not arrive answers nothing.
 */
function askOn(c: Case, barred: Day, { zone }: Pack): Day | undefined {
  const asked = [...c.tasks.values()].findLast(
    // A question that was put away with its case is put again when the case is opened again.
    ({ what, about, closed }) => what === 'limitation' && about === barred && closed?.by !== 'amicable',
  );
  if (!asked) return plusDays(barred, -WATCH_DAYS);
  if (asked.closed?.decision !== 'interrupt') return undefined;
  const letter = [...c.contacts.values()].findLast(({ task }) => task === asked.task);
  const lost = !letter || letter.failed || c.refused.has(letter.contact);
  return lost ? dayAt(asked.closed.at, zone) : plusDays(dayAt(letter.sendAt, zone), PROOF_DAYS);
}

/** The next morning on which limitation wants something of a case: a person's answer, or its end. */
export function limitationDue(c: Case, pack: Pack): Moment | undefined {
  const days: Day[] = [];
  for (const term of termsOf(c, pack)) {
    const ask = askOn(c, term.barred.value, pack);
    if (ask) days.push(ask);
    if (isCertain(c, term)) days.push(term.barred.value);
  }
  const [first] = days.sort();
  return first && momentOn(first, MORNING, pack.zone);
}

/**
 * Keeps the limits of time: gives up claims that are time-barred, and ends the case when nothing else is owed, so that
 * no debt is presented as one that could be enforced; asks a person in time whether a claim's term shall begin again. A
 * pause does not stop limitation. What is not certain is not given up, and not asked for either.
 */
export async function keepLimitation(draft: Draft, ctx: Context): Promise<void> {
  const c = draft.case;
  if (c.closed) return;
  const day = today(ctx.pack, draft.now);
  let gaveUp = false;
  for (const term of termsOf(c, ctx.pack)) {
    const { claim, barred } = term;
    if (barred.value <= day && isCertain(c, term)) {
      const waived = openParts(c, [claim.claim]);
      draft.add({
        kind: 'claim-written-off',
        claim: claim.claim,
        on: day,
        cents: sum(waived),
        waived,
        reason: 'time-barred',
        receipt: { reason: `Time-barred from ${barred.value}.`, rules: distinct(barred.rules) },
      });
      gaveUp = true;
    } else {
      const ask = askOn(c, barred.value, ctx.pack);
      if (ask && ask <= day) openTask(draft, ctx, 'limitation', barred.value);
    }
  }
  if (gaveUp && outstanding(c) === 0) await closeCase(draft, ctx, 'time-barred');
}

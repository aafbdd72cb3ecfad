import { type Day, dayAt, type Moment, momentOn, plusDays } from '../calendar/moment.ts';
import type { Answer, Interruption, Pack } from '../law/law.ts';
import { distinct, lawClaim, personOf, today } from '../law/of-case.ts';
import { MORNING } from '../message/blocked.ts';
import { sum } from '../money/cents.ts';
import { openOn } from '../money/statement.ts';
import type { Case, Claim } from './case.ts';
import type { Draft } from './change.ts';
import { closeCase } from './close.ts';
import type { Context } from './context.ts';
import { openParts } from './fold.ts';
import { openTask } from './tasks.ts';

/** Days before a claim is time-barred on which a person is asked whether its term shall begin again. */
const WATCH_DAYS = 90;

/**
 * The first day on which a claim is time-barred. Its term begins again with a notice or interruption letter that
 * reached the debtor, and when the debtor acknowledges the debt by a plan or a promise. An ordinary reminder may be a
 * written demand too, but nobody could prove that it arrived: the kinder reading.
 */
export function barredFrom(c: Case, claim: Claim, pack: Pack): Answer<Day> {
  return pack.barredFrom(personOf(c), lawClaim(c, claim), interruptionsOf(c, claim, pack));
}

function interruptionsOf(c: Case, { claim }: Claim, pack: Pack): Interruption[] {
  const found: Interruption[] = [];
  for (const notice of c.notices.values()) {
    if (!notice.void && notice.claims.includes(claim)) found.push({ on: notice.deliveredOn, how: 'demand' });
  }
  for (const contact of c.contacts.values()) {
    if (contact.step !== 'interruption' || contact.failed) continue;
    if (!contact.stated.some((stated) => stated.claim === claim)) continue;
    // An e-mail counts when it is proven to have arrived; a letter that did not come back is presumed to have.
    const arrived = contact.channel === 'letter' ? contact.sentAt : contact.deliveredAt;
    if (!arrived) continue;
    const day = dayAt(arrived, pack.zone);
    found.push({ on: contact.channel === 'letter' ? letterArrives(c, pack, day) : day, how: 'demand' });
  }
  for (const at of c.acknowledgedAt) found.push({ on: dayAt(at, pack.zone), how: 'acknowledgement' });
  return found;
}

function letterArrives(c: Case, pack: Pack, posted: Day): Day {
  return pack.noticeTerm(personOf(c), 'letter', posted).value.deliveredOn;
}

/**
 * Whether a letter of the creditor's would make the term of any open claim begin again. Not everywhere: in Belgium and
 * Germany only a court, a bailiff or an acknowledgement does.
 */
export function letterInterrupts(c: Case, pack: Pack, day: Day): boolean {
  const person = personOf(c);
  const arrives = letterArrives(c, pack, day);
  return openClaims(c).some((claim) => {
    const known = interruptionsOf(c, claim, pack);
    const asked = lawClaim(c, claim);
    const longer = pack.barredFrom(person, asked, [...known, { on: arrives, how: 'demand' }]).value;
    return longer > pack.barredFrom(person, asked, known).value;
  });
}

/** Claims on which something is open. */
function openClaims(c: Case): Claim[] {
  return [...c.claims.values()].filter((claim) => !claim.gone && openOn(claim.books) > 0);
}

/** The next morning on which limitation wants something of a case: a person's answer, or its end. */
export function limitationDue(c: Case, pack: Pack): Moment | undefined {
  let first: Day | undefined;
  for (const claim of openClaims(c)) {
    const barred = barredFrom(c, claim, pack).value;
    const due = wasAsked(c, barred) ? barred : plusDays(barred, -WATCH_DAYS);
    if (first === undefined || due < first) first = due;
  }
  return first && momentOn(first, MORNING, pack.zone);
}

/** Whether a person was asked about the claims that are barred from this day on. */
function wasAsked(c: Case, barred: Day): boolean {
  return [...c.tasks.values()].some((task) => task.what === 'limitation' && task.about === barred);
}

/**
 * Keeps the limits of time: gives up claims that are time-barred, and ends the case when none is left, so that no debt is
 * presented as one that could be enforced; asks a person in time whether a claim's term shall begin again. A pause does
 * not stop limitation.
 */
export async function keepLimitation(draft: Draft, ctx: Context): Promise<void> {
  const c = draft.case;
  if (c.closed) return;
  const day = today(ctx.pack, draft.now);
  for (const claim of openClaims(c)) {
    const barred = barredFrom(c, claim, ctx.pack);
    if (barred.value <= day) {
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
    } else if (plusDays(barred.value, -WATCH_DAYS) <= day && !wasAsked(c, barred.value)) {
      openTask(draft, ctx, 'limitation', barred.value);
    }
  }
  if (openClaims(c).length === 0 && c.kinds.has('claim-written-off'))
    await closeCase(draft, ctx, 'time-barred');
}

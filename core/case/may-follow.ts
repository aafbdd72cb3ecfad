import { openOn } from '../money/statement.ts';
import type { Case } from './case.ts';
import type { Entry, EntryKind, EntryOf } from './entry.ts';
import { collects } from './words.ts';

/** A condition on the case as it stands before an entry, and the reason given when it does not hold. */
interface Condition<E = Entry> {
  reason: string;
  holds(c: Case, entry: E): boolean;
}
type On<K extends EntryKind> = Condition<EntryOf<K>>;

const open: Condition = { reason: 'the case is closed', holds: (c) => !c.closed };
const closed: Condition = { reason: 'the case is not closed', holds: (c) => c.closed !== undefined };
const noJourney: Condition = { reason: 'a journey is running', holds: (c) => !c.journey };
const notErased: Condition = { reason: 'the person was erased', holds: (c) => !c.erased };

const kindUnknown: Condition = {
  reason: 'it is known already who owes',
  holds: (c) => c.debtor === 'unknown',
};
const claimKnown: Condition = {
  reason: 'the case has no such claim',
  holds: (c, e) => 'claim' in e && typeof e.claim === 'string' && c.claims.has(e.claim),
};
const claimNew: On<'claim-added'> = {
  reason: 'the claim is in the case already',
  holds: (c, e) => !c.claims.has(e.claim),
};
const contactKnown: Condition = {
  reason: 'the case has no such contact',
  holds: (c, e) => 'contact' in e && typeof e.contact === 'string' && c.contacts.has(e.contact),
};
const contactNew: On<'contact-written'> = {
  reason: 'the contact exists already',
  holds: (c, e) => !c.contacts.has(e.contact) && !c.refused.has(e.contact),
};
const looksAhead: On<'contact-written'> = {
  reason: 'its follow-up does not lie after its sending: it would be written again at once, for ever',
  holds: (_, e) => e.followUpAt === undefined || e.followUpAt > e.sendAt,
};
const contactUnclaimed: On<'contact-claimed'> = {
  reason: 'the contact was claimed or refused before: it is never sent twice',
  holds: (c, e) => !c.contacts.get(e.contact)?.claimedAt && !c.refused.has(e.contact),
};
const contactClaimed: On<'contact-sent'> = {
  reason: 'the contact was not claimed, or was sent before',
  holds: (c, e) => {
    const contact = c.contacts.get(e.contact);
    return contact?.claimedAt !== undefined && contact.sentAt === undefined;
  },
};
const askAllowed: On<'contact-written' | 'contact-claimed'> = {
  reason: 'asks and notices stop when a case is closed',
  holds: (c, e) => {
    const purpose = e.kind === 'contact-written' ? e.purpose : c.contacts.get(e.contact)?.purpose;
    return !c.closed || (purpose !== undefined && !collects(purpose));
  },
};
const numbersItself: On<'journey-started'> = {
  reason: 'journeys are numbered one after another',
  holds: (c, e) => e.journey === c.journeys + 1,
};
const journeyRuns: On<'journey-ended' | 'wait-opened'> = {
  reason: 'that journey is not running',
  holds: (c, e) => c.journey?.journey === e.journey,
};
const waitNumber: On<'wait-opened'> = {
  reason: 'waits are numbered one after another',
  holds: (c, e) => e.wait === c.waits + 1,
};
const waitRuns: On<'follow-up-due'> = {
  reason: 'that wait is not the open one, or its follow-up came before',
  holds: (c, e) => c.wait?.wait === e.wait && c.wait.followUpSeq === undefined,
};
const noticeServed: On<'costs-charged' | 'costs-withdrawn'> = {
  reason: 'no such notice was served, or it is void',
  holds: (c, e) => c.notices.get(e.notice)?.void === false,
};
const costsNotYet: On<'costs-charged'> = {
  reason: 'the costs of this notice are charged already',
  holds: (c, e) => c.notices.get(e.notice)?.charged === 0,
};
const afterTerm: On<'costs-charged'> = {
  reason: "the notice's term has not ended",
  holds: (c, e) => {
    const from = c.notices.get(e.notice)?.costsFrom;
    return from !== undefined && (e.on ?? e.at.slice(0, 10)) >= from;
  },
};
const paymentNew: On<'payment-received'> = {
  reason: 'that payment is booked already',
  holds: (c, e) => !c.payments.has(e.payment),
};
const paymentStands: On<'payment-reversed'> = {
  reason: 'there is no such payment, or it was reversed before',
  holds: (c, e) => c.payments.get(e.payment)?.reversed === false,
};
const creditThere: On<'refund-made'> = {
  reason: 'there is not so much credit',
  holds: (c, e) => c.credit >= e.cents,
};
const taskOpen: On<'task-closed'> = {
  reason: 'there is no such open task',
  holds: (c, e) => c.tasks.has(e.task) && !c.tasks.get(e.task)?.closed,
};
const taskNew: On<'task-opened'> = {
  reason: 'the task exists already',
  holds: (c, e) => !c.tasks.has(e.task),
};
const planRuns: On<'plan-broken' | 'plan-completed' | 'instalment-due' | 'instalment-missed'> = {
  reason: 'that plan is not running',
  holds: (c, e) => c.plans.get(e.plan)?.state === 'running',
};
const promiseOpen: On<'promise-kept' | 'promise-broken'> = {
  reason: 'that promise is not open',
  holds: (c, e) => c.promise?.promise === e.promise && c.promise.state === 'open',
};
const meansKnown: Condition = {
  reason: 'nobody has said what they can spare',
  holds: (c) => c.means !== undefined,
};
const disputeOpen: On<'dispute-answered'> = {
  reason: 'there is no such open dispute',
  holds: (c, e) => c.disputes.has(e.dispute) && !c.disputes.get(e.dispute)?.answered,
};
const approvedHandOver: On<'handed-over'> = {
  reason: 'a person has to approve a hand-over first',
  holds: (c) => (c.kinds.get('hand-over-approved') ?? 0) > (c.kinds.get('handed-over') ?? 0),
};
const nothingLeft: On<'case-closed'> = {
  reason: 'something is still owed, and only a hand-over leaves it open',
  holds: (c, e) =>
    e.outcome === 'handed-over' || [...c.claims.values()].every((claim) => openOn(claim.books) === 0),
};

const free: Condition[] = [];

/**
 * What may follow what, as data: for each kind the conditions on the case as it stands. Exhaustive, so that a
 * new kind does not compile until somebody has thought about it. `case-opened` is the first entry, and only that.
 */
const table: { [K in EntryKind]: On<K>[] } = {
  'case-opened': [],
  'debtor-recognised': [open, kindUnknown],
  'claim-added': [open, claimNew],
  'claim-fell-due': [open, claimKnown],
  'claim-credited': [claimKnown],
  'claim-withdrawn': [open, claimKnown],
  'claim-written-off': [open, claimKnown],
  scored: [open],
  'profile-assigned': [open],
  'journey-started': [open, noJourney, numbersItself],
  'journey-ended': [journeyRuns],
  'wait-opened': [open, journeyRuns, waitNumber],
  'follow-up-due': [open, waitRuns],
  'contact-written': [notErased, contactNew, askAllowed, looksAhead],
  'contact-claimed': [notErased, contactKnown, contactUnclaimed, askAllowed],
  'contact-sent': [contactKnown, contactClaimed],
  'contact-refused': free,
  'contact-delivered': [contactKnown],
  'contact-bounced': [contactKnown],
  'contact-returned': [contactKnown],
  'contact-opened': [contactKnown],
  'contact-clicked': [contactKnown],
  'notice-served': [contactKnown],
  'notice-void': [contactKnown],
  'call-made': free,
  replied: free,
  'information-asked': free,
  'payment-claimed': free,
  'complaint-raised': free,
  'complaint-answered': free,
  'interest-charged': [open, claimKnown],
  'costs-charged': [open, noticeServed, costsNotYet, afterTerm],
  'costs-withdrawn': [noticeServed],
  'amount-waived': free,
  'concession-offered': [open],
  'settlement-accepted': [open],
  'payment-received': [paymentNew],
  'payment-reversed': [paymentStands],
  'refund-made': [creditThere],
  remitted: free,
  'plan-proposed': [open],
  'plan-agreed': [open],
  'instalment-due': [open, planRuns],
  'instalment-missed': [open, planRuns],
  'plan-broken': [planRuns],
  'plan-completed': [planRuns],
  'promise-made': [open],
  'promise-kept': [promiseOpen],
  'promise-broken': [promiseOpen],
  'means-stated': [open],
  'means-withdrawn': [meansKnown],
  'deferral-granted': [open],
  'mandate-given': [open],
  'mandate-revoked': free,
  'dispute-raised': [open],
  'dispute-answered': [disputeOpen],
  'hardship-reported': [open],
  paused: [open],
  resumed: [open],
  'suspended-by-law': [open],
  'task-opened': [taskNew],
  'task-closed': [taskOpen],
  'hand-over-approved': [open],
  'handed-over': [open, approvedHandOver],
  'taken-back': [closed],
  merged: [open],
  reopened: [closed],
  'case-closed': [open, noJourney, nothingLeft],
  erased: [notErased],
};

/**
 * Whether an entry may be the next one.
 *
 * @returns undefined when it may, else the reason in words
 */
export function mayFollow(c: Case | undefined, entry: Entry): string | undefined {
  if (!c) return entry.kind === 'case-opened' ? undefined : 'a journal begins with case-opened';
  if (entry.kind === 'case-opened') return 'the case is open already';
  const conditions = table[entry.kind] as Condition[];
  return conditions.find((condition) => !condition.holds(c, entry))?.reason;
}

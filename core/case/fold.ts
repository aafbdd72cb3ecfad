import { type Moment, secondsBetween } from '../calendar/moment.ts';
import type { Bucket, Part } from '../money/cents.ts';
import { type Effect, emptyBooks, openIn } from '../money/statement.ts';
import { type Case, type Claim, type Contact, type Plan, type Reacted, runningPlan } from './case.ts';
import type { Entry, EntryKind, EntryOf } from './entry.ts';
import { collects } from './words.ts';

/** Several entries that were decided together, as the journal keeps them: all or none of them exist. */
export interface Item<E = Entry> {
  /** Case id or person id. */
  stream: string;
  /** `seq` of the first entry. */
  seq: number;
  /** Id of what caused them. The same cause never has its effect twice. */
  cause: string;
  entries: E[];
}

/**
 * Reads a case's journal into the case it describes, or undefined for an empty journal.
 * The only place that knows what each kind of entry means for the state of a case.
 *
 * @param from the case that earlier items add up to; it is left as it is
 */
export function fold(items: readonly Item[], from?: Case): Case | undefined {
  let c = from && copyOf(from);
  for (const item of items) {
    for (const entry of item.entries) {
      c ??= blank(item.stream, entry);
      apply(c, entry);
    }
    c?.causes.add(item.cause);
  }
  return c;
}

/** The case that a journal's first entry makes. */
export function begun(id: string, first: Entry): Case {
  const c = blank(id, first);
  apply(c, first);
  return c;
}

/** A case that can be changed without the first one noticing. What its lists hold is shared, and never changed. */
export function copyOf(c: Case): Case {
  return {
    ...c,
    claims: new Map(c.claims),
    lines: c.lines.slice(),
    moves: c.moves.slice(),
    vat: c.vat.slice(),
    payments: new Map(c.payments),
    notices: new Map(c.notices),
    contacts: new Map(c.contacts),
    refused: new Map(c.refused),
    tasks: new Map(c.tasks),
    plans: new Map(c.plans),
    disputes: new Map(c.disputes),
    paidOn: c.paidOn.slice(),
    causes: new Set(c.causes),
    kinds: new Map(c.kinds),
  };
}

/** Applies one more entry to a case. Mutates: only fold and a draft may call it, each on a case of its own. */
export function apply(c: Case, entry: Entry): void {
  c.seq = entry.seq;
  c.at = entry.at;
  c.kinds.set(entry.kind, (c.kinds.get(entry.kind) ?? 0) + 1);
  const effect = effects[entry.kind] as ((c: Case, entry: Entry) => void) | undefined;
  effect?.(c, entry);
}

function blank(id: string, first: Entry): Case {
  if (first.kind !== 'case-opened')
    throw new Error(`Journal ${id} begins with ${first.kind}, not case-opened.`);
  return {
    id,
    seq: 0,
    openedAt: first.at,
    at: first.at,
    creditor: first.creditor,
    person: first.person,
    capacity: first.capacity,
    debtor: first.debtor,
    country: first.country,
    currency: first.currency,
    language: first.language,
    history: first.history ?? { invoices: 0, late: 0 },
    erased: false,
    claims: new Map(),
    lines: [],
    moves: [],
    vat: [],
    credit: 0,
    payments: new Map(),
    notices: new Map(),
    contacts: new Map(),
    contactIds: 0,
    refused: new Map(),
    journeys: 0,
    waits: 0,
    tasks: new Map(),
    plans: new Map(),
    disputes: new Map(),
    repliesAboutPaying: 0,
    heardSeq: 0,
    reactions: [],
    paidOn: [],
    acknowledged: [],
    causes: new Set(),
    kinds: new Map(),
  };
}

/** The day from which an entry counts: `on`, or the day (UTC) on which we learnt it. */
export function dayOf(entry: { on?: string | undefined; at: Moment }): string {
  return entry.on ?? entry.at.slice(0, 10);
}

function book(c: Case, entry: Entry, effect: Effect, part: Part, sign: 1 | -1 = 1): void {
  const { books } = claimOf(c, part.claim);
  const balance = books[part.bucket];
  const moved = { ...balance, [effect]: balance[effect] + sign * part.cents };
  alter(c.claims, part.claim, { books: { ...books, [part.bucket]: moved } });
  c.lines.push({
    seq: entry.seq,
    on: dayOf(entry),
    claim: part.claim,
    bucket: part.bucket,
    effect,
    cents: sign * part.cents,
  });
}

function bookAll(c: Case, entry: Entry, effect: Effect, parts: readonly Part[], sign: 1 | -1 = 1): void {
  for (const part of parts) book(c, entry, effect, part, sign);
}

/** Money that had paid a charge which is now taken back: it pays something else, or becomes credit. */
function move(c: Case, entry: Entry, moves: EntryOf<'costs-withdrawn'>['moves']): void {
  for (const { from, to } of moves ?? []) {
    book(c, entry, 'paid', from, -1);
    c.moves.push(to ? { from, to } : { from });
    if (to) book(c, entry, 'paid', to);
    else c.credit += from.cents;
  }
}

export function claimOf(c: Case, claim: string): Claim {
  const found = c.claims.get(claim);
  if (!found) throw new Error(`Case ${c.id} has no such claim.`);
  return found;
}

function alterContact(c: Case, contact: string, changes: Partial<Contact>): void {
  if (!c.contacts.has(contact)) throw new Error(`Case ${c.id} has no contact ${contact}.`);
  alter(c.contacts, contact, changes);
}

/** A sign of life answers what was asked last. */
function heard(c: Case, { seq, at }: Entry): void {
  c.heardSeq = seq;
  const last = [...c.contacts.values()].findLast(({ purpose, sentAt }) => collects(purpose) && sentAt);
  if (last && !last.answeredAt) alterContact(c, last.contact, { answeredAt: at });
}

function alterPlan(c: Case, plan: string, changes: (before: Plan) => Partial<Plan>): void {
  const before = c.plans.get(plan);
  if (!before) throw new Error(`Case ${c.id} has no plan ${plan}.`);
  alter(c.plans, plan, changes(before));
}

/** Puts a changed copy where a list holds something; does nothing where it holds nothing. */
function alter<T extends object>(list: Map<string, T>, id: string, changes: Partial<T>): void {
  const before = list.get(id);
  if (before) list.set(id, { ...before, ...changes });
}

function moneyIn(c: Case, cents: number): void {
  const plan = runningPlan(c);
  if (plan) alter(c.plans, plan.plan, { paid: plan.paid + cents });
  if (c.promise?.state === 'open') c.promise = { ...c.promise, paid: c.promise.paid + cents };
}

/** Money that comes so soon after a message is taken for an answer to it. */
const PAID_BECAUSE_SECONDS = 7 * 86_400;

function lastSent(c: Case): Contact | undefined {
  let last: Contact | undefined;
  for (const contact of c.contacts.values()) {
    if (contact.sentAt && (!last?.sentAt || contact.sentAt >= last.sentAt)) last = contact;
  }
  return last;
}

/** Notes what was done with a message, each kind once: some providers tell every look at it. */
function reacted(
  c: Case,
  { at }: { at: Moment },
  how: Reacted['how'],
  to: Contact | undefined,
  channel = to?.channel,
): void {
  if (!to || !channel) return;
  const { contact } = to;
  if (c.reactions.some((known) => known.contact === contact && known.how === how)) return;
  c.reactions = [...c.reactions, { contact, how, channel, at }];
}

/** The claims that who owes does not dispute now: what they arrange acknowledges these. */
function undisputed(c: Case): string[] {
  const disputed = new Set([...c.disputes.values()].flatMap((one) => (one.answered ? [] : one.claims)));
  return [...c.claims.values()].flatMap(({ claim, gone }) => (gone || disputed.has(claim) ? [] : [claim]));
}

/** While somebody paid by a plan no interest was counted: it is not counted afterwards either. */
function interestFrom(c: Case, day: string): void {
  for (const claim of c.claims.values()) {
    if (!claim.interestTo || claim.interestTo < day) alter(c.claims, claim.claim, { interestTo: day });
  }
}

type Effects = { [K in EntryKind]?: (c: Case, entry: EntryOf<K>) => void };

// Kinds without an effect on the state are facts that only readers of the journal need.
const effects: Effects = {
  'debtor-recognised': (c, e) => {
    c.debtor = e.debtor;
  },
  'claim-added': (c, e) => {
    c.claims.set(e.claim, {
      claim: e.claim,
      cents: e.cents,
      dueOn: e.dueOn,
      agreedTerm: e.agreedTerm,
      termsCleared: e.termsCleared,
      books: emptyBooks(),
      rates: [],
      ...(e.contractOn && { contractOn: e.contractOn }),
      ...(e.invoicedOn && { invoicedOn: e.invoicedOn }),
      ...(e.subject && { subject: e.subject }),
      ...(e.sector && { sector: e.sector }),
      ...(e.basis && { basis: e.basis }),
    });
    book(c, e, 'charged', { claim: e.claim, bucket: 'principal', cents: e.cents });
  },
  'claim-credited': (c, e) => {
    book(c, e, 'charged', { claim: e.claim, bucket: 'principal', cents: e.cents }, -1);
    move(c, e, e.moves);
  },
  'claim-withdrawn': (c, e) => {
    bookAll(c, e, 'waived', e.waived);
    alter(c.claims, e.claim, { gone: 'withdrawn' });
  },
  'claim-written-off': (c, e) => {
    bookAll(c, e, 'waived', e.waived);
    alter(c.claims, e.claim, { gone: 'written-off' });
  },

  scored: (c, e) => {
    const first = c.score?.first ?? { points: e.points, at: e.at };
    c.score = { points: e.points, model: e.model, ...(e.hash && { hash: e.hash }), first };
  },
  'profile-assigned': (c, e) => {
    c.profile = e.profile;
  },
  'journey-started': (c, e) => {
    c.journeys = e.journey;
    c.journey = { journey: e.journey, machine: e.machine, startedAt: e.at };
  },
  'journey-ended': (c, e) => {
    c.lastEnd = e.end;
    delete c.journey;
    delete c.wait;
  },
  'wait-opened': (c, e) => {
    c.waits = e.wait;
    c.wait = {
      wait: e.wait,
      journey: e.journey,
      due: e.due,
      seq: e.seq,
      openedAt: e.at,
      ...(e.contact && { contact: e.contact }),
      ...(e.task && { task: e.task }),
    };
  },
  'follow-up-due': (c, e) => {
    if (c.wait?.wait === e.wait) c.wait = { ...c.wait, followUpSeq: e.seq };
  },

  'contact-written': (c, e) => {
    c.contactIds += 1;
    const { kind: _, at: __, receipt: ___, seq, stated = [], ...written } = e;
    c.contacts.set(e.contact, { ...written, stated, writtenSeq: seq });
  },
  'contact-claimed': (c, e) => {
    alterContact(c, e.contact, { claimedAt: e.at });
  },
  'contact-sent': (c, e) => {
    alterContact(c, e.contact, { sentAt: e.at });
  },
  'contact-refused': (c, e) => {
    if (e.contact && !c.contacts.has(e.contact)) c.contactIds += 1;
    const refused = {
      step: e.step,
      reason: e.reason,
      seq: e.seq,
      ...(e.contact && { contact: e.contact }),
      ...(e.until && { until: e.until }),
    };
    if (e.contact) c.refused.set(e.contact, refused);
  },
  'contact-delivered': (c, e) => {
    alterContact(c, e.contact, { deliveredAt: e.at });
  },
  'contact-opened': (c, e) => reacted(c, e, 'opened', c.contacts.get(e.contact)),
  'contact-clicked': (c, e) => reacted(c, e, 'clicked', c.contacts.get(e.contact)),
  'contact-bounced': (c, e) => {
    alterContact(c, e.contact, { failed: 'bounced' });
  },
  'contact-returned': (c, e) => {
    alterContact(c, e.contact, { failed: 'returned' });
  },

  'notice-served': (c, e) => {
    c.notices.set(e.contact, {
      contact: e.contact,
      claims: e.claims,
      costs: e.costs,
      deliveredOn: e.deliveredOn,
      lastFreeDay: e.lastFreeDay,
      costsFrom: e.costsFrom,
      void: false,
      charged: 0,
    });
  },
  'notice-void': (c, e) => {
    alter(c.notices, e.contact, { void: true });
  },

  replied: (c, e) => {
    // Nobody is scored for a dispute, a complaint, an objection or money trouble: such a reply is as none.
    if (e.aboutPaying) {
      c.repliesAboutPaying += 1;
      heard(c, e);
    }
    // Who is called answers at an hour and by a way that we chose.
    if (e.channel !== 'phone')
      reacted(c, e, 'replied', lastSent(c), e.channel === 'page' ? undefined : e.channel);
  },
  'call-made': (c, e) => {
    if (e.reached) heard(c, e);
  },

  'interest-charged': (c, e) => {
    book(c, e, 'charged', { claim: e.claim, bucket: 'interest', cents: e.cents });
    const { rates, books } = claimOf(c, e.claim);
    const base = openIn(books, 'principal');
    const added = (e.periods ?? []).map((period) => ({ seq: e.seq, base, ...period }));
    alter(c.claims, e.claim, { interestTo: e.to, rates: [...rates, ...added] });
  },
  'costs-charged': (c, e) => {
    bookAll(c, e, 'charged', e.shares);
    if (e.vat) c.vat.push({ seq: e.seq, notice: e.notice, cents: e.vat });
    const notice = c.notices.get(e.notice);
    if (notice) alter(c.notices, e.notice, { charged: notice.charged + e.cents });
  },
  'costs-withdrawn': (c, e) => {
    bookAll(c, e, 'charged', e.shares, -1);
    move(c, e, e.moves);
    const notice = c.notices.get(e.notice);
    const vat = c.vat.reduce((sum, one) => (one.notice === e.notice ? sum + one.cents : sum), 0);
    if (notice && vat > 0) {
      c.vat.push({ seq: e.seq, notice: e.notice, cents: -Math.round((vat * e.cents) / notice.charged) });
    }
    if (notice) alter(c.notices, e.notice, { charged: notice.charged - e.cents });
  },
  'amount-waived': (c, e) => bookAll(c, e, 'waived', e.waived),
  'settlement-accepted': (c, e) => {
    bookAll(c, e, 'waived', e.waived);
    for (const claim of c.claims.keys()) alter(c.claims, claim, { agreedForLess: true });
  },
  'payment-received': (c, e) => {
    bookAll(c, e, 'paid', e.parts);
    c.credit += e.credit ?? 0;
    const plan = runningPlan(c)?.plan;
    c.payments.set(e.payment, {
      payment: e.payment,
      cents: e.cents,
      on: dayOf(e),
      seq: e.seq,
      parts: e.parts,
      credit: e.credit ?? 0,
      ...(plan && { plan }),
      reversed: false,
    });
    c.paidOn.push(dayOf(e));
    heard(c, e);
    c.paidOn.sort();
    const last = lastSent(c);
    // What is collected by direct debit comes by itself.
    if (!c.mandate && last?.sentAt && secondsBetween(last.sentAt, e.at) <= PAID_BECAUSE_SECONDS)
      reacted(c, e, 'paid', last);
    moneyIn(c, e.cents);
  },
  'payment-reversed': (c, e) => {
    bookAll(c, e, 'paid', e.parts, -1);
    c.credit -= e.credit ?? 0;
    const payment = c.payments.get(e.payment);
    alter(c.payments, e.payment, { reversed: true });
    // Money from before a plan or promise never counted towards it.
    const plan = runningPlan(c);
    if (plan && (payment?.seq ?? 0) > plan.agreedSeq)
      alter(c.plans, plan.plan, { paid: plan.paid - e.cents });
    const { promise } = c;
    if (promise?.state === 'open' && (payment?.seq ?? 0) > promise.madeSeq)
      c.promise = { ...promise, paid: promise.paid - e.cents };
  },
  'refund-made': (c, e) => {
    c.credit -= e.cents;
  },

  'plan-proposed': (c, e) => {
    c.plans.set(e.plan, {
      plan: e.plan,
      instalments: e.instalments,
      state: 'proposed',
      agreedSeq: e.seq,
      claims: [],
      paid: 0,
      missed: new Set(),
      due: new Set(),
    });
  },
  'plan-agreed': (c, e) => {
    const before = runningPlan(c);
    if (before) alter(c.plans, before.plan, { state: 'replaced' });
    const claims = undisputed(c);
    // What a person agreed, or a pause has moved, is no word of the debtor's: the first instalment is.
    if (e.by === 'policy') c.acknowledged = [...c.acknowledged, { on: dayOf(e), claims }];
    c.plans.set(e.plan, {
      plan: e.plan,
      instalments: e.instalments,
      state: 'running',
      agreedSeq: e.seq,
      claims,
      paid: 0,
      missed: new Set(),
      due: new Set(),
    });
  },
  'instalment-due': (c, e) => {
    alterPlan(c, e.plan, ({ due }) => ({ due: new Set(due).add(e.instalment) }));
  },
  'instalment-missed': (c, e) => {
    alterPlan(c, e.plan, ({ missed }) => ({ missed: new Set(missed).add(e.instalment) }));
  },
  'plan-broken': (c, e) => {
    alterPlan(c, e.plan, () => ({ state: 'broken' }));
    interestFrom(c, dayOf(e));
  },
  'plan-completed': (c, e) => {
    alterPlan(c, e.plan, () => ({ state: 'completed' }));
    interestFrom(c, dayOf(e));
  },
  'promise-made': (c, e) => {
    c.acknowledged = [...c.acknowledged, { on: dayOf(e), claims: undisputed(c) }];
    c.promise = {
      promise: e.promise,
      payOn: e.payOn,
      state: 'open',
      madeSeq: e.seq,
      paid: 0,
      ...(e.cents && { cents: e.cents }),
    };
  },
  'promise-kept': (c) => {
    if (c.promise) c.promise = { ...c.promise, state: 'kept' };
  },
  'promise-broken': (c) => {
    if (c.promise) c.promise = { ...c.promise, state: 'broken' };
  },
  'means-stated': (c, e) => {
    c.means = { cents: e.cents, at: e.at };
  },
  'means-withdrawn': (c) => {
    delete c.means;
  },
  'deferral-granted': (c, e) => {
    c.deferredUntil = e.until;
  },
  'mandate-given': (c, e) => {
    c.mandate = { mandate: e.mandate, collectOn: e.collectOn };
  },
  'mandate-revoked': (c) => {
    delete c.mandate;
  },

  'dispute-raised': (c, e) => {
    c.disputes.set(e.dispute, { dispute: e.dispute, claims: e.claims });
  },
  'dispute-answered': (c, e) => {
    alter(c.disputes, e.dispute, { answered: e.result });
  },
  'hardship-reported': (c, e) => {
    c.hardshipAt = e.at;
  },
  paused: (c, e) => {
    c.pausedUntil = e.until;
  },
  'suspended-by-law': (c, e) => {
    if (e.until) c.pausedUntil = e.until;
  },
  resumed: (c) => {
    delete c.pausedUntil;
  },

  'task-opened': (c, e) => {
    c.tasks.set(e.task, {
      task: e.task,
      what: e.what,
      openedAt: e.at,
      due: e.due,
      ...(e.about && { about: e.about }),
    });
  },
  'task-closed': (c, e) => {
    alter(c.tasks, e.task, { closed: { decision: e.decision, by: e.by, at: e.at, seq: e.seq } });
  },
  'handed-over': (c, e) => {
    c.handedOverTo = e.to;
  },
  'case-closed': (c, e) => {
    c.closed = { outcome: e.outcome, at: e.at, seq: e.seq };
  },
  reopened: (c) => {
    delete c.closed;
  },
  'taken-back': (c) => {
    delete c.closed;
  },
  erased: (c) => {
    c.erased = true;
  },
};

/** Open cents in one bucket of one claim, as a part, or nothing when there is none. */
export function openParts(
  c: Case,
  only?: readonly string[],
  in_: readonly Bucket[] = ['costs', 'interest', 'principal'],
): Part[] {
  const parts: Part[] = [];
  for (const claim of c.claims.values()) {
    if (only && !only.includes(claim.claim)) continue;
    for (const bucket of in_) {
      const { charged, paid, waived } = claim.books[bucket];
      if (charged - paid - waived > 0)
        parts.push({ claim: claim.claim, bucket, cents: charged - paid - waived });
    }
  }
  return parts;
}

import * as z from 'zod/mini';
import { Day, Moment } from '../calendar/moment.ts';
import { Cents, CentsOrNone, Part } from '../money/cents.ts';
import { Manner } from '../segment/groups.ts';
import {
  Capacity,
  Channel,
  ClaimBasis,
  DebtorKind,
  Decision,
  Journey,
  JourneyEnd,
  Language,
  Outcome,
  PersonKind,
  Profile,
  Purpose,
  Refusal,
  Step,
  TaskKind,
} from './words.ts';

/** How sure we are of a rule: read in its source, computed from read inputs, remembered, or in doubt. */
export const Confidence = z.enum(['verified', 'derived', 'from-memory', 'doubtful']);

/** A rule that was applied: enough to show a supervisor where an answer came from. */
export const RuleRef = z.strictObject({ name: z.string(), source: z.string(), confidence: Confidence });
export type RuleRef = z.infer<typeof RuleRef>;

/** Why a decision was taken. Staff, debtor and supervisor can each be shown it; it holds no personal data. */
export const Receipt = z.strictObject({
  reason: z.string(),
  inputs: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  rules: z.optional(z.array(RuleRef)),
  /** Name and version of the model or template set that decided. */
  model: z.optional(z.string()),
  /** Each option that was open, the chosen one among them, with its probability of being chosen. */
  options: z.optional(
    z.array(z.strictObject({ option: z.string(), probability: z.number(), why: z.optional(z.string()) })),
  ),
});
export type Receipt = z.infer<typeof Receipt>;

/** One instalment of a plan. */
export const Instalment = z.strictObject({ on: Day, cents: Cents });
export type Instalment = z.infer<typeof Instalment>;

/** What one claim stood at when an amount was stated to somebody; cents, net of payments in `outstanding`. */
export const StatedClaim = z.strictObject({
  claim: z.string(),
  principal: CentsOrNone,
  interest: CentsOrNone,
  costs: CentsOrNone,
  paid: CentsOrNone,
  outstanding: CentsOrNone,
});
export type StatedClaim = z.infer<typeof StatedClaim>;

/** Entries, journeys, waits and instalments count from one. */
const number = z.int().check(z.positive());
const claim = z.string().check(z.minLength(1));
const contact = z.string().check(z.minLength(1));
const parts = z.array(Part);
/** Money that moves inside the books when a charge is taken back after it was paid; without `to` it becomes credit. */
const Move = z.strictObject({ from: Part, to: z.optional(Part) });
export type Move = z.infer<typeof Move>;

/** Every entry has these. `seq` gives the order; `at` is when we learnt it; `on` the day the law counts from. */
const envelope = {
  seq: number,
  at: Moment,
  on: z.optional(Day),
  /** The outside event's own id. An id already in the journal changes nothing. */
  outside: z.optional(z.string()),
  receipt: z.optional(Receipt),
};

function kind<K extends string, S extends z.core.$ZodLooseShape>(name: K, shape: S) {
  return z.strictObject({ kind: z.literal(name), ...envelope, ...shape });
}

/**
 * The journal's closed set of facts about a case, in the past tense.
 * All cents are positive integers; the kind says the direction.
 */
export const Entry = z.discriminatedUnion('kind', [
  // The case and its claims
  kind('case-opened', {
    creditor: z.string(),
    person: z.string(),
    capacity: Capacity,
    debtor: DebtorKind,
    country: z.string().check(z.length(2)),
    currency: z.string().check(z.length(3)),
    language: Language,
    /** What the creditor knew of earlier invoices when it sent the claim; counts. */
    history: z.optional(
      z.strictObject({ invoices: z.int().check(z.nonnegative()), late: z.int().check(z.nonnegative()) }),
    ),
  }),
  /** A person has found out who owes, in the law's eyes, where it was not known. */
  kind('debtor-recognised', { debtor: PersonKind, task: z.optional(z.string()) }),
  kind('claim-added', {
    claim,
    cents: Cents,
    /** The day on which the contract was made. */
    contractOn: z.optional(Day),
    invoicedOn: z.optional(Day),
    dueOn: Day,
    /** True when the payment term was agreed in the contract, so that default needs no further notice. */
    agreedTerm: z.boolean(),
    /** False until a person has cleared the contract's terms: then the claim bears no costs and no interest. */
    termsCleared: z.boolean(),
    subject: z.optional(z.string()),
    sector: z.optional(z.string()),
    /** What the claim is for: it decides when it is time-barred. */
    basis: z.optional(ClaimBasis),
  }),
  kind('claim-fell-due', { claim }),
  kind('claim-credited', { claim, cents: Cents, reason: z.string(), moves: z.optional(z.array(Move)) }),
  kind('claim-withdrawn', { claim, cents: CentsOrNone, waived: parts, reason: z.string() }),
  kind('claim-written-off', { claim, cents: CentsOrNone, waived: parts, reason: z.string() }),

  // Score, profile, journey
  kind('scored', {
    model: z.string(),
    /** The hash of the model's file, where it has one. */
    hash: z.optional(z.string()),
    /** The chance, in per cent, that it is paid in full within 90 days: 0 to 100. */
    points: z.int().check(z.minimum(0), z.maximum(100)),
    /** The same in ten-thousandths of a logit: the sum of the reasons. Where it is absent they add up to `points`. */
    score: z.optional(z.int()),
    reasons: z.array(z.strictObject({ feature: z.string(), points: z.int(), words: z.string() })),
  }),
  kind('profile-assigned', { profile: Profile }),
  kind('journey-started', { journey: number, machine: Journey }),
  kind('journey-ended', { journey: number, end: JourneyEnd }),
  kind('wait-opened', {
    wait: number,
    journey: number,
    /** When somebody looks again if nothing happens; pause, promise and part payment move it later. */
    due: Moment,
    contact: z.optional(contact),
    task: z.optional(z.string()),
  }),
  kind('follow-up-due', { wait: number, late: z.optional(z.literal(true)) }),

  // Contacts
  kind('contact-written', {
    contact,
    step: Step,
    purpose: Purpose,
    channel: Channel,
    addressee: z.enum(['debtor', 'representative', 'co-debtor']),
    language: Language,
    variant: z.string(),
    /** Absent: plain and full, like every message before there was a choice. A text message has none. */
    manner: z.optional(Manner),
    /** Planned moment of sending, inside the contact window. */
    sendAt: Moment,
    /** When to look again if nobody answers; absent for messages that wait for nothing. */
    followUpAt: z.optional(Moment),
    /** The date named in the text. */
    payBy: z.optional(Day),
    /** The day on which money is expected, where the text confirms a promise or announces a direct debit. */
    expectedOn: z.optional(Day),
    /** What the text says is owed, claim by claim, on the day of sending. */
    stated: z.optional(z.array(StatedClaim)),
    /** The total that the text asks for. */
    cents: z.optional(Cents),
    /** For a notice: the claims it is for and the exact costs it announces. */
    notice: z.optional(
      z.strictObject({ claims: z.array(claim).check(z.minLength(1)), costs: CentsOrNone, vat: CentsOrNone }),
    ),
    plan: z.optional(z.string()),
    instalment: z.optional(number),
    task: z.optional(z.string()),
  }),
  kind('contact-claimed', { contact }),
  kind('contact-sent', {
    contact,
    step: Step,
    purpose: Purpose,
    channel: Channel,
    provider: z.optional(z.string()),
  }),
  kind('contact-refused', {
    contact: z.optional(contact),
    step: Step,
    reason: Refusal,
    /** The earliest moment to try again, where one is known. */
    until: z.optional(Moment),
    /** Whom it is handed to, where only a person can open the gate: the kind of task. */
    handTo: z.optional(TaskKind),
    journey: z.optional(number),
  }),
  kind('contact-delivered', { contact }),
  kind('contact-bounced', { contact, permanent: z.boolean() }),
  kind('contact-returned', { contact }),
  kind('contact-opened', { contact }),
  kind('contact-clicked', { contact }),

  // The free 14-day notice
  kind('notice-served', {
    contact,
    claims: z.array(claim).check(z.minLength(1)),
    /** The costs it announced, VAT included. */
    costs: CentsOrNone,
    deliveredOn: Day,
    lastFreeDay: Day,
    /** First day on which costs may be charged: the day after the last free day and the pack's buffer. */
    costsFrom: Day,
  }),
  kind('notice-void', { contact, reason: z.string() }),

  // What is said
  kind('call-made', { task: z.string(), reached: z.boolean() }),
  kind('replied', {
    channel: z.union([Channel, z.enum(['page', 'phone'])]),
    /** How or when to pay is what it was about: no other reply is known to a score. */
    aboutPaying: z.optional(z.literal(true)),
    /** Why it could not be taken, and what to do instead; absent when it was. */
    refused: z.optional(z.string()),
  }),
  kind('information-asked', {}),
  kind('payment-claimed', { cents: z.optional(Cents) }),
  kind('complaint-raised', { complaint: z.string() }),
  kind('complaint-answered', { complaint: z.string() }),

  // Money
  kind('interest-charged', {
    claim,
    cents: Cents,
    /** `[from, to)`: the first day counted and the first day not counted. */
    from: Day,
    to: Day,
    /** The rates it was counted with, basis points a year; the reader is shown them. */
    periods: z.optional(
      z.array(z.strictObject({ from: Day, to: Day, rate: z.int().check(z.nonnegative()) })),
    ),
  }),
  kind('costs-charged', {
    notice: contact,
    cents: Cents,
    shares: parts,
    /** The VAT within `cents`. */
    vat: z.optional(CentsOrNone),
  }),
  kind('costs-withdrawn', {
    notice: contact,
    cents: Cents,
    shares: parts,
    moves: z.optional(z.array(Move)),
    reason: z.string(),
  }),
  kind('amount-waived', { cents: Cents, waived: parts, reason: z.string() }),
  kind('concession-offered', { cents: Cents, until: Day }),
  kind('settlement-accepted', { cents: CentsOrNone, waived: parts, waivedCents: Cents }),
  kind('payment-received', {
    payment: z.string(),
    cents: Cents,
    /** Where the money went; what no claim could take is credit. */
    parts,
    credit: z.optional(Cents),
    designated: z.optional(z.array(claim)),
  }),
  kind('payment-reversed', {
    payment: z.string(),
    cents: Cents,
    parts,
    credit: z.optional(Cents),
    reason: z.string(),
  }),
  kind('refund-made', { cents: Cents, task: z.optional(z.string()) }),
  kind('remitted', { cents: Cents }),

  // Arrangements
  kind('plan-proposed', {
    plan: z.string(),
    cents: Cents,
    instalments: z.array(Instalment).check(z.minLength(1)),
  }),
  kind('plan-agreed', {
    plan: z.string(),
    cents: Cents,
    instalments: z.array(Instalment).check(z.minLength(1)),
    by: z.enum(['policy', 'person']),
  }),
  kind('instalment-due', { plan: z.string(), instalment: number, cents: Cents }),
  kind('instalment-missed', { plan: z.string(), instalment: number, cents: Cents }),
  kind('plan-broken', { plan: z.string() }),
  kind('plan-completed', { plan: z.string() }),
  kind('promise-made', { promise: z.string(), payOn: Day, cents: z.optional(Cents) }),
  kind('promise-kept', { promise: z.string() }),
  kind('promise-broken', { promise: z.string() }),
  /** What the debtor says they can spare a month: the amount alone. The latest counts. */
  kind('means-stated', { cents: CentsOrNone }),
  kind('means-withdrawn', {}),
  kind('deferral-granted', { until: Day }),
  kind('mandate-given', { mandate: z.string(), collectOn: Day }),
  kind('mandate-revoked', { mandate: z.string() }),

  // What stops the asking
  kind('dispute-raised', {
    dispute: z.string(),
    claims: z.array(claim).check(z.minLength(1)),
    ground: z.enum(['not-mine', 'not-delivered', 'wrong-amount', 'already-paid', 'other']),
  }),
  kind('dispute-answered', { dispute: z.string(), result: z.enum(['upheld', 'rejected']) }),
  kind('hardship-reported', { by: z.enum(['debtor', 'handler', 'creditor', 'debt-help']) }),
  /** `until` is the last day of the pause; so are those of deferrals and suspensions. */
  kind('paused', { until: Day, reason: z.string() }),
  kind('resumed', { reason: z.string() }),
  /** Holds until the task is closed, or through `until`. */
  kind('suspended-by-law', { rule: z.string(), task: z.optional(z.string()), until: z.optional(Day) }),

  // People
  kind('task-opened', { task: z.string(), what: TaskKind, due: Moment, about: z.optional(z.string()) }),
  kind('task-closed', { task: z.string(), decision: Decision, by: z.string() }),
  kind('hand-over-approved', { task: z.string(), to: z.string(), by: z.string() }),
  kind('handed-over', { to: z.string() }),
  kind('taken-back', { reason: z.string() }),

  // Ends and odd events
  kind('merged', { into: z.string() }),
  kind('reopened', { reason: z.string() }),
  kind('case-closed', { outcome: Outcome }),
  kind('erased', {}),
]);
export type Entry = z.infer<typeof Entry>;
export type EntryKind = Entry['kind'];
export type EntryOf<K extends EntryKind> = Extract<Entry, { kind: K }>;

/** A fact as it is decided: the journal adds `seq` and `at`. */
export type Fact = { [K in EntryKind]: Omit<EntryOf<K>, 'seq' | 'at'> }[EntryKind];

/** Every kind of entry there is. */
export const entryKinds: readonly EntryKind[] = Entry.def.options.flatMap(
  ({ shape }) => shape.kind.def.values,
);

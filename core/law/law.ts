import type { Day, Moment } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { Channel, ClaimBasis, PersonKind } from '../case/words.ts';
import type { Bucket } from '../money/cents.ts';
import type { ClosedDays } from './closed-days.ts';

/** A value and the rules it follows from, ready for a receipt. */
export interface Answer<T> {
  value: T;
  rules: RuleRef[];
  /**
   * What nobody has written down, as a sentence that says what is missing and for which days. The value then holds
   * nothing for what is missing (no interest, no costs): never a guess. Whoever wants a whole answer refuses this one.
   */
  missing?: string;
}

/** A row of a dated table: the value holds from this day until the next row's. */
export interface Dated<T> {
  from: Day;
  value: T;
  source: string;
  confidence: RuleRef['confidence'];
  /** The day by which somebody must read the source again: from that day on, the row is not known to hold. */
  reviewBy?: Day;
}

/** A dated table with at least one row, the oldest first. */
export type Table<T> = readonly [Dated<T>, ...Dated<T>[]];

/** A table as people are shown it: by name, with its unit and how a value reads. */
export interface NamedTable {
  name: string;
  /** One sentence: what the values are. */
  about: string;
  rows: Table<unknown>;
  /** A value in words: `4 %`, `€ 40.00`. */
  show(value: unknown): string;
}

/** What the law needs to know of a claim. Cents; days. */
export interface LawClaim {
  claim: string;
  /** Principal not yet paid, credited or waived. */
  principal: number;
  invoicedOn?: Day;
  dueOn: Day;
  agreedTerm: boolean;
  /** What was sold or owed, where that is known: it decides when the claim lapses. */
  basis?: ClaimBasis;
  sector?: string;
  /** Pay-by dates of dated reminders that were sent for this claim and did not fail, in any order. */
  remindedUntil: readonly Day[];
  /** The free notice that holds for the claim, once it has been served. */
  notice?: NoticeTerm;
}

/** What the law needs to know of the creditor. */
export interface LawCreditor {
  /** False until a person has cleared the contract terms: then no costs and no interest (consumers). */
  termsCleared: boolean;
  /** False when the creditor cannot deduct VAT. */
  canReclaimVat: boolean;
  /** True when somebody else collects for the creditor. */
  outsourced: boolean;
  /** Damages for late payment that the contract names: a flat sum in cents and basis points of the balance. */
  damages?: { flat: number; rate: number };
  /** Interest that the contract names, basis points a year. */
  interestRate?: number;
}

export interface Costs {
  /** Total that may be charged, VAT included. */
  cents: number;
  /** The VAT within `cents`. */
  vat: number;
}

export interface NoticeTerm {
  deliveredOn: Day;
  /** Last day on which paying without costs is possible. */
  lastFreeDay: Day;
  /** First day on which costs may be charged: after the last free day and a buffer for slow post. */
  costsFrom: Day;
}

/** A stretch of interest at one rate; `[from, to)`, cents with fractions before the closing rounding. */
export interface InterestPeriod {
  from: Day;
  to: Day;
  /** Rate in basis points a year; 0 where the table has no rate. */
  rate: number;
  base: number;
  cents: number;
}

/** What interest is asked for: an amount in default, and a stretch of days. */
export interface InterestAsked {
  /** Cents, unpaid principal. */
  principal: number;
  /** First day of default: years are counted from here. */
  since: Day;
  /** `[from, to)`: the first day counted and the first not counted. */
  from: Day;
  to: Day;
  /**
   * Interest booked up to `from` and still owed, in cents: interest that was paid is not added to the base. Left out,
   * all of it is unpaid.
   */
  unpaid?: number;
}

export interface Interest {
  /**
   * Whole: stretches that follow each other add up to the rounded interest over all of them, so one stretch may
   * differ by its roundings from the sum of its `periods`.
   */
  cents: number;
  periods: InterestPeriod[];
}

/** Ways of approaching somebody: a letter needs no doorbell, a visit and a call need somebody awake. */
export type Approach = Channel | 'phone' | 'visit';

/** Something that starts the term of a claim again: by a written demand, by who owes, or in court. */
export interface Interruption {
  /** The day on which it reached the other side. */
  on: Day;
  how: 'demand' | 'acknowledgement' | 'court';
}

/** Something that a message must hold, by the name under which a text can be checked for it. */
export type Content =
  | 'creditor-name'
  | 'creditor-register-number'
  | 'creditor-address'
  | 'creditor-phone'
  | 'collector-identity'
  | 'collector-register-number'
  | 'supervisor'
  | 'debtor-name'
  | 'subject'
  | 'contract-date'
  | 'due-date'
  | 'demand-for-payment'
  | 'principal'
  | 'interest-breakdown'
  | 'interest-base'
  | 'costs-amount'
  | 'vat'
  | 'term-after-receipt'
  | 'pay-by'
  | 'consequence'
  | 'free-of-charge'
  | 'amicable-not-judicial'
  | 'dispute-route'
  | 'complaints'
  | 'plan'
  | 'help'
  | 'contact';

/** The messages that the law has wishes about. */
export type LegalMessage = 'reminder' | 'notice' | 'first-demand';

/**
 * The law of one country, asked one question at a time. Pure: moments and days are arguments.
 * Amounts are integer cents. Every answer names its rules, their source and our confidence.
 */
export interface Pack {
  /** Name and version, recorded in receipts. */
  id: string;
  country: string;
  /** IANA zone in which contact hours and legal days are counted. */
  zone: string;
  /** All dated tables that the answers rest on. */
  tables: readonly NamedTable[];
  /** Sundays and holidays. */
  closed: ClosedDays;

  /** The first moment at or after `moment` at which this kind of person may be approached in this way. */
  contactFrom(person: PersonKind, moment: Moment, approach: Approach): Answer<Moment>;

  /** The first day on which the debtor is in default for a claim, or undefined while no term has run out. */
  defaultFrom(person: PersonKind, claim: LawClaim): Answer<Day | undefined>;

  /** Whether the law wants a free notice before costs. We send one to everybody; this says who must have it. */
  noticeNeeded(person: PersonKind): Answer<boolean>;

  /** Term of a notice: by letter from the day of posting (delivery presumed), by e-mail from the proven delivery. */
  noticeTerm(person: PersonKind, channel: 'letter' | 'email', on: Day): Answer<NoticeTerm>;

  /** Most that may be charged for collecting claims of these principals under one notice. */
  costs(person: PersonKind, principals: readonly number[], creditor: LawCreditor, on: Day): Answer<Costs>;

  /** The first day that bears interest for a claim, or undefined while none does. */
  interestFrom(person: PersonKind, claim: LawClaim): Answer<Day | undefined>;

  /** Interest over a stretch of days. Days without a rate bear none, and are named in `missing`. */
  interest(person: PersonKind, asked: InterestAsked, creditor?: LawCreditor): Answer<Interest>;

  /** Order in which a payment on one claim is allocated. */
  allocationOrder(): Answer<readonly Bucket[]>;

  /**
   * The first day on which a claim is time-barred, after what interrupted its term.
   *
   * @param interruptions in any order; what came too late, or does not count in this country, changes nothing
   */
  barredFrom(person: PersonKind, claim: LawClaim, interruptions: readonly Interruption[]): Answer<Day>;
}

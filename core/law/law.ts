import type { Day, Moment } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { DebtorKind } from '../case/words.ts';
import type { Bucket } from '../money/cents.ts';

/** A value and the rules it follows from, ready for a receipt. */
export interface Answer<T> {
  value: T;
  rules: RuleRef[];
}

/** A row of a dated table: the value holds from this day until the next row's. */
export interface Dated<T> {
  from: Day;
  value: T;
  source: string;
  confidence: RuleRef['confidence'];
  /** The day by which somebody must read the source again. */
  reviewBy?: Day;
}

/** What the law needs to know of a claim. Cents; days. */
export interface LawClaim {
  claim: string;
  /** Principal not yet paid, credited or waived. */
  principal: number;
  dueOn: Day;
  agreedTerm: boolean;
  /** Pay-by dates of dated reminders that were sent for this claim and did not fail, in any order. */
  remindedUntil: readonly Day[];
  subject?: string;
}

/** What the law needs to know of the creditor. */
export interface LawCreditor {
  /** False until a person has cleared the contract terms: then no costs and no interest (consumers). */
  termsCleared: boolean;
  /** False when the creditor cannot deduct VAT. */
  canReclaimVat: boolean;
  /** True when somebody else collects for the creditor. */
  outsourced: boolean;
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

  /** The first moment at or after `moment` at which this kind of debtor may be approached by any channel. */
  contactFrom(debtor: DebtorKind, moment: Moment): Answer<Moment>;

  /** The first day on which the debtor is in default for a claim, or undefined while no term has run out. */
  defaultFrom(claim: LawClaim): Answer<Day | undefined>;

  /** Whether a free notice is needed before costs. */
  noticeNeeded(debtor: DebtorKind): Answer<boolean>;

  /** Term of a notice: by letter from the day of posting (delivery presumed), by e-mail from the proven delivery. */
  noticeTerm(channel: 'letter' | 'email', on: Day): Answer<NoticeTerm>;

  /** Most that may be charged for collecting claims of these principals under one notice. */
  costs(principals: readonly number[], creditor: LawCreditor, on: Day): Answer<Costs>;

  /**
   * Statutory interest over `[from, to)` on an amount in default since `defaultFrom`: simple within a year,
   * capitalised on each anniversary of the default. Days without a rate bear none.
   * `cents` is whole: stretches that follow each other add up to the rounded interest over all of them, so one
   * stretch may differ by its roundings from the sum of its `periods`.
   * `unpaidInterest` is interest booked up to `from` and still owed, in cents: interest that was paid is not added to
   * the base. Left out, all of it is unpaid.
   */
  interest(
    debtor: DebtorKind,
    principal: number,
    defaultFrom: Day,
    from: Day,
    to: Day,
    unpaidInterest?: number,
  ): Answer<{ cents: number; periods: InterestPeriod[] }>;

  /** Order in which a payment on one claim is allocated. */
  allocationOrder(): Answer<readonly Bucket[]>;
}

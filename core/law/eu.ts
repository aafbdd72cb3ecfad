import { type Day, plusDays, plusMonths } from '../calendar/moment.ts';
import type { Table } from './law.ts';

// What holds in all countries of the Union, or in all of the euro's payment area. The packs keep their own rows where
// a country has made a directive its law.

/** What the directive gives a business, or a public body, to whom another is late. */
export interface LatePayment {
  /** Cents, without a reminder. */
  flat: number;
  /** Days to pay where nothing was agreed, and the most that may be agreed without more. */
  term: number;
  longestTerm: number;
  /** Basis points above the European Central Bank's rate, at least. */
  aboveCentralBank: number;
}

export const latePayment: Table<LatePayment> = [
  {
    from: '2013-03-16',
    value: { flat: 4_000, term: 30, longestTerm: 60, aboveCentralBank: 800 },
    // A regulation that would take its place (COM(2023) 533) was not adopted as far as found.
    source: 'Directive 2011/7/EU arts. 3, 4 and 6',
    confidence: 'from-memory',
    reviewBy: '2027-07-01',
  },
];

/** The terms of a SEPA direct debit. */
export interface DirectDebitTerms {
  /** Calendar days before the collection by which it is announced, where nothing else was agreed. */
  announced: number;
  /** Days in which a consumer's bank gives the money back without a reason. */
  refund: number;
  /** Months in which it gives it back where nobody had allowed the collection. */
  refundUnauthorised: number;
  /** Months after which a mandate that was not used has lapsed. */
  lapses: number;
}

export const directDebit: Table<DirectDebitTerms> = [
  {
    from: '2014-02-01',
    value: { announced: 14, refund: 56, refundUnauthorised: 13, lapses: 36 },
    source: 'SEPA rulebooks (core and B2B); Directive (EU) 2015/2366 arts. 71 and 76',
    confidence: 'verified',
    reviewBy: '2027-07-01',
  },
];

const terms = directDebit[0].value;

/**
 * The last day on which a direct debit may be announced. One announcement may list all dates of a plan; the first of
 * them decides.
 *
 * @param agreed another number of days, where payer and creditor agreed on one
 */
export function preNotificationBy(collectOn: Day, agreed = terms.announced): Day {
  return plusDays(collectOn, -agreed);
}

/** The first day on which may be collected what is announced on a day; `agreed` as in `preNotificationBy`. */
export function collectableFrom(announcedOn: Day, agreed = terms.announced): Day {
  return plusDays(announcedOn, agreed);
}

/**
 * The last day on which who paid by direct debit can have the money back from their bank, or undefined where there is
 * no such right: until then the money may leave again.
 *
 * @param scheme creditors here collect under `core`, which everybody can pay by
 * @param authorised false where nobody had allowed the collection
 */
export function refundableUntil(collectedOn: Day): Day;
export function refundableUntil(
  collectedOn: Day,
  scheme: 'core' | 'b2b',
  authorised: boolean,
): Day | undefined;
export function refundableUntil(
  collectedOn: Day,
  scheme: 'core' | 'b2b' = 'core',
  authorised = true,
): Day | undefined {
  if (!authorised) return plusMonths(collectedOn, terms.refundUnauthorised);
  return scheme === 'core' ? plusDays(collectedOn, terms.refund) : undefined;
}

/** The first day on which a mandate may not be used any more: counted from its last use, or its signature before. */
export function mandateLapsesOn(lastUsedOn: Day): Day {
  return plusMonths(lastUsedOn, terms.lapses);
}

/** Why a bank sent a direct debit back, so that nothing more may be collected under the plan until a person has looked. */
const stopping: ReadonlySet<string> = new Set([
  'MD06', // the payer had it back
  'AC04', // the account is closed
  'AM04', // not enough money on it
  'MS02', // refused by the payer
]);

/** Whether a return with this reason (ISO 20022) stops a plan: to try again would only cost the payer. */
export function stopsPlan(reason: string): boolean {
  return stopping.has(reason);
}

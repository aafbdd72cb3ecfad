import type { Day, Moment } from '../../../core/calendar/moment.ts';
import type { EntryOf } from '../../../core/case/entry.ts';
import type { PersonKind } from '../../../core/case/words.ts';
import type { DayCount } from './rates.ts';

/** What the audit needs to know of a creditor: whatever has a creditor's policy fits. Cents, basis points. */
export interface CreditorTerms {
  readonly id: string;
  readonly role: string;
  readonly country: string;
  readonly vat: { readonly canReclaim: boolean };
  readonly contract: {
    readonly damages?: { readonly flat: number; readonly rate: number } | undefined;
    readonly interestRate?: number | undefined;
  };
  /** Readings of the law that its lawyer has chosen. */
  readonly law?: Readings | undefined;
}

/**
 * What a lawyer may read otherwise, by country; what is left out has the reading kinder to the debtor. Not read, because
 * the audit has no rule of these: what is said of Belgian limitation, and the holidays of single German states.
 */
export interface Readings {
  readonly nl?: DutchReadings | undefined;
  readonly be?: BelgianReadings | undefined;
  readonly de?: GermanReadings | undefined;
}

export interface DutchReadings {
  noticeBufferDays?: number | undefined;
  extendNoticeTerm?: boolean | undefined;
  dayCount?: DayCount | undefined;
  unclearIsSale?: boolean | undefined;
}

export interface BelgianReadings {
  bufferDays?: number | undefined;
  saturdayIsWorkingDay?: boolean | undefined;
  extendReminderTerm?: boolean | undefined;
  interestFromReminder?: boolean | undefined;
  interestWithoutClause?: 'civil-rate' | 'none' | undefined;
  dayCount?: DayCount | undefined;
}

export interface GermanReadings {
  workedOutBaseRate?: boolean | undefined;
  dayCount?: DayCount | undefined;
  feeTable?: 2021 | 2025 | undefined;
  feePercent?: 50 | 90 | undefined;
}

export type AddedClaim = EntryOf<'claim-added'>;

/** The days of a free notice. */
export interface NoticeDays {
  deliveredOn: Day;
  lastFreeDay: Day;
  /** First day on which costs may be charged. */
  costsFrom: Day;
}

/** Something that starts the term of a claim again. */
export interface Interruption {
  on: Day;
  how: 'demand' | 'acknowledgement';
}

/** A stretch of days on which an amount bears interest. Cents; `[from, to)`; years are counted from `since`. */
export interface Bearing {
  principal: number;
  since: Day;
  from: Day;
  to: Day;
}

/** The law of one country as the audit reads it: bounds that an honest case cannot pass. Amounts in cents. */
export interface Law {
  /** Whether somebody who lives here may be approached at a moment. Companies keep the hours of people: own policy. */
  mayApproach(moment: Moment): boolean;

  /** The first day of default; nothing while no term has run out. `remindedUntil`: pay-by days of written reminders. */
  defaultDay(person: PersonKind, claim: AddedClaim, remindedUntil: readonly Day[]): Day | undefined;

  /**
   * The earliest days of a free notice.
   *
   * @param on the day of posting of a letter, of the proven delivery of an e-mail
   * @param arrived the day on which a letter is known to have arrived, where that is later than presumed
   */
  noticeDays(channel: 'letter' | 'email', on: Day, arrived?: Day): NoticeDays;

  /** The most that may be charged for collecting so much principal under one notice, with VAT if it was announced. */
  mostCosts(person: PersonKind, principal: number, creditor: CreditorTerms, withVat: boolean): number;

  /** Per cent of VAT that costs may be raised by. */
  vat(creditor: CreditorTerms): number;

  /** The first day that may bear interest. `notice`: the first that stands for the claim. */
  interestFrom(
    person: PersonKind,
    claim: AddedClaim,
    remindedUntil: readonly Day[],
    notice: Pick<NoticeDays, 'deliveredOn' | 'lastFreeDay'> | undefined,
  ): Day | undefined;

  /** Whether the rate of every day of `[from, to)` is known. */
  knowsRates(person: PersonKind, creditor: CreditorTerms, from: Day, to: Day): boolean;

  /** The most interest, cents with fractions. Days whose rate is not known bear none. */
  mostInterest(person: PersonKind, creditor: CreditorTerms, bearing: Bearing): number;

  /** The first day on which a claim is time-barred; nothing where the audit has no rule for it. */
  barredFrom(person: PersonKind, claim: AddedClaim, interruptions: readonly Interruption[]): Day | undefined;
}

/** Whether somebody else collects for a creditor. */
export function collectsForAnother({ role }: CreditorTerms): boolean {
  return role === 'agency' || role === 'assignee';
}

/** The day after an agreed term, otherwise after the first pay-by day that gave a further one (6:82, 6:83 BW). */
export function afterTermOrReminder(claim: AddedClaim, remindedUntil: readonly Day[]): Day | undefined {
  if (claim.agreedTerm) return claim.dueOn;
  return remindedUntil.filter((day) => day > claim.dueOn).sort()[0];
}

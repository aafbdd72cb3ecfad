import type { Day } from '../../../core/calendar/moment.ts';
import type { PersonKind } from '../../../core/case/words.ts';
import { daysLater, later } from '../calendar.ts';
import { closedDaysOf } from './closed-days.ts';
import { type AddedClaim, afterTermOrReminder, type BelgianReadings, type Law } from './law.ts';
import { always, covers, lower, type RateTable, simpleInterest } from './rates.ts';

/** The rate of art. 5 of the law of 2 August 2002: what businesses owe, and the most that consumers may (XIX.4). */
const commercialRates: RateTable = {
  rows: [
    { from: '2015-01-01', rate: 850 },
    { from: '2016-07-01', rate: 800 },
    { from: '2023-01-01', rate: 1050 },
    { from: '2023-07-01', rate: 1200 },
    { from: '2024-01-01', rate: 1250 },
    { from: '2025-01-01', rate: 1150 },
    { from: '2025-07-01', rate: 1050 },
  ],
  until: '2027-01-01',
};

/** The civil statutory rate, where the contract names none. */
const civilRates: RateTable = {
  rows: [
    { from: '2023-01-01', rate: 525 },
    { from: '2024-01-01', rate: 575 },
    { from: '2025-01-01', rate: 450 },
  ],
  until: '2027-01-01',
};

const FREE_DAYS = 14;
/** The term of a letter starts on the working day of this number after posting. */
const POST_DAYS = 3;
/** Between businesses, without any proof (law of 2 August 2002, art. 6). */
const BUSINESS_FLAT = 4_000;
/** Term of payment between businesses that agreed none (art. 4). */
const BUSINESS_TERM = 30;

const closed = closedDaysOf('BE');

/**
 * The law of Belgium, by Book XIX of its Code of Economic Law and the law of 2 August 2002. Hours are our own policy:
 * the law names none for messages. The audit has no rule of limitation for Belgium.
 */
export function belgianLaw(readings: BelgianReadings = {}): Law {
  const { bufferDays = 1, saturdayIsWorkingDay = false, extendReminderTerm = true } = readings;
  const { interestFromReminder = false, interestWithoutClause = 'none', dayCount = 'ACT/365F' } = readings;

  function ratesOf(person: PersonKind, agreed: number | undefined): RateTable {
    // Who agreed on less may not ask for more.
    if (agreed !== undefined) return lower(always(agreed), commercialRates);
    if (person !== 'consumer') return commercialRates;
    return interestWithoutClause === 'none' ? always(0) : lower(civilRates, commercialRates);
  }

  return {
    mayApproach: (moment) => closed.isOpen(moment, 8, 20),
    defaultDay,
    noticeDays(channel, on) {
      // The term starts on the third working day after posting, or on the day after sending: that day is its first.
      let starts = daysLater(on, 1);
      for (let counted = 0; channel === 'letter'; starts = daysLater(starts, 1)) {
        if (closed.workingDayFrom(starts, !saturdayIsWorkingDay) === starts) counted += 1;
        if (counted === POST_DAYS) break;
      }
      const fourteenth = daysLater(starts, FREE_DAYS - 1);
      const lastFreeDay = extendReminderTerm
        ? closed.workingDayFrom(fourteenth, !saturdayIsWorkingDay)
        : fourteenth;
      return {
        deliveredOn: daysLater(starts, -1),
        lastFreeDay,
        costsFrom: daysLater(lastFreeDay, 1 + bufferDays),
      };
    },
    mostCosts(person, principal, { contract }) {
      if (principal <= 0) return 0;
      if (person !== 'consumer') return BUSINESS_FLAT;
      if (!contract.damages) return 0;
      const { flat, rate } = contract.damages;
      return Math.min(flat + round(principal * rate, 10_000), ceiling(principal));
    },
    vat: () => 0,
    interestFrom(person, claim, remindedUntil, notice) {
      const inDefault = defaultDay(person, claim, remindedUntil);
      if (person !== 'consumer' || inDefault === undefined) return inDefault;
      // Without a reminder whose term has run out no interest may be claimed at all (XIX.2).
      if (!notice) return undefined;
      const after = interestFromReminder ? notice.deliveredOn : notice.lastFreeDay;
      return later(inDefault, daysLater(after, 1));
    },
    knowsRates: (person, { contract }, from, to) => covers(ratesOf(person, contract.interestRate), from, to),
    mostInterest: (person, { contract }, bearing) =>
      simpleInterest(ratesOf(person, contract.interestRate), bearing, dayCount),
    barredFrom: () => undefined,
  };
}

/** Businesses are late by the law alone; whoever agreed on no term has thirty days from the invoice. */
function defaultDay(person: PersonKind, claim: AddedClaim, remindedUntil: readonly Day[]): Day | undefined {
  const last = afterTermOrReminder(claim, remindedUntil);
  if (person === 'consumer' || claim.agreedTerm) return last && daysLater(last, 1);
  const byLaw = later(claim.dueOn, daysLater(claim.invoicedOn ?? claim.dueOn, BUSINESS_TERM));
  return daysLater(last !== undefined && last < byLaw ? last : byLaw, 1);
}

/** The most that a contract may name as damages over so much (XIX.4), in cents. */
export function ceiling(balance: number): number {
  if (balance <= 15_000) return 2_000;
  if (balance <= 50_000) return 3_000 + round(balance - 15_000, 10);
  return Math.min(200_000, 6_500 + round(balance - 50_000, 20));
}

/** Half a cent goes up. */
function round(cents: number, by: number): number {
  return Math.floor(cents / by + 0.5);
}

import type { Day } from '../../../core/calendar/moment.ts';
import type { PersonKind } from '../../../core/case/words.ts';
import { daysLater, later, weekday } from '../calendar.ts';
import { closedDaysOf } from './closed-days.ts';
import { type AddedClaim, afterTermOrReminder, type CreditorTerms, type Law } from './law.ts';
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
const BUFFER_DAYS = 1;
/** Between businesses, without any proof (law of 2 August 2002, art. 6). */
const BUSINESS_FLAT = 4_000;
/** Term of payment between businesses that agreed none (art. 4). */
const BUSINESS_TERM = 30;

const closed = closedDaysOf('BE');

/**
 * The law of Belgium, by Book XIX of its Code of Economic Law and the law of 2 August 2002. Hours are our own policy:
 * the law names none for messages. The audit has no rule of limitation for Belgium.
 */
export const belgianLaw: Law = {
  mayApproach: (moment) => closed.isOpen(moment, 8, 20),
  defaultDay,
  noticeDays(channel, on) {
    // The term starts on the third working day after posting, or on the day after sending: that day is its first.
    const starts = channel === 'letter' ? thirdWorkingDay(on) : daysLater(on, 1);
    const lastFreeDay = daysLater(starts, FREE_DAYS - 1);
    return {
      deliveredOn: daysLater(starts, -1),
      lastFreeDay,
      costsFrom: daysLater(lastFreeDay, 1 + BUFFER_DAYS),
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
  interestFrom(person, claim, remindedUntil, lastFreeDay) {
    if (person !== 'consumer') return defaultDay(person, claim, remindedUntil);
    // A reminder sets the term after which interest may be claimed at all (XIX.2).
    const inDefault = defaultDay(person, claim, remindedUntil);
    if (inDefault === undefined || lastFreeDay === undefined) return undefined;
    return later(inDefault, daysLater(lastFreeDay, 1));
  },
  mostInterest(person, creditor, bearing) {
    const rates = person === 'consumer' ? consumerRates(creditor) : commercialRates;
    return covers(rates, bearing.from, bearing.to) ? simpleInterest(rates, bearing) : undefined;
  },
  barredFrom: () => undefined,
};

/** Businesses are late by the law alone; whoever agreed on no term has thirty days from the invoice. */
function defaultDay(person: PersonKind, claim: AddedClaim, remindedUntil: readonly Day[]): Day | undefined {
  const last = afterTermOrReminder(claim, remindedUntil);
  if (person === 'consumer' || claim.agreedTerm) return last && daysLater(last, 1);
  const byLaw = later(claim.dueOn, daysLater(claim.invoicedOn ?? claim.dueOn, BUSINESS_TERM));
  return daysLater(last !== undefined && last < byLaw ? last : byLaw, 1);
}

/** Saturdays are no working days: the reading kinder to the debtor. */
function thirdWorkingDay(sentOn: Day): Day {
  let day = sentOn;
  for (let counted = 0; counted < 3; ) {
    day = daysLater(day, 1);
    if (weekday(day) !== 0 && weekday(day) !== 6 && !closed.isHoliday(day)) counted += 1;
  }
  return day;
}

/** The most that a contract may name as damages over so much (XIX.4), in cents. */
export function ceiling(balance: number): number {
  if (balance <= 15_000) return 2_000;
  if (balance <= 50_000) return 3_000 + round(balance - 15_000, 10);
  return Math.min(200_000, 6_500 + round(balance - 50_000, 20));
}

function consumerRates({ contract }: CreditorTerms): RateTable {
  const own = contract.interestRate === undefined ? civilRates : always(contract.interestRate);
  return lower(own, commercialRates);
}

/** Half a cent goes up. */
function round(cents: number, by: number): number {
  return Math.floor(cents / by + 0.5);
}

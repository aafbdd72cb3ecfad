import type { Day } from '../../../core/calendar/moment.ts';
import type { PersonKind } from '../../../core/case/words.ts';
import { daysLater, later, weekday, yearsLater } from '../calendar.ts';
import { closedDaysOf } from './closed-days.ts';
import {
  type AddedClaim,
  afterTermOrReminder,
  collectsForAnother,
  type GermanReadings,
  type Law,
} from './law.ts';
import { always, covers, lower, type RateTable, raised, simpleInterest } from './rates.ts';

/** The base rate of § 247 BGB. */
const baseRates: RateTable = {
  rows: [
    { from: '2015-01-01', rate: -83 },
    { from: '2016-07-01', rate: -88 },
    { from: '2023-01-01', rate: 162 },
    { from: '2023-07-01', rate: 312 },
    { from: '2024-01-01', rate: 362 },
    { from: '2024-07-01', rate: 337 },
    { from: '2025-01-01', rate: 227 },
    { from: '2025-07-01', rate: 127 },
  ],
  until: '2027-01-01',
};
/** What follows from the European rate for July 2026. Until somebody reads it, the lower one before it goes on. */
const workedOutRates: RateTable = {
  rows: [...baseRates.rows, { from: '2026-07-01', rate: 152 }],
  until: baseRates.until,
};
/** § 288 BGB: points above the base rate. */
const CONSUMER_POINTS = 500;
const BUSINESS_POINTS = 900;

/** How the fee of § 13 RVG grows: by the fee of its table for each begun `step` up to `to`. Cents. */
const steps: readonly { to: number; step: number }[] = [
  { to: 200_000, step: 50_000 },
  { to: 1_000_000, step: 100_000 },
  { to: 2_500_000, step: 300_000 },
  { to: 5_000_000, step: 500_000 },
  { to: 20_000_000, step: 1_500_000 },
  { to: 50_000_000, step: 3_000_000 },
  { to: Number.POSITIVE_INFINITY, step: 5_000_000 },
];
/** The first step, up to 500.00, and the fee for uncontested claims up to 50.00 (§ 13(2)). */
const FIRST_TO = 50_000;
const SMALL_TO = 5_000;
/** The table of 2021, and that of June 2025, from memory. Which holds follows from the day of engagement. */
const fees = {
  2021: { small: 3_000, first: 4_900, more: [3_900, 5_600, 5_200, 8_100, 9_400, 13_200, 16_500] },
  2025: { small: 3_150, first: 5_150, more: [4_150, 5_950, 5_500, 8_600, 9_950, 14_000, 17_500] },
} as const;
/** The least that any fee is (§ 13(3) RVG). */
const LEAST_FEE = 1_500;
/** Nr. 7002 RVG: one fifth of the fee, 20.00 at most. */
const MOST_EXPENSES = 2_000;
const VAT_PER_CENT = 19;
/** § 288(5) BGB: between businesses, and part of what collecting costs. */
const BUSINESS_FLAT = 4_000;

const POST_DAYS = 4;
const FREE_DAYS = 14;
const BUFFER_DAYS = 3;
const LIMITATION_YEARS = 3;
const JUDGMENT_YEARS = 30;
/** § 286(3) BGB: who got an invoice and does not pay for so many days is late, also without a reminder. */
const AUTOMATIC_DAYS = 30;

const closed = closedDaysOf('DE');

/** The law of Germany. Notices and hours are our own policy: German law has none. Holidays are those of all states. */
export function germanLaw(readings: GermanReadings = {}): Law {
  const { workedOutBaseRate = false, dayCount = 'ACT/365F', feeTable = 2021, feePercent = 50 } = readings;
  const base = workedOutBaseRate ? workedOutRates : baseRates;

  return {
    mayApproach: (moment) => closed.isOpen(moment, 8, 20),
    defaultDay,
    noticeDays(channel, on, arrived = '') {
      const deliveredOn = later(channel === 'letter' ? presumedDelivery(on) : on, arrived);
      const lastFreeDay = closed.workingDayFrom(daysLater(deliveredOn, FREE_DAYS));
      return { deliveredOn, lastFreeDay, costsFrom: daysLater(lastFreeDay, 1 + BUFFER_DAYS) };
    },
    mostCosts(person, principal, creditor, withVat) {
      if (principal <= 0) return 0;
      let costs = 0;
      // Nobody may charge for the work of their own office (§ 13e RDG speaks of those who collect for others).
      if (collectsForAnother(creditor)) {
        const fee = Math.max(LEAST_FEE, round((feeOf(principal, feeTable) * feePercent) / 100));
        costs = fee + Math.min(MOST_EXPENSES, round(fee / 5));
        if (withVat && !creditor.vat.canReclaim) costs = round((costs * (100 + VAT_PER_CENT)) / 100);
      }
      return person === 'consumer' ? costs : Math.max(BUSINESS_FLAT, costs);
    },
    vat: (creditor) => (!creditor.vat.canReclaim && collectsForAnother(creditor) ? VAT_PER_CENT : 0),
    interestFrom: defaultDay,
    knowsRates: (_person, _creditor, from, to) => covers(base, from, to),
    mostInterest(person, { contract }, bearing) {
      const law = raised(base, person === 'consumer' ? CONSUMER_POINTS : BUSINESS_POINTS);
      // Who agreed on less may not ask for more.
      const rates = contract.interestRate === undefined ? law : lower(law, always(contract.interestRate));
      return simpleInterest(rates, bearing, dayCount);
    },
    barredFrom(_person, claim, interruptions) {
      // §§ 195, 199: three years from the end of the year. § 212: from an acknowledgement on, three years anew.
      const judgment = claim.basis === 'judgment';
      const years = judgment ? JUDGMENT_YEARS : LIMITATION_YEARS;
      const from = judgment ? claim.dueOn : `${claim.dueOn.slice(0, 4)}-12-31`;
      let barred = daysLater(yearsLater(from, years), 1);
      for (const { on, how } of [...interruptions].sort((a, b) => (a.on < b.on ? -1 : 1))) {
        if (how === 'acknowledgement' && on < barred)
          barred = later(barred, daysLater(yearsLater(on, years), 1));
      }
      return barred;
    },
  };
}

function defaultDay(person: PersonKind, claim: AddedClaim, remindedUntil: readonly Day[]): Day | undefined {
  const last = afterTermOrReminder(claim, remindedUntil);
  if (person === 'consumer' || claim.agreedTerm) return last && daysLater(last, 1);
  const byLaw = daysLater(later(claim.dueOn, claim.invoicedOn ?? claim.dueOn), AUTOMATIC_DAYS);
  return daysLater(last !== undefined && last < byLaw ? last : byLaw, 1);
}

/** The fourth day after posting, or the next that is neither Sunday nor holiday. */
function presumedDelivery(postedOn: Day): Day {
  let day = daysLater(postedOn, POST_DAYS);
  while (weekday(day) === 0 || closed.isHoliday(day)) day = daysLater(day, 1);
  return day;
}

/** A whole fee over so much, in cents. */
function feeOf(principal: number, table: 2021 | 2025): number {
  const { small, first, more } = fees[table];
  if (principal <= SMALL_TO) return small;
  let fee: number = first;
  let from = FIRST_TO;
  steps.forEach(({ to, step }, index) => {
    if (principal > from) fee += Math.ceil((Math.min(principal, to) - from) / step) * (more[index] ?? 0);
    from = to;
  });
  return fee;
}

/** Half a cent goes up. */
function round(cents: number): number {
  return Math.floor(cents + 0.5);
}

import type { Day } from '../../../core/calendar/moment.ts';
import type { PersonKind } from '../../../core/case/words.ts';
import { daysLater, later, weekday, yearsLater } from '../calendar.ts';
import { closedDaysOf } from './closed-days.ts';
import {
  type AddedClaim,
  afterTermOrReminder,
  collectsForAnother,
  type DutchReadings,
  type Interruption,
  type Law,
} from './law.ts';
import { raisedByVat, scale, VAT_PER_CENT } from './nl-scale.ts';
import { compoundInterest, covers, type RateTable } from './rates.ts';

/** Statutory interest of art. 6:119 BW. */
const consumerRates: RateTable = {
  rows: [
    { from: '2014-07-01', rate: 200 },
    { from: '2023-01-01', rate: 400 },
    { from: '2023-07-01', rate: 600 },
    { from: '2024-01-01', rate: 700 },
    { from: '2025-01-01', rate: 600 },
    { from: '2026-01-01', rate: 400 },
  ],
  until: '2027-01-01',
};

/** Statutory commercial interest of art. 6:119a BW. */
const commercialRates: RateTable = {
  rows: [
    { from: '2015-01-01', rate: 805 },
    { from: '2016-07-01', rate: 800 },
    { from: '2023-01-01', rate: 1050 },
    { from: '2023-07-01', rate: 1200 },
    { from: '2024-01-01', rate: 1250 },
    { from: '2024-07-01', rate: 1225 },
    { from: '2025-01-01', rate: 1115 },
    { from: '2025-07-01', rate: 1015 },
    { from: '2026-07-01', rate: 1040 },
  ],
  until: '2027-01-01',
};

const ratesOf = (person: PersonKind) => (person === 'consumer' ? consumerRates : commercialRates);

const FREE_DAYS = 14;
const closed = closedDaysOf('NL');

/** The law of the Netherlands: the scale and the free notice are for everybody, the second as our own policy. */
export function dutchLaw(readings: DutchReadings = {}): Law {
  const {
    noticeBufferDays = 3,
    extendNoticeTerm = true,
    dayCount = 'ACT/365F',
    unclearIsSale = true,
  } = readings;

  function defaultDay(
    _person: PersonKind,
    claim: AddedClaim,
    remindedUntil: readonly Day[],
  ): Day | undefined {
    const last = afterTermOrReminder(claim, remindedUntil);
    return last && daysLater(last, 1);
  }

  function vat(creditor: Parameters<Law['vat']>[0]): number {
    return !creditor.vat.canReclaim && collectsForAnother(creditor) ? VAT_PER_CENT : 0;
  }

  return {
    mayApproach: (moment) => closed.isOpen(moment, 7, 20),
    defaultDay,
    noticeDays(channel, on, arrived = '') {
      const deliveredOn = later(channel === 'letter' ? presumedDelivery(on) : on, arrived);
      const fourteenth = daysLater(deliveredOn, FREE_DAYS);
      const lastFreeDay = extendNoticeTerm ? closed.workingDayFrom(fourteenth) : fourteenth;
      return { deliveredOn, lastFreeDay, costsFrom: daysLater(lastFreeDay, 1 + noticeBufferDays) };
    },
    mostCosts: (_person, principal, creditor, withVat) =>
      withVat && vat(creditor) > 0 ? raisedByVat(scale(principal)) : scale(principal),
    vat,
    interestFrom: defaultDay,
    knowsRates: (person, _creditor, from, to) => covers(ratesOf(person), from, to),
    mostInterest: (person, _creditor, bearing) => compoundInterest(ratesOf(person), bearing, dayCount),
    barredFrom: (person, claim, interruptions) =>
      barredFrom(claim.dueOn, termInYears(person, claim, unclearIsSale), interruptions),
  };
}

/**
 * The day on which a judge may take a letter as delivered: the second day after posting, Sundays, Mondays and
 * holidays not counted. Good Friday and decreed days are not counted either: the reading kinder to the debtor.
 */
function presumedDelivery(postedOn: Day): Day {
  let day = postedOn;
  for (let counted = 0; counted < 2; ) {
    day = daysLater(day, 1);
    if (weekday(day) > 1 && !closed.isHoliday(day)) counted += 1;
  }
  return day;
}

/** Art. 7:28 BW for sales to consumers, 3:307 and 3:308 BW for what else a contract wants, 3:324 BW for judgments. */
function termInYears(person: PersonKind, { basis }: AddedClaim, unclearIsSale: boolean): number {
  if (basis === 'judgment') return 20;
  const sale = basis === 'sale' || (basis === undefined && unclearIsSale);
  return person === 'consumer' && sale ? 2 : 5;
}

/** A new term is as long as the first, five years at most, and never ends it earlier (3:319 BW). */
function barredFrom(dueOn: Day, years: number, interruptions: readonly Interruption[]): Day {
  const end = (from: Day, length: number) => daysLater(yearsLater(from, length), 1);
  let barred = end(dueOn, years);
  for (const { on } of [...interruptions].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    // What comes too late changes nothing.
    if (on < barred) barred = later(barred, end(on, Math.min(years, 5)));
  }
  return barred;
}

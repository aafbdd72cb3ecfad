import * as z from 'zod/mini';
import { type Day, dayOfWeek, plusDays } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import { type ClosedDays, closedDays, dayIn, easterSunday } from './closed-days.ts';

/** The states with holidays of their own beside the nine nationwide ones. ISO 3166-2 without `DE-`. */
export const GermanState = z.enum([
  'BB',
  'BE',
  'BW',
  'BY',
  'HB',
  'HE',
  'HH',
  'MV',
  'NI',
  'NW',
  'RP',
  'SH',
  'SL',
  'SN',
  'ST',
  'TH',
]);
export type GermanState = z.infer<typeof GermanState>;

const sunday: RuleRef = { name: 'de/sunday', source: '§ 193 BGB; own policy', confidence: 'derived' };
const nationwide: RuleRef = {
  name: 'de/holiday',
  source: 'holiday laws of all states; Unity Treaty art. 2(2)',
  confidence: 'from-memory',
};
const regional: RuleRef = {
  name: 'de/state-holiday',
  source: 'holiday law of a state',
  confidence: 'from-memory',
};

/** Sundays, the nine nationwide holidays, and those of some states: a town's own are not known. */
export function deClosedDays(states: readonly GermanState[]): ClosedDays {
  return closedDays(sunday, (year) => [
    ...stateHolidays(year)
      .filter(({ from = 0, states: where }) => year >= from && where.some((state) => states.includes(state)))
      .map(({ day }) => [day, regional] as const),
    ...holidays(year).map((day) => [day, nationwide] as const),
  ]);
}

function holidays(year: number): Day[] {
  const easter = easterSunday(year);
  const nine = [
    dayIn(year, 1, 1),
    plusDays(easter, -2), // Good Friday
    plusDays(easter, 1), // Easter Monday
    dayIn(year, 5, 1),
    plusDays(easter, 39), // Ascension
    plusDays(easter, 50), // Whit Monday
    dayIn(year, 10, 3),
    dayIn(year, 12, 25),
    dayIn(year, 12, 26),
  ];
  // Once, for the five hundredth Reformation Day.
  return year === 2017 ? [...nine, dayIn(year, 10, 31)] : nine;
}

interface StateHoliday {
  day: Day;
  states: readonly GermanState[];
  /** Year of the first one, where that is recent. */
  from?: number;
}

/** A day that holds in a part of a state is not here, but for Assumption, which holds in most of Bavaria. */
function stateHolidays(year: number): StateHoliday[] {
  return [
    { day: dayIn(year, 1, 6), states: ['BW', 'BY', 'ST'] },
    { day: dayIn(year, 3, 8), states: ['BE'], from: 2019 },
    { day: dayIn(year, 3, 8), states: ['MV'], from: 2023 },
    { day: plusDays(easterSunday(year), 60), states: ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'] }, // Corpus Christi
    { day: dayIn(year, 8, 15), states: ['BY', 'SL'] },
    { day: dayIn(year, 9, 20), states: ['TH'], from: 2019 },
    { day: dayIn(year, 10, 31), states: ['BB', 'MV', 'SN', 'ST', 'TH'] },
    { day: dayIn(year, 10, 31), states: ['HB', 'HH', 'NI', 'SH'], from: 2018 },
    { day: dayIn(year, 11, 1), states: ['BW', 'BY', 'NW', 'RP', 'SL'] },
    { day: repentance(year), states: ['SN'] },
  ];
}

/** The Wednesday before 23 November. */
function repentance(year: number): Day {
  const eve = dayIn(year, 11, 22);
  return plusDays(eve, -((dayOfWeek(eve) + 4) % 7));
}

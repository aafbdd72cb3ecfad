import { type Day, plusDays } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import { closedDays, dayIn, easterSunday } from './closed-days.ts';

const sunday: RuleRef = {
  name: 'be/sunday',
  source: 'Civil Code art. 1.7 §3; own policy for contacts',
  confidence: 'verified',
};
const holiday: RuleRef = {
  name: 'be/holiday',
  source: 'Royal Decree of 18 April 1974, art. 1 (public holidays); own policy for contacts',
  confidence: 'from-memory',
};

/** Sundays and the ten public holidays. The law counts no working day on them; nobody is approached on them by policy. */
export const beClosedDays = closedDays(sunday, (year) =>
  holidaysIn(year).map((day) => [day, holiday] as const),
);

function holidaysIn(year: number): Day[] {
  const easter = easterSunday(year);
  return [
    dayIn(year, 1, 1),
    plusDays(easter, 1), // Easter Monday
    dayIn(year, 5, 1),
    plusDays(easter, 39), // Ascension
    plusDays(easter, 50), // Whit Monday
    dayIn(year, 7, 21),
    dayIn(year, 8, 15),
    dayIn(year, 11, 1),
    dayIn(year, 11, 11),
    dayIn(year, 12, 25),
  ];
}

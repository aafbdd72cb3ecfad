import { type Day, dayOfWeek, plusDays } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import { closedDays, dayIn, easterSunday } from './closed-days.ts';
import { decrees } from './nl-tables.ts';

const sunday: RuleRef = { name: 'nl/sunday', source: 'Bki art. 4.2(2)', confidence: 'verified' };
const holiday: RuleRef = { name: 'nl/holiday', source: 'Atw art. 3', confidence: 'verified' };
const decreed: readonly { days: readonly Day[]; rule: RuleRef }[] = decrees.map(
  ({ days, source, confidence }) => ({
    days,
    rule: { name: 'nl/decreed-day', source, confidence },
  }),
);

/** Sundays and holidays of the Algemene termijnenwet, days equated by decree included. */
export const nlClosedDays = closedDays(sunday, (year) => [
  ...decreed.flatMap(({ days, rule }) =>
    days.filter((day) => Number(day.slice(0, 4)) === year).map((day) => [day, rule] as const),
  ),
  ...holidaysIn(year).map((day) => [day, holiday] as const),
]);

/** Holidays of Atw art. 3(1) in a year, and Good Friday, which art. 3(2) makes equal to them. */
function holidaysIn(year: number): Day[] {
  const easter = easterSunday(year);
  return [
    dayIn(year, 1, 1),
    plusDays(easter, -2), // Good Friday
    plusDays(easter, 1), // Easter Monday
    monarchsDay(year),
    dayIn(year, 5, 5),
    plusDays(easter, 39), // Ascension
    plusDays(easter, 50), // Whit Monday
    dayIn(year, 12, 25),
    dayIn(year, 12, 26),
  ];
}

/** King's Day since 2014, before that Queen's Day; on the Saturday when it would be a Sunday. */
function monarchsDay(year: number): Day {
  const day = year >= 2014 ? dayIn(year, 4, 27) : dayIn(year, 4, 30);
  return dayOfWeek(day) === 7 ? plusDays(day, -1) : day;
}

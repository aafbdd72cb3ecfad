import { easter } from 'date-easter';
import { type Day, dayOfWeek, plusDays } from '../calendar/moment.ts';
import { decrees } from './nl-tables.ts';

const closedDays = new Map<number, ReadonlySet<Day>>();

/** Whether a day is a Sunday or a holiday of the Algemene termijnenwet, days equated by decree included. */
export function isClosedDay(day: Day): boolean {
  return closedDaysIn(Number(day.slice(0, 4))).has(day);
}

/** Sundays and holidays of a year. Worked out once a year: every contact of a run asks for them. */
function closedDaysIn(year: number): ReadonlySet<Day> {
  const known = closedDays.get(year);
  if (known !== undefined) return known;
  const days = new Set([...sundaysIn(year), ...holidaysIn(year)]);
  closedDays.set(year, days);
  return days;
}

/**
 * Holidays of a year in the order of the calendar (Atw art. 3): those of paragraph 1, Good Friday, which paragraph 2
 * makes equal to them, and the days that a decree made so.
 */
export function holidaysIn(year: number): Day[] {
  const { month, day } = easter(year);
  const easterSunday = dayIn(year, month, day);
  const days = [
    dayIn(year, 1, 1),
    plusDays(easterSunday, -2), // Good Friday
    plusDays(easterSunday, 1), // Easter Monday
    monarchsDay(year),
    dayIn(year, 5, 5),
    plusDays(easterSunday, 39), // Ascension
    plusDays(easterSunday, 50), // Whit Monday
    dayIn(year, 12, 25),
    dayIn(year, 12, 26),
    ...decrees.flatMap((decree) => decree.days.filter((decreed) => Number(decreed.slice(0, 4)) === year)),
  ];
  return [...new Set(days)].sort();
}

/** King's Day since 2014, before that Queen's Day; on the Saturday when it would be a Sunday. */
function monarchsDay(year: number): Day {
  const day = year >= 2014 ? dayIn(year, 4, 27) : dayIn(year, 4, 30);
  return dayOfWeek(day) === 7 ? plusDays(day, -1) : day;
}

function sundaysIn(year: number): Day[] {
  const first = dayIn(year, 1, 1);
  const days: Day[] = [];
  for (let day = plusDays(first, 7 - dayOfWeek(first)); day.startsWith(first.slice(0, 4)); day = plusDays(day, 7)) {
    days.push(day);
  }
  return days;
}

function dayIn(year: number, month: number, day: number): Day {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

import { easter } from 'date-easter';
import { type Day, dayOfWeek, plusDays } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import { decrees } from './nl-tables.ts';

const sunday: RuleRef = { name: 'nl/sunday', source: 'Bki art. 4.2(2)', confidence: 'verified' };
const holiday: RuleRef = { name: 'nl/holiday', source: 'Atw art. 3', confidence: 'verified' };
const decreed: readonly { days: readonly Day[]; rule: RuleRef }[] = decrees.map(
  ({ days, source, confidence }) => ({
    days,
    rule: { name: 'nl/decreed-day', source, confidence },
  }),
);

const closedDays = new Map<number, ReadonlyMap<Day, RuleRef>>();

/**
 * The rule that closes a day: it is a Sunday or a holiday of the Algemene termijnenwet, days equated by decree
 * included. Undefined for an open day.
 */
export function closedBy(day: Day): RuleRef | undefined {
  return closedDaysIn(Number(day.slice(0, 4))).get(day);
}

/**
 * The `count`th counting day after posting, Sundays, Mondays and holidays not counted (HR 2016:2704). Good Friday and decreed
 * days do not count either: the Algemene termijnenwet makes them equal to holidays, and a later delivery is kinder.
 */
export function countingDaysAfter(posted: Day, count: number): Day {
  let day = posted;
  for (let left = count; left > 0; ) {
    day = plusDays(day, 1);
    if (dayOfWeek(day) !== 1 && closedBy(day) === undefined) left -= 1;
  }
  return day;
}

/** The day itself or the next that is no Saturday, Sunday or holiday: where a term of the law ends (Atw art. 1). */
export function workingDayFrom(day: Day): Day {
  let working = day;
  while (dayOfWeek(working) === 6 || closedBy(working) !== undefined) working = plusDays(working, 1);
  return working;
}

/** Worked out once a year: every contact of a run asks. The surest rule of a day comes last and stays. */
function closedDaysIn(year: number): ReadonlyMap<Day, RuleRef> {
  const known = closedDays.get(year);
  if (known !== undefined) return known;
  const days = new Map<Day, RuleRef>();
  for (const { days: all, rule } of decreed) {
    for (const day of all) if (day.startsWith(yearDigits(year))) days.set(day, rule);
  }
  for (const day of holidaysIn(year)) days.set(day, holiday);
  for (const day of sundaysIn(year)) days.set(day, sunday);
  closedDays.set(year, days);
  return days;
}

/** Holidays of Atw art. 3(1) in a year, and Good Friday, which art. 3(2) makes equal to them. */
function holidaysIn(year: number): Day[] {
  const { month, day } = easter(year);
  const easterSunday = dayIn(year, month, day);
  return [
    dayIn(year, 1, 1),
    plusDays(easterSunday, -2), // Good Friday
    plusDays(easterSunday, 1), // Easter Monday
    monarchsDay(year),
    dayIn(year, 5, 5),
    plusDays(easterSunday, 39), // Ascension
    plusDays(easterSunday, 50), // Whit Monday
    dayIn(year, 12, 25),
    dayIn(year, 12, 26),
  ];
}

/** King's Day since 2014, before that Queen's Day; on the Saturday when it would be a Sunday. */
function monarchsDay(year: number): Day {
  const day = year >= 2014 ? dayIn(year, 4, 27) : dayIn(year, 4, 30);
  return dayOfWeek(day) === 7 ? plusDays(day, -1) : day;
}

function sundaysIn(year: number): Day[] {
  const first = dayIn(year, 1, 1);
  const days: Day[] = [];
  for (
    let day = plusDays(first, 7 - dayOfWeek(first));
    day.startsWith(yearDigits(year));
    day = plusDays(day, 7)
  ) {
    days.push(day);
  }
  return days;
}

function dayIn(year: number, month: number, day: number): Day {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${yearDigits(year)}-${two(month)}-${two(day)}`;
}

function yearDigits(year: number): string {
  return String(year).padStart(4, '0');
}

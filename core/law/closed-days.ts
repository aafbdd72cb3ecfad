import { easter } from 'date-easter';
import { type Day, dayOfWeek, plusDays } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';

/** A country's calendar of days on which nobody is approached and the post is not counted. */
export interface ClosedDays {
  /** The rule that closes a day: a Sunday, a holiday, a decree. Undefined for an open day. */
  closedBy(day: Day): RuleRef | undefined;
  /** The day itself, or the next that is no Saturday and not closed. */
  workingDayFrom(day: Day): Day;
  /** The `count`th day after `from` that counts: not closed, and none of the days of the week in `except` (1 is Monday). */
  countingDaysAfter(from: Day, count: number, except?: readonly number[]): Day;
}

/**
 * A calendar of closed days, worked out once a year: every contact of a run asks.
 *
 * @param closed the closed days of a year beside its Sundays, each with its rule; the surest rule of a day last
 */
export function closedDays(
  sunday: RuleRef,
  closed: (year: number) => Iterable<readonly [Day, RuleRef]>,
): ClosedDays {
  const years = new Map<number, ReadonlyMap<Day, RuleRef>>();

  function daysIn(year: number): ReadonlyMap<Day, RuleRef> {
    let days = years.get(year);
    if (days === undefined) {
      days = new Map([...closed(year), ...sundaysIn(year).map((day) => [day, sunday] as const)]);
      years.set(year, days);
    }
    return days;
  }

  function closedBy(day: Day): RuleRef | undefined {
    return daysIn(Number(day.slice(0, 4))).get(day);
  }

  function workingDayFrom(day: Day): Day {
    let working = day;
    while (dayOfWeek(working) === 6 || closedBy(working) !== undefined) working = plusDays(working, 1);
    return working;
  }

  function countingDaysAfter(from: Day, count: number, except: readonly number[] = []): Day {
    let day = from;
    for (let left = count; left > 0; ) {
      day = plusDays(day, 1);
      if (!except.includes(dayOfWeek(day)) && closedBy(day) === undefined) left -= 1;
    }
    return day;
  }

  return { closedBy, workingDayFrom, countingDaysAfter };
}

/** Easter Sunday of a year, in the western churches. */
export function easterSunday(year: number): Day {
  const { month, day } = easter(year);
  return dayIn(year, month, day);
}

/** A day by its numbers; months count from 1. */
export function dayIn(year: number, month: number, day: number): Day {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function sundaysIn(year: number): Day[] {
  const first = dayIn(year, 1, 1);
  const days: Day[] = [];
  for (
    let day = plusDays(first, 7 - dayOfWeek(first));
    Number(day.slice(0, 4)) === year;
    day = plusDays(day, 7)
  ) {
    days.push(day);
  }
  return days;
}

import Holidays from 'date-holidays';
import type { Day, Moment } from '../../../core/calendar/moment.ts';
import { daysLater, wallHour, weekday } from '../calendar.ts';

/**
 * Days equated with holidays by decree under the Algemene termijnenwet.
 * No holiday library has them: they are decided year by year.
 */
const decreed: ReadonlySet<Day> = new Set([
  '2024-05-10',
  '2024-12-27',
  '2026-01-02',
  '2026-05-15',
  '2027-05-07',
  '2028-04-28',
  '2028-05-26',
]);

/**
 * date-holidays calls only days on which most people are free `public`. The Algemene termijnenwet also has
 * Good Friday (equated) and 5 May in every year, not in lustrum years only; the library files both under
 * `school`, together with nothing else. Its `bank` (31 December) and `observance` days are ordinary days.
 */
const lawfulThoughNotPublic: ReadonlySet<string> = new Set(['easter -2', '05-05']);

/** The days on which a country rests. Those of Germany are the ones that all its states have. */
export interface ClosedDays {
  isHoliday(day: Day): boolean;
  /** Neither a Sunday nor a holiday, and inside the hours `[opens, closes)` on the wall. */
  isOpen(moment: Moment, opens: number, closes: number): boolean;
  /** The day itself, or the next that is neither Sunday nor holiday, nor a Saturday where that is idle too. */
  workingDayFrom(day: Day, saturdayIsIdle?: boolean): Day;
}

export function closedDaysOf(country: 'NL' | 'BE' | 'DE'): ClosedDays {
  const library = new Holidays(country);
  const dutch = country === 'NL';
  const byYear = new Map<string, ReadonlySet<Day>>();

  function holidaysOf(year: string): ReadonlySet<Day> {
    const known = byYear.get(year);
    if (known) return known;
    const days = new Set<Day>();
    for (const { type, rule, date } of library.getHolidays(Number(year))) {
      if (type === 'public' || (dutch && lawfulThoughNotPublic.has(rule))) days.add(date.slice(0, 10));
    }
    byYear.set(year, days);
    return days;
  }

  function isHoliday(day: Day): boolean {
    return (dutch && decreed.has(day)) || holidaysOf(day.slice(0, 4)).has(day);
  }

  return {
    isHoliday,
    isOpen(moment, opens, closes) {
      const { day, hour } = wallHour(moment);
      return hour >= opens && hour < closes && weekday(day) !== 0 && !isHoliday(day);
    },
    workingDayFrom(day, saturdayIsIdle = true) {
      const idle = (one: Day) =>
        weekday(one) === 0 || (saturdayIsIdle && weekday(one) === 6) || isHoliday(one);
      let open = day;
      while (idle(open)) open = daysLater(open, 1);
      return open;
    },
  };
}

import Holidays from 'date-holidays';
import type { Day, Moment } from '../../core/calendar/moment.ts';

const DAY_MS = 86_400_000;

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

const dutch = new Holidays('NL');
const holidaysByYear = new Map<string, ReadonlySet<Day>>();

function holidaysOf(year: string): ReadonlySet<Day> {
  const known = holidaysByYear.get(year);
  if (known) return known;
  const days = new Set<Day>();
  for (const holiday of dutch.getHolidays(Number(year))) {
    if (holiday.type === 'public' || lawfulThoughNotPublic.has(holiday.rule))
      days.add(holiday.date.slice(0, 10));
  }
  holidaysByYear.set(year, days);
  return days;
}

/** True on the holidays of the Algemene termijnenwet and the days equated with them. */
export function isHoliday(day: Day): boolean {
  return decreed.has(day) || holidaysOf(day.slice(0, 4)).has(day);
}

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

export function dayFromNumber(days: number): Day {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

export function daysLater(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days);
}

export function momentDaysLater(moment: Moment, days: number): Moment {
  return `${new Date(Date.parse(moment) + days * DAY_MS).toISOString().slice(0, 19)}Z`;
}

/** 0 (Sunday) to 6 (Saturday). */
function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The later of two days or moments; both forms sort as text. */
export function later(a: string, b: string): string {
  return a > b ? a : b;
}

const amsterdam = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
});

interface WallHour {
  day: Day;
  hour: number;
}

// Amsterdam is a whole number of hours away from UTC, so one answer holds for a whole hour.
const wallHours = new Map<string, WallHour>();

function wallHour(moment: Moment): WallHour {
  const key = moment.slice(0, 13);
  const known = wallHours.get(key);
  if (known) return known;
  const part: Record<string, string> = {};
  for (const { type, value } of amsterdam.formatToParts(new Date(`${key}:00:00Z`))) part[type] = value;
  const wall = { day: `${part.year}-${part.month}-${part.day}`, hour: Number(part.hour) };
  wallHours.set(key, wall);
  return wall;
}

/** The day on the wall in Amsterdam. */
export function dayOf(moment: Moment): Day {
  return wallHour(moment).day;
}

/** Bki art. 4.2: nobody is approached between 20:00 and 07:00, on Sundays and on holidays. Saturday is a workday. */
export function isInContactWindow(moment: Moment): boolean {
  const { day, hour } = wallHour(moment);
  return hour >= 7 && hour < 20 && weekday(day) !== 0 && !isHoliday(day);
}

/**
 * The day on which a judge may take a letter as delivered: the second day after posting, Sundays, Mondays and
 * holidays not counted. Good Friday and decreed days are not counted either: the reading kinder to the debtor.
 */
export function presumedDelivery(postedOn: Day): Day {
  let day = postedOn;
  for (let counted = 0; counted < 2; ) {
    day = daysLater(day, 1);
    if (weekday(day) > 1 && !isHoliday(day)) counted += 1;
  }
  return day;
}

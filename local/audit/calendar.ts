import type { Day, Moment } from '../../core/calendar/moment.ts';

const DAY_MS = 86_400_000;

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
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The later of two days or moments; both forms sort as text. */
export function later(a: string, b: string): string {
  return a > b ? a : b;
}

// The Netherlands, Belgium and Germany have one clock.
const amsterdam = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
});

export interface WallHour {
  day: Day;
  hour: number;
}

// Amsterdam is a whole number of hours away from UTC, so one answer holds for a whole hour.
const wallHours = new Map<string, WallHour>();

/** The day and the hour on the wall. */
export function wallHour(moment: Moment): WallHour {
  const key = moment.slice(0, 13);
  const known = wallHours.get(key);
  if (known) return known;
  const part: Record<string, string> = {};
  for (const { type, value } of amsterdam.formatToParts(new Date(`${key}:00:00Z`))) part[type] = value;
  const wall = { day: `${part.year}-${part.month}-${part.day}`, hour: Number(part.hour) };
  wallHours.set(key, wall);
  return wall;
}

/** The day on the wall, which is the day of the law. */
export function dayOf(moment: Moment): Day {
  return wallHour(moment).day;
}

/** Whole years later on the same date; 29 February becomes the 28th, a day early at most. */
export function yearsLater(day: Day, years: number): Day {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`;
}

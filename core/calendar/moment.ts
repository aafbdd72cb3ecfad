import * as Calendar from 'temporal-polyfill/fns/Calendar';
import * as Duration from 'temporal-polyfill/fns/Duration';
import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import * as PlainTime from 'temporal-polyfill/fns/PlainTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import * as z from 'zod/mini';

/**
 * A moment: UTC, whole seconds, always `YYYY-MM-DDTHH:MM:SSZ`.
 * One fixed form, so that comparing two moments is comparing two strings.
 */
export const Moment = z
  .string()
  .check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'a moment is YYYY-MM-DDTHH:MM:SSZ'));
export type Moment = z.infer<typeof Moment>;

/** A calendar day, `YYYY-MM-DD`, without a time zone. */
export const Day = z.iso.date();
export type Day = z.infer<typeof Day>;

const SECONDS_A_DAY = 86_400;

// Temporal is asked once for each day, each day's number and each hour's offset: a run asks millions of times.
const dayOfNumber = new Map<number, Day>();
const numberOfDay = new Map<Day, number>();
const epoch = PlainDate.create(1970, 1, 1);

/** @throws RangeError for a day that cannot be */
function dateOf(day: Day): PlainDate.Record {
  return PlainDate.fromString(day, Calendar.getISO);
}

/** The day so many days after 1970-01-01. */
function dayNumbered(number: number): Day {
  let day = dayOfNumber.get(number);
  if (day === undefined) {
    day = PlainDate.toString(PlainDate.add(epoch, Duration.fromFields({ days: number })));
    dayOfNumber.set(number, day);
  }
  return day;
}

/** Days since 1970-01-01. @throws RangeError for a day that cannot be */
function numberOf(day: Day): number {
  let number = numberOfDay.get(day);
  if (number === undefined) {
    number = PlainDate.diff(epoch, dateOf(day), { largestUnit: 'days' }).days;
    numberOfDay.set(day, number);
  }
  return number;
}

/** Seconds since 1970 of a moment. @throws RangeError for a text that is none */
export function epochSeconds(moment: Moment): number {
  const seconds =
    numberOf(moment.slice(0, 10)) * SECONDS_A_DAY +
    Number(moment.slice(11, 13)) * 3600 +
    Number(moment.slice(14, 16)) * 60 +
    Number(moment.slice(17, 19));
  if (moment.length !== 20 || Number.isNaN(seconds)) throw new RangeError(`${moment} is no moment.`);
  return seconds;
}

/** The moment at so many seconds since 1970; fractions are cut off. */
export function momentAt(seconds: number): Moment {
  const number = Math.floor(seconds / SECONDS_A_DAY);
  const rest = Math.floor(seconds) - number * SECONDS_A_DAY;
  return `${dayNumbered(number)}T${two(rest / 3600)}:${two((rest % 3600) / 60)}:${two(rest % 60)}Z`;
}

function two(number: number): string {
  return String(Math.floor(number)).padStart(2, '0');
}

/** The moment a number of seconds later (or earlier, when negative). */
export function plusSeconds(moment: Moment, seconds: number): Moment {
  return momentAt(epochSeconds(moment) + seconds);
}

/** Whole seconds from one moment to another; negative when the second lies before the first. */
export function secondsBetween(from: Moment, to: Moment): number {
  return epochSeconds(to) - epochSeconds(from);
}

/** The day a number of days later (or earlier, when negative). */
export function plusDays(day: Day, days: number): Day {
  return dayNumbered(numberOf(day) + days);
}

/** The same day of a later month; the last one there is where that month is shorter. */
export function plusMonths(day: Day, months: number): Day {
  return PlainDate.toString(PlainDate.add(dateOf(day), Duration.fromFields({ months })));
}

/** Whole days from one day to another; negative when the second lies before the first. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

/** 1 (Monday) to 7 (Sunday). */
export function dayOfWeek(day: Day): number {
  // 1970-01-01 was a Thursday.
  return ((((numberOf(day) + 3) % 7) + 7) % 7) + 1;
}

/** What clocks and calendars on the wall of a time zone show at a moment. */
export interface WallTime {
  day: Day;
  /** Minutes since local midnight by the wall clock: 07:30 is 450. */
  minutes: number;
}

// A zone's offset changes on the hour at most.
const offsetSeconds = new Map<string, number>();

function offsetAt(seconds: number, zone: string): number {
  const hour = Math.floor(seconds / 3600);
  const key = `${zone} ${hour}`;
  const known = offsetSeconds.get(key);
  if (known !== undefined) return known;
  const zoned = Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(hour * 3_600_000), zone);
  const offset = ZonedDateTime.offsetNanoseconds(zoned) / 1e9;
  offsetSeconds.set(key, offset);
  return offset;
}

/** Wall day and minutes at a moment in an IANA time zone. */
export function wallTime(moment: Moment, zone: string): WallTime {
  const seconds = epochSeconds(moment);
  const local = seconds + offsetAt(seconds, zone);
  const number = Math.floor(local / SECONDS_A_DAY);
  return { day: dayNumbered(number), minutes: Math.floor((local - number * SECONDS_A_DAY) / 60) };
}

/** The day on the wall at a moment. */
export function dayAt(moment: Moment, zone: string): Day {
  return wallTime(moment, zone).day;
}

/**
 * The moment at which the wall clock shows `minutes` past midnight on a day.
 * A time skipped by summer time becomes the same distance later, a repeated one its first occurrence.
 */
export function momentOn(day: Day, minutes: number, zone: string): Moment {
  const midnight = numberOf(day) * SECONDS_A_DAY;
  const offset = offsetAt(midnight - SECONDS_A_DAY, zone);
  // Far from a change of the clocks the offset is that of the days around.
  if (offsetAt(midnight + 2 * SECONDS_A_DAY, zone) === offset) {
    return momentAt(midnight + minutes * 60 - offset);
  }
  const zoned = PlainDate.toZonedDateTime(dateOf(day), {
    timeZone: zone,
    plainTime: PlainTime.create(Math.floor(minutes / 60), minutes % 60),
  });
  return Instant.toString(ZonedDateTime.toInstant(zoned), { smallestUnit: 'second' });
}

/** The moment written with the zone's offset, for people and exports: `2026-01-05T09:00:00+01:00`. */
export function withOffset(moment: Moment, zone: string): string {
  const zoned = Instant.toZonedDateTimeISO(Instant.fromString(moment), zone);
  return ZonedDateTime.toString(zoned, { smallestUnit: 'second', timeZoneName: 'never' });
}

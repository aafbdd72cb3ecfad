import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';

/**
 * A moment: UTC, whole seconds, always `YYYY-MM-DDTHH:MM:SSZ`.
 * One fixed form, so that comparing two moments is comparing two strings.
 */
export const Moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'a moment is YYYY-MM-DDTHH:MM:SSZ');
export type Moment = z.infer<typeof Moment>;

/** A calendar day, `YYYY-MM-DD`, without a time zone. */
export const Day = z.iso.date();
export type Day = z.infer<typeof Day>;

const SECONDS_A_DAY = 86_400;

/** Seconds since 1970 of a moment. */
export function epochSeconds(moment: Moment): number {
  return Math.floor(Temporal.Instant.from(moment).epochMilliseconds / 1000);
}

/** The moment at so many seconds since 1970; fractions are cut off. */
export function momentAt(seconds: number): Moment {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(seconds) * 1000).toString({
    smallestUnit: 'second',
  });
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
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Whole days from one day to another; negative when the second lies before the first. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

/** 1 (Monday) to 7 (Sunday). */
export function dayOfWeek(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** What clocks and calendars on the wall of a time zone show at a moment. */
export interface WallTime {
  day: Day;
  /** Minutes since local midnight by the wall clock: 07:30 is 450. */
  minutes: number;
}

// A zone's offset changes on the hour at most; asking Temporal once an hour and zone keeps a run of months fast.
const offsetSeconds = new Map<string, number>();

function offsetAt(seconds: number, zone: string): number {
  const hour = Math.floor(seconds / 3600);
  const key = `${zone} ${hour}`;
  const known = offsetSeconds.get(key);
  if (known !== undefined) return known;
  const zoned = Temporal.Instant.fromEpochMilliseconds(hour * 3_600_000).toZonedDateTimeISO(zone);
  const offset = zoned.offsetNanoseconds / 1e9;
  offsetSeconds.set(key, offset);
  return offset;
}

/** Wall day and minutes at a moment in an IANA time zone. */
export function wallTime(moment: Moment, zone: string): WallTime {
  const seconds = epochSeconds(moment);
  const local = seconds + offsetAt(seconds, zone);
  const minutes = Math.floor((local % SECONDS_A_DAY) / 60);
  return { day: momentAt(local).slice(0, 10), minutes };
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
  const zoned = Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone: zone,
    plainTime: { hour: Math.floor(minutes / 60), minute: minutes % 60 },
  });
  return zoned.toInstant().toString({ smallestUnit: 'second' });
}

/** The moment written with the zone's offset, for people and exports: `2026-01-05T09:00:00+01:00`. */
export function withOffset(moment: Moment, zone: string): string {
  return Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toString({
    smallestUnit: 'second',
    timeZoneName: 'never',
  });
}

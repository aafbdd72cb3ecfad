import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  dayOfWeek,
  daysBetween,
  epochSeconds,
  momentAt,
  momentOn,
  plusDays,
  wallTime,
} from '../../../core/calendar/moment.ts';

// What is kept and computed must be what the library says, also on the nights on which the clocks change.
const zones = ['Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata'];
const somewhere = fc.constantFrom(...zones);
const someDay = fc.integer({ min: -20_000, max: 40_000 }).map((days) => plusDays('1970-01-01', days));
const changes = ['2026-03-29', '2026-10-25', '2027-03-28', '2026-03-08', '2026-11-01'];
const anyDay = fc.oneof(someDay, fc.constantFrom(...changes));
const minutes = fc.integer({ min: 0, max: 1_439 });

describe('a moment on the wall', () => {
  test('is the one that the library finds', () => {
    fc.assert(
      fc.property(anyDay, minutes, somewhere, (day, minute, zone) => {
        const plainTime = { hour: Math.floor(minute / 60), minute: minute % 60 };
        const zoned = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime });
        expect(momentOn(day, minute, zone)).toBe(zoned.toInstant().toString({ smallestUnit: 'second' }));
      }),
      { numRuns: 500 },
    );
  });

  test('is read as the library reads it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 4e9 }), somewhere, (seconds, zone) => {
        const moment = momentAt(seconds);
        const instant = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
        expect(moment).toBe(instant.toString({ smallestUnit: 'second' }));
        expect(epochSeconds(moment)).toBe(seconds);
        const zoned = instant.toZonedDateTimeISO(zone);
        expect(wallTime(moment, zone)).toEqual({
          day: zoned.toPlainDate().toString(),
          minutes: zoned.hour * 60 + zoned.minute,
        });
      }),
      { numRuns: 500 },
    );
  });
});

test('days are counted as the library counts them', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -5_000, max: 5_000 }), (day, days) => {
      const date = Temporal.PlainDate.from(day);
      const later = date.add({ days });
      expect(plusDays(day, days)).toBe(later.toString());
      expect(daysBetween(day, later.toString())).toBe(days);
      expect(dayOfWeek(day)).toBe(date.dayOfWeek);
    }),
    { numRuns: 500 },
  );
});

test.each(['', 'yesterday', '2026-02-30T00:00:00Z', '2026-01-05', '2026-01-05T09:00:00+01:00'])(
  '"%s" is no moment, and nobody counts with it',
  (text) => {
    expect(() => epochSeconds(text)).toThrow(RangeError);
  },
);

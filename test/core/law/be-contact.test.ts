import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Moment, momentAt, momentOn, wallTime } from '../../../core/calendar/moment.ts';
import { PersonKind } from '../../../core/case/words.ts';
import { be } from '../../../core/law/be.ts';
import { beClosedDays } from '../../../core/law/be-closed-days.ts';
import type { Approach } from '../../../core/law/law.ts';

const ZONE = 'Europe/Brussels';

/** `2026-03-03 07:00` on a Belgian clock. */
function belgian(words: string): Moment {
  const [day = '', hour = 0, minute = 0] = words.split(/[ :]/);
  return momentOn(day, Number(hour) * 60 + Number(minute), ZONE);
}

const approaches: Approach[] = ['email', 'sms', 'letter', 'phone', 'visit'];

function isOpen(moment: Moment, approach: Approach): boolean {
  const { day, minutes } = wallTime(moment, ZONE);
  const closes = approach === 'visit' ? 22 * 60 : 20 * 60;
  return beClosedDays.closedBy(day) === undefined && minutes >= 8 * 60 && minutes < closes;
}

// V18: the law closes the night to visitors; that everybody is left in peace, on Sundays too, is our own policy.
describe.each(PersonKind.options)('a visit to a %s', (person) => {
  it.each([
    ['at 22:00 waits for the morning', '2026-03-03 22:00', '2026-03-04 08:00'],
    ['at 07:59 waits a minute', '2026-03-03 07:59', '2026-03-03 08:00'],
    ['at 08:00 may be made', '2026-03-03 08:00', '2026-03-03 08:00'],
    ['at 21:59 may be made', '2026-03-03 21:59', '2026-03-03 21:59'],
    ['on Saturday night waits for Monday', '2026-03-07 22:30', '2026-03-09 08:00'],
    ['on the national holiday waits a day', '2026-07-21 12:00', '2026-07-22 08:00'],
  ])('%s', (_what, asked, may) => {
    expect(be.contactFrom(person, belgian(asked), 'visit').value).toBe(belgian(may));
  });
});

describe.each(['email', 'sms', 'letter', 'phone'] as const)('an approach by %s', (approach) => {
  it.each([
    ['at 07:59', '2026-03-03 07:59', '2026-03-03 08:00'],
    ['at 08:00', '2026-03-03 08:00', '2026-03-03 08:00'],
    ['at 19:59', '2026-03-03 19:59', '2026-03-03 19:59'],
    ['at 20:00', '2026-03-03 20:00', '2026-03-04 08:00'],
    ['on a Saturday', '2026-03-07 10:00', '2026-03-07 10:00'],
    ['on a Sunday', '2026-03-08 12:00', '2026-03-09 08:00'],
    ['on Good Friday, no holiday here', '2026-04-03 12:00', '2026-04-03 12:00'],
    ['on Easter Saturday evening', '2026-04-04 20:30', '2026-04-07 08:00'],
    ['on Labour Day, a Friday', '2026-05-01 10:00', '2026-05-02 08:00'],
    ['on the eve of summer time', '2026-03-28 21:00', '2026-03-30 08:00'],
    ['on the eve of winter time', '2026-10-24 21:00', '2026-10-26 08:00'],
  ])('%s', (_what, asked, may) => {
    expect(be.contactFrom('consumer', belgian(asked), approach).value).toBe(belgian(may));
  });
});

it('names the hours, who they are meant for and the days that were passed over', () => {
  const names = (...asked: Parameters<typeof be.contactFrom>) =>
    be.contactFrom(...asked).rules.map((rule) => rule.name);
  expect(names('consumer', '2026-03-03T12:00:00Z', 'visit')).toEqual(['be/visit-hours']);
  expect(names('consumer', '2026-03-03T12:00:00Z', 'phone')).toEqual(['be/contact-hours']);
  expect(names('legal', '2026-04-04T20:00:00Z', 'email')).toEqual([
    'be/contact-hours',
    'be/sunday',
    'be/holiday',
    'be/hours-for-all',
  ]);
  const source = (day: string) => be.contactFrom('consumer', `${day}T12:00:00Z`, 'visit').rules[0]?.source;
  expect(source('2026-03-03')).toBe('CEL art. XIX.10 §3');
  expect(source('2023-03-03')).toContain('own policy');
});

it('whatever the moment, the earliest one is open, not before it was asked for, and within four days', () => {
  const seconds = (from: string, to: string) =>
    fc.integer({ min: Date.parse(from) / 1000, max: Date.parse(to) / 1000 });
  const moments = fc
    .oneof(
      seconds('2016-01-01', '2027-01-01'),
      seconds('2026-03-27', '2026-03-31'), // into summer time
      seconds('2026-10-23', '2026-10-27'), // out of it
    )
    .map(momentAt);
  fc.assert(
    fc.property(
      fc.constantFrom(...PersonKind.options),
      moments,
      fc.constantFrom(...approaches),
      (person, moment, approach) => {
        const { value } = be.contactFrom(person, moment, approach);
        expect(isOpen(value, approach)).toBe(true);
        if (isOpen(moment, approach)) expect(value).toBe(moment);
        else expect(wallTime(value, ZONE).minutes).toBe(8 * 60);
        expect(value >= moment).toBe(true);
        expect(Date.parse(value) - Date.parse(moment)).toBeLessThan(4 * 86_400_000);
      },
    ),
    { numRuns: 1_000 },
  );
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAt, type Moment, momentAt, momentOn, wallTime } from '../../../core/calendar/moment.ts';
import { nl } from '../../../core/law/nl.ts';
import { nlClosedDays } from '../../../core/law/nl-closed-days.ts';

/** `2026-03-03 07:00` on a Dutch clock. */
function dutch(words: string): Moment {
  const [day = '', hour = 0, minute = 0] = words.split(/[ :]/);
  return momentOn(day, Number(hour) * 60 + Number(minute), 'Europe/Amsterdam');
}

function isOpen(moment: Moment): boolean {
  const { day, minutes } = wallTime(moment, 'Europe/Amsterdam');
  return nlClosedDays.closedBy(day) === undefined && minutes >= 7 * 60 && minutes < 20 * 60;
}

it('V13: a company may be approached at any hour', () => {
  expect(nl.contactFrom('legal', dutch('2026-03-08 12:00'), 'email').value).toBe(dutch('2026-03-08 12:00'));
});

// V14, V13 and worked figures 1f.
describe.each(['consumer', 'natural-business'] as const)('a debtor of the kind %s', (debtor) => {
  it.each([
    ['Tuesday 06:59', '2026-03-03 06:59', '2026-03-03 07:00'],
    ['Tuesday 07:00', '2026-03-03 07:00', '2026-03-03 07:00'],
    ['Tuesday 19:59', '2026-03-03 19:59', '2026-03-03 19:59'],
    ['Tuesday 20:00', '2026-03-03 20:00', '2026-03-04 07:00'],
    ['Saturday morning', '2026-03-07 10:00', '2026-03-07 10:00'],
    ['Sunday noon', '2026-03-08 12:00', '2026-03-09 07:00'],
    ['a batch queued Saturday 21:00', '2026-03-07 21:00', '2026-03-09 07:00'],
    ["King's Day", '2026-04-27 10:00', '2026-04-28 07:00'],
    ['a decreed Friday', '2024-05-10 10:00', '2024-05-11 07:00'],
    ['the evening before Good Friday', '2026-04-02 20:00', '2026-04-04 07:00'],
    ['Easter Saturday evening', '2026-04-04 20:30', '2026-04-07 07:00'],
    ["New Year's Eve", '2025-12-31 22:00', '2026-01-03 07:00'],
    ['Christmas on Friday and Saturday', '2026-12-24 20:00', '2026-12-28 07:00'],
    ['before the Bki, by policy', '2019-03-05 06:59', '2019-03-05 07:00'],
    ['the eve of summer time', '2026-03-28 21:00', '2026-03-30 07:00'],
    ['the eve of winter time', '2026-10-24 21:00', '2026-10-26 07:00'],
  ])('%s', (_what, queued, sent) => {
    expect(nl.contactFrom(debtor, dutch(queued), 'email').value).toBe(dutch(sent));
  });
});

it('the last second before 20:00 is open and comes back as it was', () => {
  expect(nl.contactFrom('consumer', '2026-03-03T18:59:59Z', 'email').value).toBe('2026-03-03T18:59:59Z');
  expect(nl.contactFrom('consumer', '2026-03-03T19:00:00Z', 'email').value).toBe('2026-03-04T06:00:00Z');
});

it('names the hours and every kind of day that was passed over', () => {
  const names = (moment: string) =>
    nl.contactFrom('consumer', moment, 'email').rules.map((rule) => rule.name);
  expect(names('2026-03-03T12:00:00Z')).toEqual(['nl/contact-window']);
  expect(names('2026-04-04T20:00:00Z')).toEqual(['nl/contact-window', 'nl/sunday', 'nl/holiday']);
  expect(nl.contactFrom('consumer', '2023-03-07T12:00:00Z', 'email').rules[0]?.source).toContain('policy');
  expect(nl.contactFrom('consumer', '2026-03-03T12:00:00Z', 'email').rules[0]?.source).toContain('Bki');
});

describe('whatever the moment', () => {
  const seconds = (from: string, to: string) =>
    fc.integer({ min: Date.parse(from) / 1000, max: Date.parse(to) / 1000 });
  const moments = fc
    .oneof(
      seconds('2010-01-01', '2036-01-01'),
      seconds('2026-03-27', '2026-03-31'), // into summer time
      seconds('2026-10-23', '2026-10-27'), // out of it
    )
    .map(momentAt);

  it('a contact goes out in open hours, not before it was asked for, and within six days', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        const { value } = nl.contactFrom('consumer', moment, 'email');
        expect(isOpen(value)).toBe(true);
        expect(value >= moment).toBe(true);
        if (isOpen(moment)) expect(value).toBe(moment);
        else expect(wallTime(value, 'Europe/Amsterdam').minutes).toBe(7 * 60);
        expect(Date.parse(value) - Date.parse(moment)).toBeLessThan(6 * 86_400_000);
      }),
      { numRuns: 1_000 },
    );
  });

  it('no earlier open day is passed over, and later moments never go out earlier', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 200_000 }), (moment, later) => {
        const { value } = nl.contactFrom('consumer', moment, 'email');
        const between = momentAt(Date.parse(moment) / 1000 + later);
        if (between < value) expect(isOpen(between), `${between} on ${dayAt(between, nl.zone)}`).toBe(false);
        expect(nl.contactFrom('consumer', between, 'email').value >= value).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  epochSeconds,
  type Moment,
  momentAt,
  plusDays,
  plusSeconds,
  secondsBetween,
  wallTime,
} from '../../../core/calendar/moment.ts';
import { PersonKind } from '../../../core/case/words.ts';
import type { Approach } from '../../../core/law/law.ts';
import { LawCountry, packFor } from '../../../core/law/packs.ts';

const person = fc.constantFrom(...PersonKind.options);
const approach = fc.constantFrom<Approach>('email', 'sms', 'letter', 'phone', 'visit');
const lastSecond = epochSeconds('2026-12-31T23:59:59Z');

/** Hours in which somebody may be approached, by hand: `[opens, closes)`. */
function hours(country: string, way: Approach): [number, number] {
  if (country === 'NL') return [7, 20];
  return country === 'BE' && way === 'visit' ? [8, 22] : [8, 20];
}

/** The moments in ten years at which the clocks of a zone change. */
function changesOfClock(zone: string): Moment[] {
  const changes: Moment[] = [];
  for (let day = '2017-01-01'; day < '2027-01-01'; day = plusDays(day, 1)) {
    const [before, after] = [`${day}T00:59:00Z`, `${day}T01:00:00Z`];
    const jump = wallTime(after, zone).minutes - wallTime(before, zone).minutes;
    if (jump !== 1) changes.push(after);
  }
  return changes;
}

describe.each(LawCountry.options)('in the law of %s', (country) => {
  const pack = packFor(country);
  const mayApproach = (who: PersonKind, moment: Moment, way: Approach) => {
    if (country === 'NL' && who === 'legal') return true;
    const [opens, closes] = hours(country, way);
    const { day, minutes } = wallTime(moment, pack.zone);
    return pack.closed.closedBy(day) === undefined && minutes >= opens * 60 && minutes < closes * 60;
  };

  it('the earliest moment is allowed, and the first that is, in ten years of minutes', () => {
    const moments = fc.integer({ min: epochSeconds('2017-01-01T00:00:00Z'), max: lastSecond }).map(momentAt);
    fc.assert(
      fc.property(person, moments, approach, fc.nat(99), (who, moment, way, percent) => {
        const earliest = pack.contactFrom(who, moment, way).value;
        if (mayApproach(who, moment, way)) {
          expect(earliest).toBe(moment);
          return;
        }
        expect(earliest > moment && mayApproach(who, earliest, way)).toBe(true);
        expect(pack.contactFrom(who, earliest, way).value).toBe(earliest);
        const wait = secondsBetween(moment, earliest);
        const between = plusSeconds(moment, Math.floor((wait * percent) / 100));
        expect(mayApproach(who, between, way)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each(PersonKind.options)('%s: no night around a change of the clock is forgotten', (who) => {
    const wrong: string[] = [];
    const changes = changesOfClock(pack.zone);
    expect(changes).toHaveLength(20);
    for (const change of changes) {
      for (let minutes = -36 * 60; minutes < 36 * 60; minutes += 11) {
        const moment = plusSeconds(change, minutes * 60);
        for (const way of ['letter', 'visit'] as const) {
          const earliest = pack.contactFrom(who, moment, way).value;
          const right = mayApproach(who, moment, way)
            ? earliest === moment
            : earliest > moment && mayApproach(who, earliest, way);
          if (!right) wrong.push(`${way} at ${moment}: ${earliest}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

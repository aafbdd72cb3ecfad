import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayAt,
  dayOfWeek,
  type Moment,
  momentAt,
  momentOn,
  wallTime,
} from '../../../core/calendar/moment.ts';
import { DeSettings, de, deWith } from '../../../core/law/de.ts';
import { deClosedDays, GermanState } from '../../../core/law/de-closed-days.ts';

const ZONE = 'Europe/Berlin';

/** `2026-03-03 08:00` on a German clock. */
function german(words: string): Moment {
  const [day = '', hour = 0, minute = 0] = words.split(/[ :]/);
  return momentOn(day, Number(hour) * 60 + Number(minute), ZONE);
}

describe.each(['consumer', 'natural-business', 'legal'] as const)('a debtor of the kind %s', (person) => {
  it.each([
    ['Tuesday 07:59', '2026-03-03 07:59', '2026-03-03 08:00'],
    ['Tuesday 08:00', '2026-03-03 08:00', '2026-03-03 08:00'],
    ['Tuesday 19:59', '2026-03-03 19:59', '2026-03-03 19:59'],
    ['Tuesday 20:00', '2026-03-03 20:00', '2026-03-04 08:00'],
    ['Saturday morning', '2026-03-07 10:00', '2026-03-07 10:00'],
    ['Sunday noon', '2026-03-08 12:00', '2026-03-09 08:00'],
    ['the evening before Good Friday', '2026-04-02 20:00', '2026-04-04 08:00'],
    ['Easter Saturday evening', '2026-04-04 20:30', '2026-04-07 08:00'],
    ['Labour Day on a Friday', '2026-05-01 10:00', '2026-05-02 08:00'],
    ['Unity Day and Sunday after it', '2026-10-03 10:00', '2026-10-05 08:00'],
    ['Christmas on Friday and Saturday', '2026-12-24 20:00', '2026-12-28 08:00'],
    ['the eve of summer time', '2026-03-28 21:00', '2026-03-30 08:00'],
    ['the eve of winter time', '2026-10-24 21:00', '2026-10-26 08:00'],
  ])('%s', (_what, queued, sent) => {
    expect(de.contactFrom(person, german(queued), 'email').value).toBe(german(sent));
  });
});

it('names the hours, which no statute does, and every closed day between', () => {
  const { rules } = de.contactFrom('consumer', german('2026-04-04 21:00'), 'sms');
  expect(rules.map(({ name }) => name)).toEqual(['de/contact-hours', 'de/sunday', 'de/holiday']);
  expect(rules[0]?.source).toContain('own policy');
});

// Across both changes of the clock, and ten years.
it('is never later than it must be, and never a closed time', () => {
  const closed = deClosedDays(GermanState.options);
  const isOpen = (moment: Moment) => {
    const { day, minutes } = wallTime(moment, ZONE);
    return closed.closedBy(day) === undefined && minutes >= 8 * 60 && minutes < 20 * 60;
  };
  const seconds = fc.integer({ min: 1_735_689_600, max: 2_051_222_400 });
  fc.assert(
    fc.property(seconds, (second) => {
      const moment = momentAt(second);
      const { value } = de.contactFrom('consumer', moment, 'phone');
      expect(isOpen(value)).toBe(true);
      expect(value >= moment).toBe(true);
      if (isOpen(moment)) expect(value).toBe(moment);
    }),
    { numRuns: 1_000 },
  );
});

describe('the closed days', () => {
  const inYear = (year: number, states: GermanState[] = []) => {
    const closed = deClosedDays(states);
    const days: string[] = [];
    for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
      const day = dayAt(momentAt(at / 1000), 'UTC');
      if (closed.closedBy(day) && closed.closedBy(day)?.name !== 'de/sunday') days.push(day.slice(5));
    }
    return days;
  };

  it('are nine holidays in every state', () => {
    const nine = ['01-01', '04-03', '04-06', '05-01', '05-14', '05-25', '10-03', '12-25', '12-26'];
    expect(inYear(2026)).toEqual(nine);
  });

  it('were ten in the year of the Reformation', () => {
    expect(inYear(2017)).toContain('10-31');
    expect(inYear(2018)).not.toContain('10-31');
  });

  it.each<[GermanState, string[]]>([
    ['BY', ['01-06', '06-04', '08-15']], // All Saints is a Sunday in 2026
    ['SN', ['10-31', '11-18']],
    ['BE', []], // 8 March is a Sunday in 2026
    ['HH', ['10-31']],
    ['TH', ['10-31']], // 20 September is a Sunday in 2026
    ['NW', ['06-04']],
    ['ST', ['01-06', '10-31']],
  ])('of %s are besides %j in 2026', (state, days) => {
    const nationwide = new Set(inYear(2026));
    expect(inYear(2026, [state]).filter((day) => !nationwide.has(day))).toEqual(days);
  });

  it.each<[GermanState, string, boolean]>([
    ['BE', '2018-03-08', false],
    ['BE', '2019-03-08', true],
    ['MV', '2022-03-08', false],
    ['MV', '2023-03-08', true],
    ['HH', '2018-10-31', true],
    ['TH', '2018-09-20', false],
    ['TH', '2019-09-20', true],
    ['NW', '2025-11-01', true],
    ['SN', '2025-11-19', true],
  ])('in %s hold %s: %s', (state, day, holds) => {
    expect(deClosedDays([state]).closedBy(day) !== undefined).toBe(holds);
    if (dayOfWeek(day) !== 7) expect(deClosedDays([]).closedBy(day)).toBeUndefined();
  });

  it('of any state count while nobody knows where somebody lives', () => {
    const epiphany = german('2026-01-06 10:00');
    const { value, rules } = de.contactFrom('consumer', epiphany, 'email');
    expect(value).toBe(german('2026-01-07 08:00'));
    expect(rules.map(({ name }) => name)).toContain('de/state-holiday');
    const every = new Set(GermanState.options.flatMap((state) => inYear(2026, [state])));
    expect(inYear(2026, [...GermanState.options])).toEqual([...every].sort());
  });

  it('of a state count where the creditor says that its debtors live there', () => {
    const from = (...states: GermanState[]) =>
      deWith(DeSettings.parse({ states })).contactFrom('consumer', german('2026-01-06 10:00'), 'email').value;
    expect(from('BY')).toBe(german('2026-01-07 08:00'));
    expect(from('NI')).toBe(german('2026-01-06 10:00'));
    expect(from()).toBe(german('2026-01-06 10:00'));
  });
});

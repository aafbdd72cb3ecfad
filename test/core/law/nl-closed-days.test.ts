import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { dayOfWeek, plusDays } from '../../../core/calendar/moment.ts';
import { nlClosedDays } from '../../../core/law/nl-closed-days.ts';
import { decrees } from '../../../core/law/nl-tables.ts';

/** Rules of `date-holidays` for the days of Atw art. 3; the package also knows days that close nothing here. */
const legal = /^(01-01|easter -2|easter 1|04-30 .*|04-27 .*|05-05|easter 39|easter 50|12-25|12-26)$/;

describe('closed days', () => {
  it('are the Sundays, the holidays another calendar knows and the decreed days, for every day of 2010-2035', () => {
    const calendar = new Holidays('NL');
    for (let year = 2010; year <= 2035; year += 1) {
      const holidays = new Set(
        calendar
          .getHolidays(year)
          .filter(({ rule }) => legal.test(rule))
          .map(({ date }) => date.slice(0, 10)),
      );
      expect([8, 9], `holidays in ${year}`).toContain(holidays.size); // Ascension can be 5 May
      for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = plusDays(day, 1)) {
        const decreed = decrees.some(({ days }) => days.includes(day));
        const closed = dayOfWeek(day) === 7 || holidays.has(day) || decreed;
        expect(nlClosedDays.closedBy(day) !== undefined, day).toBe(closed);
      }
    }
  });

  it('of 2026 are those of the law', () => {
    const closed: string[] = [];
    for (let day = '2026-01-01'; day < '2027-01-01'; day = plusDays(day, 1)) {
      const rule = nlClosedDays.closedBy(day);
      if (rule !== undefined && rule.name !== 'nl/sunday') closed.push(`${day} ${rule.name}`);
    }
    expect(closed).toEqual([
      '2026-01-01 nl/holiday',
      '2026-01-02 nl/decreed-day',
      '2026-04-03 nl/holiday',
      '2026-04-06 nl/holiday',
      '2026-04-27 nl/holiday',
      '2026-05-05 nl/holiday',
      '2026-05-14 nl/holiday',
      '2026-05-15 nl/decreed-day',
      '2026-05-25 nl/holiday',
      '2026-12-25 nl/holiday',
      '2026-12-26 nl/holiday',
    ]);
  });

  it.each([
    ['2013-04-30', true, "Queen's Day"],
    ['2013-04-27', false, "no King's Day yet"],
    ['2006-04-29', true, "Queen's Day, because the 30th was a Sunday"],
    ['2014-04-26', true, "King's Day, because the 27th was a Sunday"],
    ['2014-04-30', false, "no Queen's Day any more"],
    ['2024-05-10', true, 'decreed'],
    ['2024-12-27', true, 'decreed'],
    ['2026-04-04', false, 'Easter Saturday'],
    ['2026-05-04', false, 'Remembrance Day'],
    ['2026-12-31', false, "New Year's Eve"],
  ])('%s: %s (%s)', (day, closed) => {
    expect(nlClosedDays.closedBy(day) !== undefined).toBe(closed);
  });

  it('decreed for years to come are marked as doubtful until the decree is read', () => {
    expect(nlClosedDays.closedBy('2026-05-15')?.confidence).toBe('doubtful');
    expect(nlClosedDays.closedBy('2024-05-10')?.confidence).toBe('verified');
  });
});

describe('counting days', () => {
  it('skip Sundays, Mondays and holidays', () => {
    expect(nlClosedDays.countingDaysAfter('2026-03-06', 1, [1])).toBe('2026-03-07');
    expect(nlClosedDays.countingDaysAfter('2026-03-06', 2, [1])).toBe('2026-03-10');
    expect(nlClosedDays.countingDaysAfter('2025-12-24', 2, [1])).toBe('2025-12-30'); // Christmas Thursday and Friday, Sat 1, Tue 2
  });

  it('a term ends on a day that is no Saturday, Sunday or holiday', () => {
    expect(nlClosedDays.workingDayFrom('2026-03-20')).toBe('2026-03-20');
    expect(nlClosedDays.workingDayFrom('2026-03-21')).toBe('2026-03-23');
    expect(nlClosedDays.workingDayFrom('2026-04-03')).toBe('2026-04-07');
  });
});

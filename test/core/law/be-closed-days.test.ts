import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { dayOfWeek, plusDays } from '../../../core/calendar/moment.ts';
import { beClosedDays } from '../../../core/law/be-closed-days.ts';

/** Rules of `date-holidays` for the ten public holidays; the package also knows days that close nothing here. */
const legal = /^(01-01|easter 1|05-01|easter 39|easter 50|07-21|08-15|11-01|11-11|12-25)$/;

describe('closed days in Belgium', () => {
  it('are the Sundays and the public holidays another calendar knows, for every day of 2010-2035', () => {
    const calendar = new Holidays('BE');
    for (let year = 2010; year <= 2035; year += 1) {
      const holidays = new Set(
        calendar
          .getHolidays(year)
          .filter(({ rule }) => legal.test(rule))
          .map(({ date }) => date.slice(0, 10)),
      );
      expect([9, 10], `holidays in ${year}`).toContain(holidays.size); // Ascension can be 1 May
      for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = plusDays(day, 1)) {
        const closed = dayOfWeek(day) === 7 || holidays.has(day);
        expect(beClosedDays.closedBy(day) !== undefined, day).toBe(closed);
      }
    }
  });

  it('of 2026 are the ten of the law beside its Sundays', () => {
    const closed: string[] = [];
    for (let day = '2026-01-01'; day < '2027-01-01'; day = plusDays(day, 1)) {
      if (beClosedDays.closedBy(day)?.name === 'be/holiday') closed.push(day);
    }
    expect(closed).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-07-21',
      '2026-08-15',
      // 1 November is a Sunday
      '2026-11-11',
      '2026-12-25',
    ]);
  });
});

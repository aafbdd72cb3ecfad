import * as z from 'zod/mini';
import type { Day } from '../calendar/moment.ts';

/** The ways in which creditors' systems write a day. Two of them look alike: `d/M/yyyy` and `M/d/yyyy`. */
export const DayStyle = z.enum([
  'yyyy-MM-dd',
  'd-M-yyyy',
  'd/M/yyyy',
  'M/d/yyyy',
  'd.M.yyyy',
  'yyyyMMdd',
  'yyyy/MM/dd',
]);
export type DayStyle = z.infer<typeof DayStyle>;

const yearFirst = /^(?<year>\d{4})(?<sign>[-/]?)(?<month>\d\d)\k<sign>(?<day>\d\d)$/;
const yearLast = /^(?<first>\d\d?)(?<sign>[-/.])(?<second>\d\d?)\k<sign>(?<year>\d{4})$/;
// Spreadsheets write a day as its midnight. Any other hour is no mere day, and is left to be refused.
const midnight = /[ T]0?0:00(:00([.,]0+)?)?$/;

const firstStyles = { '-': 'yyyy-MM-dd', '/': 'yyyy/MM/dd', '': 'yyyyMMdd' } as const;

/** One reading of a written day: `day` has the form of a day, but need not be in the calendar. */
interface Reading {
  style: DayStyle;
  day: string;
}

/** All readings of a text that looks like a day. `10/12/2025` has two. */
function readings(written: string): Reading[] {
  const text = written.replace(midnight, '');
  const start = yearFirst.exec(text)?.groups;
  if (start) {
    const style = firstStyles[start.sign as keyof typeof firstStyles];
    return [{ style, day: `${start.year}-${start.month}-${start.day}` }];
  }
  const end = yearLast.exec(text)?.groups;
  if (!end) return [];
  const { first = '', second = '', year = '', sign } = end;
  const dayFirst = `${year}-${second.padStart(2, '0')}-${first.padStart(2, '0')}`;
  if (sign === '-') return [{ style: 'd-M-yyyy', day: dayFirst }];
  if (sign === '.') return [{ style: 'd.M.yyyy', day: dayFirst }];
  const monthFirst = `${year}-${first.padStart(2, '0')}-${second.padStart(2, '0')}`;
  return [
    { style: 'd/M/yyyy', day: dayFirst },
    { style: 'M/d/yyyy', day: monthFirst },
  ];
}

/** The day that a text means in a style: a day, `impossible` (31 February, the year 25) or, if written otherwise, undefined. */
export function readDay(written: string, style: DayStyle): Day | 'impossible' | undefined {
  const found = readings(written).find((reading) => reading.style === style);
  if (!found) return undefined;
  const { day } = found;
  return z.regexes.date.test(day) && day >= '1970' && day < '2100' ? day : 'impossible';
}

/** The styles in which a text can have been written, and whether they make different days of it. */
export function dayStylesOf(written: string): { styles: DayStyle[]; differ: boolean } {
  const found = readings(written);
  // A month above twelve shows which of two look-alikes it is, even on a day that cannot be.
  const fitting = found.length < 2 ? found : found.filter(({ day }) => Number(day.slice(5, 7)) <= 12);
  return {
    styles: fitting.map(({ style }) => style),
    differ: new Set(fitting.map(({ day }) => day)).size > 1,
  };
}

import type { Day } from '../../../core/calendar/moment.ts';
import { dayNumber, later, yearsLater } from '../calendar.ts';
import type { Bearing } from './law.ts';

/** Rates in basis points a year from a day on; a table ends where nobody has read on. */
export interface RateTable {
  readonly rows: readonly { readonly from: Day; readonly rate: number }[];
  /** The first day of which the rate is not known. */
  readonly until: Day;
}

/**
 * `ACT/365F`: every year has 365 days; `ACT/ACT`: the days of a leap year count for a 366th; `30/360`: every month has
 * thirty days.
 */
export type DayCount = 'ACT/365F' | 'ACT/ACT' | '30/360';

/** One rate for all days. */
export function always(rate: number): RateTable {
  return { rows: [{ from: '0001-01-01', rate }], until: '9999-12-31' };
}

/** A table with so many basis points more. */
export function raised({ rows, until }: RateTable, points: number): RateTable {
  return { rows: rows.map(({ from, rate }) => ({ from, rate: rate + points })), until };
}

/** The lower of two rates on every day that both tables have. */
export function lower(one: RateTable, other: RateTable): RateTable {
  const start = later(firstDay(one), firstDay(other));
  const until = one.until < other.until ? one.until : other.until;
  const changes = [start, ...[...one.rows, ...other.rows].map(({ from }) => from)].filter(
    (day) => day >= start && day < until,
  );
  const rows = [...new Set(changes)]
    .sort()
    .map((from) => ({ from, rate: Math.min(rateOn(one, from), rateOn(other, from)) }));
  return { rows, until };
}

/** Whether every day of `[from, to)` has a rate. */
export function covers(table: RateTable, from: Day, to: Day): boolean {
  return firstDay(table) <= from && to <= table.until;
}

function firstDay(table: RateTable): Day {
  return table.rows[0]?.from ?? table.until;
}

function rateOn(table: RateTable, day: Day): number {
  return table.rows.findLast(({ from }) => from <= day)?.rate ?? 0;
}

/** Interest without interest on interest, in cents with fractions. */
export function simpleInterest(
  table: RateTable,
  { principal, from, to }: Omit<Bearing, 'since'>,
  count: DayCount,
): number {
  return principal * yearly(table, from, to, count);
}

/**
 * Interest that is simple within a year, and added to the principal, in whole cents, on every anniversary of the
 * default. In cents with fractions.
 */
export function compoundInterest(
  table: RateTable,
  { principal, since, from, to }: Bearing,
  count: DayCount,
): number {
  let base = principal;
  let sum = 0;
  for (let year = 0; ; year += 1) {
    const start = yearsLater(since, year);
    if (start >= to) return sum;
    const end = yearsLater(since, year + 1);
    const whole = Math.floor(base * yearly(table, start, end, count) + 0.5);
    if (from <= start && end <= to) sum += whole;
    else sum += base * yearly(table, later(start, from), end < to ? end : to, count);
    base += whole;
  }
}

/** What one cent bears over `[from, to)`. */
function yearly(table: RateTable, from: Day, to: Day, count: DayCount): number {
  if (count === 'ACT/365F') return rateDays(table, from, to, calendarDays) / 3_650_000;
  if (count === '30/360') return rateDays(table, from, to, monthDays) / 3_600_000;
  let sum = 0;
  for (let start = from; start < to; ) {
    const year = Number(start.slice(0, 4));
    const next = `${year + 1}-01-01`;
    const length = dayNumber(next) - dayNumber(`${year}-01-01`);
    sum += rateDays(table, start, next < to ? next : to, calendarDays) / (10_000 * length);
    start = next;
  }
  return sum;
}

/** Basis points times days over `[from, to)`; nothing for days without a rate. */
function rateDays(table: RateTable, from: Day, to: Day, days: typeof calendarDays): number {
  let sum = 0;
  table.rows.forEach((row, index) => {
    const start = later(row.from, from);
    const next = table.rows[index + 1]?.from ?? table.until;
    const end = next < to ? next : to;
    if (start < end) sum += row.rate * days(start, end);
  });
  return sum;
}

function calendarDays(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** Days of months that all have thirty. */
function monthDays(from: Day, to: Day): number {
  const number = (day: Day) => {
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    return year * 360 + month * 30 + Math.min(date, 30);
  };
  return number(to) - number(from);
}

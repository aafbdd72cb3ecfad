import type { Day } from '../../../core/calendar/moment.ts';
import { dayNumber, later, yearsLater } from '../calendar.ts';
import type { Bearing } from './law.ts';

/** Rates in basis points a year from a day on; a table ends where nobody has read on. */
export interface RateTable {
  readonly rows: readonly { readonly from: Day; readonly rate: number }[];
  /** The first day of which the rate is not known. */
  readonly until: Day;
}

/** `ACT/365F`: every year has 365 days; `ACT/ACT`: the days of a leap year count for a 366th. */
export type DayCount = 'ACT/365F' | 'ACT/ACT';

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
export function simpleInterest(table: RateTable, { principal, from, to }: Omit<Bearing, 'since'>): number {
  return principal * yearly(table, from, to, 'ACT/365F');
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
  if (count === 'ACT/365F') return rateDays(table, from, to) / 3_650_000;
  let sum = 0;
  for (let start = from; start < to; ) {
    const year = Number(start.slice(0, 4));
    const next = `${year + 1}-01-01`;
    const length = dayNumber(next) - dayNumber(`${year}-01-01`);
    sum += rateDays(table, start, next < to ? next : to) / (10_000 * length);
    start = next;
  }
  return sum;
}

/** Basis points times days over `[from, to)`; nothing for days without a rate. */
function rateDays(table: RateTable, from: Day, to: Day): number {
  let sum = 0;
  table.rows.forEach((row, index) => {
    const start = later(row.from, from);
    const next = table.rows[index + 1]?.from ?? table.until;
    const end = next < to ? next : to;
    if (start < end) sum += row.rate * (dayNumber(end) - dayNumber(start));
  });
  return sum;
}

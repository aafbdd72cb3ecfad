import { type Day, daysBetween } from '../calendar/moment.ts';
import { roundHalfUp } from '../money/cents.ts';
import type { Interest, InterestAsked, InterestPeriod, Table } from './law.ts';
import { heldOn } from './tables.ts';

/**
 * How many days a year has for interest. `ACT/365F`: 365 always. `ACT/ACT`: those of the calendar year, so that
 * periods are cut at each new year. `30/360`: every month has 30 days, a year 360 (the 31st counts as the 30th).
 */
export type DayCount = 'ACT/365F' | 'ACT/ACT' | '30/360';

/** A rate from a day on: basis points a year, or undefined where nobody knows it. */
interface RateStep {
  from: Day;
  rate: number | undefined;
}

/** Rates as they follow each other, the oldest first; before the first nothing is known. */
export type RateTable = readonly RateStep[];

export interface InterestMethod {
  rates: RateTable;
  /** The rate of the contract, in basis points a year: where it names one, no day bears more. */
  agreed?: number | undefined;
  dayCount: DayCount;
  /** Whether interest of a full year of default is added to the base. */
  capitalised: boolean;
}

/** Interest is added up in whole parts of a cent, so many to the cent, so that a real half cent stays one. */
const partsOfCent: Record<DayCount, number> = {
  'ACT/365F': 10_000 * 365,
  'ACT/ACT': 10_000 * 365 * 366,
  '30/360': 10_000 * 360,
};

/** A dated table as rates; `shift` basis points are added to each (a base rate and its surcharge). Never below 0. */
export function ratesFrom(table: Table<number>, shift = 0): RateTable {
  const lapses = table.flatMap(({ reviewBy }) =>
    reviewBy !== undefined && heldOn(table, reviewBy) === undefined ? [reviewBy] : [],
  );
  return [...table.map((row) => row.from), ...lapses].sort().map((from) => {
    const row = heldOn(table, from);
    return { from, rate: row && Math.max(0, row.value + shift) };
  });
}

/** Where nothing bears more than both: the lower of two rates, unknown where either is. */
export function lowerRates(a: RateTable, b: RateTable): RateTable {
  const on = (rates: RateTable, day: Day) => rates.findLast((step) => step.from <= day)?.rate;
  const days = new Set([...a, ...b].map((step) => step.from));
  return [...days].sort().map((from) => {
    const [first, second] = [on(a, from), on(b, from)];
    return {
      from,
      rate: first === undefined || second === undefined ? undefined : Math.min(first, second),
    };
  });
}

/**
 * Interest over `[from, to)` on an amount in default since a day: simple within a year and, where it is capitalised,
 * added to the base on each anniversary of the default.
 *
 * The books know of the past only what is still owed, so the base of a later year is today's principal and the
 * interest of the completed years on that principal, as far as still unpaid. For a constant principal that is the law
 * to the cent. After a part payment it is at most that, but for the cent of rounding: interest is paid before
 * principal, the oldest first, and what older years earned on a larger principal is not added to the base.
 */
export function interestOf(asked: InterestAsked, method: InterestMethod): Interest & { unknownFrom?: Day } {
  const { principal, since, to, unpaid = Number.POSITIVE_INFINITY } = asked;
  const wholeCents = (parts: number) => roundHalfUp(parts / partsOfCent[method.dayCount]);
  const periods: InterestPeriod[] = [];
  const start = asked.from > since ? asked.from : since;
  if (start >= to) return { cents: 0, periods };

  // Before the start: what full years have added to the base, and what the running year has earned.
  // Where nothing is added to the base all years run on as one, so that stretches still add up to the cent.
  let year = 0;
  let base = principal;
  let yearFrom = since;
  for (let next = anniversary(since, 1); next <= start; next = anniversary(since, year + 1)) {
    year += 1;
    if (!method.capitalised) continue;
    base += wholeCents(earned(base, yearFrom, next, method));
    yearFrom = next;
  }
  let running = earned(base, yearFrom, start, method);
  if (method.capitalised) {
    if (unpaid < wholeCents(running)) running = unpaid * partsOfCent[method.dayCount];
    base = principal + Math.min(base - principal, unpaid - wholeCents(running));
  }

  // Differences of rounded totals: stretches that follow each other add up to the whole, however many they are.
  let cents = -wholeCents(running);
  let unknownFrom: Day | undefined;
  for (let day = start; day < to; year += 1) {
    const next = anniversary(since, year + 1);
    const until = next < to ? next : to;
    for (const { from, to, rate } of stretches(day, until, method)) {
      const parts = partsOf(base, { from, to, rate }, method.dayCount);
      running += parts;
      if (rate === undefined) unknownFrom ??= from;
      periods.push({ from, to, rate: rate ?? 0, base, cents: parts / partsOfCent[method.dayCount] });
    }
    if (method.capitalised) {
      cents += wholeCents(running);
      base += wholeCents(running);
      running = 0;
    }
    day = until;
  }
  if (!method.capitalised) cents += wholeCents(running);
  return { cents, periods, ...(unknownFrom !== undefined && { unknownFrom }) };
}

interface Stretch {
  from: Day;
  to: Day;
  rate: number | undefined;
}

/** `[from, to)` cut where the rate can change and, where years differ in length, at each new year. */
function stretches(from: Day, to: Day, { rates, agreed, dayCount }: InterestMethod): Stretch[] {
  const most = agreed ?? Number.POSITIVE_INFINITY;
  const cut: Stretch[] = [];
  let step = 0;
  for (let day = from; day < to; ) {
    let next = rates[step];
    while (next !== undefined && next.from <= day) next = rates[++step];
    let until = next !== undefined && next.from < to ? next.from : to;
    if (dayCount === 'ACT/ACT' && until > newYear(day)) until = newYear(day);
    const rate = rates[step - 1]?.rate;
    cut.push({ from: day, to: until, rate: rate && Math.min(rate, most) });
    day = until;
  }
  return cut;
}

/** What a stretch earns, in whole parts of a cent. */
function partsOf(base: number, { from, to, rate = 0 }: Stretch, dayCount: DayCount): number {
  if (dayCount === '30/360') return base * rate * days360(from, to);
  const parts = base * rate * daysBetween(from, to);
  if (dayCount === 'ACT/365F') return parts;
  return parts * (isLeap(Number(from.slice(0, 4))) ? 365 : 366);
}

function earned(base: number, from: Day, to: Day, method: InterestMethod): number {
  return stretches(from, to, method).reduce((sum, one) => sum + partsOf(base, one, method.dayCount), 0);
}

function days360(from: Day, to: Day): number {
  const number = (day: Day) =>
    Number(day.slice(0, 4)) * 360 + Number(day.slice(5, 7)) * 30 + Math.min(30, Number(day.slice(8, 10)));
  return number(to) - number(from);
}

function newYear(day: Day): Day {
  return `${String(Number(day.slice(0, 4)) + 1).padStart(4, '0')}-01-01`;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The day so many years later; 29 February becomes 1 March where it does not exist, the later and kinder day. */
export function anniversary(day: Day, years: number): Day {
  const year = Number(day.slice(0, 4)) + years;
  const rest = day.slice(4) === '-02-29' && !isLeap(year) ? '-03-01' : day.slice(4);
  return `${String(year).padStart(4, '0')}${rest}`;
}

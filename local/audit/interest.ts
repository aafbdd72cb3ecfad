import type { Day } from '../../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../../core/case/entry.ts';
import type { DebtorKind } from '../../core/case/words.ts';
import type { Books } from './books.ts';
import { dayNumber, later } from './calendar.ts';
import type { Contacts } from './contacts.ts';
import { defaultDay, yearsLater } from './in-default.ts';
import type { Report } from './rules.ts';

/** Statutory rates in basis points from a day on; a table ends where nobody has read on. */
export interface RateTable {
  readonly rows: readonly { from: Day; rate: number }[];
  readonly until: Day;
}

const consumer: RateTable = {
  rows: [
    { from: '2014-07-01', rate: 200 },
    { from: '2023-01-01', rate: 400 },
    { from: '2023-07-01', rate: 600 },
    { from: '2024-01-01', rate: 700 },
    { from: '2025-01-01', rate: 600 },
    { from: '2026-01-01', rate: 400 },
  ],
  until: '2027-01-01',
};

const commercial: RateTable = {
  rows: [
    { from: '2015-01-01', rate: 805 },
    { from: '2016-07-01', rate: 800 },
    { from: '2023-01-01', rate: 1050 },
    { from: '2023-07-01', rate: 1200 },
    { from: '2024-01-01', rate: 1250 },
    { from: '2024-07-01', rate: 1225 },
    { from: '2025-01-01', rate: 1115 },
    { from: '2025-07-01', rate: 1015 },
    { from: '2026-07-01', rate: 1040 },
  ],
  until: '2027-01-01',
};

/** Who is not known to act in business has the lower rates. */
export const tableOf: Record<DebtorKind, RateTable> = {
  consumer,
  unknown: consumer,
  'natural-business': commercial,
  legal: commercial,
};

/** Checks statutory interest: for whom, for which days, how much. */
export interface InterestCheck {
  read(entry: Entry): void;
}

export function readInterest(report: Report, books: Books, contacts: Contacts): InterestCheck {
  const periods = new Map<string, { from: Day; to: Day }[]>();
  let debtor: DebtorKind = 'unknown';

  function checkPeriod(entry: EntryOf<'interest-charged'>, table: RateTable): void {
    const { seq, from, to } = entry;
    const first = table.rows[0]?.from ?? table.until;
    if (from >= to || from < first || to > table.until)
      report(seq, 'interest-without-rate', `${from} to ${to}`);
    const known = periods.get(entry.claim) ?? [];
    if (known.some((period) => from < period.to && period.from < to))
      report(seq, 'interest-twice', `${from} to ${to}`);
    known.push({ from, to });
    periods.set(entry.claim, known);
  }

  function check(entry: EntryOf<'interest-charged'>): void {
    const table = tableOf[debtor];
    checkPeriod(entry, table);
    const claim = books.claims.get(entry.claim);
    if (!claim) return;
    const { seq, from, to } = entry;
    if (!claim.added.termsCleared) report(seq, 'interest-uncleared');
    const inDefault = defaultDay(claim, contacts);
    if (inDefault === undefined || from < inDefault) {
      report(seq, 'interest-before-default', inDefault ?? 'no term has been set');
    }
    const since = inDefault === undefined || from < inDefault ? from : inDefault;
    // The whole principal as first claimed, and a cent for rounding: a bound that no honest sum can pass. What
    // crosses an anniversary is rounded there once more, because from that day on it bears interest itself.
    const rounding = crossesAnniversary(since, from, to) ? 1.5 : 1;
    const most = Math.floor(interestOver(table, claim.added.cents, since, from, to) + rounding);
    if (entry.cents > most) report(seq, 'interest-above-law', `${entry.cents} above ${most}`);
  }

  return {
    read(entry) {
      if (entry.kind === 'case-opened') debtor = entry.debtor;
      if (entry.kind === 'interest-charged') check(entry);
    },
  };
}

/**
 * Interest of `[from, to)` in cents with fractions, on a principal in default since `since`: by the day over 365,
 * simple within a year, and added to the principal, in whole cents, on every anniversary of the default.
 */
export function interestOver(table: RateTable, principal: number, since: Day, from: Day, to: Day): number {
  let base = principal;
  let sum = 0;
  for (let year = 0; ; year += 1) {
    const start = yearsLater(since, year);
    if (start >= to) return sum;
    const end = yearsLater(since, year + 1);
    const whole = Math.floor((base * rateDays(table, start, end)) / 3_650_000 + 0.5);
    if (from <= start && end <= to) sum += whole;
    else sum += (base * rateDays(table, later(start, from), end < to ? end : to)) / 3_650_000;
    base += whole;
  }
}

function crossesAnniversary(since: Day, from: Day, to: Day): boolean {
  for (let year = 1; ; year += 1) {
    const day = yearsLater(since, year);
    if (day > from) return day < to;
  }
}

/** Basis points times days over `[from, to)`. */
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

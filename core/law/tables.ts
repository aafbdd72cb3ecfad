import type { Day } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { Dated, NamedTable, Table } from './law.ts';

/** The row that holds on a day; undefined before the first one, and from the last row's `reviewBy` on. */
export function heldOn<T>(table: Table<T>, day: Day): Dated<T> | undefined {
  const row = table.findLast((one) => one.from <= day);
  return row?.reviewBy !== undefined && day >= row.reviewBy ? undefined : row;
}

/** A row as a receipt shows it. */
export function ruleOf(name: string, row: Dated<unknown>): RuleRef {
  return { name, source: row.source, confidence: row.confidence };
}

/** Why a table has nothing to say about a day: what somebody must read before it can be answered. */
export function missingOn(what: string, table: Table<unknown>, day: Day): string {
  const [first] = table;
  if (day < first.from)
    return `${what}: nothing is written down before ${first.from}, and ${day} was asked for.`;
  return `${what}: what is written down was to be read again by ${table.at(-1)?.reviewBy}, and ${day} was asked for.`;
}

/** A table under its name, with its values in words. */
export function named<T>(
  name: string,
  about: string,
  rows: Table<T>,
  show: (value: T) => string,
): NamedTable {
  return { name, about, rows, show: (value) => show(value as T) };
}

/** Basis points as a percentage: 1050 is `10.5 %`. */
export function percent(basisPoints: number): string {
  return `${basisPoints / 100} %`;
}

/** Cents as euros: 4000 is `€ 40.00`. */
export function euros(cents: number): string {
  return `€ ${(cents / 100).toFixed(2)}`;
}

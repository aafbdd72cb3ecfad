import type { Day } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { Answer, Dated, InterestPeriod, NamedTable, Table } from './law.ts';

/** The row that holds on a day; undefined before the first one, and from the last row's `reviewBy` on. */
export function heldOn<T>(table: Table<T>, day: Day): Dated<T> | undefined {
  // By hand: it is asked for every period of every statement.
  let at = table.length - 1;
  while (at >= 0 && day < (table[at] as Dated<T>).from) at -= 1;
  const row = table[at];
  return row?.reviewBy !== undefined && day >= row.reviewBy ? undefined : row;
}

/** A row that a table might get: another rate from a day on. */
export interface RateChange {
  /** Name of the table, as in `NamedTable`. */
  table: string;
  from: Day;
  /** Basis points a year. */
  value: number;
}

/** A table of rates as it would be if it were changed from some days on. Unchanged, it is the very same table. */
export function changed(name: string, table: Table<number>, changes: readonly RateChange[]): Table<number> {
  const rows = changes
    .filter((change) => change.table === name)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .reduce<Dated<number>[]>(
      (before, { from, value }) => [
        ...before.filter((row) => row.from < from),
        { from, value, source: 'a change that was asked about', confidence: 'doubtful' },
      ],
      [...table],
    );
  const [first, ...rest] = rows;
  return first === undefined || rows.every((row, at) => row === table[at]) ? table : [first, ...rest];
}

/** A row as a receipt shows it. */
export function ruleOf(name: string, row: Dated<unknown>): RuleRef {
  return { name, source: row.source, confidence: row.confidence };
}

/** Own policy where the law asks for less than we do. */
export function ownPolicy(name: string): RuleRef {
  return { name, source: 'own policy', confidence: 'derived' };
}

/** The rows of a table of rates that bore interest, as a receipt shows them: one each, in the order of time. */
export function ratesBorne(
  name: string,
  table: Table<number>,
  periods: readonly InterestPeriod[],
): RuleRef[] {
  const rules: RuleRef[] = [];
  let last: Dated<number> | undefined;
  for (const { from, rate } of periods) {
    const row = rate > 0 ? heldOn(table, from) : undefined;
    if (row === undefined || row === last) continue;
    rules.push(ruleOf(`${name}-${row.from}`, row));
    last = row;
  }
  return rules;
}

/** An answer that rests on a row of a table on a day: without one it says what is missing. */
export function restingOn<T>(answer: Answer<T>, what: string, table: Table<unknown>, day: Day): Answer<T> {
  return heldOn(table, day) ? answer : { ...answer, missing: missingOn(what, table, day) };
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

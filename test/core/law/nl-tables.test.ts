import { describe, expect, it } from 'vitest';
import { Day } from '../../../core/calendar/moment.ts';
import type { Dated } from '../../../core/law/law.ts';
import {
  consumerInterest,
  contactWindow,
  costScale,
  decrees,
  heldOn,
  noticeDays,
  type Table,
  vatRate,
} from '../../../core/law/nl-tables.ts';

const tables: [string, readonly Dated<unknown>[]][] = Object.entries({
  consumerInterest,
  contactWindow,
  costScale,
  noticeDays,
  vatRate,
});

describe.each(tables)('%s', (_name, table) => {
  it('has its rows in the order of time, each with a source', () => {
    const days = table.map((row) => row.from);
    expect(days).toEqual([...new Set(days)].sort());
    for (const row of table) {
      expect(Day.safeParse(row.from).success, row.from).toBe(true);
      expect(row.source).not.toBe('');
    }
  });

  it('says when its last row must be read again', () => {
    expect(table.at(-1)?.reviewBy).toMatch(/^\d{4}-/);
  });
});

it('decreed days are real days, none of them twice', () => {
  const days = decrees.flatMap((decree) => decree.days);
  expect(days).toEqual([...new Set(days)].sort());
  for (const day of days) expect(Day.safeParse(day).success, day).toBe(true);
});

it('a row holds from its day until the next one', () => {
  const table: Table<number> = consumerInterest;
  expect(heldOn(table, '2014-12-31')).toBeUndefined();
  expect(heldOn(table, '2022-12-31')?.value).toBe(200);
  expect(heldOn(table, '2023-01-01')?.value).toBe(400);
  expect(heldOn(table, '2025-12-31')?.value).toBe(600);
});

import { describe, expect, it } from 'vitest';
import { Day } from '../../../core/calendar/moment.ts';
import type { Dated, Table } from '../../../core/law/law.ts';
import {
  commercialInterest,
  consumerInterest,
  contactWindow,
  costScale,
  decrees,
  limitation,
  noticeDays,
  vatRate,
} from '../../../core/law/nl-tables.ts';
import { heldOn, missingOn } from '../../../core/law/tables.ts';

const tables: [string, readonly Dated<unknown>[]][] = Object.entries({
  consumerInterest,
  contactWindow,
  costScale,
  noticeDays,
  vatRate,
  commercialInterest,
  limitation,
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
  expect(heldOn(table, '2026-12-31')?.value).toBe(400);
});

it('from its review day on a table has nothing to say, and says what is missing', () => {
  const table: Table<number> = consumerInterest;
  expect(heldOn(table, '2027-01-01')).toBeUndefined();
  expect(missingOn('Interest', table, '2027-01-01')).toContain('was to be read again by 2027-01-01');
  expect(missingOn('Interest', table, '2014-12-31')).toContain('nothing is written down before 2015-01-01');
});

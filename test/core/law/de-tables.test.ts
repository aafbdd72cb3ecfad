import { describe, expect, it } from 'vitest';
import { de } from '../../../core/law/de.ts';
import { baseRate, baseRateRead, deTables } from '../../../core/law/de-tables.ts';
import { heldOn } from '../../../core/law/tables.ts';

it.each(deTables.map((table) => [table.name, table] as const))(
  'the rows of %s stand in order, each with a source, and say in words what they hold',
  (name, { rows, show, about }) => {
    expect(name).toMatch(/^de\/[a-z-]+$/);
    expect(about).toMatch(/\.$/);
    for (const [index, row] of rows.entries()) {
      expect(row.source).not.toBe('');
      expect(show(row.value)).not.toMatch(/undefined|NaN|Infinity|object/);
      const next = rows[index + 1];
      if (next) expect([row.from < next.from, row.reviewBy]).toEqual([true, undefined]);
    }
  },
);

describe('the base rate', () => {
  it.each([
    ['2016-06-30', -83],
    ['2016-07-01', -88],
    ['2022-12-31', -88],
    ['2024-06-30', 362],
    ['2024-07-01', 337],
    ['2025-06-30', 227],
    ['2026-06-30', 127],
    ['2026-07-01', 152],
    ['2027-01-01', undefined],
  ])('on %s is %s basis points', (day, rate) => {
    expect(heldOn(baseRate, day)?.value).toBe(rate);
  });

  it('that was only worked out gives way to the lower one that was read', () => {
    const [worked, last] = [baseRate.at(-1), baseRateRead.at(-1)];
    expect([worked?.confidence, last?.confidence]).toEqual(['doubtful', 'doubtful']);
    expect(last?.value).toBe(Math.min(worked?.value ?? 0, baseRateRead.at(-2)?.value ?? 0));
    expect([last?.from, last?.reviewBy]).toEqual([worked?.from, worked?.reviewBy]);
  });
});

it('shows scale and rates as a lawyer reads them', () => {
  const shown = (name: string) => {
    const table = de.tables.find((one) => one.name === name);
    return table?.show(table.rows[0].value);
  };
  expect(shown('de/base-rate')).toBe('-0.83 %');
  expect(shown('de/default-surcharge')).toBe('consumers 5 %, between businesses 9 %');
  expect(shown('de/limitation')).toBe('3 from the end of the year in which it fell due, a judgment 30');
  expect(shown('de/collection-fee')).toContain(
    'to € 50.00: € 30.00; to € 500.00: € 49.00; to € 2000.00 € 39.00',
  );
});

import type { GroupedTable } from './case-rows.ts';
import type { Column } from './glass-box/table.ts';

/** Some rows of a table, in the order in which they are asked for. */
export function pickRows(
  { columns, answers, days, groups }: GroupedTable,
  rows: readonly number[],
): GroupedTable {
  return {
    groups: rows.map((row) => groups[row] ?? {}),
    columns: columns.map(
      (column): Column =>
        column.kind === 'number'
          ? { ...column, values: Float64Array.from(rows, (row) => column.values[row] as number) }
          : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row] as number) },
    ),
    answers: Float64Array.from(rows, (row) => answers[row] as number),
    ...(days && { days: Int32Array.from(rows, (row) => days[row] as number) }),
  };
}

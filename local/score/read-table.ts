import { statSync } from 'node:fs';
import { openText } from '../../adapters/csv/open-text.ts';
import { delimiterOf, readRows } from '../../adapters/csv/read-rows.ts';
import { Day } from '../../core/calendar/moment.ts';
import type { RejectedRow } from '../../core/case/claim-row.ts';
import type { Column } from '../../core/score/glass-box/table.ts';
import type { Bar } from '../bar.ts';
import { WrongUse } from '../stored.ts';
import { told } from './read-invoices.ts';

/** A table as it is written: each column's cells, and the line of each row. */
export interface WrittenTable {
  cells: Map<string, string[]>;
  lines: number[];
  rejected: RejectedRow[];
}

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const missing = new Set(['', '?', 'na', 'n/a', 'nan', 'null', 'none', '-']);

/** Reads any CSV file with a header. @throws WrongUse for a file that is none */
export async function readTable(file: string, bar: Bar): Promise<WrittenTable> {
  const text = await openText(file);
  if ('reason' in text) throw new WrongUse(`${file} was not read. ${text.reason}`);
  try {
    const cells = new Map<string, string[]>();
    const lines: number[] = [];
    const rejected: RejectedRow[] = [];
    const bytes = statSync(text.path).size;
    const progress = (done: number) => bar.show('reading', done, bytes);
    for await (const row of readRows(text.path, await delimiterOf(text.path), progress)) {
      if ('reason' in row) {
        rejected.push(row);
        continue;
      }
      if (lines.length === 0) for (const name of Object.keys(row.fields)) cells.set(name, []);
      for (const [name, column] of cells) column.push(row.fields[name] ?? '');
      lines.push(row.row);
    }
    if (lines.length === 0) throw new WrongUse(`${file} has no row that can be read.\n${told(rejected)}`);
    return { cells, lines, rejected };
  } finally {
    await text.close();
  }
}

export function isNumber(cell: string): boolean {
  return number.test(cell);
}

export function isMissing(cell: string): boolean {
  return missing.has(cell.toLowerCase());
}

/** What a column holds: days where every cell is one, numbers where every cell is one, else categories. */
export function kindOf(cells: readonly string[]): 'day' | 'number' | 'category' {
  const known = cells.filter((cell) => !isMissing(cell));
  if (known.length > 0 && known.every((cell) => Day.safeParse(cell).success)) return 'day';
  return known.every((cell) => number.test(cell)) ? 'number' : 'category';
}

/** A column of a kind; what is not a number in a column of numbers is missing. */
export function columnOf(name: string, kind: Column['kind'], cells: readonly string[]): Column {
  if (kind === 'number') {
    const values = Float64Array.from(cells, (cell) => (number.test(cell) ? Number(cell) : Number.NaN));
    return { name, kind, values };
  }
  const codes = new Map<string, number>();
  const found = Int32Array.from(cells, (cell) => {
    if (isMissing(cell)) return -1;
    const code = codes.get(cell) ?? codes.size;
    codes.set(cell, code);
    return code;
  });
  return { name, kind, words: [...codes.keys()], codes: found };
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Column, Table } from '../../core/score/glass-box/table.ts';

/** A table whose first rows are to learn from and whose others are to test on. */
export interface Divided {
  table: Table;
  train: number;
}

/** As `meta.json` has it: kinds of columns in their order. Other files hold the bytes of each column and of the answers. */
interface Meta {
  train: number;
  columns: ({ kind: 'number' } | { kind: 'category'; words: number })[];
}

/** Writes a table in the way that `tables.py` does, so that the library can read it. */
export function writeTable(folder: string, { table, train }: Divided): void {
  const columns = table.columns.map((column): Meta['columns'][number] =>
    column.kind === 'number' ? { kind: 'number' } : { kind: 'category', words: column.words.length },
  );
  for (const [at, column] of table.columns.entries())
    writeFileSync(join(folder, `${at}.bin`), column.kind === 'number' ? column.values : column.codes);
  writeFileSync(join(folder, 'answers.bin'), Uint8Array.from(table.answers));
  writeFileSync(join(folder, 'meta.json'), JSON.stringify({ train, columns } satisfies Meta));
}

/** Reads a table that `writeTable` or `tables.py` wrote. */
export function readTable(folder: string): Divided {
  const bytes = (file: string) => Uint8Array.from(readFileSync(join(folder, file)));
  const { train, columns }: Meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'));
  const read = columns.map((column, at): Column => {
    const { buffer } = bytes(`${at}.bin`);
    const name = `${column.kind}-${at}`;
    if (column.kind === 'number') return { name, kind: 'number', values: new Float64Array(buffer) };
    const words = Array.from({ length: column.words }, (_, word) => `word-${word}`);
    return { name, kind: 'category', words, codes: new Int32Array(buffer) };
  });
  return { table: { columns: read, answers: bytes('answers.bin') }, train };
}

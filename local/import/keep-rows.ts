import type { OpenedFile } from '../../adapters/csv/open-file.ts';
import type { RawRow, RejectedRow } from '../../core/case/claim-row.ts';
import type { Laptop } from '../laptop.ts';

export type ReadableFile = Extract<OpenedFile, { ok: true }>;

/** Rows that are kept at once. */
const BATCH = 500;

/** Keeps the rows of a file under a name, until `intake` has put them into cases; returns how many there are, broken ones too. */
export async function keepRows(
  files: Laptop['files'],
  name: string,
  file: ReadableFile,
  progress?: (bytes: number) => void,
): Promise<number> {
  let rows = 0;
  let good: RawRow[] = [];
  let broken: RejectedRow[] = [];
  const flush = async () => {
    files.put(name, good, file.map);
    await files.reject(name, broken);
    good = [];
    broken = [];
  };
  for await (const row of file.rows(progress)) {
    if ('fields' in row) good.push(row);
    else broken.push(row);
    if ('fields' in row || row.field !== 'file') rows += 1;
    if (good.length + broken.length >= BATCH) await flush();
  }
  await flush();
  return rows;
}

import { stat } from 'node:fs/promises';
import type { RawRow, RejectedRow } from '../../core/case/claim-row.ts';
import { type ColumnMap, type CompleteMap, missingColumns } from '../../core/case/column-map.ts';
import { createRecogniser, type Recognised } from '../../core/case/recognise.ts';
import { openText, type Text } from './open-text.ts';
import { delimiterOf, readRows } from './read-rows.ts';

/** Where not one row fits the header among so many, the header is at fault. */
const MOST_BROKEN = 1_000;

/** Rows that are looked at at least: a contradiction that comes later is told row by row. */
const LOOKED_AT = 10_000;

const noHeader: RejectedRow = {
  row: 1,
  field: 'file',
  reason: `Not one of the first ${MOST_BROKEN} rows fits the header: make the line with the names of the columns the first.`,
};

/** A creditor's file: ready to be read, or refused as a whole with what to do. */
export type OpenedFile =
  | {
      ok: true;
      recognised: Recognised;
      map: CompleteMap;
      /** Size of what is read. */
      bytes: number;
      /** Its records from the first; may be asked for again. */
      rows(progress?: (bytes: number) => void): AsyncGenerator<RawRow | RejectedRow>;
    }
  | { ok: false; rejected: RejectedRow[] };

/**
 * Opens a creditor's CSV file, recognises how it is written, and lets it be used. What the map says of delimiter, dates
 * and amounts is not recognised but taken. Afterwards nothing is left of it. Throws what the file system throws.
 */
export async function openFile<T>(
  path: string,
  map: ColumnMap,
  use: (file: OpenedFile) => Promise<T>,
): Promise<T> {
  const text = await openText(path);
  if ('reason' in text) return await use({ ok: false, rejected: [text] });
  try {
    return await use(await recognise(text, map));
  } finally {
    await text.close();
  }
}

async function recognise({ path, encoding }: Text, map: ColumnMap): Promise<OpenedFile> {
  const delimiter = map.delimiter ?? (await delimiterOf(path));
  const recogniser = createRecogniser(map);
  const broken: RejectedRow[] = [];
  let rows = 0;
  for await (const row of readRows(path, delimiter)) {
    if ('reason' in row) {
      if (rows > 0) continue;
      broken.push(row);
      if (broken.length > MOST_BROKEN) return { ok: false, rejected: [noHeader] };
      continue;
    }
    rows += 1;
    const missing = rows === 1 ? missingColumns(map, Object.keys(row.fields)) : [];
    if (missing.length > 0) return { ok: false, rejected: missing };
    if (recogniser.learn(row) && (rows >= LOOKED_AT || (map.dateFormat && map.decimal))) break;
  }
  if (rows === 0) return { ok: false, rejected: broken };
  const read = recogniser.complete();
  if (!read.ok) return read;
  const { dateFormat, decimal } = read.map;
  return {
    ok: true,
    recognised: { encoding, delimiter, dateFormat, decimal },
    map: { ...read.map, delimiter },
    bytes: (await stat(path)).size,
    rows: (progress) => readRows(path, delimiter, progress),
  };
}

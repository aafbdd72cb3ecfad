import { createReadStream } from 'node:fs';
import { CsvError, type CsvErrorCode, Parser } from 'csv-parse';
import type { RawRow, RejectedRow } from '../../core/case/claim-row.ts';
import { Delimiter } from '../../core/case/column-map.ts';
import { firstBytes } from './first-bytes.ts';

/** Where a record starts: bytes from the start of the file, and the line, counted from 1. */
interface Place {
  byte: number;
  line: number;
}

type Found =
  | { line: number; lines: number; cells: string[] }
  | { line: number; lines: number; broken: CsvErrorCode };

/** Name and value of a field, and the number of its column. */
type Cell = [name: string, value: string, at: number];

/** Characters. A record longer than this has lost a closing quote, or is no invoice. */
const LONGEST_RECORD = 64 * 1024;
/** Each broken record costs a new start of the parser; a file with more of them is no CSV. */
const MOST_BROKEN = 10_000;

/**
 * Reads a CSV file of UTF-8 (a byte order mark is fine) whose lines end in LF or CR LF, record by record, in memory
 * that does not grow with the file. The first record is the header and row 1; `row` is the line on which a record
 * starts, also after quoted line breaks. What cannot be read becomes a rejection on its row and the rest is still
 * read; where the file as a whole cannot be used, one rejection with field `file` is the last thing given. Throws what
 * the file system throws.
 *
 * @param progress told how many bytes have been read, now and then
 */
export async function* readRows(
  path: string,
  delimiter: Delimiter,
  progress?: (bytes: number) => void,
): AsyncGenerator<RawRow | RejectedRow> {
  let header: string[] | undefined;
  let named: Cell[] = [];
  let records = 0;
  let broken = 0;
  for await (const found of recordsIn(path, await startOf(path), delimiter, progress)) {
    if (header === undefined) {
      const read = headerOf(found);
      if (!Array.isArray(read)) return yield read;
      header = read;
      named = read.map((name, at): Cell => [name, '', at]).filter(([name]) => name !== '');
      continue;
    }
    if ('broken' in found) {
      broken += 1;
      if (broken > MOST_BROKEN) return yield fileRejected(found.line, 'has too many broken rows to go on');
      yield { row: found.line, field: 'row', reason: reasonOf[found.broken] ?? 'This row cannot be read.' };
    } else if (found.cells.every((cell) => cell === '')) {
      continue;
    } else if (found.cells.length !== header.length) {
      yield {
        row: found.line,
        field: 'row',
        reason: wrongCount(found.cells.length, header.length, found.lines),
      };
    } else {
      for (const cell of named) cell[1] = found.cells[cell[2]] ?? '';
      // `fromEntries` defines properties: a column called "__proto__" is just a column.
      yield { row: found.line, fields: Object.fromEntries(named) };
    }
    records += 1;
  }
  if (header === undefined) yield fileRejected(1, 'is empty: send a header and one row for each invoice');
  else if (records === 0) yield fileRejected(1, 'has a header and no rows: send one row for each invoice');
}

const reasonOf: { [code in CsvErrorCode]?: string } = {
  CSV_MAX_RECORD_SIZE: `This row has more than ${LONGEST_RECORD} characters: shorten it, or look for a quotation mark that is opened and not closed.`,
  CSV_QUOTE_NOT_CLOSED: 'A quotation mark is opened in this row and not closed: close it.',
  CSV_INVALID_CLOSING_QUOTE:
    'A quotation mark stands in the middle of a quoted field: write it twice, or close the field before.',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE:
    'Something stands between a closing quotation mark and the end of the field: remove it.',
  INVALID_OPENING_QUOTE:
    'A quotation mark stands in the middle of a field: put the whole field in quotation marks and write this one twice.',
};

function wrongCount(found: number, expected: number, lines: number): string {
  const many = `This row has ${found} fields where the header has ${expected}`;
  const how =
    found < expected
      ? 'put in what is missing, a delimiter for each empty field too'
      : 'put fields that hold the delimiter in quotation marks';
  return lines > 1 ? `${many}, over ${lines} lines: look for a missing quotation mark.` : `${many}: ${how}.`;
}

function fileRejected(row: number, what: string): RejectedRow {
  return { row, field: 'file', reason: `The file ${what}.` };
}

function headerOf(found: Found): string[] | RejectedRow {
  if ('broken' in found)
    return fileRejected(found.line, 'has a header that cannot be read: look at its quotation marks');
  const first = new Map<string, number>();
  for (const [at, name] of found.cells.entries()) {
    if (name === '') continue;
    const before = first.get(name);
    // By number: without a header the first line is an invoice, and says who somebody is.
    if (before !== undefined) {
      const both = `columns ${before + 1} and ${at + 1}`;
      return fileRejected(found.line, `has one name for ${both}: rename one, or put a line with names above`);
    }
    first.set(name, at);
  }
  return found.cells;
}

/** A first line that some spreadsheets write, and that only names the delimiter. */
const hint = /^\uFEFF?"?sep=([,;|\t])"?\r?\n/i;

/**
 * The delimiter that a line `sep=;` names, or else the one that the first line with anything in it has most of, outside
 * quotation marks.
 */
export async function delimiterOf(path: string): Promise<Delimiter> {
  const text = (await firstBytes(path)).toString('utf8');
  const named = hint.exec(text)?.[1];
  if (named) return Delimiter.parse(named);
  const header = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (delimiter: Delimiter) => bare.split(delimiter).length;
  return Delimiter.options.reduce((best, each) => (count(each) > count(best) ? each : best));
}

async function startOf(path: string): Promise<Place> {
  const bytes = await firstBytes(path);
  const named = hint.exec(bytes.toString('utf8'))?.[0];
  if (named) return { byte: Buffer.byteLength(named), line: 2 };
  return { byte: bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0, line: 1 };
}

/**
 * Parses from a place to the end. csv-parse stops at a broken record, and its own way of skipping one loses what
 * follows (an unclosed quote swallows the rest of the file): so we start again at the line after the record's first.
 */
async function* recordsIn(
  path: string,
  start: Place,
  delimiter: Delimiter,
  progress?: (bytes: number) => void,
): AsyncGenerator<Found> {
  let from: Place | undefined = start;
  while (from !== undefined) {
    const run: Run = { next: from, broken: undefined };
    for await (const found of parseFrom(path, from, delimiter, run)) {
      yield* found;
      progress?.(run.next.byte);
    }
    if (run.broken === undefined) return;
    const bad = await lineAt(path, run.next);
    yield { line: bad.line, lines: 1, broken: run.broken };
    from = bad.next;
  }
}

interface Run {
  /** Where the record after the last good one starts, blank lines before it not yet skipped. */
  next: Place;
  broken: CsvErrorCode | undefined;
}

/** Gives what it finds by the chunk: one step of a generator for each of a million records is slow. */
async function* parseFrom(
  path: string,
  from: Place,
  delimiter: Delimiter,
  run: Run,
): AsyncGenerator<Found[]> {
  let found: Found[] = [];
  let blankLines = 0;
  const parser = new Parser({
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
    // Collected here and not read from the stream, which drops what it has buffered when an error comes.
    on_record: (cells, info) => {
      const line = run.next.line + info.empty_lines - blankLines;
      blankLines = info.empty_lines;
      // Its own line count takes a quoted CR LF for two lines.
      const lines = cells.reduce((sum, cell) => sum + lineBreaks(cell), 1);
      found.push({ line, lines, cells });
      run.next = { byte: from.byte + info.bytes, line: line + lines };
      return null;
    },
  });
  // The error is given to the callbacks below; unheard, the event would end the process.
  parser.on('error', () => {});
  const settled = (act: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, fail) =>
      act((error) => {
        if (error instanceof CsvError) run.broken = error.code;
        else if (error) return fail(error);
        resolve();
      }),
    );

  for await (const chunk of createReadStream(path, { start: from.byte })) {
    await settled((done) => parser.write(chunk, done));
    yield found;
    found = [];
    if (run.broken !== undefined) return;
  }
  await settled((done) => parser.end(done));
  yield found;
}

function lineBreaks(cell: string): number {
  return cell.includes('\n') ? cell.split('\n').length - 1 : 0;
}

/** The first line with anything in it from a place on, and where the line after it starts, if there is one. */
async function lineAt(path: string, from: Place): Promise<{ line: number; next: Place | undefined }> {
  let { byte, line } = from;
  let blank = true;
  for await (const chunk of createReadStream(path, { start: from.byte })) {
    for (const each of chunk as Buffer) {
      byte += 1;
      if (each === 0x0a) {
        if (!blank) return { line, next: { byte, line: line + 1 } };
        line += 1;
      } else if (each !== 0x0d) {
        blank = false;
      }
    }
  }
  return { line, next: undefined };
}

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CsvError, type CsvErrorCode, Parser } from 'csv-parse';
import type { ColumnMap, RawRow, RejectedRow } from '../../core/case/claim-row.ts';

type Delimiter = NonNullable<ColumnMap['delimiter']>;

/** Where a record starts: bytes from the start of the file, and the line, counted from 1. */
interface Place {
  byte: number;
  line: number;
}

type Found =
  | { line: number; lines: number; cells: string[] }
  | { line: number; lines: number; broken: CsvErrorCode };

/** Characters. A record longer than this has lost a closing quote, or is no invoice. */
const LONGEST_RECORD = 64 * 1024;
/** Each broken record costs a new start of the parser; a file with more of them is no CSV. */
const MOST_BROKEN = 10_000;
const START = 64 * 1024;
const delimiters: readonly Delimiter[] = [',', ';', '\t'];

/**
 * Reads a CSV file of UTF-8 (a byte order mark is fine) record by record, in memory that does not grow with the file.
 * The first record is the header and row 1; `row` is the line on which a record starts, also after quoted line
 * breaks. What cannot be read becomes a rejection on its row and the rest is still read; where the file as a whole
 * cannot be used, one rejection with field `file` is the last thing given. Throws what the file system throws.
 */
export async function* readRows(
  path: string,
  options: { delimiter?: Delimiter } = {},
): AsyncGenerator<RawRow | RejectedRow> {
  const start = await startOf(path);
  if ('reason' in start) return yield start;
  const delimiter = options.delimiter ?? delimiterOf(start.text);

  let header: string[] | undefined;
  let records = 0;
  let broken = 0;
  for await (const found of recordsIn(path, start.place, delimiter)) {
    if (header === undefined) {
      const read = headerOf(found);
      if (!Array.isArray(read)) return yield read;
      header = read;
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
      const cells = header.map((name, at) => [name, found.cells[at] ?? ''] as const);
      // `fromEntries` defines properties: a column called "__proto__" is just a column.
      yield { row: found.line, fields: Object.fromEntries(cells.filter(([name]) => name !== '')) };
    }
    records += 1;
  }
  if (header === undefined) yield fileRejected(1, 'is empty: send a header and one row for each invoice');
  else if (records === 0) yield fileRejected(1, 'has a header and no rows: send one row for each invoice');
}

const reasonOf: { [code in CsvErrorCode]?: string } = {
  CSV_MAX_RECORD_SIZE: `This row has more than ${LONGEST_RECORD} characters: look for a quotation mark that is opened and not closed.`,
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
  const how = 'put fields that hold the delimiter in quotation marks';
  return lines > 1 ? `${many}, over ${lines} lines: look for a missing quotation mark.` : `${many}: ${how}.`;
}

function fileRejected(row: number, what: string): RejectedRow {
  return { row, field: 'file', reason: `The file ${what}.` };
}

function headerOf(found: Found): string[] | RejectedRow {
  if ('broken' in found)
    return fileRejected(found.line, 'has a header that cannot be read: look at its quotation marks');
  // Old Excel on the Mac ends lines with a carriage return only; everything would look like one header.
  if (found.cells.some((name) => name.includes('\r'))) {
    return fileRejected(found.line, 'has line ends of an old kind: save it as "CSV UTF-8"');
  }
  const names = found.cells.filter((name) => name !== '');
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    return fileRejected(found.line, `has two columns "${twice.slice(0, 40)}": rename one of them`);
  return found.cells;
}

/** Looks at the first bytes: byte order mark, encodings that we do not read, and the header for its delimiter. */
async function startOf(path: string): Promise<{ place: Place; text: string } | RejectedRow> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(START), 0, START, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const two = bytes.subarray(0, 2).toString('hex');
    // UTF-16 without its mark still shows by the zeros beside each letter.
    if (two === 'fffe' || two === 'feff' || bytes.includes(0)) {
      return fileRejected(1, 'is not UTF-8 text: save it as "CSV UTF-8"');
    }
    const marked = bytes.subarray(0, 3).toString('hex') === 'efbbbf';
    return { place: { byte: marked ? 3 : 0, line: 1 }, text: bytes.toString('utf8') };
  } finally {
    await file.close();
  }
}

/** The candidate that the first line with anything in it has most of, outside quotation marks. */
function delimiterOf(text: string): Delimiter {
  const header = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (delimiter: Delimiter) => bare.split(delimiter).length;
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best));
}

/**
 * Parses from a place to the end. csv-parse stops at a broken record, and its own way of skipping one loses what
 * follows (an unclosed quote swallows the rest of the file): so we start again at the line after the record's first.
 */
async function* recordsIn(path: string, start: Place, delimiter: Delimiter): AsyncGenerator<Found> {
  let from: Place | undefined = start;
  while (from !== undefined) {
    const run: Run = { next: from, broken: undefined };
    yield* parseFrom(path, from, delimiter, run);
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

async function* parseFrom(path: string, from: Place, delimiter: Delimiter, run: Run): AsyncGenerator<Found> {
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
      const lines = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 1);
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
    yield* found;
    found = [];
    if (run.broken !== undefined) return;
  }
  await settled((done) => parser.end(done));
  yield* found;
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

import type { Database } from '../../adapters/local/database.ts';
import { type Day, dayAt, type Moment } from '../../core/calendar/moment.ts';
import type { RejectedRow } from '../../core/case/claim-row.ts';
import type { Delimiter } from '../../core/case/column-map.ts';
import type { Recognised } from '../../core/case/recognise.ts';
import type { Creditor } from '../../core/creditor/creditor.ts';
import { ZONE } from '../days.ts';
import { count } from '../words.ts';

/** What an import came to, or what it would come to. With `--json` this is what is printed. */
export interface ImportReport {
  /** True when it was only looked at: nothing was changed. */
  checked: boolean;
  /** The day on which the claims were judged, and the creditor whose they are. */
  day: Day;
  creditor: string;
  /** Absent when the file could not be read at all. */
  recognised?: Recognised;
  /** Rows after the header: each is one of the next four. */
  rows: number;
  added: number;
  known: number;
  small: number;
  refused: number;
  /** Cases opened. */
  opened: number;
  /** What is wrong with the file, by line; one row can have several problems. */
  problems: RejectedRow[];
  /** How many problems there are beside these. */
  more: number;
}

const separators: Record<Delimiter, string> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
};

/** What each report begins with. */
export function reportOn(
  { creditor, now }: { creditor: Creditor; now: Moment },
  checked: boolean,
): Pick<ImportReport, 'checked' | 'day' | 'creditor'> {
  return { checked, day: dayAt(now, ZONE), creditor: creditor.brand };
}

/** The problems of a file by line, at most so many, and how many rows they are about. */
export function problemsOf(
  db: Database,
  file: string,
  most: number,
): Pick<ImportReport, 'problems' | 'more' | 'refused'> {
  const total = db.get<{ problems: number; refused: number }>(
    `select count(*) as problems, count(distinct case when field <> 'file' then row end) as refused
     from rejected where file = ?`,
    file,
  );
  const { problems: all = 0, refused = 0 } = total ?? {};
  const problems = db
    .all<RejectedRow>(
      'select row, field, reason from rejected where file = ? order by row, field limit ?',
      file,
      Math.min(most, all),
    )
    .map((problem) => ({ ...problem }));
  return { problems, more: all - problems.length, refused };
}

/** How a file is written, in sentences. */
export function tellRecognised({ encoding, delimiter, dateFormat, decimal }: Recognised): string {
  const letters = encoding === 'UTF-8' ? 'The file is UTF-8.' : `The file is ${encoding}; it was decoded.`;
  return `${letters} Its fields are separated by ${separators[delimiter]}, dates are written ${dateFormat}, and "${decimal}" stands before the cents.`;
}

/** Whether a file is written as our own examples are, so that nobody needs to be told. */
export function isUsual({ encoding, delimiter, dateFormat, decimal }: Recognised): boolean {
  return encoding === 'UTF-8' && delimiter === ',' && dateFormat === 'yyyy-MM-dd' && decimal === '.';
}

/** What an import came to, for a finance clerk. */
export function tellImport(report: ImportReport): string {
  const { checked, recognised } = report;
  return [
    ...(recognised ? [[tellRecognised(recognised)], figures(report)] : []),
    problems(report),
    [...next(report), ...(checked ? ['This was a check: nothing was changed.'] : [])],
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function figures(report: ImportReport): string[] {
  const line = (what: string, number: number) =>
    `${what.padEnd(36)}${number.toLocaleString('en-IE').padStart(12)}`;
  return [
    `On ${report.day}, for ${report.creditor}:`,
    line('Rows read', report.rows),
    line('  claims added', report.added),
    line('  claims known already', report.known),
    line('  left alone: too small for a case', report.small),
    line('  not accepted', report.refused),
    line('Cases opened', report.opened),
  ];
}

function problems({ problems, more, checked, recognised, refused, rows }: ImportReport): string[] {
  if (problems.length === 0) return [];
  const which = recognised && refused < rows ? 'the other rows' : 'nothing';
  const were = which === 'nothing' ? 'was' : 'were';
  const others = `${which} ${checked && recognised ? 'can be' : were} imported`;
  return [
    `${count(problems.length + more, 'problem')} in the file; ${others}:`,
    ...problems.map(({ row, field, reason }) => `  line ${row}, ${field}: ${reason}`),
    ...(more > 0 ? [`  ... and ${more.toLocaleString('en-IE')} more (all of them with --json)`] : []),
  ];
}

/** What to do now. */
function next({ problems, recognised, rows, known, added }: ImportReport): string[] {
  if (!recognised) {
    const map =
      'A map says which of your columns is which of ours: copy examples/columns.json and change it.';
    return [`Change the file or its column map (--columns) and try again. ${map}`];
  }
  const lines: string[] = [];
  if (known === rows) lines.push('All claims of this file are known already: nothing changes.');
  else if (added === 0) lines.push('No claim of this file is new: nothing changes.');
  if (problems.length > 0)
    lines.push(
      'Each line says what to do. Then import the file again: what is known already changes nothing.',
    );
  return lines;
}

import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import { openFile } from '../../adapters/csv/open-file.ts';
import { type Database, recall } from '../../adapters/local/database.ts';
import { sqliteCreditors } from '../../adapters/local/tables.ts';
import { type Moment, momentOn } from '../../core/calendar/moment.ts';
import type { RejectedRow } from '../../core/case/claim-row.ts';
import type { Creditor } from '../../core/creditor/creditor.ts';
import { createBar } from '../bar.ts';
import { ZONE } from '../days.ts';
import { REJECTED } from '../exit-codes.ts';
import { day, exampleCreditor, needFiles, today } from '../options.ts';
import { readColumns, readCreditor } from '../policy.ts';
import { openToLook, openToWrite, WrongUse } from '../stored.ts';
import { checkFile } from './check.ts';
import { handIn, type ImportOptions } from './hand-in.ts';
import { type ImportReport, reportOn, tellImport } from './report.ts';

const MOST_SHOWN = 20;

interface Flags {
  columns?: string;
  creditor?: string;
  db?: string;
  from: string;
  check?: boolean;
  json?: boolean;
}

/** Adds the command `import` to the program. */
export function addImport(program: Command): void {
  program
    .command('import')
    .description('hand a file of invoices in now, or look first what that would do')
    .argument('<invoices.csv>', 'invoices, one a row, with a header')
    .option('--db <file>', 'database to import into; made when there is none (needed without --check)')
    .option('--columns <map.json>', 'which of your columns is which of ours')
    .option(
      '--creditor <policy.json>',
      "the creditor's policy (default: the database's, else the invented one)",
    )
    .option('--from <date>', 'day on which a new database begins; one that exists has its own', day, today())
    .option('--check', 'say what would happen, and change nothing')
    .option('--json', 'print one JSON object')
    .action(importInvoices);
}

async function importInvoices(invoices: string, flags: Flags): Promise<void> {
  clearUpEarly();
  needFiles(invoices, flags.columns, flags.creditor);
  const columns = readColumns(flags.columns);
  const db = flags.check ? toLook(flags.db) : toKeep(flags.db);
  const bar = createBar();
  try {
    const options: ImportOptions = {
      creditor: await creditorOf(db, flags.creditor),
      now: (db && recall<Moment>(db, 'now')) ?? momentOn(flags.from, 0, ZONE),
      most: flags.json ? Number.MAX_SAFE_INTEGER : MOST_SHOWN,
      progress: bar.show,
    };
    const report = await openFile(invoices, columns, async (file) => {
      if (!file.ok) return unread(file.rejected, flags.check === true, options);
      return flags.check || !db ? await checkFile(db, file, options) : await handIn(db, file, options);
    });
    bar.stop();
    console.log(flags.json ? JSON.stringify(report) : tellImport(report));
    process.exitCode = report.problems.length > 0 ? REJECTED : 0;
  } finally {
    bar.stop();
    db?.close();
  }
}

/** A million rows pass through: with a small room for what is new, little of it piles up. */
function clearUpEarly(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

function toKeep(file: string | undefined): Database {
  if (file) return openToWrite(file);
  const why = 'Say where the claims are to be kept with --db <file>; it is made when there is none.';
  throw new WrongUse(`${why} Or look first, with --check.`);
}

function toLook(file: string | undefined): Database | undefined {
  return file ? openToLook(file) : undefined;
}

async function creditorOf(db: Database | undefined, policy: string | undefined): Promise<Creditor> {
  const known = db && recall<string>(db, 'creditor');
  if (db && known && !policy) return await sqliteCreditors(db).get(known);
  return readCreditor(policy ?? exampleCreditor);
}

/** The report on a file of which nothing could be read. */
function unread(rejected: readonly RejectedRow[], checked: boolean, options: ImportOptions): ImportReport {
  const problems = rejected.slice(0, options.most);
  return {
    ...reportOn(options, checked),
    rows: 0,
    added: 0,
    known: 0,
    small: 0,
    refused: 0,
    opened: 0,
    problems,
    more: rejected.length - problems.length,
  };
}

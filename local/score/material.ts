import type { Day } from '../../core/calendar/moment.ts';
import type { RejectedRow } from '../../core/case/claim-row.ts';
import type { Model } from '../../core/score/glass-box/model.ts';
import { type Answers, type Column, cameTrue } from '../../core/score/glass-box/table.ts';
import { createHistory, type Invoice, latenessOf, numbered } from '../../core/score/invoices/history.ts';
import {
  featureColumns,
  invoiceTable,
  isOpen,
  knownUntil,
  type Moment,
  momentOf,
} from '../../core/score/invoices/rows.ts';
import type { Bar } from '../bar.ts';
import { WrongUse } from '../stored.ts';
import { readInvoices } from './read-invoices.ts';
import { columnOf, readTable } from './read-table.ts';
import { answersOf } from './read-target.ts';

/** Where rows come from, and which of them. */
export interface Wanted {
  file: string;
  columns?: string;
  at?: string;
  from?: Day;
  to?: Day;
}

/** Rows that a model can score. `columns` are in the order of the model's features. */
export interface Rows {
  keys: string[];
  columns: Column[];
  rejected: RejectedRow[];
}

/** Rows of which it is known what came true. */
export interface Known extends Rows {
  answers: Answers;
  /** What the mean lateness of a debtor's earlier invoices says by itself, for invoices: what a model must be better than. */
  simple?: Float64Array;
}

/** All rows of a file that can be scored: invoices that are open at the moment, or every row of a table. @throws WrongUse */
export async function rowsToScore(model: Model, wanted: Wanted, bar: Bar): Promise<Rows> {
  if (model.source.kind === 'table') {
    const { rows } = await tableFor(model, wanted, bar);
    return rows;
  }
  const at = momentFor(ofInvoices(model).at, wanted.at);
  const { invoices, rejected } = await readInvoices(wanted.file, needColumns(wanted), bar);
  const open = invoices.filter((invoice) => isOpen(invoice, momentOf(invoice, at)));
  if (open.length === 0) throw new WrongUse('Not one invoice of the file is open at that moment.');
  return {
    keys: open.map(({ key }) => key),
    columns: inOrder(model, featureColumns(invoices, open, at)),
    rejected,
  };
}

/** The rows of a file of which it is known what came true. @throws WrongUse where there are none of both kinds */
export async function rowsThatAreKnown(model: Model, wanted: Wanted, bar: Bar): Promise<Known> {
  const known =
    model.source.kind === 'table'
      ? await knownOfTable(model, wanted, bar)
      : await knownInvoices(model, wanted, bar);
  const positives = cameTrue(known.answers);
  if (known.answers.length === 0)
    throw new WrongUse('Of no row that was asked for it is known what came true.');
  if (positives === 0 || positives === known.answers.length)
    throw new WrongUse(`All ${known.answers.length} rows came to the same: nothing can be told apart.`);
  return known;
}

async function knownInvoices(model: Model, wanted: Wanted, bar: Bar): Promise<Known> {
  const source = ofInvoices(model);
  const { invoices, rejected } = await readInvoices(wanted.file, needColumns(wanted), bar);
  const at = momentFor(source.at, wanted.at);
  const from = wanted.from === undefined ? Number.NEGATIVE_INFINITY : numbered(wanted.from);
  const to = wanted.to === undefined ? Number.POSITIVE_INFINITY : numbered(wanted.to);
  const inside = (day: number) => day >= from && day <= to;
  const table = invoiceTable(invoices, source.target, at, knownUntil(invoices), inside);
  const past = createHistory(invoices);
  const lateness = (invoice: Invoice) => {
    const { settled, meanLateness } = past.before(momentOf(invoice, at), invoice);
    return settled.length === 0
      ? meanLateness
      : settled.reduce((sum, each) => sum + latenessOf(each), 0) / settled.length;
  };
  const sign = source.target === 'late' ? 1 : -1;
  return {
    keys: table.invoices.map(({ key }) => key),
    columns: inOrder(model, table.columns),
    answers: table.answers,
    simple: Float64Array.from(table.invoices, (invoice) => sign * lateness(invoice)),
    rejected,
  };
}

async function knownOfTable(model: Model, wanted: Wanted, bar: Bar): Promise<Known> {
  const { rows, cells } = await tableFor(model, wanted, bar);
  if (model.source.kind !== 'table') throw new Error('A model of a table was expected.');
  const { target, yes, no, day } = model.source;
  const answers = cells.get(target);
  if (!answers) throw new WrongUse(`The file has no column "${target}", which is what the model predicts.`);
  const days = day === undefined ? undefined : cells.get(day);
  if ((wanted.from ?? wanted.to) && !days)
    throw new WrongUse('--from and --to need the column of days that the model was learnt with.');
  const inside = (at: number) => {
    const on = days?.[at] ?? '';
    return (
      (wanted.from === undefined || on >= wanted.from) &&
      (wanted.to === undefined || (on !== '' && on <= wanted.to))
    );
  };
  const said = answersOf(answers, { yes, no });
  const chosen = [...answers.keys()].filter((at) => !Number.isNaN(said[at]) && inside(at));
  return {
    ...rows,
    keys: chosen.map((at) => rows.keys[at] ?? ''),
    columns: rows.columns.map((column) => picked(column, chosen)),
    answers: Float64Array.from(chosen, (at) => said[at] as number),
  };
}

/** Some rows of a column. */
export function picked(column: Column, rows: readonly number[]): Column {
  return column.kind === 'number'
    ? { ...column, values: Float64Array.from(rows, (row) => column.values[row] as number) }
    : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row] as number) };
}

async function tableFor(
  model: Model,
  wanted: Wanted,
  bar: Bar,
): Promise<{ rows: Rows; cells: Map<string, string[]> }> {
  if (wanted.columns) throw new WrongUse('The model was learnt from a plain table: leave --columns out.');
  if (wanted.at)
    throw new WrongUse('The model was learnt from a plain table: its rows have no moment, leave --at out.');
  const { cells, lines, rejected } = await readTable(wanted.file, bar);
  const lacking = model.features
    .filter(({ binning }) => !cells.has(binning.name))
    .map(({ binning }) => `"${binning.name}"`);
  if (lacking.length > 0)
    throw new WrongUse(`The file lacks columns that the model needs: ${lacking.join(', ')}.`);
  const columns = model.features.map(({ binning: { name, kind } }) =>
    columnOf(name, kind, cells.get(name) ?? []),
  );
  return { rows: { keys: lines.map(String), columns, rejected }, cells };
}

function needColumns({ columns }: Wanted): string {
  if (columns === undefined)
    throw new WrongUse(
      'The model was learnt from invoices: say with --columns which of your columns is which.',
    );
  return columns;
}

/** @throws WrongUse for a model that scores cases: those are in a database, not in a file */
function ofInvoices({ source }: Model): Extract<Model['source'], { kind: 'invoices' }> {
  if (source.kind === 'invoices') return source;
  throw new WrongUse(
    'The model scores cases, not the rows of a file: give one that was learnt from invoices.',
  );
}

/** @throws WrongUse */
function momentFor(usual: 'issue' | 'due', at: string | undefined): Moment {
  if (at === undefined) return usual;
  return at === 'issue' || at === 'due' ? at : numbered(at);
}

function inOrder(model: Model, columns: readonly Column[]): Column[] {
  return model.features.map(({ binning }) => {
    const column = columns.find(({ name }) => name === binning.name);
    if (!column)
      throw new WrongUse(
        `The model knows a feature "${binning.name}" that this version does not: learn it anew.`,
      );
    return column;
  });
}

import type { Day } from '../../core/calendar/moment.ts';
import type { RejectedRow } from '../../core/case/claim-row.ts';
import { directionsFor } from '../../core/score/catalogue.ts';
import { drawFrom } from '../../core/score/draw.ts';
import { forbiddenBy } from '../../core/score/forbidden.ts';
import type { Model } from '../../core/score/glass-box/model.ts';
import type { Table } from '../../core/score/glass-box/table.ts';
import { invoiceCard, shareCard, tableCard } from '../../core/score/invoices/card.ts';
import { numbered } from '../../core/score/invoices/history.ts';
import { asKnown, type InvoiceTarget, invoiceTable, invoiceTargets } from '../../core/score/invoices/rows.ts';
import { type ModelOptions, makeModel, tooLittle } from '../../core/score/make-model.ts';
import type { Bar } from '../bar.ts';
import { WrongUse } from '../stored.ts';
import { picked } from './material.ts';
import { readInvoices } from './read-invoices.ts';
import { columnOf, isMissing, kindOf, readTable } from './read-table.ts';
import { answersOf, wordsOf } from './read-target.ts';

export interface TrainOptions {
  file: string;
  target: string;
  columns?: string;
  asOf?: Day;
  at?: 'issue' | 'due';
  seed: number;
}

export interface Trained {
  model: Model;
  rejected: RejectedRow[];
  /** What whoever asked for it should know. */
  notes: string[];
}

const MOST_NAMES = 30;

/** Learns a model from a file. @throws WrongUse where it cannot be learnt, with what to do */
export async function train(options: TrainOptions, bar: Bar): Promise<Trained> {
  return options.columns === undefined
    ? await trainOnTable(options, bar)
    : await trainOnInvoices(options, options.columns, bar);
}

async function trainOnInvoices(options: TrainOptions, columns: string, bar: Bar): Promise<Trained> {
  const target = invoiceTarget(options.target);
  const { asOf, seed } = options;
  if (asOf === undefined)
    throw new WrongUse(
      'Say with --as-of on which day you stand: nothing of that day or later is learnt from.',
    );
  const at = options.at ?? 'issue';
  const { invoices, rejected } = await readInvoices(options.file, columns, bar);
  const until = numbered(asOf);
  const table = invoiceTable(asKnown(invoices, until), target, at, until);
  const source = { kind: 'invoices', target, at } as const;
  const model = learnt(table, bar, {
    source,
    card: invoiceCard(target),
    seed,
    draw: drawFrom(seed),
    asOf,
    directions: directionsFor(target),
  });
  return { model, rejected, notes: [] };
}

export function invoiceTarget(target: string): InvoiceTarget {
  const known = invoiceTargets.find((each) => each === target);
  if (known) return known;
  if (target === 'kept')
    throw new WrongUse(
      'Invoices say nothing of plans. For "kept" give a table of plans with a column "kept", without --columns.',
    );
  const forbidden = forbiddenBy(target);
  if (forbidden)
    throw new WrongUse(`"${target}" tells of ${forbidden}: a score of people may not know or guess it.`);
  throw new WrongUse(`With --columns the target is one of ${invoiceTargets.join(', ')}.`);
}

async function trainOnTable(options: TrainOptions, bar: Bar): Promise<Trained> {
  const { target, asOf, seed } = options;
  if (options.at)
    throw new WrongUse(
      'Rows of a plain table have no moment: leave --at out, or name the columns with --columns.',
    );
  const { cells, rejected } = await readTable(options.file, bar);
  const answers = cells.get(target);
  if (!answers) {
    const names = [...cells.keys()].slice(0, MOST_NAMES).join(', ');
    const more = cells.size > MOST_NAMES ? ` and ${cells.size - MOST_NAMES} more` : '';
    throw new WrongUse(`The file has no column "${target}". It has ${names}${more}.`);
  }
  const words = wordsOf(target, answers);
  const said = answersOf(answers, words);
  const kinds = [...cells]
    .filter(([name]) => name !== target && name !== '')
    .map(([name, each]) => ({ name, each, kind: kindOf(each) }));
  const day = kinds.find(({ kind }) => kind === 'day');
  if (asOf && !day) throw new WrongUse('--as-of needs a column of days, like 2026-01-05.');
  const known = (at: number) =>
    !Number.isNaN(said[at]) &&
    (!day || !isMissing(day.each[at] ?? '')) &&
    (!asOf || (day?.each[at] ?? '') < asOf);
  const rows = [...answers.keys()].filter(known);
  const features = kinds.flatMap(({ name, each, kind }) =>
    kind === 'day' ? [] : [columnOf(name, kind, each)],
  );
  if (features.length === 0)
    throw new WrongUse('Beside the target there is no column of numbers or categories.');
  const table: Table = {
    columns: features.map((column) => picked(column, rows)),
    answers: Float64Array.from(rows, (at) => said[at] as number),
    ...(day && { days: Int32Array.from(rows, (at) => numbered(day.each[at] ?? '')) }),
  };
  const warnings = features.flatMap(({ name }) => {
    const forbidden = forbiddenBy(name);
    return forbidden ? [`${name} tells of ${forbidden}: a score of people may not know it`] : [];
  });
  const model = learnt(table, bar, {
    source: { kind: 'table', target, ...words, ...(day && { day: day.name }) },
    card:
      words.yes === undefined ? shareCard(target, warnings) : tableCard(`${target} = ${words.yes}`, warnings),
    seed,
    draw: drawFrom(seed),
    ...(asOf && { asOf }),
  });
  const leftOut = kinds.filter(({ kind }) => kind === 'day').map(({ name }) => name);
  const notes = warnings.map((warning) => `Only for comparing on public data: ${warning}.`);
  if (day) notes.push(`Rows are put in time by ${day.name}; days are no features (${leftOut.join(', ')}).`);
  return { model, rejected, notes };
}

function learnt(table: Table, bar: Bar, options: ModelOptions): Model {
  const reason = tooLittle(table);
  if (reason) throw new WrongUse(reason);
  return makeModel(table, { ...options, progress: (done, all) => bar.show('learning', done, all) });
}

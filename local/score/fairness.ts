import { type Command, InvalidArgumentError } from 'commander';
import type { Day } from '../../core/calendar/moment.ts';
import { directionsFor } from '../../core/score/catalogue.ts';
import { drawFrom } from '../../core/score/draw.ts';
import {
  FEWEST_OF_A_GROUP,
  figuresByGroup,
  type GroupFigures,
  groupsOf,
  type Price,
  priceOf,
} from '../../core/score/fairness.ts';
import { compile } from '../../core/score/glass-box/compile.ts';
import { learn } from '../../core/score/glass-box/learn.ts';
import { probabilityOfScore } from '../../core/score/glass-box/model.ts';
import type { CategoryColumn, Column, Table } from '../../core/score/glass-box/table.ts';
import { type Invoice, numbered } from '../../core/score/invoices/history.ts';
import { asKnown, type InvoiceTarget, invoiceTable, knownUntil } from '../../core/score/invoices/rows.ts';
import { tooLittle } from '../../core/score/make-model.ts';
import { type Bar, createBar } from '../bar.ts';
import { day, needFiles, whole } from '../options.ts';
import { WrongUse } from '../stored.ts';
import { count } from '../words.ts';
import { readInvoices } from './read-invoices.ts';
import { columnOf } from './read-table.ts';
import { sureInWords } from './tell-fairness.ts';
import { invoiceTarget } from './train.ts';

interface Flags {
  columns: string;
  target: string;
  asOf: Day;
  group: string;
  threshold: number;
  seed: number;
  json?: boolean;
  plot?: string;
}

export interface Fairness {
  target: InvoiceTarget;
  /** The column of the groups. */
  group: string;
  asOf: Day;
  /** Rows that were learnt from, and later rows that were measured on. */
  learntFrom: number;
  rows: number;
  threshold: number;
  groups: GroupFigures[];
  price: Price;
}

/** Adds the command `fairness` to the program. */
export function addFairness(program: Command): void {
  program
    .command('fairness')
    .description('say how right a score is about each group, and what it costs to leave the group out of it')
    .argument('<history.csv>', 'invoices with the day they were paid')
    .requiredOption('--columns <map.json>', 'which of your columns is which of ours')
    .requiredOption('--target <what>', 'late, paid-30, paid-60 or paid-90')
    .requiredOption(
      '--as-of <date>',
      'learnt from what was known before it, measured on invoices from it on',
      day,
    )
    .requiredOption('--group <column>', 'a column of the file, like an area: measured by, never scored by')
    .option('--threshold <chance>', 'from which chance on an invoice is called likely late', share, 0.5)
    .option('--seed <n>', 'the same seed gives the same figures', whole(0, 2 ** 31), 1)
    .option('--plot <file.svg>', 'write a picture of how far off it is, group by group')
    .option('--json', 'print one JSON object')
    .action(tellFairness);
}

function share(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number < 1)) throw new InvalidArgumentError('Give a chance between 0 and 1, like 0.5.');
  return number;
}

async function tellFairness(file: string, { plot, json, ...flags }: Flags): Promise<void> {
  needFiles(file, flags.columns);
  const bar = createBar();
  try {
    const found = await measureFairness(file, flags, bar);
    bar.stop();
    if (plot) {
      const { writeGapPlot } = await import('./plots.ts');
      writeGapPlot(plot, found.groups);
    }
    console.log(json ? JSON.stringify(found) : inWords(found));
  } finally {
    bar.stop();
  }
}

/** Learns a score without the group, and one with it only to measure, and compares them on later invoices. */
export async function measureFairness(
  file: string,
  { columns, target: asked, asOf, group, threshold, seed }: Omit<Flags, 'plot' | 'json'>,
  bar: Bar,
): Promise<Fairness> {
  const target = invoiceTarget(asked);
  const { invoices, groups } = await readInvoices(file, columns, bar, group);
  const until = numbered(asOf);
  const train = invoiceTable(asKnown(invoices, until), target, 'issue', until);
  const reason = tooLittle(train);
  if (reason) throw new WrongUse(reason);
  const later = invoiceTable(invoices, target, 'issue', knownUntil(invoices), (moment) => moment >= until);
  if (later.answers.length < FEWEST_OF_A_GROUP)
    throw new WrongUse(
      `Of ${count(later.answers.length, 'invoice')} from ${asOf} on it is known what came true: too few to measure. Choose an earlier day.`,
    );
  const said = (trained: Table, fresh: Table) => {
    const learnt = learn(trained, {
      draw: drawFrom(seed),
      directions: directionsFor(target),
      progress: (done, all) => bar.show('learning', done, all),
    });
    const inOrder = learnt.features.map(
      ({ binning }) => fresh.columns.find(({ name }) => name === binning.name) as Column,
    );
    return Float64Array.from(compile(learnt).scoreColumns(inOrder), probabilityOfScore);
  };
  const groupOf = ({ key }: Invoice) => groups.get(key) ?? 'not known';
  const withGroup = (table: typeof train): Table => ({
    ...table,
    columns: [
      ...table.columns,
      columnOf(`group ${group}`, 'category', table.invoices.map(groupOf)) as CategoryColumn,
    ],
  });
  // What is told of is trouble: late, or not paid in time.
  const trouble = (chance: number) => (target === 'late' ? chance : 1 - chance);
  const without = said(train, later).map(trouble);
  const withIt = said(withGroup(train), withGroup(later)).map(trouble);
  const answers = Uint8Array.from(later.answers, trouble);
  return {
    target,
    group,
    asOf,
    learntFrom: train.answers.length,
    rows: answers.length,
    threshold,
    groups: figuresByGroup(
      groupsOf(later.invoices.map(groupOf)),
      without,
      answers,
      threshold,
      drawFrom(seed),
    ),
    price: priceOf(answers, without, withIt, drawFrom(seed)),
  };
}

const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
const signed = (part: number) => `${part < 0 ? '-' : '+'}${percent(Math.abs(part))}`;
const in4 = (value: number) => value.toFixed(4);

function inWords({ target, group, asOf, learntFrom, rows, threshold, groups, price }: Fairness): string {
  const what = target === 'late' ? 'late' : `not paid within ${target.slice('paid-'.length)} days`;
  const cells = groups.map((each) => [
    each.group,
    String(each.rows),
    percent(each.baseRate),
    percent(each.said),
    `${signed(each.gap)} (${signed(each.gapInterval[0])} to ${signed(each.gapInterval[1])})`,
    each.auc === null ? '-' : each.auc.toFixed(3),
    each.falseAlarms === null ? '-' : percent(each.falseAlarms),
    percent(each.treated),
  ]);
  const header = [group, 'rows', what, 'said', 'off by (95 %)', 'AUC', 'false alarms', 'called likely'];
  const widths = header.map((name, at) => Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)))
      .join('  ');
  const off = groups.filter(({ gapInterval: [low, high] }) => low > 0 || high < 0).map((each) => each.group);
  return [
    `How right a score is about each ${group}. The score does not know it.`,
    `Learnt from ${count(learntFrom, 'invoice')} as known on ${asOf}; measured on ${count(rows, 'later invoice')} that it never saw.`,
    '',
    ...[header, ...cells].map(line),
    '',
    `Off by: what was said less what happened; above 0, a group is thought worse of than it deserves.`,
    off.length === 0
      ? 'No group is off by more than chance would make it.'
      : `Off by more than chance would make it: ${off.join(', ')}.`,
    `False alarms: of those that were not ${what}, how many were called likely (a chance of ${percent(threshold)} or more).`,
    `Called likely: how many would be treated in another way. Groups of fewer than ${FEWEST_OF_A_GROUP} rows are put together as "others".`,
    '',
    `What it costs to leave ${group} out (another score with it was learnt only to measure, and is not kept):`,
    ...told('AUC', price.auc),
    ...told('log loss', price.logLoss),
    '',
    'This may be used to decide whether a score may be used, what to look into, and for the record of an impact assessment.',
    `It may not be used to put ${group} into a score, nor to ask one group for more than another.`,
  ].join('\n');
}

function told(name: string, { without, with: withIt, price, interval }: Price['auc']): string[] {
  const [low, high] = interval;
  return [
    `  ${name.padEnd(9)} ${in4(without)} without, ${in4(withIt)} with: ${in4(price)} (${in4(low)} to ${in4(high)}): ${sureInWords(interval)}`,
  ];
}

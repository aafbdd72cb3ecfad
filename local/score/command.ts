import { closeSync, openSync, writeSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Day } from '../../core/calendar/moment.ts';
import { Day as DaySchema } from '../../core/calendar/moment.ts';
import type { RejectedRow } from '../../core/case/claim-row.ts';
import { drawFrom } from '../../core/score/draw.ts';
import { compile, type Scorer } from '../../core/score/glass-box/compile.ts';
import { bootstrap, figuresOf } from '../../core/score/glass-box/figures.ts';
import { type Model, predictsShares, probabilityOfScore } from '../../core/score/glass-box/model.ts';
import type { Column } from '../../core/score/glass-box/table.ts';
import { createBar } from '../bar.ts';
import { REJECTED } from '../exit-codes.ts';
import { day, needFiles, whole } from '../options.ts';
import { rowsThatAreKnown, rowsToScore, type Wanted } from './material.ts';
import { keepModel, openModel } from './model-file.ts';
import { told } from './read-invoices.ts';
import { type Evaluation, scoreLines, tellEvaluation, tellModel } from './report.ts';
import { train } from './train.ts';

interface TrainFlags {
  columns?: string;
  target: string;
  asOf?: Day;
  at?: 'issue' | 'due';
  out: string;
  seed: number;
}

interface EvaluateFlags extends Omit<Wanted, 'file'> {
  plots?: string;
  json?: boolean;
}

interface ScoreFlags extends Omit<Wanted, 'file'> {
  model: string;
  out: string;
}

/** Adds the commands `train`, `evaluate` and `score` to the program. */
export function addScore(program: Command): void {
  program
    .command('train')
    .description('learn a score that can be looked into, from invoices of the past or any table')
    .argument('<history.csv>', 'invoices with the day they were paid, or a table of numbers and categories')
    .option(
      '--columns <map.json>',
      'which of your columns is which of ours; without it every column is a feature',
    )
    .requiredOption('--target <what>', 'late, paid-30, paid-60 or paid-90; of a table, one of its columns')
    .option('--as-of <date>', 'the day on which you stand: nothing of that day or later is learnt from', day)
    .addOption(
      new Option(
        '--at <moment>',
        'when an invoice is looked at (default: issue); the days of paid-30 are counted from it',
      ).choices(['issue', 'due']),
    )
    .requiredOption('--out <model.json>', 'file to write')
    .option('--seed <n>', 'the same seed gives the same model', whole(0, 2 ** 31), 1)
    .action(trainModel);

  program
    .command('evaluate')
    .description('say how good a score was, now that it is known what happened')
    .argument('<model.json>', 'a model made by train')
    .argument('<file.csv>', 'invoices, or a table with the column that the model predicts')
    .option('--columns <map.json>', 'which of your columns is which of ours')
    .option('--from <date>', 'first moment at which rows are looked at', day)
    .option('--to <date>', 'last moment at which rows are looked at', day)
    .option('--at <moment>', 'issue, due or a date (default: as the model was learnt)', moment)
    .option('--plots <name>', 'beginning of the names of both plots (default: that of the model)')
    .option('--json', 'print one JSON object')
    .action(evaluate);

  program
    .command('score')
    .description('score the open invoices of a file, or the rows of a table, with reasons that add up')
    .argument('<file.csv>', 'invoices, or a table')
    .option('--columns <map.json>', 'which of your columns is which of ours')
    .requiredOption('--model <model.json>', 'a model made by train')
    .option('--at <moment>', 'issue, due or a date (default: as the model was learnt)', moment)
    .requiredOption('--out <scores.csv>', 'file to write: key,score,probability,reasons')
    .action(score);
}

function moment(text: string): string {
  if (text === 'issue' || text === 'due' || DaySchema.safeParse(text).success) return text;
  throw new InvalidArgumentError('Write issue, due or a date like 2026-01-05.');
}

async function trainModel(file: string, { out, ...flags }: TrainFlags): Promise<void> {
  needFiles(file, flags.columns);
  const bar = createBar();
  try {
    const { model, rejected, notes } = await train({ file, ...flags }, bar);
    bar.stop();
    const bytes = keepModel(out, model);
    for (const note of notes) console.error(`amicable: ${note}`);
    console.log(tellModel(model, out, bytes));
    tellRejected(rejected);
  } finally {
    bar.stop();
  }
}

async function evaluate(
  modelFile: string,
  file: string,
  { plots, json, ...flags }: EvaluateFlags,
): Promise<void> {
  needFiles(modelFile, file, flags.columns);
  const bar = createBar();
  try {
    const model = openModel(modelFile);
    const known = await rowsThatAreKnown(model, { file, ...flags }, bar);
    bar.stop();
    const probabilities = Float64Array.from(compile(model).scoreColumns(known.columns), probabilityOfScore);
    // Plots bring a library along: loaded only when they are drawn.
    const { writePlots } = await import('./plots.ts');
    const { auc, meanAbsoluteError, ...others } = figuresOf(probabilities, known.answers);
    const found: Evaluation = {
      rows: known.answers.length,
      ...(predictsShares(model) ? { meanAbsoluteError } : { auc }),
      ...others,
      ...(known.simple && { aucOfMeanLateness: figuresOf(known.simple, known.answers).auc }),
      intervals: bootstrap(probabilities, known.answers, drawFrom(model.training.seed)),
      plots: writePlots(plots ?? modelFile.replace(/\.json$/, ''), probabilities, known.answers),
    };
    console.log(json ? JSON.stringify(found) : tellEvaluation(found));
    tellRejected(known.rejected);
  } finally {
    bar.stop();
  }
}

async function score(file: string, { model: modelFile, out, ...flags }: ScoreFlags): Promise<void> {
  needFiles(file, modelFile, flags.columns);
  const bar = createBar();
  try {
    const model = openModel(modelFile);
    const { keys, columns, rejected } = await rowsToScore(model, { file, ...flags }, bar);
    const line = scoreLines(model);
    const valuesOf = reader(model, columns);
    const target = openSync(out, 'w');
    try {
      let text = 'key,score,probability,reasons\n';
      for (const [row, key] of keys.entries()) {
        text += `${[key, ...line(valuesOf(row))].map(cell).join(',')}\n`;
        if (row % 1000 !== 999) continue;
        writeSync(target, text);
        text = '';
        bar.show('scoring', row, keys.length);
      }
      writeSync(target, text);
    } finally {
      closeSync(target);
    }
    bar.stop();
    console.log(`${keys.length} rows scored, written to ${out}`);
    tellRejected(rejected);
  } finally {
    bar.stop();
  }
}

/** The values of a row, as a scorer takes them. */
function reader(model: Model, columns: readonly Column[]): (row: number) => Float64Array {
  const scorer: Scorer = compile(model);
  const codes = columns.map((column, at) =>
    column.kind === 'category' ? column.words.map((word) => scorer.codeOf(at, word)) : [],
  );
  const values = new Float64Array(columns.length);
  return (row) => {
    for (const [at, column] of columns.entries()) {
      values[at] =
        (column.kind === 'number' ? column.values[row] : codes[at]?.[column.codes[row] ?? -1]) ?? Number.NaN;
    }
    return values;
  };
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function tellRejected(rejected: readonly RejectedRow[]): void {
  if (rejected.length === 0) return;
  console.error(`amicable: ${rejected.length} rows could not be read and were left out.\n${told(rejected)}`);
  process.exitCode = REJECTED;
}

import { compile } from '../../core/score/glass-box/compile.ts';
import type { Figures, Intervals } from '../../core/score/glass-box/figures.ts';
import { type Model, nameOf, predictsShares, probabilityOfScore } from '../../core/score/glass-box/model.ts';
import { written } from '../../core/score/glass-box/unit.ts';
import { count } from '../words.ts';

export interface Evaluation extends Omit<Figures, 'auc' | 'meanAbsoluteError'> {
  /** Of yes and no. */
  auc?: number;
  /** Of shares. */
  meanAbsoluteError?: number;
  rows: number;
  intervals: Intervals;
  /** AUC of the mean lateness of earlier invoices by itself, for models of invoices. */
  aucOfMeanLateness?: number;
  plots: string[];
}

const MOST_TERMS = 12;
const in3 = (value: number) => value.toFixed(3);

/** What was learnt, as a person reads it. */
export function tellModel(model: Model, file: string, bytes: number): string {
  const { training, figures, card } = model;
  const window = training.from ? `, ${training.from} to ${training.to}` : '';
  const how = figures?.heldOut === 'later' ? 'later rows, held out' : 'each row once, held out';
  const line = (name: string, { value, interval }: { value: number; interval: [number, number] }) =>
    `  ${name.padEnd(20)}${in3(value)}  (${in3(interval[0])} to ${in3(interval[1])})`;
  return [
    `${card.what}.`,
    `Learnt from ${count(training.rows, 'row')}${window}; ${
      predictsShares(model)
        ? `the share was ${in3(training.positives / training.rows)} on average`
        : `it came true in ${count(training.positives, 'row')}`
    }.`,
    '',
    ...(figures
      ? [
          `Measured on ${count(figures.rows, 'row')} (${how}), with 95 % intervals:`,
          ...(figures.auc ? [line('AUC', figures.auc)] : []),
          ...(figures.meanAbsoluteError ? [line('mean absolute error', figures.meanAbsoluteError)] : []),
          line('Brier', figures.brier),
          line('log loss', figures.logLoss),
          line('calibration error', figures.calibrationError),
          '',
        ]
      : []),
    'What each term can add to the score at most, down and up:',
    ...terms(model).map(
      ({ name, low, high }) => `  ${written(low).padStart(8)} ${written(high).padStart(8)}  ${name}`,
    ),
    '',
    `${file}: ${Math.ceil(bytes / 1024)} KB, SHA-256 ${model.hash}`,
  ].join('\n');
}

function terms(model: Model): { name: string; low: number; high: number }[] {
  const part = (features: number[], points: number[]) => ({
    name: nameOf(model, { features, points: 0 }),
    low: Math.min(...points),
    high: Math.max(...points),
  });
  return [
    ...model.features.map(({ points }, at) => part([at], points)),
    ...model.pairs.map(({ first, second, points }) => part([first, second], points)),
  ]
    .sort((a, b) => b.high - b.low - (a.high - a.low))
    .slice(0, MOST_TERMS);
}

/** An evaluation, as a person reads it. */
export function tellEvaluation(found: Evaluation): string {
  const line = (name: string, figure: keyof Intervals) => {
    const [low, high] = found.intervals[figure];
    return found[figure] === undefined
      ? []
      : [`  ${name.padEnd(20)}${in3(found[figure])}  (${in3(low)} to ${in3(high)})`];
  };
  return [
    `${count(found.rows, 'row')}, with 95 % intervals:`,
    ...line('AUC', 'auc'),
    ...line('mean absolute error', 'meanAbsoluteError'),
    ...line('Brier', 'brier'),
    ...line('log loss', 'logLoss'),
    ...line('calibration error', 'calibrationError'),
    ...line('base rate', 'baseRate'),
    ...(found.aucOfMeanLateness === undefined
      ? []
      : [`  AUC of the mean lateness of earlier invoices by itself: ${in3(found.aucOfMeanLateness)}`]),
    '',
    `Plots: ${found.plots.join(', ')}`,
  ].join('\n');
}

/** One line of a file of scores: the terms that are not 0 add up to the score, digit for digit. */
export function scoreLines(
  model: Model,
): (values: ArrayLike<number>) => [score: string, probability: string, reasons: string] {
  const scorer = compile(model);
  return (values) => {
    const parts = scorer.explainRow(values);
    const score = parts.reduce((sum, { points }) => sum + points, 0);
    const [base, ...rest] = parts;
    const told = rest
      .filter(({ points }) => points !== 0)
      .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
    const reasons = (base ? [base, ...told] : told)
      .map((part) => `${nameOf(model, part)}=${written(part.points)}`)
      .join('; ');
    return [written(score), probabilityOfScore(score).toFixed(6), reasons];
  };
}

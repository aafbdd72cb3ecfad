import { type Day, plusDays } from '../calendar/moment.ts';
import { bootstrap, type Figures, figuresOf } from './glass-box/figures.ts';
import { type LearnOptions, learn } from './glass-box/learn.ts';
import { type Card, type Model, type Source, sealed } from './glass-box/model.ts';
import { areShares, cameTrue, type Draw, type Table } from './glass-box/table.ts';

/** Rows that a model needs at least, and rows of either answer. */
const FEWEST = 100;
const FEWEST_OF_ONE = 20;

export interface ModelOptions extends Pick<LearnOptions, 'directions' | 'progress'> {
  source: Source;
  card: Card;
  seed: number;
  draw: Draw;
  asOf?: Day;
}

/** Why a table cannot be learnt from: what is there, and what is needed. */
export function tooLittle({ answers }: Table): string | undefined {
  const positives = cameTrue(answers);
  const negatives = answers.length - positives;
  if (answers.length > 0 && Math.min(positives, negatives) === 0)
    return `All ${answers.length} rows came to the same (${positives > 0 ? 'it came true in each' : 'it came true in none'}): there is nothing to tell apart.`;
  if (answers.length < FEWEST)
    return `There are ${answers.length} rows of which it is known what came true: at least ${FEWEST} are needed.`;
  if (Math.min(positives, negatives) < FEWEST_OF_ONE)
    return `It came true in ${Math.floor(positives)} rows and did not in ${Math.floor(negatives)}: at least ${FEWEST_OF_ONE} of each are needed.`;
  return undefined;
}

/** Learns a model of a table that is not too little, with its card and what was measured on rows held out. */
export function makeModel(table: Table, options: ModelOptions): Model {
  const { source, card, seed, draw, asOf, directions, progress } = options;
  const learnt = learn(table, { draw, ...(directions && { directions }), ...(progress && { progress }) });
  const { probabilities, answers } = learnt.held;
  const figures = figuresOf(probabilities, answers);
  const intervals = bootstrap(probabilities, answers, draw);
  const figure = (name: keyof Figures) => ({
    value: rounded(figures[name]),
    interval: [rounded(intervals[name][0]), rounded(intervals[name][1])] as [number, number],
  });
  const days = table.days?.slice().sort();
  const dated = (day: number | undefined) => plusDays('1970-01-01', day ?? 0);
  return sealed({
    format: 'amicable-score-1',
    card,
    source,
    training: {
      rows: table.answers.length,
      positives: Math.round(cameTrue(table.answers)),
      ...(days && { from: dated(days[0]), to: dated(days.at(-1)) }),
      ...(asOf && { asOf }),
      seed,
      ...(table.prior && { prior: table.prior }),
    },
    figures: {
      rows: answers.length,
      heldOut: learnt.by,
      ...(areShares(table.answers)
        ? { meanAbsoluteError: figure('meanAbsoluteError') }
        : { auc: figure('auc') }),
      brier: figure('brier'),
      logLoss: figure('logLoss'),
      calibrationError: figure('calibrationError'),
      baseRate: rounded(figures.baseRate),
    },
    intercept: learnt.intercept,
    features: learnt.features,
    pairs: learnt.pairs,
  });
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

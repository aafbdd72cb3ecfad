import { type Bag, heldScores, logits, pickAnswers, type Work } from './bag.ts';
import { type Binning, binColumn, binCount, learnBins } from './bins.ts';
import { boost, featureTerm, type Split, type Term } from './boost.ts';
import { calibrate } from './calibrate.ts';
import { pairsThatEarn, rankPairs } from './choose-pairs.ts';
import { logitOf, probabilityOf } from './logistic.ts';
import { type Pair, pairTerm } from './pairs.ts';
import { bagsOf, type HoldingOut, splitsOf } from './splits.ts';
import type { Direction } from './step.ts';
import { type Answers, cameTrue, type Draw, type Table } from './table.ts';
import { UNIT } from './unit.ts';

export interface LearnOptions {
  draw: Draw;
  /** Features that may only raise (1) or only lower (-1) the score. They are left out of pairs. */
  directions?: Readonly<Record<string, Direction>>;
  /** Pairs of features that are tried first; of large tables more are, where many of these stay. 0: none. */
  pairs?: number;
  progress?: (done: number, all: number) => void;
}

export interface LearntFeature {
  binning: Binning;
  direction: Direction;
  /** What each bin adds, in units. */
  points: number[];
}

export interface LearntPair {
  first: number;
  second: number;
  firstGroups: number[];
  secondGroups: number[];
  points: number[];
}

export interface Learnt {
  intercept: number;
  features: LearntFeature[];
  pairs: LearntPair[];
  by: HoldingOut;
  /** What was said of rows that were held out, and what happened. */
  held: { probabilities: Float64Array; answers: Answers };
}

const RATE = 0.1;
const RIDGE = 1;
/** Rows of a leaf at least. Fewer were worse on small histories. */
const LEAF = 20;
const MOST_ROUNDS = 240;
/** Steps that show which pairs are worth learning. */
const TRIAL_STEPS = 80;
/**
 * Steps that a feature, and a pair, takes when it has its turn: the rows are gone through once for all of them. And rounds
 * without gain after which learning ends. Few rows cost little: they are gone through for each step.
 */
const paceFor = (rows: number) =>
  rows < 5_000 ? { steps: 1, stepsOfPair: 1, patience: 20 } : { steps: 2, stepsOfPair: 3, patience: 10 };
/** Pairs that are tried first: of few rows, the best of many would be chance. */
const mostPairsFor = (rows: number) => Math.max(16, Math.min(64, Math.round(rows / 300)));
/** Where so large a share of them earn their place the truth is made of many pairs, and so many are tried. */
const WORTH_MORE = 0.4;
const manyPairsFor = (rows: number) => (rows < 15_000 ? 0 : Math.min(160, Math.round(rows / 100)));
/** How sure it must be that a pair earns its place (`isSure`): of few rows, twice the error would let chance in. */
const sureFor = (rows: number) => (rows < 5_000 ? 3 : 2);
/** Where many pairs are true, a little chance costs less than what many weak ones say together. */
const SURE_OF_MANY = 1.5;

/** Fewer rows leave more to chance, and cost less: more bags. */
const bagsFor = (rows: number) => (rows < 5_000 ? 12 : rows < 15_000 ? 6 : 4);

/**
 * Learns an additive model: boosts one feature at a time, on several bags of rows, until rows held out do not gain; then
 * pairs on top, of which those stay that spare loss on rows held out, learnt once more by themselves. The mean of the bags
 * is calibrated on what was held out and rounded. Where later rows were held out, all rows are learnt from in the end, with
 * the same rounds.
 */
export function learn(table: Table, options: LearnOptions): Learnt {
  const rows = table.answers.length;
  const { draw, directions = {}, pairs: most = mostPairsFor(rows) } = options;
  const pace = paceFor(rows);
  const positives = cameTrue(table.answers);
  const features = table.columns.map((column) => {
    const binning = learnBins(column);
    const bins = binColumn(binning, column);
    const direction: Direction = binning.kind === 'number' ? (directions[column.name] ?? 0) : 0;
    const size = binCount(binning);
    return {
      binning,
      bins,
      size,
      direction,
      term: featureTerm(bins, size, binning.kind === 'number', direction),
    };
  });
  const kept = features.filter(({ bins }) => bins.some((bin) => bin !== bins[0]));
  const work: Work = {
    table,
    bins: kept.map(({ bins }) => bins),
    terms: kept.map(({ term }) => term),
    start: new Float64Array(rows).fill(logitOf(positives / rows)),
    boosting: {
      rules: { ridge: RIDGE, leaf: LEAF, rate: RATE },
      steps: pace.steps,
      rounds: MOST_ROUNDS,
      patience: pace.patience,
    },
  };
  const bags = bagsFor(rows);
  const { by, splits } = splitsOf(table, bags, draw);
  const steps = bags * (by === 'later' ? 5 : 3);
  let done = 0;
  const step = <Result>(result: Result): Result => {
    done += 1;
    options.progress?.(done, steps);
    return result;
  };

  const alone = splits.map((split) => step(learnAlone(work, split)));
  const many = most === 0 ? 0 : Math.max(most, manyPairsFor(rows));
  const candidates = rankPairs(work, kept, mean(alone.map(({ shapes }) => shapes)), many);
  const choose = (of: readonly Pair[], sure: number) => {
    const tried = alone.map((bag) => learnTogether(work, of, bag, Math.ceil(TRIAL_STEPS / pace.stepsOfPair)));
    return pairsThatEarn(work, of, alone, tried, sure);
  };
  const first = candidates.slice(0, most);
  let chosen = choose(first, sureFor(rows));
  // All at once would drown few good ones in many that say nothing.
  if (candidates.length > most && chosen.length >= WORTH_MORE * most)
    chosen = choose(candidates, SURE_OF_MANY);
  for (const _ of alone) step(undefined);
  const pairTerms = chosen.map((pair) => pairTerm(pair, work.bins));
  // Once more without the others: many pairs that say nothing end the learning of those that do too early.
  const together = alone.map((bag) => step(learnTogether(work, chosen, bag)));
  const heldOut = heldScores(together);
  const { slope, shift } = calibrate(heldOut.scores, pickAnswers(table, heldOut.rows));

  let final = {
    alone: mean(alone.map(({ shapes }) => shapes)),
    pairs: mean(together.map(({ shapes }) => shapes)),
  };
  if (by === 'later') {
    const rounds = (of: readonly Bag[]) =>
      Math.round(of.reduce((sum, bag) => sum + bag.rounds, 0) / of.length);
    const again = bagsOf(rows, bags, draw).map((split) => step(learnAlone(work, split, rounds(alone))));
    const pairsAgain = again.map((bag) => step(learnTogether(work, chosen, bag, rounds(together))));
    final = {
      alone: mean(again.map(({ shapes }) => shapes)),
      pairs: mean(pairsAgain.map(({ shapes }) => shapes)),
    };
  }

  let intercept = slope * logitOf(positives / rows) + shift;
  const rounded = (term: Term, shape: Float64Array) => {
    // A term is what a value adds to the average, so that an intercept is the average.
    let sum = 0;
    for (const bin of term.bins) sum += shape[bin] as number;
    const average = sum / rows;
    intercept += slope * average;
    return Array.from(shape, (value) => whole(slope * (value - average)));
  };
  const learntFeatures = kept.map(({ binning, direction, term }, at) => ({
    binning,
    direction,
    points: rounded(term, final.alone[at] as Float64Array),
  }));
  const learntPairs = chosen.map((pair, at) => ({
    first: pair.first,
    second: pair.second,
    firstGroups: [...pair.firstGroups],
    secondGroups: [...pair.secondGroups],
    points: rounded(pairTerms[at] as Term, final.pairs[at] as Float64Array),
  }));
  return {
    intercept: whole(intercept),
    features: learntFeatures,
    pairs: learntPairs,
    by,
    held: {
      probabilities: heldOut.scores.map((score) => probabilityOf(slope * score + shift)),
      answers: pickAnswers(table, heldOut.rows),
    },
  };
}

/** In units; never minus zero, which JSON does not know. */
function whole(value: number): number {
  return Math.round(value / UNIT) + 0;
}

function learnAlone({ table, terms, start, boosting }: Work, split: Split, rounds?: number): Bag {
  const found = boost(terms, table.answers, start, split, {
    ...boosting,
    ...(rounds !== undefined && { rounds }),
  });
  return { split, ...found, scores: logits(terms, found.shapes, start) };
}

function learnTogether(
  { table, bins, boosting }: Work,
  pairs: readonly Pair[],
  bag: Bag,
  rounds?: number,
): Bag {
  const terms = pairs.map((pair) => pairTerm(pair, bins));
  const limits = {
    ...boosting,
    steps: paceFor(table.answers.length).stepsOfPair,
    ...(rounds !== undefined && { rounds }),
  };
  const found = boost(terms, table.answers, bag.scores, bag.split, limits);
  return { split: bag.split, ...found, scores: logits(terms, found.shapes, bag.scores) };
}

function mean(bags: readonly (readonly Float64Array[])[]): Float64Array[] {
  return (bags[0] ?? []).map((shape, term) =>
    shape.map((_, bin) => bags.reduce((sum, bag) => sum + (bag[term]?.[bin] ?? 0), 0) / bags.length),
  );
}

import { roughProbabilityOf } from './logistic.ts';
import { type Direction, type Histogram, type StepRules, stepOf } from './step.ts';
import type { Answers } from './table.ts';

/** One term that is boosted: the bin of every row, and how many bins there are. */
export interface Term {
  bins: Uint8Array;
  size: number;
  /** Writes a step over the bins. */
  step(histogram: Histogram, rules: StepRules, step: Float64Array): void;
}

/** Rows to learn from, and rows that say when to stop; without the latter the number of rounds is given. */
export interface Split {
  train: Int32Array;
  held: Int32Array;
}

export interface Boosting {
  rules: StepRules;
  /** Small steps that a term takes when it has its turn. */
  steps: number;
  /** Rounds at most, or exactly where nothing is held out. */
  rounds: number;
  /** Rounds without gain on the rows held out, after which it ends. */
  patience: number;
}

export interface Boosted {
  /** What each bin of each term adds, after the best round. */
  shapes: Float64Array[];
  rounds: number;
}

/** Rounds after which it is looked anew how sure rows are: that changes slowly. */
const FRESH = 4;

/** The term of one feature. Numbers keep their order; the words of a category are ordered anew in each step. */
export function featureTerm(bins: Uint8Array, size: number, ordered: boolean, direction: Direction): Term {
  const order = Uint8Array.from({ length: size - 1 }, (_, index) => index + 1);
  const means = new Float64Array(size);
  return {
    bins,
    size,
    step(histogram, rules, step) {
      if (!ordered) {
        for (let bin = 0; bin < size; bin += 1) {
          means[bin] = (histogram.slope[bin] as number) / ((histogram.curve[bin] as number) + rules.ridge);
        }
        order.sort((a, b) => (means[a] as number) - (means[b] as number) || a - b);
      }
      stepOf(histogram, order, ordered ? direction : 0, rules, step);
    },
  };
}

/**
 * Boosts the terms in turns, a few small steps each, on top of where rows stand already (`start`, logits of all rows).
 * Keeps the shapes of the round that did best on the rows held out.
 */
export function boost(
  terms: readonly Term[],
  answers: Answers,
  start: Float64Array,
  { train, held }: Split,
  { rules, steps, rounds, patience }: Boosting,
): Boosted {
  const parts = terms.map(
    (term): Part => ({
      term,
      train: gathered(term.bins, train),
      held: gathered(term.bins, held),
      shape: new Float64Array(term.size),
      before: new Float64Array(term.size),
      histogram: {
        slope: new Float64Array(term.size),
        curve: new Float64Array(term.size),
        rows: new Int32Array(term.size),
      },
      step: new Float64Array(term.size),
      moved: new Float64Array(term.size),
    }),
  );
  for (const { train: bins, histogram } of parts) countInto(histogram.rows, bins);
  const scores = Float64Array.from(train, (row) => start[row] as number);
  const slopes = new Float64Array(train.length);
  const curves = new Float64Array(train.length);
  const heldScores = Float64Array.from(held, (row) => start[row] as number);
  const truth = Float64Array.from(train, (row) => answers[row] as number);
  const heldTruth = Float64Array.from(held, (row) => answers[row] as number);
  let best = held.length > 0 ? lossOf(heldScores, heldTruth) : 0;
  let bestRound = 0;
  let kept = parts.map(({ shape }) => shape.slice());
  for (let round = 1; round <= rounds; round += 1) {
    takeRound(parts, { scores, truth, slopes, curves }, round % FRESH === 1, rules, steps);
    if (held.length === 0) continue;
    followAll(parts, heldScores);
    const loss = lossOf(heldScores, heldTruth);
    if (loss < best - 1e-7) {
      best = loss;
      bestRound = round;
      kept = parts.map(({ shape }) => shape.slice());
    } else if (round - bestRound >= patience) break;
  }
  return held.length > 0
    ? { shapes: kept, rounds: bestRound }
    : { shapes: parts.map(({ shape }) => shape), rounds };
}

function gathered(bins: Uint8Array, rows: Int32Array): Uint8Array {
  const chosen = new Uint8Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) chosen[at] = bins[rows[at] as number] as number;
  return chosen;
}

interface Part {
  term: Term;
  /** The bins of the rows of one bag, side by side in memory: they are read thousands of times. */
  train: Uint8Array;
  held: Uint8Array;
  shape: Float64Array;
  before: Float64Array;
  histogram: Histogram;
  step: Float64Array;
  moved: Float64Array;
}

interface Rows {
  scores: Float64Array;
  truth: Float64Array;
  slopes: Float64Array;
  curves: Float64Array;
}

/** Every term takes its steps once. Not a part of `boost`: what is called often is made fast by the engine. */
function takeRound(
  parts: readonly Part[],
  { scores, truth, slopes, curves }: Rows,
  fresh: boolean,
  rules: StepRules,
  steps: number,
): void {
  slopesOf(scores, truth, slopes, fresh ? curves : undefined);
  let last: Part | undefined;
  for (const part of parts) {
    const { train, histogram, moved } = part;
    if (fresh) sumInto(histogram.curve, train, curves);
    if (last) moveAndSum(scores, slopes, curves, last.train, last.moved, train, histogram.slope);
    else sumInto(histogram.slope, train, slopes);
    moved.fill(0);
    takeSteps(part, rules, steps);
    last = part;
  }
  if (last) move(scores, last.train, last.moved);
}

function takeSteps({ term, histogram, step, moved, shape }: Part, rules: StepRules, steps: number): void {
  const { slope, curve } = histogram;
  for (let times = 0; times < steps; times += 1) {
    term.step(histogram, rules, step);
    for (let bin = 0; bin < step.length; bin += 1) {
      const by = step[bin] as number;
      (moved[bin] as number) += by;
      (slope[bin] as number) -= by * (curve[bin] as number);
    }
  }
  for (let bin = 0; bin < shape.length; bin += 1) (shape[bin] as number) += moved[bin] as number;
}

/** Moves the rows held out to where the shapes are now. */
function followAll(parts: readonly Part[], heldScores: Float64Array): void {
  for (const { held, shape, before } of parts) {
    for (let bin = 0; bin < shape.length; bin += 1) {
      before[bin] = (shape[bin] as number) - (before[bin] as number);
    }
    move(heldScores, held, before);
    before.set(shape);
  }
}

/** What each row would have the score do: up or down, and how sure it is; the latter only where it is asked for. */
function slopesOf(
  scores: Float64Array,
  truth: Float64Array,
  slopes: Float64Array,
  curves: Float64Array | undefined,
): void {
  for (let row = 0; row < scores.length; row += 1) {
    const probability = roughProbabilityOf(scores[row] as number);
    slopes[row] = (truth[row] as number) - probability;
    if (curves) curves[row] = probability * (1 - probability);
  }
}

function countInto(counts: Int32Array, bins: Uint8Array): void {
  for (let row = 0; row < bins.length; row += 1) (counts[bins[row] as number] as number)++;
}

function sumInto(sums: Float64Array, bins: Uint8Array, of: Float64Array): void {
  sums.fill(0);
  for (let row = 0; row < bins.length; row += 1) (sums[bins[row] as number] as number) += of[row] as number;
}

function move(scores: Float64Array, bins: Uint8Array, by: Float64Array): void {
  for (let row = 0; row < bins.length; row += 1) (scores[row] as number) += by[bins[row] as number] as number;
}

/** Takes the move before, and sums slopes for the next: one pass over the rows for both. */
function moveAndSum(
  scores: Float64Array,
  slopes: Float64Array,
  curves: Float64Array,
  lastBins: Uint8Array,
  lastMove: Float64Array,
  bins: Uint8Array,
  sums: Float64Array,
): void {
  sums.fill(0);
  for (let row = 0; row < scores.length; row += 1) {
    const by = lastMove[lastBins[row] as number] as number;
    const slope = (slopes[row] as number) - (curves[row] as number) * by;
    (scores[row] as number) += by;
    slopes[row] = slope;
    (sums[bins[row] as number] as number) += slope;
  }
}

function lossOf(scores: Float64Array, truth: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < scores.length; row += 1) {
    const probability = roughProbabilityOf(scores[row] as number);
    const share = truth[row] as number;
    // The usual answers are 0 and 1: one logarithm will do.
    if (share === 1) sum -= Math.log(probability);
    else if (share === 0) sum -= Math.log(1 - probability);
    else sum -= share * Math.log(probability) + (1 - share) * Math.log(1 - probability);
  }
  return sum / scores.length;
}

import { roughProbabilityOf } from './logistic.ts';
import { type Direction, type Histogram, type StepRules, stepOf } from './step.ts';
import type { Answers } from './table.ts';

/** One term that is boosted: the bin of every row, and how many bins there are. */
export interface Term {
  bins: Uint8Array | Uint16Array;
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
 * Boosts the terms in turns, one small step each, on top of where rows stand already (`start`, logits of all rows).
 * Keeps the shapes of the round that did best on the rows held out.
 */
export function boost(
  terms: readonly Term[],
  answers: Answers,
  start: Float64Array,
  { train, held }: Split,
  { rules, rounds, patience }: Boosting,
): Boosted {
  const parts = terms.map((term) => ({
    term,
    // Side by side in memory: rows of one bag are read thousands of times.
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
  }));
  for (const { train: bins, histogram } of parts) for (const bin of bins) (histogram.rows[bin] as number)++;
  const scores = Float64Array.from(train, (row) => start[row] as number);
  const heldScores = Float64Array.from(held, (row) => start[row] as number);
  const truth = Float64Array.from(train, (row) => answers[row] as number);
  const heldTruth = Float64Array.from(held, (row) => answers[row] as number);
  let best = held.length > 0 ? lossOf(heldScores, heldTruth) : 0;
  let bestRound = 0;
  let kept = parts.map(({ shape }) => shape.slice());
  let last = parts.at(-1);
  for (let round = 1; round <= rounds; round += 1) {
    for (const part of parts) {
      const { term, histogram, step, shape } = part;
      moveAndSum(scores, truth, last?.train, last?.step, part.train, histogram);
      term.step(histogram, rules, step);
      for (let bin = 0; bin < step.length; bin += 1) (shape[bin] as number) += step[bin] as number;
      last = part;
    }
    if (held.length === 0) continue;
    for (const { held: bins, shape, before } of parts) {
      for (let bin = 0; bin < shape.length; bin += 1) {
        before[bin] = (shape[bin] as number) - (before[bin] as number);
      }
      for (let row = 0; row < bins.length; row += 1) {
        (heldScores[row] as number) += before[bins[row] as number] as number;
      }
      before.set(shape);
    }
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

function gathered<Bins extends Uint8Array | Uint16Array>(bins: Bins, rows: Int32Array): Bins {
  const chosen = bins.slice(0, rows.length) as Bins;
  for (let at = 0; at < rows.length; at += 1) chosen[at] = bins[rows[at] as number] as number;
  return chosen;
}

/** Takes the step before, and sums slopes and curvatures for the next: one pass over the rows for both. */
function moveAndSum(
  scores: Float64Array,
  truth: Float64Array,
  lastBins: Uint8Array | Uint16Array | undefined,
  lastStep: Float64Array | undefined,
  bins: Uint8Array | Uint16Array,
  { slope, curve }: Histogram,
): void {
  slope.fill(0);
  curve.fill(0);
  if (!lastBins || !lastStep) return;
  for (let row = 0; row < scores.length; row += 1) {
    const score = (scores[row] as number) + (lastStep[lastBins[row] as number] as number);
    scores[row] = score;
    const probability = roughProbabilityOf(score);
    const bin = bins[row] as number;
    (slope[bin] as number) += (truth[row] as number) - probability;
    (curve[bin] as number) += probability * (1 - probability);
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

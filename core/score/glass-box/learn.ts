import { type Binning, binColumn, binCount, learnBins } from './bins.ts';
import { type Boosting, boost, featureTerm, type Split, type Term } from './boost.ts';
import { calibrate } from './calibrate.ts';
import { logitOf, lossesOf, probabilityOf } from './logistic.ts';
import { gainOfPair, groupBins, groupCount, type Pair, pairTerm } from './pairs.ts';
import { bagsOf, type HoldingOut, splitsOf } from './splits.ts';
import type { Direction } from './step.ts';
import { type Answers, cameTrue, type Draw, type Table } from './table.ts';
import { UNIT } from './unit.ts';

export interface LearnOptions {
  draw: Draw;
  /** Features that may only raise (1) or only lower (-1) the score. They are left out of pairs. */
  directions?: Readonly<Record<string, Direction>>;
  /** Pairs of features that are tried; 0: none. */
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
/** Rounds that show which pairs are worth learning. */
const TRIAL_ROUNDS = 80;
const PATIENCE = 20;
/** Pairs that are tried: of few rows, the best of many would be chance. */
const mostPairsFor = (rows: number) => Math.max(16, Math.min(64, Math.round(rows / 300)));
/** Features whose pairs are looked at: those that do most by themselves. */
const PAIRED = 40;
/**
 * A pair must spare loss on rows held out, by so many times the standard error of what it spares. Pairs are the best of
 * many and stopped where these rows liked them best: of few rows, twice the error would let chance in.
 */
const sureFor = (rows: number) => (rows < 5_000 ? 3 : 2);

/** Fewer rows leave more to chance, and cost less: more bags. */
const bagsFor = (rows: number) => (rows < 5_000 ? 12 : rows < 15_000 ? 6 : 4);

interface Work {
  table: Table;
  bins: Uint8Array[];
  terms: Term[];
  start: Float64Array;
  boosting: Boosting;
}

/** The sum of shapes for every row, on top of where it stood. */
function logits(terms: readonly Term[], shapes: readonly Float64Array[], start: Float64Array): Float64Array {
  const sum = start.slice();
  for (const [at, { bins }] of terms.entries()) {
    const shape = shapes[at] as Float64Array;
    for (let row = 0; row < sum.length; row += 1)
      (sum[row] as number) += shape[bins[row] as number] as number;
  }
  return sum;
}

interface Bag {
  split: Split;
  shapes: Float64Array[];
  rounds: number;
  /** Where every row stands with these shapes. */
  scores: Float64Array;
}

/**
 * Learns an additive model: boosts one feature at a time, on several bags of rows, until rows held out do not gain; then
 * pairs on top, of which those stay that spare loss on rows held out, learnt once more by themselves. The mean of the bags is calibrated on what was held
 * out and rounded. Where later rows were held out, all rows are learnt from in the end, with the same rounds.
 */
export function learn(table: Table, options: LearnOptions): Learnt {
  const rows = table.answers.length;
  const { draw, directions = {}, pairs: most = mostPairsFor(rows) } = options;
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
      rounds: MOST_ROUNDS,
      patience: PATIENCE,
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
  const candidates = rankPairs(work, kept, mean(alone.map(({ shapes }) => shapes)), most);
  const tried = alone.map((bag) => step(learnTogether(work, candidates, bag, TRIAL_ROUNDS)));
  const chosen = pairsThatEarn(work, candidates, alone, tried);
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
  const limits = { ...boosting, ...(rounds !== undefined && { rounds }) };
  const found = boost(terms, table.answers, bag.scores, bag.split, limits);
  return { split: bag.split, ...found, scores: logits(terms, found.shapes, bag.scores) };
}

/** The pairs that could add most to what features by themselves leave over. */
function rankPairs(
  { table, bins, terms, start, boosting: { rules } }: Work,
  features: readonly { size: number; direction: Direction; binning: Binning }[],
  shapes: readonly Float64Array[],
  most: number,
): Pair[] {
  if (most === 0) return [];
  const scores = logits(terms, shapes, start);
  const probabilities = scores.map(probabilityOf);
  const slopes = probabilities.map((probability, row) => (table.answers[row] as number) - probability);
  const curves = probabilities.map((probability) => probability * (1 - probability));
  const weight = (at: number) => {
    const shape = shapes[at] as Float64Array;
    return (bins[at] as Uint8Array).reduce((sum, bin) => sum + Math.abs(shape[bin] as number), 0);
  };
  const able = [...features.keys()]
    .filter((at) => features[at]?.direction === 0)
    .map((at) => ({ at, weight: weight(at) }))
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
    .slice(0, PAIRED)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  const groups = (at: number, few?: number) => {
    const { size, binning } = features[at] as { size: number; binning: Binning };
    return groupBins(
      bins[at] as Uint8Array,
      size,
      binning.kind === 'number',
      shapes[at] as Float64Array,
      few,
    );
  };
  const coarse = new Map(able.map((at) => [at, groups(at, 7)]));
  const found: { first: number; second: number; gain: number }[] = [];
  for (const [place, first] of able.entries()) {
    for (const second of able.slice(place + 1)) {
      const [firstGroups, secondGroups] = [coarse.get(first), coarse.get(second)];
      if (!firstGroups || !secondGroups) continue;
      const term = pairTerm({ first, second, firstGroups, secondGroups }, bins);
      found.push({ first, second, gain: gainOfPair(term, slopes, curves, rules) });
    }
  }
  return found
    .sort((a, b) => b.gain - a.gain || a.first - b.first || a.second - b.second)
    .slice(0, most)
    .map(({ first, second }) => ({ first, second, firstGroups: groups(first), secondGroups: groups(second) }))
    .filter(({ firstGroups, secondGroups }) => groupCount(firstGroups) > 1 && groupCount(secondGroups) > 1);
}

/** The pairs without which rows held out would be scored worse; each is taken out once. */
function pairsThatEarn(
  { table, bins }: Work,
  pairs: readonly Pair[],
  alone: readonly Bag[],
  together: readonly Bag[],
): Pair[] {
  const terms = pairs.map((pair) => pairTerm(pair, bins));
  let left = [...pairs.keys()];
  const losses = (places: readonly number[]) => {
    const used = places.map((place) => terms[place] as Term);
    const bags = alone.map((bag, at) => {
      const { shapes } = together[at] as Bag;
      const chosen = places.map((place) => shapes[place] as Float64Array);
      return { ...bag, scores: logits(used, chosen, bag.scores) };
    });
    const held = heldScores(bags);
    return lossesOf(held.scores, pickAnswers(table, held.rows));
  };
  let now = losses(left);
  // The weakest candidate first.
  for (const place of [...left].reverse()) {
    const without = left.filter((other) => other !== place);
    const then = losses(without);
    if (isSure(then, now)) continue;
    left = without;
    now = then;
  }
  return left.map((place) => pairs[place] as Pair);
}

/** Whether losses without a pair are higher than with it by more than chance would make them. */
function isSure(without: Float64Array, with_: Float64Array): boolean {
  const spared = without.map((loss, row) => loss - (with_[row] as number));
  const mean = spared.reduce((sum, one) => sum + one, 0) / spared.length;
  const spread = spared.reduce((sum, one) => sum + (one - mean) ** 2, 0) / spared.length;
  return mean > sureFor(spared.length) * Math.sqrt(spread / spared.length);
}

/** The score of each row that was held out: the mean over the bags that held it out. */
function heldScores(bags: readonly Bag[]): { rows: Int32Array; scores: Float64Array } {
  const size = bags[0]?.scores.length ?? 0;
  const sums = new Float64Array(size);
  const times = new Int32Array(size);
  for (const { split, scores } of bags) {
    for (const row of split.held) {
      (sums[row] as number) += scores[row] as number;
      (times[row] as number)++;
    }
  }
  const rows = Int32Array.from(sums.keys()).filter((row) => (times[row] as number) > 0);
  return { rows, scores: Float64Array.from(rows, (row) => (sums[row] as number) / (times[row] as number)) };
}

function pickAnswers({ answers }: Table, rows: Int32Array): Answers {
  return Float64Array.from(rows, (row) => answers[row] as number);
}

function mean(bags: readonly (readonly Float64Array[])[]): Float64Array[] {
  return (bags[0] ?? []).map((shape, term) =>
    shape.map((_, bin) => bags.reduce((sum, bag) => sum + (bag[term]?.[bin] ?? 0), 0) / bags.length),
  );
}

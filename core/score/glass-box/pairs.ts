import type { Term } from './boost.ts';
import { stepOfPair } from './quarters.ts';
import type { Histogram, StepRules } from './step.ts';

/** Groups of one side of a pair at most; a pair has their product of cells. */
const MOST_GROUPS = 16;

/** Two features seen together: bins of each are put into groups, and a cell is a group of both. */
export interface Pair {
  first: number;
  second: number;
  firstGroups: Uint8Array;
  secondGroups: Uint8Array;
}

/**
 * Puts the bins of a feature into few groups of about as many rows: the missing bin alone, numbers in their order, words
 * in the order of what they add by themselves.
 */
export function groupBins(
  bins: Uint8Array,
  size: number,
  ordered: boolean,
  shape: Float64Array,
  most = MOST_GROUPS,
): Uint8Array {
  const rows = new Int32Array(size);
  for (const bin of bins) (rows[bin] as number)++;
  const order = Array.from({ length: size - 1 }, (_, index) => index + 1);
  if (!ordered) order.sort((a, b) => (shape[a] as number) - (shape[b] as number) || a - b);
  const groups = new Uint8Array(size);
  const wanted = (bins.length - (rows[0] as number)) / (most - 1);
  let group = 1;
  let inGroup = 0;
  for (const bin of order) {
    if (inGroup > 0 && inGroup + (rows[bin] as number) / 2 > wanted && group < most - 1) {
      group += 1;
      inGroup = 0;
    }
    groups[bin] = group;
    inGroup += rows[bin] as number;
  }
  return groups;
}

export function groupCount(groups: Uint8Array): number {
  return groups.reduce((most, group) => Math.max(most, group), 0) + 1;
}

/** The term of a pair: cells are numbered row by row, first group × groups of the second + second group. */
export function pairTerm(pair: Pair, bins: readonly Uint8Array[]): Term {
  const tall = groupCount(pair.firstGroups);
  const wide = groupCount(pair.secondGroups);
  const first = bins[pair.first] as Uint8Array;
  const second = bins[pair.second] as Uint8Array;
  const cells = new Uint8Array(first.length);
  for (let row = 0; row < cells.length; row += 1) {
    cells[row] = cellOf(pair, wide, first[row] as number, second[row] as number);
  }
  return {
    bins: cells,
    size: tall * wide,
    step: (histogram, rules, step) => {
      stepOfPair(histogram, { tall, wide }, rules, step);
    },
  };
}

function cellOf({ firstGroups, secondGroups }: Pair, wide: number, first: number, second: number): number {
  return (firstGroups[first] as number) * wide + (secondGroups[second] as number);
}

/** How much two features seen together could add to what is left over: the gain of the best four quarters. */
export function gainOfPair(
  pair: Pair,
  bins: readonly Uint8Array[],
  slopes: Float64Array,
  curves: Float64Array,
  rules: StepRules,
): number {
  const tall = groupCount(pair.firstGroups);
  const wide = groupCount(pair.secondGroups);
  const histogram: Histogram = {
    slope: new Float64Array(tall * wide),
    curve: new Float64Array(tall * wide),
    rows: new Int32Array(tall * wide),
  };
  const first = bins[pair.first] as Uint8Array;
  const second = bins[pair.second] as Uint8Array;
  for (let row = 0; row < first.length; row += 1) {
    const cell = cellOf(pair, wide, first[row] as number, second[row] as number);
    (histogram.slope[cell] as number) += slopes[row] as number;
    (histogram.curve[cell] as number) += curves[row] as number;
    (histogram.rows[cell] as number)++;
  }
  return stepOfPair(histogram, { tall, wide }, rules, new Float64Array(tall * wide));
}

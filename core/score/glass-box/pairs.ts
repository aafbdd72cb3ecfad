import type { Term } from './boost.ts';
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
  const cells = new Uint16Array(first.length);
  for (let row = 0; row < cells.length; row += 1) {
    cells[row] = cellOf(pair, wide, first[row] as number, second[row] as number);
  }
  return {
    bins: cells,
    size: tall * wide,
    step: (histogram, rules, step) => {
      stepOfPair(histogram, tall, wide, rules, step);
    },
  };
}

function cellOf({ firstGroups, secondGroups }: Pair, wide: number, first: number, second: number): number {
  return (firstGroups[first] as number) * wide + (secondGroups[second] as number);
}

/** How much two features seen together could add to what is left over: the gain of the best four quarters. */
export function gainOfPair(term: Term, slopes: Float64Array, curves: Float64Array, rules: StepRules): number {
  const histogram: Histogram = {
    slope: new Float64Array(term.size),
    curve: new Float64Array(term.size),
    rows: new Int32Array(term.size),
  };
  const { bins } = term;
  for (let row = 0; row < bins.length; row += 1) {
    const cell = bins[row] as number;
    (histogram.slope[cell] as number) += slopes[row] as number;
    (histogram.curve[cell] as number) += curves[row] as number;
    (histogram.rows[cell] as number)++;
  }
  const step = new Float64Array(term.size);
  term.step(histogram, rules, step);
  let gain = 0;
  for (let cell = 0; cell < term.size; cell += 1) {
    const value = (step[cell] as number) / rules.rate;
    gain +=
      value * (histogram.slope[cell] as number) - (value * value * (histogram.curve[cell] as number)) / 2;
  }
  return gain;
}

/** Sums over rectangles from the corner, one row and column wider than the cells. */
class Corner {
  readonly sums: Float64Array;
  readonly wide: number;
  constructor(tall: number, wide: number) {
    this.sums = new Float64Array((tall + 1) * (wide + 1));
    this.wide = wide + 1;
  }

  fill(cells: Float64Array | Int32Array, tall: number, turned: boolean): this {
    const { sums, wide } = this;
    for (let y = 1; y <= tall; y += 1) {
      let line = 0;
      for (let x = 1; x < wide; x += 1) {
        line += cells[turned ? (x - 1) * tall + y - 1 : (y - 1) * (wide - 1) + x - 1] as number;
        sums[y * wide + x] = (sums[(y - 1) * wide + x] as number) + line;
      }
    }
    return this;
  }

  of(top: number, bottom: number, left: number, right: number): number {
    const { sums, wide } = this;
    return (
      (sums[bottom * wide + right] as number) -
      (sums[top * wide + right] as number) -
      (sums[bottom * wide + left] as number) +
      (sums[top * wide + left] as number)
    );
  }
}

interface Quarters {
  gain: number;
  turned: boolean;
  cut: number;
  /** Where the side before and the side after the cut are cut across; their end: not at all. */
  across: [number, number];
}

/** One small step for a pair: cut once one way, and each side once across. */
function stepOfPair(
  { slope, curve, rows }: Histogram,
  tall: number,
  wide: number,
  rules: StepRules,
  step: Float64Array,
): void {
  step.fill(0);
  let best: Quarters | undefined;
  let read: ((top: number, bottom: number, left: number, right: number) => number) | undefined;
  for (const turned of [false, true]) {
    const [high, broad] = turned ? [wide, tall] : [tall, wide];
    const slopes = new Corner(high, broad).fill(slope, high, turned);
    const curves = new Corner(high, broad).fill(curve, high, turned);
    const counts = new Corner(high, broad).fill(rows, high, turned);
    const gain = (top: number, bottom: number, left: number, right: number) => {
      if (counts.of(top, bottom, left, right) < rules.leaf) return -1;
      return slopes.of(top, bottom, left, right) ** 2 / (curves.of(top, bottom, left, right) + rules.ridge);
    };
    const side = (top: number, bottom: number): [gain: number, at: number] => {
      let most = gain(top, bottom, 0, broad);
      let at = broad;
      if (most < 0) return [-1, at];
      for (let x = 1; x < broad; x += 1) {
        const left = gain(top, bottom, 0, x);
        const right = left < 0 ? -1 : gain(top, bottom, x, broad);
        if (right < 0 || left + right <= most) continue;
        most = left + right;
        at = x;
      }
      return [most, at];
    };
    for (let y = 1; y < high; y += 1) {
      const [above, aboveAt] = side(0, y);
      const [below, belowAt] = side(y, high);
      if (above < 0 || below < 0 || (best && above + below <= best.gain)) continue;
      best = { gain: above + below, turned, cut: y, across: [aboveAt, belowAt] };
      read = (top, bottom, left, right) =>
        slopes.of(top, bottom, left, right) / (curves.of(top, bottom, left, right) + rules.ridge);
    }
  }
  if (!best || !read) return;
  const [high, broad] = best.turned ? [wide, tall] : [tall, wide];
  const sides = [
    [0, best.cut, best.across[0]],
    [best.cut, high, best.across[1]],
  ] as const;
  for (const [top, bottom, at] of sides) {
    for (const [left, right] of [
      [0, at],
      [at, broad],
    ] as const) {
      if (left === right) continue;
      const value = rules.rate * read(top, bottom, left, right);
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) step[best.turned ? x * wide + y : y * wide + x] = value;
      }
    }
  }
}

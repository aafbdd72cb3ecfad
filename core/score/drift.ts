import { type Binning, binColumn, binCount } from './glass-box/bins.ts';
import { type Answers, type Column, cameTrue } from './glass-box/table.ts';

/** What to do about it: nothing, look again next time, learn anew. */
export type Drift = 'stable' | 'watch' | 'refit';

/** Population stability index from which on one looks, and from which on one learns anew: the usual ones. */
const [WATCH, REFIT] = [0.1, 0.25];
/** Bins that are compared at most: with more of them chance alone would look like drift. */
const MOST_BINS = 10;
/** A chance that is off by more than this is wrong for whoever reads it. */
const FAR = 0.05;

/**
 * How differently rows are spread over bins then and now: the population stability index, the sum of
 * (now - then) × ln(now / then) over shares. Half a row is added to each bin, so that an empty one is no infinity.
 *
 * @param then rows in each bin
 * @param now the same bins
 */
export function stabilityIndex(then: readonly number[], now: readonly number[]): number {
  const shares = (counts: readonly number[]) => {
    const all = counts.reduce((sum, count) => sum + count, 0) + counts.length / 2;
    return counts.map((count) => (count + 0.5) / all);
  };
  const before = shares(then);
  return shares(now).reduce((sum, share, bin) => {
    const old = before[bin] as number;
    return sum + (share - old) * Math.log(share / old);
  }, 0);
}

/**
 * Drift of one feature, in the bins of the model that looks at it. Neighbouring bins of numbers are put together until
 * each held a tenth of the rows then; what is missing stays a bin of its own.
 *
 * @param then the feature in the rows of an earlier time
 * @param now the same in those of late
 */
export function driftOfFeature(
  binning: Binning,
  then: Column,
  now: Column,
): { feature: string; index: number; drift: Drift } {
  const count = (column: Column) => {
    const counts = new Array<number>(binCount(binning)).fill(0);
    for (const bin of binColumn(binning, column)) (counts[bin] as number)++;
    return counts;
  };
  const [before, after] = together(count(then), count(now));
  const index = stabilityIndex(before, after);
  return {
    feature: binning.name,
    index: Math.round(index * 1e4) / 1e4,
    drift: wordFor(index, before, after),
  };
}

function together(then: number[], now: number[]): [number[], number[]] {
  const rows = then.reduce((sum, count) => sum + count, 0);
  const groups: [number[], number[]] = [[then[0] ?? 0], [now[0] ?? 0]];
  let [before, after] = [0, 0];
  for (let bin = 1; bin < then.length; bin += 1) {
    before += then[bin] ?? 0;
    after += now[bin] ?? 0;
    if (before * MOST_BINS < rows && bin < then.length - 1) continue;
    groups[0].push(before);
    groups[1].push(after);
    [before, after] = [0, 0];
  }
  return groups;
}

/** Few rows differ by chance: so much the index is without any drift, on average. */
function wordFor(index: number, then: readonly number[], now: readonly number[]): Drift {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const filled = then.filter((count, bin) => count + (now[bin] ?? 0) > 0).length;
  const chance = (filled - 1) * (1 / Math.max(1, sum(then)) + 1 / Math.max(1, sum(now)));
  return index < WATCH + chance ? 'stable' : index < REFIT + chance ? 'watch' : 'refit';
}

/** How many were said to come true, and how many did; of shares, their sums. */
export interface CalibrationDrift {
  rows: number;
  expected: number;
  observed: number;
  /** Where 95 % of what is observed lies when every chance that was said is right. */
  interval: [low: number, high: number];
  drift: Drift;
}

/** Whether as many came true as was said, on rows that the model did not learn from. */
export function driftOfCalibration(probabilities: Float64Array, answers: Answers): CalibrationDrift {
  const expected = probabilities.reduce((sum, chance) => sum + chance, 0);
  const spread = 1.96 * Math.sqrt(probabilities.reduce((sum, chance) => sum + chance * (1 - chance), 0));
  const observed = cameTrue(answers);
  const off = Math.abs(observed - expected);
  const far = off > FAR * answers.length;
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return {
    rows: answers.length,
    expected: tenth(expected),
    observed: tenth(observed),
    interval: [tenth(Math.max(0, expected - spread)), tenth(Math.min(answers.length, expected + spread))],
    drift: off <= spread ? 'stable' : far ? 'refit' : 'watch',
  };
}

/** The worst of several. */
export function worstOf(drifts: readonly Drift[]): Drift {
  return drifts.includes('refit') ? 'refit' : drifts.includes('watch') ? 'watch' : 'stable';
}

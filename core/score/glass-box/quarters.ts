import type { Histogram, StepRules } from './step.ts';

/** Cells of a pair: rows from top to bottom, columns from left to right. */
export interface Grid {
  tall: number;
  wide: number;
}

/** Where a grid is cut: once one way, and the part before and the part after that once across; their end: not at all. */
interface Cuts {
  gain: number;
  /** From left to right first. */
  turned: boolean;
  cut: number;
  before: number;
  after: number;
}

/** Groups of one side at most. */
const MOST = 256;
/** Sums down each column, before the cut and after it. */
const topSlopes = new Float64Array(MOST);
const topCurves = new Float64Array(MOST);
const topCounts = new Float64Array(MOST);
const lowSlopes = new Float64Array(MOST);
const lowCurves = new Float64Array(MOST);
const lowCounts = new Float64Array(MOST);

/**
 * One small step for a pair: the best four quarters, written into `step` as what is added in each cell. Returns what
 * they gain; below 0 where no part would have rows enough.
 */
export function stepOfPair(
  histogram: Histogram,
  { tall, wide }: Grid,
  rules: StepRules,
  step: Float64Array,
): number {
  step.fill(0);
  const best: Cuts = { gain: -1, turned: false, cut: 0, before: 0, after: 0 };
  search(histogram, tall, wide, false, rules, best);
  search(histogram, wide, tall, true, rules, best);
  if (best.gain < 0) return best.gain;
  const [high, broad] = best.turned ? [wide, tall] : [tall, wide];
  fill(histogram, 0, best.cut, 0, best.before, best.turned, wide, rules, step);
  fill(histogram, 0, best.cut, best.before, broad, best.turned, wide, rules, step);
  fill(histogram, best.cut, high, 0, best.after, best.turned, wide, rules, step);
  fill(histogram, best.cut, high, best.after, broad, best.turned, wide, rules, step);
  return best.gain;
}

/** Looks for better cuts of a grid that is `high` along the first cut and `broad` across. */
function search(
  { slope, curve, rows }: Histogram,
  high: number,
  broad: number,
  turned: boolean,
  { ridge, leaf }: StepRules,
  best: Cuts,
): void {
  const down = turned ? 1 : broad;
  const right = turned ? high : 1;
  let lowSlope = 0;
  let lowCurve = 0;
  let lowRows = 0;
  for (let x = 0; x < broad; x += 1) {
    let slopeSum = 0;
    let curveSum = 0;
    let count = 0;
    for (let y = 0, cell = x * right; y < high; y += 1, cell += down) {
      slopeSum += slope[cell] as number;
      curveSum += curve[cell] as number;
      count += rows[cell] as number;
    }
    lowSlopes[x] = slopeSum;
    lowCurves[x] = curveSum;
    lowCounts[x] = count;
    topSlopes[x] = 0;
    topCurves[x] = 0;
    topCounts[x] = 0;
    lowSlope += slopeSum;
    lowCurve += curveSum;
    lowRows += count;
  }
  let topSlope = 0;
  let topCurve = 0;
  let topRows = 0;
  for (let y = 1; y < high; y += 1) {
    for (let x = 0, cell = (y - 1) * down; x < broad; x += 1, cell += right) {
      const s = slope[cell] as number;
      const c = curve[cell] as number;
      const n = rows[cell] as number;
      (topSlopes[x] as number) += s;
      (topCurves[x] as number) += c;
      (topCounts[x] as number) += n;
      (lowSlopes[x] as number) -= s;
      (lowCurves[x] as number) -= c;
      (lowCounts[x] as number) -= n;
      topSlope += s;
      topCurve += c;
      topRows += n;
      lowSlope -= s;
      lowCurve -= c;
      lowRows -= n;
    }
    if (topRows < leaf) continue;
    if (lowRows < leaf) break;
    const before = across(topSlopes, topCurves, topCounts, broad, topSlope, topCurve, topRows, ridge, leaf);
    const beforeGain = found;
    const after = across(lowSlopes, lowCurves, lowCounts, broad, lowSlope, lowCurve, lowRows, ridge, leaf);
    const gain = beforeGain + found;
    if (gain <= best.gain) continue;
    best.gain = gain;
    best.turned = turned;
    best.cut = y;
    best.before = before;
    best.after = after;
  }
}

/** What the last cut across gained; beside its place, without an object for each of millions. */
let found = 0;

/** The best place to cut one part across; its end: better not at all. */
function across(
  slopes: Float64Array,
  curves: Float64Array,
  counts: Float64Array,
  broad: number,
  slope: number,
  curve: number,
  rows: number,
  ridge: number,
  leaf: number,
): number {
  let most = (slope * slope) / (curve + ridge);
  let at = broad;
  let left = 0;
  let leftCurve = 0;
  let leftRows = 0;
  for (let x = 1; x < broad; x += 1) {
    left += slopes[x - 1] as number;
    leftCurve += curves[x - 1] as number;
    leftRows += counts[x - 1] as number;
    if (leftRows < leaf) continue;
    if (rows - leftRows < leaf) break;
    const right = slope - left;
    const one = leftCurve + ridge;
    const other = curve - leftCurve + ridge;
    // Both gains over one denominator: dividing is slow.
    const gain = (left * left * other + right * right * one) / (one * other);
    if (gain > most) {
      most = gain;
      at = x;
    }
  }
  found = most;
  return at;
}

function fill(
  { slope, curve }: Histogram,
  top: number,
  bottom: number,
  left: number,
  right: number,
  turned: boolean,
  wide: number,
  { ridge, rate }: StepRules,
  step: Float64Array,
): void {
  const [down, across] = turned ? [1, wide] : [wide, 1];
  let s = 0;
  let c = 0;
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      s += slope[y * down + x * across] as number;
      c += curve[y * down + x * across] as number;
    }
  const value = (rate * s) / (c + ridge);
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) step[y * down + x * across] = value;
}

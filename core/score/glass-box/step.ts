/** What rows in a bin would have the score do: sums of their slopes and curvatures, and how many they are. */
export interface Histogram {
  slope: Float64Array;
  curve: Float64Array;
  rows: Int32Array;
}

export interface StepRules {
  /** Holds back leaves with little behind them. */
  ridge: number;
  /** Rows of a leaf at least. */
  leaf: number;
  rate: number;
}

/** 1: the score may only rise with the value; -1: only fall; 0: as it comes. */
export type Direction = -1 | 0 | 1;

const slopes = new Float64Array(257);
const curves = new Float64Array(257);
const counts = new Float64Array(257);

/**
 * One small step for one feature: the best tree of up to three leaves over its bins, written into `step` as what is added
 * in each bin. The bin of missing values (0) is a leaf of its own. `order` are the other bins from low to high. A step
 * keeps the direction, so the sum of all steps does.
 */
export function stepOf(
  { slope, curve, rows }: Histogram,
  order: Uint8Array,
  direction: Direction,
  { ridge, leaf, rate }: StepRules,
  step: Float64Array,
): void {
  const bins = order.length;
  // Sums up to each place; the first stays 0.
  for (let at = 0; at < bins; at += 1) {
    const bin = order[at] as number;
    slopes[at + 1] = (slopes[at] as number) + (slope[bin] as number);
    curves[at + 1] = (curves[at] as number) + (curve[bin] as number);
    counts[at + 1] = (counts[at] as number) + (rows[bin] as number);
  }
  step.fill(0);
  if ((rows[0] as number) > 0) step[0] = (rate * (slope[0] as number)) / ((curve[0] as number) + ridge);
  const [first] = cut(0, bins, direction, leaf, ridge, -Infinity, Infinity);
  const ends: number[] = [];
  if (first > 0) {
    const above = direction * leafOf(first, bins, ridge);
    const below = direction * leafOf(0, first, ridge);
    const [left, leftGain] = cut(0, first, direction, leaf, ridge, -Infinity, above);
    const [right, rightGain] = cut(first, bins, direction, leaf, ridge, below, Infinity);
    if (left > 0 && leftGain >= rightGain) ends.push(left, first);
    else if (right > 0) ends.push(first, right);
    else ends.push(first);
  }
  ends.push(bins);
  let from = 0;
  for (const to of ends) {
    const value = rate * leafOf(from, to, ridge);
    for (let at = from; at < to; at += 1) step[order[at] as number] = value;
    from = to;
  }
}

function leafOf(from: number, to: number, ridge: number): number {
  const slope = (slopes[to] as number) - (slopes[from] as number);
  return slope / ((curves[to] as number) - (curves[from] as number) + ridge);
}

function gainOf(from: number, to: number, ridge: number): number {
  const slope = (slopes[to] as number) - (slopes[from] as number);
  return (slope * slope) / ((curves[to] as number) - (curves[from] as number) + ridge);
}

/** The best cut between two places and what it gains; place 0: none. Values beside them must not be crossed. */
function cut(
  from: number,
  to: number,
  direction: Direction,
  leaf: number,
  ridge: number,
  below: number,
  above: number,
): [at: number, gain: number] {
  let best = 0;
  let most = 0;
  const whole = gainOf(from, to, ridge);
  for (let at = from + 1; at < to; at += 1) {
    if ((counts[at] as number) - (counts[from] as number) < leaf) continue;
    if ((counts[to] as number) - (counts[at] as number) < leaf) break;
    const gain = gainOf(from, at, ridge) + gainOf(at, to, ridge) - whole;
    if (gain <= most) continue;
    if (direction !== 0) {
      const low = direction * leafOf(from, at, ridge);
      const high = direction * leafOf(at, to, ridge);
      if (low > high || low < below || high > above) continue;
    }
    best = at;
    most = gain;
  }
  return [best, most];
}

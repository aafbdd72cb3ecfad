import { type Bag, heldScores, logits, pickAnswers, type Work } from './bag.ts';
import type { Binning } from './bins.ts';
import { lossesOf, probabilityOf } from './logistic.ts';
import { gainOfPair, groupBins, groupCount, type Pair, pairTerm } from './pairs.ts';
import type { Direction } from './step.ts';

/** Features whose pairs are looked at: those that do most by themselves. */
const PAIRED = 40;

/** The pairs that could add most to what features by themselves leave over. */
export function rankPairs(
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
  const groups = new Map(
    able.map((at) => {
      const { size, binning } = features[at] as { size: number; binning: Binning };
      const shape = shapes[at] as Float64Array;
      return [at, groupBins(bins[at] as Uint8Array, size, binning.kind === 'number', shape)];
    }),
  );
  const found: { pair: Pair; gain: number }[] = [];
  for (const [place, first] of able.entries()) {
    for (const second of able.slice(place + 1)) {
      const [firstGroups, secondGroups] = [groups.get(first), groups.get(second)];
      if (!firstGroups || !secondGroups) continue;
      const pair = { first, second, firstGroups, secondGroups };
      if (groupCount(firstGroups) > 1 && groupCount(secondGroups) > 1)
        found.push({ pair, gain: gainOfPair(pair, bins, slopes, curves, rules) });
    }
  }
  return found
    .sort((a, b) => b.gain - a.gain || a.pair.first - b.pair.first || a.pair.second - b.pair.second)
    .slice(0, most)
    .map(({ pair }) => pair);
}

/** The pairs without which rows held out would be scored worse; each is taken out once. */
export function pairsThatEarn(
  { table, bins }: Work,
  pairs: readonly Pair[],
  alone: readonly Bag[],
  together: readonly Bag[],
  sure: number,
): Pair[] {
  const { rows, scores } = heldScores(together);
  const answers = pickAnswers(table, rows);
  const times = new Float64Array(table.answers.length);
  for (const { split } of alone) for (const row of split.held) (times[row] as number)++;
  /** What a pair adds to each row that was held out: the mean over the bags that held it out. */
  const added = (place: number) => {
    const { bins: cells } = pairTerm(pairs[place] as Pair, bins);
    const sums = new Float64Array(times.length);
    for (const [at, { split }] of alone.entries()) {
      const shape = together[at]?.shapes[place] as Float64Array;
      for (const row of split.held) (sums[row] as number) += shape[cells[row] as number] as number;
    }
    return Float64Array.from(rows, (row) => (sums[row] as number) / (times[row] as number));
  };
  let now = scores;
  let losses = lossesOf(now, answers);
  const left: number[] = [];
  // The weakest candidate first.
  for (const place of [...pairs.keys()].reverse()) {
    const by = added(place);
    const without = now.map((score, at) => score - (by[at] as number));
    const then = lossesOf(without, answers);
    if (isSure(then, losses, sure)) {
      left.push(place);
      continue;
    }
    now = without;
    losses = then;
  }
  return left.reverse().map((place) => pairs[place] as Pair);
}

/**
 * Whether losses without a pair are higher than with it by more than chance would make them: by so many times the standard
 * error of what it spares. Pairs are the best of many, and were stopped where these rows liked them best.
 */
function isSure(without: Float64Array, with_: Float64Array, times: number): boolean {
  const spared = without.map((loss, row) => loss - (with_[row] as number));
  const mean = spared.reduce((sum, one) => sum + one, 0) / spared.length;
  const spread = spared.reduce((sum, one) => sum + (one - mean) ** 2, 0) / spared.length;
  return mean > times * Math.sqrt(spread / spared.length);
}

import { type Answers, cameTrue, type Draw } from './table.ts';

/** How good probabilities were, once it was known what happened. */
export interface Figures {
  /** Chance that one that came true has a higher score than one that did not; ties count half. Of shares it says little. */
  auc: number;
  /** Mean squared distance of the probability from what happened. */
  brier: number;
  /** Mean distance of the probability from what happened: for shares; of 0 and 1 it says little. */
  meanAbsoluteError: number;
  /** Mean of -log of the probability given to what happened. */
  logLoss: number;
  /** Mean distance of what was said from what happened, over five bins of equal count. */
  calibrationError: number;
  /** Share that came true. */
  baseRate: number;
}

export const BINS = 5;
const TINY = 1e-12;

/**
 * @param order rows by rising probability
 * @param weights how often each row counts
 */
function weighed(
  probabilities: Float64Array,
  answers: Answers,
  order: Int32Array,
  weights: Int32Array,
): Figures {
  let [all, positives, brier, absolute, loss, wins] = [0, 0, 0, 0, 0, 0];
  let [tiedUp, tiedDown, below] = [0, 0, 0];
  let before = Number.NaN;
  for (let at = 0; at < order.length; at += 1) {
    const row = order[at] as number;
    const weight = weights[row] as number;
    if (weight === 0) continue;
    const probability = probabilities[row] as number;
    const answer = answers[row] as number;
    if (probability !== before) {
      wins += tiedUp * (below + tiedDown / 2);
      below += tiedDown;
      tiedUp = 0;
      tiedDown = 0;
      before = probability;
    }
    tiedUp += weight * answer;
    tiedDown += weight * (1 - answer);
    all += weight;
    positives += weight * answer;
    brier += weight * (probability - answer) ** 2;
    absolute += weight * Math.abs(probability - answer);
    if (answer > 0) loss -= weight * answer * Math.log(Math.max(TINY, probability));
    if (answer < 1) loss -= weight * (1 - answer) * Math.log(Math.max(TINY, 1 - probability));
  }
  wins += tiedUp * (below + tiedDown / 2);
  return {
    auc: wins / (positives * (all - positives)),
    brier: brier / all,
    meanAbsoluteError: absolute / all,
    logLoss: loss / all,
    calibrationError: calibrationError(probabilities, answers, order, weights, all),
    baseRate: positives / all,
  };
}

function calibrationError(
  probabilities: Float64Array,
  answers: Answers,
  order: Int32Array,
  weights: Int32Array,
  all: number,
): number {
  let [error, seen, said, happened] = [0, 0, 0, 0];
  let bin = 1;
  for (let at = 0; at < order.length; at += 1) {
    const row = order[at] as number;
    for (let copy = weights[row] as number; copy > 0; copy -= 1) {
      said += probabilities[row] as number;
      happened += answers[row] as number;
      seen += 1;
      if (seen < Math.round((all * bin) / BINS)) continue;
      error += Math.abs(said - happened);
      [said, happened] = [0, 0];
      bin += 1;
    }
  }
  return error / all;
}

function byProbability(probabilities: Float64Array): Int32Array {
  return Int32Array.from(probabilities.keys()).sort(
    (a, b) => (probabilities[a] as number) - (probabilities[b] as number) || a - b,
  );
}

/** Figures of probabilities against what happened. AUC is NaN where only one of both happened. */
export function figuresOf(probabilities: Float64Array, answers: Answers): Figures {
  const order = byProbability(probabilities);
  return weighed(probabilities, answers, order, new Int32Array(order.length).fill(1));
}

export type Interval = [low: number, high: number];
export type Intervals = { [figure in keyof Figures]: Interval };

/** 95 % intervals: the figures of so many samples of the same size, drawn from the rows with replacement. */
export function bootstrap(
  probabilities: Float64Array,
  answers: Answers,
  draw: Draw,
  samples = 200,
): Intervals {
  const order = byProbability(probabilities);
  const size = order.length;
  const weights = new Int32Array(size);
  const drawn: Figures[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    weights.fill(0);
    for (let row = 0; row < size; row += 1) (weights[draw(size)] as number)++;
    drawn.push(weighed(probabilities, answers, order, weights));
  }
  const interval = (figure: keyof Figures): Interval => {
    const values = drawn
      .map((one) => one[figure])
      .filter((value) => !Number.isNaN(value))
      .sort((a, b) => a - b);
    const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? Number.NaN;
    return [at(0.025), at(0.975)];
  };
  return {
    auc: interval('auc'),
    brier: interval('brier'),
    meanAbsoluteError: interval('meanAbsoluteError'),
    logLoss: interval('logLoss'),
    calibrationError: interval('calibrationError'),
    baseRate: interval('baseRate'),
  };
}

/** One of five bins of equal count: what was said and what happened, on average. */
export interface ReliabilityBin {
  rows: number;
  said: number;
  happened: number;
}

export function reliability(probabilities: Float64Array, answers: Answers): ReliabilityBin[] {
  const order = byProbability(probabilities);
  return Array.from({ length: BINS }, (_, bin) => {
    const from = Math.round((order.length * bin) / BINS);
    const part = order.subarray(from, Math.round((order.length * (bin + 1)) / BINS));
    const mean = (of: (row: number) => number) => part.reduce((sum, row) => sum + of(row), 0) / part.length;
    return {
      rows: part.length,
      said: mean((row) => probabilities[row] as number),
      happened: mean((row) => answers[row] as number),
    };
  }).filter(({ rows }) => rows > 0);
}

/** Of those that came true, the share found when so large a share of rows is looked at, highest scores first. */
export function gains(
  probabilities: Float64Array,
  answers: Answers,
  points = 50,
): { looked: number; found: number }[] {
  const order = byProbability(probabilities).reverse();
  const all = cameTrue(answers);
  const curve = [{ looked: 0, found: 0 }];
  let found = 0;
  let next = 1;
  for (const [at, row] of order.entries()) {
    found += answers[row] as number;
    if (at + 1 < (order.length * next) / points) continue;
    curve.push({ looked: (at + 1) / order.length, found: found / all });
    next += 1;
  }
  return curve;
}

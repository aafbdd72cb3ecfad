import { figuresOf, type Interval } from './glass-box/figures.ts';
import { logitOf, lossesOf } from './glass-box/logistic.ts';
import type { Answers, Draw } from './glass-box/table.ts';

/** Groups of fewer rows are put together: a figure of a few is chance, and could point at somebody. */
export const FEWEST_OF_A_GROUP = 30;
const SAMPLES = 400;

/** How right a score is about one group. Shares and chances from 0 to 1. */
export interface GroupFigures {
  group: string;
  rows: number;
  /** Share of rows in which it came true. */
  baseRate: number;
  /** Mean of what was said. */
  said: number;
  /** What was said less what happened, and its 95 % interval: above 0, the group is thought worse of than it deserves. */
  gap: number;
  gapInterval: Interval;
  /** Null where all rows came to the same. */
  auc: number | null;
  /** Of those in which it did not come true, the share that was called likely. */
  falseAlarms: number | null;
  /** Of all, the share that is called likely, and so is treated in another way. */
  treated: number;
}

export interface Difference {
  without: number;
  with: number;
  /** How much better the score with the group is; negative: worse. */
  price: number;
  /** 95 %, from samples in which both scores see the same rows. */
  interval: Interval;
}

/** What it costs to leave the group out of a score. */
export interface Price {
  auc: Difference;
  logLoss: Difference;
}

/** Names of groups, with those of few rows put together as `others`. */
export function groupsOf(groups: readonly string[], fewest = FEWEST_OF_A_GROUP): string[] {
  const counts = new Map<string, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  return groups.map((group) => ((counts.get(group) ?? 0) < fewest ? 'others' : group));
}

/**
 * How right a score is about each group, in the order of their names.
 * @param answers 1 where it came true, else 0; or shares
 * @param threshold what is said from which on a row is called likely
 */
export function figuresByGroup(
  groups: readonly string[],
  probabilities: Float64Array,
  answers: Answers,
  threshold: number,
  draw: Draw,
): GroupFigures[] {
  const rowsBy = Map.groupBy(groups.keys(), (row) => groups[row] as string);
  return [...rowsBy]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, rows]) => {
      const said = Float64Array.from(rows, (row) => probabilities[row] as number);
      const happened = Float64Array.from(rows, (row) => answers[row] as number);
      return { group, ...figuresOfOne(said, happened, threshold, draw) };
    });
}

function figuresOfOne(
  said: Float64Array,
  happened: Answers,
  threshold: number,
  draw: Draw,
): Omit<GroupFigures, 'group'> {
  const rows = said.length;
  const misses = said.map((each, row) => each - (happened[row] as number));
  const likely = said.map((each) => (each >= threshold ? 1 : 0));
  const negatives = [...happened.keys()].filter((row) => happened[row] === 0);
  const { auc, baseRate } = figuresOf(said, happened);
  return {
    rows,
    baseRate,
    said: meanOf(said),
    gap: meanOf(misses),
    gapInterval: sampled(
      rows,
      draw,
      (chosen) => chosen.reduce((sum, row) => sum + (misses[row] ?? 0), 0) / rows,
    ),
    auc: Number.isNaN(auc) ? null : auc,
    falseAlarms:
      negatives.length === 0
        ? null
        : negatives.reduce((sum, row) => sum + (likely[row] ?? 0), 0) / negatives.length,
    treated: meanOf(likely),
  };
}

/** What it costs to leave the group out: both scores are compared on the same rows, and on the same samples of them. */
export function priceOf(answers: Answers, without: Float64Array, with_: Float64Array, draw: Draw): Price {
  const [ours, theirs] = [without, with_].map((said) => lossesOf(said.map(logitOf), answers));
  const spared = Float64Array.from(answers, (_, row) => (ours?.[row] ?? 0) - (theirs?.[row] ?? 0));
  const logLoss = sampled(answers.length, draw, (chosen) =>
    meanOf(Float64Array.from(chosen, (row) => spared[row] ?? 0)),
  );
  const auc = sampled(answers.length, draw, (chosen) => {
    const truth = Float64Array.from(chosen, (row) => answers[row] ?? 0);
    const of = (said: Float64Array) =>
      figuresOf(
        Float64Array.from(chosen, (row) => said[row] ?? 0),
        truth,
      ).auc;
    return of(with_) - of(without);
  });
  const [simple, wider] = [figuresOf(without, answers), figuresOf(with_, answers)];
  return {
    auc: { without: simple.auc, with: wider.auc, price: wider.auc - simple.auc, interval: auc },
    logLoss: {
      without: simple.logLoss,
      with: wider.logLoss,
      price: simple.logLoss - wider.logLoss,
      interval: logLoss,
    },
  };
}

/** The 95 % interval of a figure over samples of the rows, drawn with replacement. */
function sampled(rows: number, draw: Draw, figure: (chosen: Int32Array) => number): Interval {
  const values = Array.from({ length: SAMPLES }, () =>
    figure(Int32Array.from({ length: rows }, () => draw(rows))),
  )
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

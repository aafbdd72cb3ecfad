import { probabilityOf } from '../core/score/glass-box/logistic.ts';
import type { Column, Table } from '../core/score/glass-box/table.ts';

/* What everybody has: logistic regression. Numbers are standardised, missing ones are the mean and a mark; words are marks. */

const ROUNDS = 400;
const RATE = 1;
const RIDGE = 1e-4;

/** Learns weights by steepest descent with momentum and returns the probabilities of other rows. */
export function fitLine(train: Table, test: Table): Float64Array {
  const makers = train.columns.map(makerOf);
  const design = (table: Table) => makers.flatMap((make, at) => make(table.columns[at] as Column));
  const columns = design(train);
  const rows = train.answers.length;
  const weights = new Float64Array(columns.length);
  const speed = new Float64Array(columns.length);
  let [base, baseSpeed] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const misses = scoresOf(columns, weights, base, rows).map(
      (score, row) => (train.answers[row] as number) - probabilityOf(score),
    );
    baseSpeed = 0.9 * baseSpeed + (RATE * misses.reduce((sum, miss) => sum + miss, 0)) / rows;
    base += baseSpeed;
    for (const [at, column] of columns.entries()) {
      let slope = 0;
      for (let row = 0; row < rows; row += 1) slope += (column[row] as number) * (misses[row] as number);
      speed[at] = 0.9 * (speed[at] as number) + RATE * (slope / rows - RIDGE * (weights[at] as number)) * 0.2;
      (weights[at] as number) += speed[at] as number;
    }
  }
  return scoresOf(design(test), weights, base, test.answers.length).map(probabilityOf);
}

function scoresOf(
  columns: readonly Float64Array[],
  weights: Float64Array,
  base: number,
  rows: number,
): Float64Array {
  const scores = new Float64Array(rows).fill(base);
  for (const [at, column] of columns.entries()) {
    const weight = weights[at] as number;
    for (let row = 0; row < rows; row += 1) (scores[row] as number) += weight * (column[row] as number);
  }
  return scores;
}

function makerOf(column: Column): (column: Column) => Float64Array[] {
  if (column.kind === 'category') {
    return (other) =>
      column.words.map((word) =>
        other.kind === 'category'
          ? Float64Array.from(other.codes, (code) => (other.words[code] === word ? 1 : 0))
          : new Float64Array(0),
      );
  }
  const known = column.values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const spread = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length) || 1;
  return (other) =>
    other.kind === 'number'
      ? [
          other.values.map((value) => (Number.isNaN(value) ? 0 : (value - mean) / spread)),
          other.values.map((value) => (Number.isNaN(value) ? 1 : 0)),
        ]
      : [];
}

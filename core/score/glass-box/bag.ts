import type { Boosting, Split, Term } from './boost.ts';
import type { Answers, Table } from './table.ts';

export interface Work {
  table: Table;
  bins: Uint8Array[];
  terms: Term[];
  start: Float64Array;
  boosting: Boosting;
}

/** The sum of shapes for every row, on top of where it stood. */
export function logits(
  terms: readonly Term[],
  shapes: readonly Float64Array[],
  start: Float64Array,
): Float64Array {
  const sum = start.slice();
  for (const [at, { bins }] of terms.entries()) {
    const shape = shapes[at] as Float64Array;
    for (let row = 0; row < sum.length; row += 1)
      (sum[row] as number) += shape[bins[row] as number] as number;
  }
  return sum;
}

export interface Bag {
  split: Split;
  shapes: Float64Array[];
  rounds: number;
  /** Where every row stands with these shapes. */
  scores: Float64Array;
}

/** The score of each row that was held out: the mean over the bags that held it out. */
export function heldScores(bags: readonly Bag[]): { rows: Int32Array; scores: Float64Array } {
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

export function pickAnswers({ answers }: Table, rows: Int32Array): Answers {
  return Float64Array.from(rows, (row) => answers[row] as number);
}

import type { Answers } from './table.ts';

const REACH = 16;
const STEPS = 256;
const LAST = 2 * REACH * STEPS;
const table = Float64Array.from({ length: LAST + 2 }, (_, at) => 1 / (1 + Math.exp(REACH - at / STEPS)));

/** The probability of a logit. */
export function probabilityOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** The same out of a table, to six digits: learning asks a hundred million times. */
export function roughProbabilityOf(logit: number): number {
  const place = (logit + REACH) * STEPS;
  if (!(place > 0)) return table[0] as number;
  if (place >= LAST) return table[LAST] as number;
  const at = place | 0;
  const low = table[at] as number;
  return low + ((table[at + 1] as number) - low) * (place - at);
}

export function logitOf(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** -log of the probability given to what happened, row by row; of a share, of both sides by their part. */
export function lossesOf(logits: Float64Array, answers: Answers): Float64Array {
  return logits.map((logit, row) => {
    const softly = Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(0, logit);
    return softly - (answers[row] as number) * logit;
  });
}

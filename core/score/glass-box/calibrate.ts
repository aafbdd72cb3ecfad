import { probabilityOf } from './logistic.ts';
import type { Answers } from './table.ts';

/** Probability = logistic of (slope × score + shift). */
export interface Calibration {
  slope: number;
  shift: number;
}

/** Rows that the belief "the score is right as it is" counts for: few rows held out bend it little. */
const BELIEF = 4;
const [FLATTEST, STEEPEST] = [0.2, 2];

/**
 * Fits a straight line through the scores of rows that were held out (Platt), so that a probability means what it says.
 * A line keeps a sum a sum: each term is multiplied, and terms still add up to the score.
 */
export function calibrate(scores: Float64Array, answers: Answers): Calibration {
  let [slope, shift] = [1, 0];
  for (let round = 0; round < 25; round += 1) {
    let [g0, g1, h00, h01, h11] = [-BELIEF * 0.25 * shift, -BELIEF * (slope - 1), BELIEF * 0.25, 0, BELIEF];
    for (let row = 0; row < scores.length; row += 1) {
      const score = scores[row] as number;
      const probability = probabilityOf(slope * score + shift);
      const miss = (answers[row] as number) - probability;
      const curve = probability * (1 - probability);
      g0 += miss;
      g1 += miss * score;
      h00 += curve;
      h01 += curve * score;
      h11 += curve * score * score;
    }
    const determinant = h00 * h11 - h01 * h01;
    const moveShift = (h11 * g0 - h01 * g1) / determinant;
    const moveSlope = (h00 * g1 - h01 * g0) / determinant;
    shift += moveShift;
    // Above zero always: a slope that turned the score around would turn what is monotone around too.
    slope = Math.min(STEEPEST, Math.max(FLATTEST, slope + moveSlope));
    if (Math.abs(moveShift) + Math.abs(moveSlope) < 1e-10) break;
  }
  return { slope, shift };
}

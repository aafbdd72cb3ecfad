import { describe, expect, it } from 'vitest';
import { drawFrom } from '../../../../core/score/draw.ts';
import { calibrate } from '../../../../core/score/glass-box/calibrate.ts';
import { bootstrap, figuresOf, gains, reliability } from '../../../../core/score/glass-box/figures.ts';
import { probabilityOf } from '../../../../core/score/glass-box/logistic.ts';

const of = (said: number[], happened: number[]) =>
  [Float64Array.from(said), Uint8Array.from(happened)] as const;

describe('AUC', () => {
  it.each([
    ['all in order', [0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1], 1],
    ['all the wrong way round', [0.9, 0.8, 0.2, 0.1], [0, 0, 1, 1], 0],
    ['no difference is said', [0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1], 0.5],
    ['one of four pairs is wrong', [0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.75],
    ['a tie counts half', [0.1, 0.4, 0.4, 0.8], [0, 0, 1, 1], 0.875],
  ])('%s', (_, said, happened, auc) => {
    expect(figuresOf(...of(said, happened)).auc).toBeCloseTo(auc, 12);
  });
});

it('Brier, log loss and base rate are means over the rows', () => {
  const figures = figuresOf(...of([0.2, 0.6, 0.9], [0, 1, 1]));
  expect(figures.brier).toBeCloseTo((0.04 + 0.16 + 0.01) / 3, 12);
  expect(figures.logLoss).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6) + Math.log(0.9)) / 3, 12);
  expect(figures.baseRate).toBeCloseTo(2 / 3, 12);
});

it('the calibration error is the mean distance in five bins of equal count', () => {
  const said = [0.1, 0.1, 0.3, 0.3, 0.5, 0.5, 0.7, 0.7, 0.9, 0.9];
  const happened = [0, 0, 1, 0, 0, 1, 1, 1, 1, 1];
  const [p, y] = of(said, happened);
  expect(figuresOf(p, y).calibrationError).toBeCloseTo((0.1 + 0.2 + 0 + 0.3 + 0.1) / 5, 12);
  expect(reliability(p, y).map(({ rows }) => rows)).toEqual([2, 2, 2, 2, 2]);
  expect(reliability(p, y)[3]).toMatchObject({ happened: 1, said: expect.closeTo(0.7, 12) });
});

it('the curve of gains begins at nothing, ends at everything and finds the highest scores first', () => {
  const curve = gains(...of([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1]), 4);
  expect(curve.map(({ looked, found }) => [looked, found])).toEqual([
    [0, 0],
    [0.25, 0.5],
    [0.5, 1],
    [0.75, 1],
    [1, 1],
  ]);
});

it('an interval holds the figure, and is narrower with more rows', () => {
  const draw = drawFrom(4);
  const sample = (rows: number) => {
    const said = Float64Array.from({ length: rows }, () => draw(1000) / 1000);
    return [said, Uint8Array.from(said, (p) => (draw(1000) / 1000 < p ? 1 : 0))] as const;
  };
  const width = (rows: number) => {
    const [said, happened] = sample(rows);
    const { auc } = figuresOf(said, happened);
    const [low, high] = bootstrap(said, happened, draw).auc;
    expect(low).toBeLessThan(auc);
    expect(high).toBeGreaterThan(auc);
    return high - low;
  };
  expect(width(4_000)).toBeLessThan(width(250) / 2);
});

it('calibration puts right what was said too loudly', () => {
  const draw = drawFrom(6);
  const truth = Float64Array.from({ length: 20_000 }, () => draw(4_000) / 1_000 - 2);
  const answers = Uint8Array.from(truth, (logit) => (draw(100_000) / 100_000 < probabilityOf(logit) ? 1 : 0));
  const { slope, shift } = calibrate(
    truth.map((logit) => 1.6 * logit + 0.5),
    answers,
  );
  expect(slope).toBeCloseTo(1 / 1.6, 1);
  expect(shift).toBeCloseTo(-0.5 / 1.6, 1);
});

it('a score that is the wrong way round is flattened and never turned: what is monotone stays so', () => {
  const scores = Float64Array.from({ length: 500 }, (_, row) => row / 100 - 2.5);
  expect(
    calibrate(
      scores,
      Uint8Array.from(scores, (score) => (score < 0 ? 1 : 0)),
    ).slope,
  ).toBeGreaterThan(0);
});

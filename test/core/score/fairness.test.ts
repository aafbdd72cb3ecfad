import { describe, expect, it } from 'vitest';
import { drawFrom } from '../../../core/score/draw.ts';
import { figuresByGroup, groupsOf, priceOf } from '../../../core/score/fairness.ts';

const of = (said: number[], happened: number[]) =>
  [Float64Array.from(said), Uint8Array.from(happened)] as const;

describe('how right a score is about each group', () => {
  it('is told of rows, base rate, what was said, false alarms and how many are called likely', () => {
    const figures = figuresByGroup(
      ['a', 'b', 'a', 'a', 'b', 'a'],
      ...of([0.9, 0.2, 0.6, 0.4, 0.3, 0.1], [1, 0, 0, 1, 0, 0]),
      0.5,
      drawFrom(1),
    );
    expect(figures[0]).toMatchObject({
      group: 'a',
      rows: 4,
      baseRate: 0.5,
      said: expect.closeTo(0.5, 10),
      gap: expect.closeTo(0, 10),
      auc: 0.75,
      falseAlarms: 0.5,
      treated: 0.5,
    });
    // All of b came to the same: nothing can be told apart.
    expect(figures[1]).toMatchObject({ group: 'b', rows: 2, baseRate: 0, auc: null, falseAlarms: 0 });
    expect(figures[1]?.gap).toBeCloseTo(0.25, 10);
  });

  it('finds a group of which too much is thought, and no fault with one that is seen rightly', () => {
    const draw = drawFrom(3);
    const groups = Array.from({ length: 4_000 }, (_, row) => (row % 2 === 0 ? 'rightly' : 'too much'));
    const said = Float64Array.from(groups, () => 0.2 + draw(600) / 1_000);
    const happened = Uint8Array.from(groups, (group, row) =>
      draw(1_000) / 1_000 < (said[row] ?? 0) - (group === 'too much' ? 0.1 : 0) ? 1 : 0,
    );
    const [rightly, much] = figuresByGroup(groups, said, happened, 0.5, draw);
    expect(rightly?.gapInterval[0]).toBeLessThan(0);
    expect(rightly?.gapInterval[1]).toBeGreaterThan(0);
    expect(much?.gapInterval[0]).toBeGreaterThan(0.05);
  });

  it('puts groups of few rows together, so that nobody is pointed at', () => {
    expect(groupsOf(['a', 'a', 'b', 'c', 'a'], 2)).toEqual(['a', 'a', 'others', 'others', 'a']);
  });
});

describe('the price of leaving the group out', () => {
  const draw = drawFrom(5);
  const truth = Float64Array.from({ length: 1_500 }, () => 0.05 + draw(900) / 1_000);
  const answers = Uint8Array.from(truth, (chance) => (draw(1_000) / 1_000 < chance ? 1 : 0));

  it('is nothing between a score and itself', () => {
    const { auc, logLoss } = priceOf(answers, truth, truth, draw);
    expect([auc.price, ...auc.interval, logLoss.price, ...logLoss.interval]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('is above nothing where the group says something, by both figures', () => {
    const blurred = truth.map((chance, row) => (row % 2 === 0 ? chance : 0.5));
    const { auc, logLoss } = priceOf(answers, blurred, truth, draw);
    for (const { price, interval } of [auc, logLoss]) {
      expect(interval[0]).toBeGreaterThan(0);
      expect(price).toBeGreaterThan(interval[0]);
      expect(price).toBeLessThan(interval[1]);
    }
  });
});

import { describe, expect, it, test } from 'vitest';
import { driftOfCalibration, driftOfFeature, stabilityIndex, worstOf } from '../../../core/score/drift.ts';

const numbers = (values: number[]) =>
  ({ name: 'x', kind: 'number', values: Float64Array.from(values) }) as const;
const binning = { name: 'x', kind: 'number', edges: [10, 20, 30] } as const;
const bins = { ...binning, edges: [...binning.edges] };
const spread = (counts: number[]) =>
  numbers(counts.flatMap((count, at) => new Array(count).fill(at === 0 ? Number.NaN : at * 10 - 5)));

test.each([
  // By hand: 0.1 × ln 1.2 - 0.1 × ln 0.8.
  [[5_000, 5_000], [6_000, 4_000], 0.0405],
  [[5_000, 5_000], [8_000, 2_000], 0.4159],
  [[2_500, 2_500, 2_500, 2_500], [1_000, 2_000, 3_000, 4_000], 0.2282],
  [[3_000, 7_000], [300, 700], 0],
])('the stability index of %j and then %j is %d', (then, now, index) => {
  expect(stabilityIndex(then, now)).toBeCloseTo(index, 3);
});

test('a bin in which nothing is any more is no infinity', () => {
  expect(stabilityIndex([50, 50], [100, 0])).toBeLessThan(10);
});

describe('a feature', () => {
  it.each([
    ['as before', [100, 400, 400, 100], 'stable'],
    ['shifted somewhat', [100, 250, 450, 200], 'watch'],
    ['of other cases', [0, 100, 100, 800], 'refit'],
    ['that is missing where it was known', [600, 200, 150, 50], 'refit'],
  ])('%s: %j is %s', (_, now, word) => {
    expect(driftOfFeature(bins, spread([100, 400, 400, 100]), spread(now))).toMatchObject({
      feature: 'x',
      drift: word,
    });
  });

  it('of few rows is not said to drift for what chance does', () => {
    expect(driftOfFeature(bins, spread([2, 8, 8, 2]), spread([3, 6, 9, 2])).drift).toBe('stable');
  });
});

describe('chances', () => {
  const of = (chance: number, rows: number, came: number) =>
    driftOfCalibration(
      new Float64Array(rows).fill(chance),
      Uint8Array.from({ length: rows }, (_, row) => (row < came ? 1 : 0)),
    );

  it.each([
    ['hold', 0.5, 400, 205, 'stable'],
    ['are surely off, by little', 0.5, 10_000, 5_200, 'watch'],
    ['are off by much', 0.5, 400, 280, 'refit'],
  ])('that %s', (_, chance, rows, came, word) => {
    expect(of(chance, rows, came)).toMatchObject({ rows, observed: came, drift: word });
  });

  it('come with what is expected and the interval of it', () => {
    expect(of(0.5, 400, 200)).toMatchObject({ expected: 200, interval: [180.4, 219.6] });
  });
});

test('the worst word is said of all together', () => {
  expect([worstOf([]), worstOf(['stable', 'watch']), worstOf(['watch', 'refit'])]).toEqual([
    'stable',
    'watch',
    'refit',
  ]);
});

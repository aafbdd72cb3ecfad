import { describe, expect, test } from 'vitest';
import { CutOffs, defaultCutOffs } from '../../../core/segment/cut-offs.ts';
import { fitCutOffs, type Outcome } from '../../../core/segment/fit-cut-offs.ts';

/** So many cases with scores and amounts spread evenly, each with what the rules say came of it. */
function portfolio(
  size: number,
  of: { quickFrom: number; helpBelow: number; room: number },
  noise = 0,
): Outcome[] {
  return Array.from({ length: size }, (_, n) => {
    const points = (n * 37) % 101;
    const cents = 1_000 + ((n * 7919) % 120_000);
    const odd = noise > 0 && n % noise === 0;
    return {
      points,
      cents,
      paid30: points >= of.quickFrom !== odd,
      paid90: points >= of.helpBelow !== odd,
      how: cents <= of.room !== odd ? 'at-once' : 'in-parts',
    };
  });
}

const own = { quickFrom: 74, helpBelow: 22, room: 61_000 };

describe('cut-offs fitted to a portfolio', () => {
  test('lie where the cases say', () => {
    const { cutOffs, evidence } = fitCutOffs(portfolio(3_000, own));
    expect(cutOffs).toMatchObject({ quickFrom: 74, helpBelow: 22 });
    expect(Math.abs(cutOffs.room - own.room)).toBeLessThan(200);
    expect(Object.values(evidence).every(({ fitted, yes, no }) => fitted && yes + no === 3_000)).toBe(true);
  });

  test('are not moved far by the odd case', () => {
    const { cutOffs } = fitCutOffs(portfolio(3_000, own, 10));
    expect(Math.abs(cutOffs.quickFrom - own.quickFrom)).toBeLessThanOrEqual(1);
    expect(Math.abs(cutOffs.helpBelow - own.helpBelow)).toBeLessThanOrEqual(1);
    expect(Math.abs(cutOffs.room - own.room)).toBeLessThan(3_000);
  });

  test('are the same in whatever order the cases come', () => {
    const rows = portfolio(1_000, own, 7);
    expect(fitCutOffs(rows.toReversed())).toEqual(fitCutOffs(rows));
  });

  test('keep to their meaning: below `helpBelow` fewer than three of ten paid within 90 days', () => {
    // From 20 to 40 points one of four paid, from 40 on all did.
    const rows = Array.from({ length: 1_000 }, (_, n): Outcome => {
      const points = 20 + (n % 60);
      return { points, cents: 1_000, paid30: false, paid90: points >= 40 || Math.floor(n / 60) % 4 === 0 };
    });
    expect(fitCutOffs(rows).cutOffs.helpBelow).toBe(40);
    // With half of them paying, nobody there is asked about help first.
    const half = rows.map((row, n) => ({ ...row, paid90: row.points >= 40 || Math.floor(n / 60) % 2 === 0 }));
    expect(fitCutOffs(half).cutOffs.helpBelow).toBeLessThanOrEqual(20);
  });

  test('never leave what can be meant, whatever the cases say', () => {
    for (const extreme of [
      { quickFrom: 0, helpBelow: 0, room: 0 },
      { quickFrom: 101, helpBelow: 101, room: 1e9 },
      { quickFrom: 3, helpBelow: 99, room: 1_500 },
    ]) {
      const { cutOffs } = fitCutOffs(portfolio(2_000, extreme, 9));
      expect(CutOffs.safeParse(cutOffs).success).toBe(true);
      expect(cutOffs.helpBelow).toBeLessThanOrEqual(50);
      expect(cutOffs.quickFrom).toBeGreaterThanOrEqual(55);
    }
  });
});

test.each<[string, Outcome[]]>([
  ['nobody', []],
  ['few', portfolio(199, own)],
  ['many of whom nobody paid', portfolio(500, { quickFrom: 101, helpBelow: 101, room: 0 })],
])('of %s nothing is learnt: the usual cut-offs stand', (_, rows) => {
  const { cutOffs, evidence } = fitCutOffs(rows);
  expect(cutOffs).toEqual(defaultCutOffs);
  expect(Object.values(evidence).some(({ fitted }) => fitted)).toBe(false);
});

test('a cut-off with too few cases stands while others are fitted', () => {
  const rows = portfolio(1_000, own).map((row, n) => {
    const { how, ...rest } = row;
    return n < 100 && how ? { ...rest, how } : rest;
  });
  const { cutOffs, evidence } = fitCutOffs(rows);
  expect(evidence.room).toMatchObject({ fitted: false });
  expect(cutOffs).toMatchObject({ room: defaultCutOffs.room, quickFrom: 74 });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { rowsOf, syntheticTable } from '../../../../bench/synthetic-table.ts';
import { drawFrom } from '../../../../core/score/draw.ts';
import { compile } from '../../../../core/score/glass-box/compile.ts';
import { figuresOf } from '../../../../core/score/glass-box/figures.ts';
import { type Learnt, learn } from '../../../../core/score/glass-box/learn.ts';
import { probabilityOfScore } from '../../../../core/score/glass-box/model.ts';
import type { Column, Table } from '../../../../core/score/glass-box/table.ts';

const directions = { 'number-0': 1, 'number-5': 1, 'number-7': -1, 'number-2': 1 } as const;
const all = syntheticTable(8_000, drawFrom(5));
const table = rowsOf(all, 0, 4_000);
const fresh = rowsOf(all, 4_000, 8_000);

const columnsFor = (learnt: Learnt, { columns }: Table): Column[] =>
  learnt.features.map(({ binning }) => {
    const column = columns.find(({ name }) => name === binning.name);
    if (!column) throw new Error(binning.name);
    return column;
  });
const spread = ({ points }: { points: number[] }) => Math.max(...points) - Math.min(...points);

/** A table of numbers of chance, and an answer for each row. */
function tableOf(rows: number, width: number, answer: (x: number[], luck: number) => boolean): Table {
  const draw = drawFrom(3);
  const values = Array.from({ length: width }, () => new Float64Array(rows));
  const answers = new Uint8Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const x = values.map(() => draw(1_000) / 1_000);
    for (const [at, column] of values.entries()) column[row] = x[at] ?? 0;
    answers[row] = answer(x, draw(1_000) / 1_000) ? 1 : 0;
  }
  return { columns: values.map((each, at) => ({ name: `x${at}`, kind: 'number', values: each })), answers };
}

describe('a model that was learnt', () => {
  let learnt: Learnt;
  beforeAll(() => {
    learnt = learn(table, { draw: drawFrom(1), directions });
  });

  it('tells apart rows that it never saw, and says about as much as happens', () => {
    const scores = compile(learnt).scoreColumns(columnsFor(learnt, fresh));
    const figures = figuresOf(Float64Array.from(scores, probabilityOfScore), fresh.answers);
    expect(figures.auc).toBeGreaterThan(0.74);
    expect(figures.calibrationError).toBeLessThan(0.04);
  });

  it('is the same, byte for byte, of the same data and seed, and another of another seed', () => {
    const rows = rowsOf(table, 0, 700);
    const small = { ...rows, columns: rows.columns.slice(0, 10) };
    const text = (seed: number) => JSON.stringify(learn(small, { draw: drawFrom(seed), directions }));
    expect(text(1)).toBe(text(1));
    expect(text(1)).not.toBe(text(2));
  });

  it('keeps to the direction that was asked of it, over all values', () => {
    for (const [name, direction] of Object.entries(directions)) {
      const feature = learnt.features.find(({ binning }) => binning.name === name);
      const points = (feature?.points ?? []).slice(1);
      expect(points.length).toBeGreaterThan(10);
      for (const [at, value] of points.entries())
        expect(direction * (value - (points[at - 1] ?? value)), `${name}, bin ${at}`).toBeGreaterThanOrEqual(
          0,
        );
    }
    const held = learnt.features.findIndex(({ binning }) => binning.name in directions);
    expect(learnt.pairs.some(({ first, second }) => first === held || second === held)).toBe(false);
  });

  it('bends where nothing was asked of it: the truth of number-1 rises and falls', () => {
    const points = learnt.features.find(({ binning }) => binning.name === 'number-1')?.points.slice(1) ?? [];
    const steps = points.slice(1).map((value, at) => value - (points[at] ?? 0));
    expect(Math.max(...steps)).toBeGreaterThan(0);
    expect(Math.min(...steps)).toBeLessThan(0);
  });

  it('holds what is missing for a value of its own', () => {
    // In the table number-5 is missing more often where the answer is yes.
    const points = learnt.features.find(({ binning }) => binning.name === 'number-5')?.points ?? [];
    expect(points[0]).toBeGreaterThan(0);
  });

  it('adds up: for many random rows the terms make the score exactly, pairs with them', () => {
    expect(learnt.pairs.length).toBeGreaterThan(0);
    const scorer = compile(learnt);
    const draw = drawFrom(11);
    const values = new Float64Array(learnt.features.length);
    for (let row = 0; row < 30_000; row += 1) {
      for (const [at, { binning }] of learnt.features.entries())
        values[at] =
          draw(20) === 0
            ? Number.NaN
            : binning.kind === 'number'
              ? draw(8_000) / 1_000 - 4
              : draw(binning.words.length + 1) + 1;
      const parts = scorer.explainRow(values);
      const sum = parts.reduce((all, { points }) => all + points, 0);
      if (sum !== scorer.scoreRow(values) || !parts.every(({ points }) => Number.isInteger(points)))
        expect.fail(`${sum} is not ${scorer.scoreRow(values)}`);
    }
  });

  it('never moves the wrong way when only a monotone feature changes, whatever the rest of the row', () => {
    const scorer = compile(learnt);
    const draw = drawFrom(12);
    for (const [name, direction] of Object.entries(directions)) {
      const at = learnt.features.findIndex(({ binning }) => binning.name === name);
      for (let row = 0; row < 50; row += 1) {
        const values = Float64Array.from(learnt.features, ({ binning }) =>
          binning.kind === 'number' ? draw(8_000) / 1_000 - 4 : draw(5) + 1,
        );
        let before = Number.NEGATIVE_INFINITY;
        for (let value = -4; value <= 4; value += 0.02) {
          values[at] = value;
          const score = direction * scorer.scoreRow(values);
          if (score < before) expect.fail(`${name} at ${value}`);
          before = score;
        }
      }
    }
  });

  it('scores a row alone as it scores it among many', () => {
    const scorer = compile(learnt);
    const columns = columnsFor(learnt, fresh);
    const many = scorer.scoreColumns(columns);
    for (let row = 0; row < 1_000; row += 1) {
      const values = columns.map((column, at) => {
        if (column.kind === 'number') return column.values[row] ?? Number.NaN;
        const word = column.words[column.codes[row] ?? -1];
        return word === undefined ? Number.NaN : scorer.codeOf(at, word);
      });
      expect(scorer.scoreRow(values)).toBe(many[row]);
    }
  });

  it('gives a word that it never saw what it gives rare ones', () => {
    const scorer = compile(learnt);
    const at = learnt.features.findIndex(({ binning }) => binning.kind === 'category');
    const columns = columnsFor(learnt, rowsOf(fresh, 0, 1));
    columns[at] = { name: 'category-0', kind: 'category', words: ['never seen'], codes: Int32Array.of(0) };
    const [seen] = scorer.scoreColumns(columns);
    columns[at] = { name: 'category-0', kind: 'category', words: ['nor this'], codes: Int32Array.of(0) };
    expect(scorer.scoreColumns(columns)[0]).toBe(seen);
  });
});

describe('pairs', () => {
  it('are found where two features only say something together', () => {
    const either = tableOf(3_000, 4, ([a = 0, b = 0], luck) =>
      luck < 0.85 ? a > 0.5 !== b > 0.5 : luck < 0.92,
    );
    const { pairs, features, held } = learn(either, { draw: drawFrom(1) });
    expect(pairs.map(({ first, second }) => [first, second])).toEqual([[0, 1]]);
    expect(Math.max(...features.map(spread))).toBeLessThan(Math.max(...pairs.map(spread)) / 3);
    expect(figuresOf(held.probabilities, held.answers).auc).toBeGreaterThan(0.85);
  });

  it('are left out where they do not earn their place', () => {
    const added = tableOf(3_000, 4, ([a = 0, b = 0], luck) => luck < 1 / (1 + Math.exp(2 - 2 * a - 2 * b)));
    expect(learn(added, { draw: drawFrom(1) }).pairs).toEqual([]);
  });

  it('are left out where features must keep to a direction', () => {
    const either = tableOf(3_000, 2, ([a = 0, b = 0], luck) =>
      luck < 0.85 ? a > 0.5 !== b > 0.5 : luck < 0.92,
    );
    expect(learn(either, { draw: drawFrom(1), directions: { x0: 1 } }).pairs).toEqual([]);
  });
});

describe('holding out', () => {
  it('takes later rows after earlier ones where rows have days, and learns from all in the end', () => {
    const days = Int32Array.from(table.answers, (_, row) => 15_000 + Math.floor(row / 20));
    const timed = learn({ ...table, days }, { draw: drawFrom(1), pairs: 0 });
    expect(timed.by).toBe('later');
    expect(timed.held.answers.length).toBe(2_400);
    expect([...timed.held.answers]).toEqual([...table.answers.slice(1_600)]);
  });

  it('takes each row once where nobody knows an order', () => {
    const small = rowsOf(table, 0, 600);
    const untimed = learn(small, { draw: drawFrom(1), pairs: 0 });
    expect(untimed.by).toBe('parts');
    expect([...untimed.held.answers]).toEqual([...small.answers]);
  });

  it('finds nothing in noise: what it says of rows held out is no better than chance', () => {
    const noise = tableOf(2_000, 5, (_, luck) => luck < 0.3);
    const { held } = learn(noise, { draw: drawFrom(1) });
    const { auc, calibrationError } = figuresOf(held.probabilities, held.answers);
    expect(auc).toBeGreaterThan(0.44);
    expect(auc).toBeLessThan(0.56);
    expect(calibrationError).toBeLessThan(0.04);
  });
});

describe('shares', () => {
  it('are predicted as they come: what is said is about what happens, on average and at either end', () => {
    const draw = drawFrom(7);
    const rows = 3_000;
    const x = Float64Array.from({ length: rows }, () => draw(1_000) / 1_000);
    const luck = () => (draw(1_000) + draw(1_000)) / 10_000 - 0.1;
    const answers = x.map((value) => Math.min(1, Math.max(0, 0.9 * value ** 2 + luck())));
    const learnt = learn({ columns: [{ name: 'x', kind: 'number', values: x }], answers }, { draw });
    const { probabilities } = learnt.held;
    const { meanAbsoluteError, calibrationError } = figuresOf(probabilities, answers);
    // The luck alone is about 0.033 off on average.
    expect(meanAbsoluteError).toBeLessThan(0.045);
    expect(calibrationError).toBeLessThan(0.01);
  });
});

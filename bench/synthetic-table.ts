import type { Column, Draw, Table } from '../core/score/glass-box/table.ts';

const NUMBERS = 17;
const CATEGORIES = 8;

/** `sums`: nearly additive, with two pairs; `pairs`: ten pairs; `tangled`: three that only count together as well. */
export type Truth = 'sums' | 'pairs' | 'tangled';

/**
 * An invented table of 25 columns whose truth is known (`chances`): curves, steps, categories, two pairs that only count together,
 * columns that say nothing, and values that are missing, some of them not by chance.
 */
export function syntheticTable(
  rows: number,
  draw: Draw,
  truth: Truth = 'sums',
): Table & { chances: Float64Array } {
  const uniform = () => draw(1_000_000) / 1_000_000;
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const numbers = Array.from({ length: NUMBERS }, () => new Float64Array(rows));
  const codes = Array.from({ length: CATEGORIES }, () => new Int32Array(rows));
  const effects = codes.map((_, at) => Array.from({ length: 3 + at * 4 }, () => normal() * 0.35));
  const answers = new Uint8Array(rows);
  const chances = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const common = normal();
    const x = numbers.map((_, at) => (at % 3 === 0 ? 0.6 * common + 0.8 * normal() : normal()));
    const c = effects.map((each) => Math.min(each.length - 1, Math.floor(each.length * uniform() ** 1.6)));
    const at = (index: number) => x[index] as number;
    let logit = -1.1 + 0.7 * Math.tanh(1.5 * at(0)) + 0.5 * Math.sin(1.8 * at(1)) + 0.4 * Math.abs(at(2));
    logit += (at(3) > 0.8 ? 0.9 : 0) - 0.25 * at(4) ** 2 + 0.3 * at(5) + 0.2 * at(6) - 0.35 * at(7);
    logit += 0.45 * Math.sign(at(8)) * Math.sign(at(9)) + 0.3 * at(10) * Math.tanh(at(11));
    if (truth !== 'sums') {
      for (let pair = 0; pair < 8; pair += 1) {
        logit += 0.3 * Math.tanh(at(pair)) * Math.tanh(at((pair * 5 + 3) % 12)) * (pair % 2 === 0 ? 1 : -1);
      }
    }
    if (truth === 'tangled') {
      logit += 0.5 * Math.sign(at(0)) * Math.sign(at(5)) * Math.sign(at(11));
      logit += at(1) > 0 && at(7) < 0.3 && at(12) > -0.4 ? 0.7 : -0.2;
    }
    for (const [index, each] of effects.entries()) if (index < 6) logit += each[c[index] as number] as number;
    for (const [index, values] of numbers.entries()) {
      const missing =
        index === 5 ? uniform() < (logit > 0 ? 0.2 : 0.05) : index % 4 === 1 && uniform() < 0.08;
      values[row] = missing ? Number.NaN : Math.round(at(index) * 1000) / 1000;
    }
    for (const [index, values] of codes.entries()) values[row] = uniform() < 0.02 ? -1 : (c[index] as number);
    const chance = 1 / (1 + Math.exp(-logit));
    chances[row] = chance;
    answers[row] = uniform() < chance ? 1 : 0;
  }
  const columns: Column[] = [
    ...numbers.map((values, at): Column => ({ name: `number-${at}`, kind: 'number', values })),
    ...codes.map(
      (values, at): Column => ({
        name: `category-${at}`,
        kind: 'category',
        words: (effects[at] ?? []).map((_, word) => `word-${word}`),
        codes: values,
      }),
    ),
  ];
  return { columns, answers, chances };
}

/** Some rows of a table. */
export function rowsOf(table: Table, from: number, to: number): Table {
  return {
    columns: table.columns.map((column) =>
      column.kind === 'number'
        ? { ...column, values: column.values.slice(from, to) }
        : { ...column, codes: column.codes.slice(from, to) },
    ),
    answers: table.answers.slice(from, to),
  };
}

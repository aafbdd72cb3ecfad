import { compile } from './glass-box/compile.ts';
import type { Learnt } from './glass-box/learn.ts';
import { probabilityOfScore } from './glass-box/model.ts';
import type { Column, Table } from './glass-box/table.ts';

/** What a model says of each row of a table, from 0 to 1. */
export function chancesOf(
  model: Pick<Learnt, 'intercept' | 'features' | 'pairs'>,
  table: Table,
): Float64Array {
  const columns = model.features.map(({ binning }) => columnNamed(table, binning.name));
  // Where nothing tells rows apart the same is said of each.
  if (columns.length === 0)
    return new Float64Array(table.answers.length).fill(probabilityOfScore(model.intercept));
  return Float64Array.from(compile(model).scoreColumns(columns), probabilityOfScore);
}

/** A feature that these rows do not have is missing in each of them. */
export function columnNamed({ columns, answers }: Table, name: string): Column {
  const found = columns.find((column) => column.name === name);
  return found ?? { name, kind: 'number', values: new Float64Array(answers.length).fill(Number.NaN) };
}

import { join } from 'node:path';
import { drawFrom } from '../../core/score/draw.ts';
import { compile } from '../../core/score/glass-box/compile.ts';
import { figuresOf } from '../../core/score/glass-box/figures.ts';
import { probabilityOfScore } from '../../core/score/glass-box/model.ts';
import type { Column } from '../../core/score/glass-box/table.ts';
import { tableCard } from '../../core/score/invoices/card.ts';
import { makeModel } from '../../core/score/make-model.ts';
import { keepModel } from '../../local/score/model-file.ts';
import { rowsOf } from '../synthetic-table.ts';
import { askLibrary } from './library.ts';
import type { Divided } from './written-table.ts';

/** Both models of one table. Seconds are of processor time, spent on learning. */
export interface Comparison {
  learntFrom: number;
  testedOn: number;
  columns: number;
  ours: { auc: number; seconds: number; pairs: number; bytes: number };
  library: { auc: number; seconds: number };
  /** The AUC of the library where it may use two features at once and no more, if that was asked for. */
  twoAtOnce?: number;
}

const SEED = 1;

/** Lets both learn from the same rows and tests them on the same others. @param folder where the table is written */
export function compareModels(divided: Divided, folder: string, twoAtOnce: boolean): Comparison {
  const { table, train } = divided;
  return {
    learntFrom: train,
    testedOn: table.answers.length - train,
    columns: table.columns.length,
    library: askLibrary(folder),
    ...(twoAtOnce && { twoAtOnce: askLibrary(folder, true).auc }),
    ours: learnOurs(divided, folder),
  };
}

function learnOurs({ table, train }: Divided, folder: string): Comparison['ours'] {
  const test = rowsOf(table, train, table.answers.length);
  const learnt = rowsOf(table, 0, train);
  const before = process.cpuUsage();
  const model = makeModel(learnt, {
    source: { kind: 'table', target: 'answer', yes: '1', no: '0' },
    card: tableCard('answer', []),
    seed: SEED,
    draw: drawFrom(SEED),
  });
  const { user, system } = process.cpuUsage(before);
  const columns = model.features.map(
    ({ binning }) => test.columns.find(({ name }) => name === binning.name) as Column,
  );
  const said = Float64Array.from(compile(model).scoreColumns(columns), probabilityOfScore);
  return {
    auc: figuresOf(said, test.answers).auc,
    seconds: (user + system) / 1e6,
    pairs: model.pairs.length,
    bytes: keepModel(join(folder, 'model.json'), model),
  };
}

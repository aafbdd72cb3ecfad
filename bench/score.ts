import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawFrom } from '../core/score/draw.ts';
import { compile } from '../core/score/glass-box/compile.ts';
import { figuresOf } from '../core/score/glass-box/figures.ts';
import { type Model, probabilityOfScore } from '../core/score/glass-box/model.ts';
import { tableCard } from '../core/score/invoices/card.ts';
import { makeModel } from '../core/score/make-model.ts';
import { keepModel } from '../local/score/model-file.ts';
import { references } from './reference-models.ts';
import { rowsOf, syntheticTable } from './synthetic-table.ts';

/*
 * Holds the glass-box model to its goals, on invented tables of 25 columns and 30,000 rows, and beside well-known models of
 * npm (bench/reference-models.ts) that are tested on the same rows. `npm run bench:score`, with `-- --full` once
 * beside a forest of more rows; seconds are of processor time, so that a busy machine counts for less.
 */
const ROWS = 30_000;
const MANY = 1_000_000;
const goals = {
  trainSeconds: 20,
  rowMicroseconds: 5,
  millionSeconds: 3,
  bytes: 300 * 1024,
};

const seconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
function timed<Result>(work: () => Result): [Result, number] {
  const start = seconds();
  return [work(), seconds() - start];
}

/** The slow models learn from more rows, of the first table. */
const full = process.argv.includes('--full');
const failed: string[] = [];
function say(what: string, value: string, met: boolean, goal: string): void {
  console.log(`  ${what.padEnd(34)}${value.padStart(12)}   ${met ? 'met' : 'MISSED'}: ${goal}`);
  if (!met) failed.push(what);
}

/** One line of a model: seconds, and how many times ours. */
function tellModel(
  name: string,
  rows: number,
  auc: number,
  training: number,
  scoring: number,
  ourTraining: number,
  ourScoring: number,
): void {
  const times = (theirs: number, ours: number) => `${theirs.toFixed(2)} s (${(theirs / ours).toFixed(1)} x)`;
  console.log(
    `  ${name.padEnd(24)} AUC ${auc.toFixed(4)}, learnt from ${rows} rows in ${times(training, ourTraining)}, scored ${ROWS} rows in ${times(scoring, ourScoring)}`,
  );
}

let model: Model | undefined;
const folder = mkdtempSync(join(tmpdir(), 'amicable-'));
for (const [at, truth] of (['sums', 'pairs', 'tangled'] as const).entries()) {
  const seed = at + 1;
  const all = syntheticTable(2 * ROWS, drawFrom(seed), truth);
  const [train, test] = [rowsOf(all, 0, ROWS), rowsOf(all, ROWS, 2 * ROWS)];
  const auc = (probabilities: Float64Array) => figuresOf(probabilities, test.answers).auc;
  const [made, learning] = timed(() =>
    makeModel(train, {
      source: { kind: 'table', target: 'answer', yes: '1', no: '0' },
      card: tableCard('answer', []),
      seed,
      draw: drawFrom(seed),
    }),
  );
  model = made;
  const columns = made.features.map(
    ({ binning }) =>
      test.columns.find(({ name }) => name === binning.name) ?? {
        name: '',
        kind: 'number' as const,
        values: new Float64Array(0),
      },
  );
  const [own, saying] = timed(() =>
    auc(Float64Array.from(compile(made).scoreColumns(columns), probabilityOfScore)),
  );
  const bytes = keepModel(join(folder, 'model.json'), made);
  console.log(`Table of ${truth}: AUC of the truth itself ${auc(all.chances.slice(ROWS)).toFixed(4)}`);
  tellModel('glass box', ROWS, own, learning, saying, learning, saying);
  let best = 0;
  for (const { name, rows: usual, rowsInFull, learn } of references) {
    const rows = full && rowsInFull && truth === 'sums' ? rowsInFull : usual;
    const [said, training] = timed(() => learn(rowsOf(train, 0, rows)));
    const [theirs, scoring] = timed(() => auc(said(test)));
    tellModel(name, rows, theirs, training, scoring, learning, saying);
    best = Math.max(best, theirs);
  }
  say('learning', `${learning.toFixed(1)} s`, learning < goals.trainSeconds, `under ${goals.trainSeconds} s`);
  say('AUC above the best of npm', (own - best).toFixed(4), own > best, 'above 0');
  say('model file', `${Math.ceil(bytes / 1024)} KB`, bytes < goals.bytes, 'under 300 KB');
}
rmSync(folder, { recursive: true });

if (model) {
  const kept = model;
  const scorer = compile(kept);
  const many = syntheticTable(MANY, drawFrom(9));
  const columns = kept.features.map(
    ({ binning }) =>
      many.columns.find(({ name }) => name === binning.name) ?? {
        name: '',
        kind: 'number' as const,
        values: new Float64Array(0),
      },
  );
  const rows = Array.from({ length: 10_000 }, (_, row) =>
    Float64Array.from(columns, (column, at) => {
      if (column.kind === 'number') return column.values[row] ?? Number.NaN;
      const word = column.words[column.codes[row] ?? -1];
      return word === undefined ? Number.NaN : scorer.codeOf(at, word);
    }),
  );
  let sum = 0;
  const all = () => {
    for (const row of rows) sum += scorer.scoreRow(row);
  };
  for (let warm = 0; warm < 5; warm += 1) all();
  const [, scoring] = timed(() => {
    for (let round = 0; round < 20; round += 1) all();
  });
  const each = (scoring / (20 * rows.length)) * 1e6;
  const explained = () => {
    let wrong = 0;
    for (const row of rows)
      if (scorer.explainRow(row).reduce((all, { points }) => all + points, 0) !== scorer.scoreRow(row))
        wrong += 1;
    return wrong;
  };
  // Other rows each time: the next values of each column.
  let wrong = 0;
  for (let round = 0; round < MANY / rows.length; round += 1) {
    for (const [at, row] of rows.entries())
      for (const [feature, column] of columns.entries())
        if (column.kind === 'number') row[feature] = column.values[round * rows.length + at] ?? Number.NaN;
    wrong += explained();
  }
  const [, million] = timed(() => scorer.scoreColumns(columns));
  console.log(`Scoring ${Number.isFinite(sum) ? kept.features.length : 0} features:`);
  say(
    'one row, warm',
    `${each.toFixed(2)} µs`,
    each < goals.rowMicroseconds,
    `under ${goals.rowMicroseconds} µs`,
  );
  say('rows whose reasons do not add up', `${wrong} of ${MANY}`, wrong === 0, 'none');
  say(
    'a million rows from columns',
    `${million.toFixed(2)} s`,
    million < goals.millionSeconds,
    `under ${goals.millionSeconds} s`,
  );
}
process.exitCode = failed.length > 0 ? 1 : 0;

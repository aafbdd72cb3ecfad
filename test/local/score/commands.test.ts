import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { rowsOf, syntheticTable } from '../../../bench/synthetic-table.ts';
import { plusDays } from '../../../core/calendar/moment.ts';
import { drawFrom } from '../../../core/score/draw.ts';
import type { Table } from '../../../core/score/glass-box/table.ts';
import { train } from '../../../local/score/train.ts';
import { amicable, emptyFolder } from '../amicable.ts';

const folder = emptyFolder();
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

/** A table as a CSV file, with a day for each row: the later half is the later half of the rows. */
function csv({ columns, answers }: Table, more: (row: number) => string[] = () => []): string {
  const cell = (row: number) =>
    columns.map((column) => {
      if (column.kind === 'category') return column.words[column.codes[row] ?? -1] ?? '';
      const value = column.values[row] ?? Number.NaN;
      return Number.isNaN(value) ? 'NA' : String(value);
    });
  const lines = Array.from(answers, (answer, row) =>
    [...cell(row), ...more(row), answer === 1 ? 'yes' : 'no'].join(),
  );
  return lines.join('\n');
}

const { columns } = syntheticTable(1, drawFrom(1));
const header = columns.map(({ name }) => name).join();
const all = syntheticTable(3_000, drawFrom(2));
const small = { ...all, columns: all.columns.slice(0, 8) };
const few = columns
  .slice(0, 8)
  .map(({ name }) => name)
  .join();

writeFileSync(join(folder, 'table.csv'), `${few},answer\n${csv(rowsOf(small, 0, 1_500))}\n`);
writeFileSync(join(folder, 'later.csv'), `${few},answer\n${csv(rowsOf(small, 1_500, 3_000))}\n`);
const dated = (row: number) => [row % 2 === 0 ? 'm' : 'f', plusDays('2025-01-01', Math.floor(row / 10))];
writeFileSync(join(folder, 'dated.csv'), `${few},sex,seen,answer\n${csv(rowsOf(small, 0, 1_500), dated)}\n`);
writeFileSync(join(folder, 'few.csv'), `${header},answer\n${csv(rowsOf(all, 0, 50))}\n`);
writeFileSync(join(folder, 'one.csv'), `a,answer\n${'1,yes\n'.repeat(300)}`);

describe('a plain table', () => {
  let out: string;
  beforeAll(() => {
    const trained = amicable(folder, 'train', 'table.csv', '--target', 'answer', '--out', 'model.json');
    expect(trained).toMatchObject({ code: 0, err: '' });
    out = trained.out;
  });

  it('gives a model with its card, its figures and a hash, the same each time', () => {
    expect(out).toMatch(/AUC +0\.\d{3} {2}\(0\.\d{3} to 0\.\d{3}\)/);
    const model = JSON.parse(read('model.json'));
    expect(model.training).toMatchObject({ rows: 1_500, seed: 1 });
    expect(model.source).toEqual({ kind: 'table', target: 'answer', yes: 'yes', no: 'no' });
    expect(model.card.mayNotBeUsedFor.length).toBeGreaterThan(0);
    expect(model.hash).toMatch(/^[0-9a-f]{64}$/);
    amicable(folder, 'train', 'table.csv', '--target', 'answer', '--out', 'again.json');
    expect(read('again.json')).toBe(read('model.json'));
  });

  it('is evaluated on rows that the model never saw, with two plots', () => {
    const { out, code } = amicable(folder, 'evaluate', 'model.json', 'later.csv', '--json');
    expect(code).toBe(0);
    const found = JSON.parse(out);
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining(['rows', 'auc', 'brier', 'logLoss', 'calibrationError', 'baseRate']),
    );
    expect(found.rows).toBe(1_500);
    expect(found.auc).toBeGreaterThan(0.65);
    expect(found.plots).toEqual(['model.reliability.svg', 'model.gain.svg']);
    for (const plot of found.plots) expect(read(plot)).toMatch(/^<svg [\s\S]*<path [\s\S]*<\/svg>\n$/);
  });

  it('is scored row by row, and the reasons add up to the score, digit for digit', () => {
    const { code } = amicable(folder, 'score', 'later.csv', '--model', 'model.json', '--out', 'scores.csv');
    expect(code).toBe(0);
    const [header, ...lines] = read('scores.csv').trimEnd().split('\n');
    expect(header).toBe('key,score,probability,reasons');
    expect(lines.length).toBe(1_500);
    for (const [at, line] of lines.entries()) {
      const [key, score = '', probability, reasons = ''] = line.split(',');
      expect(key).toBe(String(at + 2));
      const units = (text: string) => Math.round(Number(text) * 10_000);
      const sum = reasons.split('; ').reduce((all, reason) => all + units(reason.split('=')[1] ?? ''), 0);
      expect(sum).toBe(units(score));
      expect(Number(probability)).toBeCloseTo(1 / (1 + Math.exp(-Number(score))), 6);
    }
  });

  it('with days is learnt as of a day, held out in time, and warned about what people may not be scored by', () => {
    const asOf = ['--as-of', '2025-05-01'];
    const { code, err } = amicable(
      folder,
      'train',
      'dated.csv',
      '--target',
      'answer',
      ...asOf,
      '--out',
      'dated.json',
    );
    expect(code).toBe(0);
    expect(err).toContain('sex tells of sex');
    const model = JSON.parse(read('dated.json'));
    expect(model.training).toMatchObject({
      rows: 1_200,
      from: '2025-01-01',
      to: '2025-04-30',
      asOf: '2025-05-01',
    });
    expect(model.figures.heldOut).toBe('later');
    expect(model.card.warnings).toHaveLength(1);
    const window = ['--from', '2025-05-01', '--to', '2025-05-10'];
    const { out } = amicable(folder, 'evaluate', 'dated.json', 'dated.csv', ...window, '--json');
    expect(JSON.parse(out).rows).toBe(100);
  });
});

describe('a table whose answers are shares', () => {
  it('is learnt and evaluated with what is right of shares: mean absolute error and calibration, no AUC', () => {
    const lines = Array.from({ length: 400 }, (_, row) => `${row % 20},${((row % 20) + (row % 3)) / 25}`);
    writeFileSync(join(folder, 'shares.csv'), `x,recovered\n${lines.join('\n')}\n`);
    const learnt = amicable(folder, 'train', 'shares.csv', '--target', 'recovered', '--out', 'shares.json');
    expect(learnt).toMatchObject({ code: 0, err: '' });
    expect(learnt.out).toContain('What recovered comes to, as a share from 0 to 1.');
    expect(learnt.out).not.toContain('AUC');
    const { figures } = JSON.parse(read('shares.json'));
    expect(figures.meanAbsoluteError.value).toBeLessThan(0.05);
    const found = JSON.parse(amicable(folder, 'evaluate', 'shares.json', 'shares.csv', '--json').out);
    expect(found).toMatchObject({ rows: 400, baseRate: expect.closeTo(10.5 / 25, 2) });
    expect(found.meanAbsoluteError).toBeLessThan(0.05);
    expect(found).not.toHaveProperty('auc');
  });
});

describe('what cannot be done is refused, with what to do', () => {
  const columns = join(folder, 'columns.json');
  const map = { debtorReference: 'who', invoice: 'no', amount: 'sum', dueOn: 'due' };
  writeFileSync(columns, JSON.stringify({ columns: map }));
  const mapped = { columns, asOf: '2025-01-01' };
  const bar = { show: () => {}, stop: () => {} };

  it.each<[string, string, string, object, RegExp]>([
    ['a target that is not there', 'table.csv', 'nothing', {}, /no column "nothing". It has number-0, /],
    [
      'a target of many values',
      'table.csv',
      'number-0',
      {},
      /different values: a target has two, .* or shares/,
    ],
    ['one class only', 'one.csv', 'answer', {}, /says "yes" in every row/],
    ['too few rows', 'few.csv', 'answer', {}, /50 rows .* at least 100 are needed/],
    ['as of a day without days', 'table.csv', 'answer', { asOf: '2025-01-01' }, /needs a column of days/],
    ['columns that the file lacks', 'table.csv', 'late', mapped, /no column "who"/],
    ['a target that people may not be asked', 'table.csv', 'Disputed', mapped, /tells of a dispute/],
    ['plans out of invoices', 'table.csv', 'kept', mapped, /Invoices say nothing of plans/],
    ['invoices as of no day', 'table.csv', 'late', { columns }, /Say with --as-of/],
  ])('%s', async (_, file, target, flags, reason) => {
    const asked = { file: join(folder, file), target, seed: 1, ...flags };
    await expect(train(asked, bar)).rejects.toThrow(reason);
    await expect(train(asked, bar)).rejects.toMatchObject({ name: 'WrongUse' });
  });

  it('a file that is not there, and nothing is written', () => {
    const { code, err } = amicable(folder, 'train', 'nowhere.csv', '--target', 'late', '--out', 'never.json');
    expect(err).toMatch(/There is no file/);
    expect(code).toBe(2);
    expect(existsSync(join(folder, 'never.json'))).toBe(false);
  });

  it('a model that was changed by hand', () => {
    const model = JSON.parse(read('model.json'));
    writeFileSync(join(folder, 'changed.json'), JSON.stringify({ ...model, intercept: model.intercept + 1 }));
    const { code, err } = amicable(folder, 'evaluate', 'changed.json', 'later.csv');
    expect(err).toContain('its hash does not fit');
    expect(code).toBe(2);
  });

  it('a table that lacks what the model needs', () => {
    const { code, err } = amicable(folder, 'score', 'one.csv', '--model', 'model.json', '--out', 'no.csv');
    expect(err).toContain('lacks columns that the model needs: "number-0"');
    expect(code).toBe(2);
  });
});

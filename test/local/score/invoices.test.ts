import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { amicable, emptyFolder, inProject } from '../amicable.ts';

const data = inProject('../shared/data/invoices/accounts-receivable-until-2013-07-01.csv');
const columns = ['--columns', inProject('examples/ibm-columns.json')];

// Public data that is not ours to copy: where the folder is absent these tests are skipped.
describe.skipIf(!existsSync(data))('invoices of a hundred customers, as known on 2013-01-01', () => {
  const folder = emptyFolder();
  const window = ['--from', '2013-01-01', '--to', '2013-04-30', '--at', 'issue'];
  let found: Record<string, number>;
  beforeAll(() => {
    const learning = ['--target', 'late', '--as-of', '2013-01-01', '--out', 'model.json'];
    expect(amicable(folder, 'train', data, ...columns, ...learning)).toMatchObject({ code: 0, err: '' });
    const { out, code } = amicable(folder, 'evaluate', 'model.json', data, ...columns, ...window, '--json');
    expect(code).toBe(0);
    found = JSON.parse(out);
  });

  it('looks at the 429 invoices of the next four months, of which 152 were late', () => {
    expect(found.rows).toBe(429);
    expect(found.baseRate).toBeCloseTo(152 / 429, 10);
  });

  it('tells late ones apart better than the mean lateness of each customer, and not too well to be true', () => {
    expect(found.aucOfMeanLateness).toBeCloseTo(0.859, 3);
    expect(found.auc).toBeGreaterThan(0.859);
    expect(found.auc).toBeLessThan(0.9);
  });

  it('says how likely it is about as often as it happens', () => {
    expect(found.brier).toBeLessThan(0.14);
    expect(found.calibrationError).toBeLessThan(0.08);
  });

  it('knows neither what was disputed nor when somebody went paperless', () => {
    const model = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));
    const names = model.features.map(({ binning }: { binning: { name: string } }) => binning.name);
    expect(names).toContain('mean-lateness');
    expect(names.join().toLowerCase()).not.toMatch(/disput|paperless|country/);
    expect(model.figures.auc.interval).toHaveLength(2);
  });

  it('scores what is open on a day', () => {
    const asked = ['--model', 'model.json', '--at', '2013-06-15', '--out', 'scores.csv'];
    expect(amicable(folder, 'score', data, ...columns, ...asked).code).toBe(0);
    const lines = readFileSync(join(folder, 'scores.csv'), 'utf8').trim().split('\n');
    expect(lines.length).toBe(103);
  });
});

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reserve } from '../../adapters/local/database.ts';
import { amicable, emptyFolder, inProject } from './amicable.ts';

const header = 'debtorReference,name,email,invoice,amount,dueOn';
const good = 'D1,Anna Voorbeeld,anna@example.nl,F1,120.00,2025-12-01';
const first = ['--from', '2026-01-05', '--days', '3'];

function file(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('wrong usage ends with code 2 and says what to do', () => {
  const folder = emptyFolder();
  it.each([
    [['run', 'nowhere.csv'], 'There is no file nowhere.csv.'],
    [['run'], "missing required argument 'portfolio.csv'"],
    [['walk'], "unknown command 'walk'"],
    [['run', 'x.csv', '--days', 'many'], 'Give a whole number from 1 to 3660.'],
    [['run', 'x.csv', '--from', '2026-02-30'], 'A date is YYYY-MM-DD'],
    [['run', 'x.csv', '--debtors', 'angry'], 'Allowed choices are simulated, recorded.'],
    [['export'], "required option '--out <journals.ndjson>' not specified"],
    [['audit'], 'There is no earlier run here'],
    [['case', 'abc', '--db', 'none.db'], 'There is no database none.db.'],
  ])('amicable %j', (words, message) => {
    const { code, out, err } = amicable(folder, ...words);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(out).toBe('');
  });

  it('a policy or column map that does not fit names each field', () => {
    const portfolio = file(folder, 'p.csv', `${header}\n${good}\n`);
    const policy = file(folder, 'policy.json', JSON.stringify({ id: 'x' }));
    const { code, err } = amicable(folder, 'run', portfolio, '--creditor', policy, ...first);
    expect(code).toBe(2);
    expect(err).toContain('account');
    const columns = file(folder, 'map.json', '{ not json');
    expect(amicable(folder, 'run', portfolio, '--columns', columns, ...first).err).toContain(
      'is not valid JSON',
    );
  });

  it('a file that is no database is not overwritten', () => {
    const portfolio = file(folder, 'p.csv', `${header}\n${good}\n`);
    const other = file(
      folder,
      'notes.db',
      'these are my notes, and long enough to be read as something else '.repeat(20),
    );
    const { code, err } = amicable(folder, 'run', portfolio, '--db', other, ...first);
    expect(code).toBe(2);
    expect(err).toContain('cannot be used as a database');
  });
});

describe('a file with bad rows', () => {
  it('imports the good ones, names row, field and reason of the others, and ends with code 3', () => {
    const folder = emptyFolder();
    const portfolio = file(
      folder,
      'p.csv',
      [
        header,
        good,
        'D2,Bea Voorbeeld,bea@example.nl,F2,-5.00,2025-12-01',
        'D3,Cas Voorbeeld,cas@example.nl,F3,80.00,2025-02-30',
        ',Dirk Voorbeeld,dirk@example.nl,F4,80.00,2025-12-01',
        'D5,Eva Voorbeeld,eva@example.nl,F5,60.00,2025-11-30',
        'D1,Anna Voorbeeld,anna@example.nl,F1,130.00,2025-12-01',
      ].join('\n'),
    );
    const { code, out } = amicable(folder, 'run', portfolio, '--json', ...first);
    expect(code).toBe(3);
    const result = JSON.parse(out);
    expect(result.claims).toBe(2);
    expect(result.rejected.map(({ row, field }: { row: number; field: string }) => [row, field])).toEqual([
      [3, 'amount'],
      [4, 'dueOn'],
      [5, 'debtorReference'],
      [7, 'invoice'],
    ]);
    expect(JSON.stringify(result.rejected)).not.toContain('Voorbeeld');
    const summary = amicable(folder, 'run', portfolio, ...first);
    expect(summary.code).toBe(3);
    expect(summary.out).toContain('line 3, amount:');
  });

  it('tells a missing column once', () => {
    const folder = emptyFolder();
    const portfolio = file(folder, 'p.csv', 'debtorReference,invoice,amount\nD1,F1,10.00\nD2,F2,12.00\n');
    const { code, out } = amicable(folder, 'run', portfolio, '--json', ...first);
    expect(code).toBe(3);
    expect(JSON.parse(out).rejected).toEqual([
      { row: 1, field: 'dueOn', reason: expect.stringContaining('no column') },
    ]);
  });
});

describe('the last run', () => {
  it('is what case, export and audit show; --db shows another', () => {
    const folder = emptyFolder();
    const portfolio = file(folder, 'p.csv', `${header}\n${good}\n`);
    amicable(folder, 'run', portfolio, ...first, '--db', 'kept.db');
    expect(amicable(folder, 'case').err).toContain('no earlier run');
    amicable(folder, 'run', portfolio, ...first);
    expect(amicable(folder, 'case').out).toBe(amicable(folder, 'case', '--db', 'kept.db').out);
    expect(amicable(folder, 'audit').out).toContain('of 1 case read: no breach.');
    expect(amicable(folder, 'case', 'zzz').err).toContain('There is no case that begins with zzz');
  });

  it('is not replaced under somebody who serves it', () => {
    const folder = emptyFolder();
    const portfolio = file(folder, 'p.csv', `${header}\n${good}\n`);
    amicable(folder, 'run', portfolio, ...first);
    const before = amicable(folder, 'case').out;
    const release = reserve(join(folder, '.amicable', 'last-run.db'));
    const { code, err } = amicable(folder, 'run', portfolio, ...first);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('or keep this run in a file of its own with --db'),
    ]);
    expect(amicable(folder, 'case').out).toBe(before);
    expect(amicable(folder, 'run', portfolio, ...first, '--db', 'mine.db').code).toBe(0);
    release();
    expect(amicable(folder, 'run', portfolio, ...first).code).toBe(0);
  });

  it('does not go on with what a stopped process of the same number left', () => {
    const script = `
      import { mkdirSync } from 'node:fs';
      import { openDatabase, recall, remember } from '${inProject('adapters/local/database.ts')}';
      import { openNewRun } from '${inProject('local/stored.ts')}';
      mkdirSync('.amicable');
      const left = openDatabase('.amicable/run-' + process.pid + '.db', 'passing');
      remember(left, 'goal', '2030-01-01');
      left.close();
      console.log(recall(openNewRun().db, 'goal'));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: emptyFolder(),
      encoding: 'utf8',
    });
    expect(stdout).toBe('undefined\n');
  });

  it('is started by a linked command, whose plain JavaScript finds the Node that the project brings', () => {
    const linked = spawnSync(process.execPath, [inProject('local/amicable.js'), '--version'], {
      encoding: 'utf8',
    });
    expect([linked.status, linked.stdout.trim()]).toEqual([0, '0.1.0']);
    const wrong = spawnSync(process.execPath, [inProject('local/amicable.js'), 'walk'], { encoding: 'utf8' });
    expect(wrong.status).toBe(2);
  });
});

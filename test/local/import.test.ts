import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../adapters/local/database.ts';
import type { ImportReport } from '../../local/import/report.ts';
import { digestOf } from '../../local/laptop.ts';
import { amicable, emptyFolder, inProject } from './amicable.ts';

const header = 'debtorReference,name,email,invoice,amount,currency,dueOn';
const row = (n: number, but: Partial<Record<string, string>> = {}) => {
  const usual = {
    debtorReference: `D${n}`,
    name: `Zoë Verzonnen ${n}`,
    email: `d${n}@example.nl`,
    invoice: `F${n}`,
  };
  const fields: Record<string, string> = {
    ...usual,
    amount: '120.00',
    currency: 'EUR',
    dueOn: '2025-12-01',
    ...but,
  };
  return header
    .split(',')
    .map((name) => fields[name])
    .join(',');
};
const file = (...rows: string[]) => `${[header, ...rows].join('\n')}\n`;
const from = ['--from', '2026-01-05'];

/** Writes a file into a folder and imports it there. */
function importing(folder: string, content: string | Buffer, ...words: string[]) {
  writeFileSync(join(folder, 'f.csv'), content);
  const { code, out, err } = amicable(folder, 'import', 'f.csv', ...from, ...words);
  return {
    code,
    out,
    err,
    report: words.includes('--json') && out ? (JSON.parse(out) as ImportReport) : undefined,
  };
}

/** The journal of a database in a folder. */
function digest(folder: string): string {
  const db = openDatabase(join(folder, 'a.db'));
  const found = digestOf(db);
  db.close();
  return found;
}

describe('a file with one thing wrong: the other rows are imported, and it is said what to do', () => {
  it.each<[what: string, content: string | Buffer, row: number, field: string, words: string, added: number]>(
    [
      [
        'a currency that cannot be collected',
        file(row(1), row(2, { currency: 'USD' }), row(3)),
        3,
        'currency',
        'says "USD": only EUR can be collected',
        2,
      ],
      [
        'an amount below zero',
        file(row(1), row(2, { amount: '-5.00' }), row(3)),
        3,
        'amount',
        'leave credit notes out',
        2,
      ],
      [
        'a day that cannot be',
        file(row(1), row(2, { dueOn: '2025-02-30' }), row(3)),
        3,
        'dueOn',
        'says "2025-02-30", a day that cannot be: correct the date',
        2,
      ],
      [
        'an invoice number twice',
        file(row(1), row(2), row(1, { amount: '130.00' })),
        4,
        'invoice',
        'Invoice F1 is also on line 2',
        2,
      ],
      [
        'an invoice number of two debtors',
        file(row(1), row(2), row(3, { invoice: 'F1' })),
        4,
        'invoice',
        'is also on line 2, for another debtor',
        2,
      ],
      [
        'no debtor',
        file(row(1), row(2, { debtorReference: '' }), row(3)),
        3,
        'debtorReference',
        'is empty: give your own number for the debtor',
        2,
      ],
      [
        'a field of 100,000 characters',
        file(row(1), row(2, { name: 'x'.repeat(100_000) }), row(3)),
        3,
        'row',
        'has more than 65536 characters',
        2,
      ],
      [
        'a quotation mark that is not closed',
        file(row(1), row(2, { name: '"Jo' }), row(3)),
        3,
        'row',
        'quotation mark',
        2,
      ],
      [
        'UTF-16',
        Buffer.from(`\uFEFF${file(row(1), row(2, { amount: 'x' }))}`, 'utf16le'),
        3,
        'amount',
        'write digits',
        1,
      ],
      [
        'Windows-1252',
        Buffer.from(file(row(1), row(2, { amount: 'x' })), 'latin1'),
        3,
        'amount',
        'write digits',
        1,
      ],
      [
        'mixed line ends',
        `${header}\r\n${row(1)}\r\r\n${row(2)}\n${row(3, { amount: 'x' })}\r${row(4)}`,
        5,
        'amount',
        'write digits',
        3,
      ],
    ],
  )('%s', (_, content, line, field, words, added) => {
    const { code, err, report } = importing(emptyFolder(), content, '--db', 'a.db', '--json');
    expect([code, err]).toEqual([3, '']);
    expect(report?.problems).toEqual([{ row: line, field, reason: expect.stringContaining(words) }]);
    expect(report).toMatchObject({ added, opened: added, refused: 1, rows: added + 1, known: 0, small: 0 });
    expect(JSON.stringify(report)).not.toContain('Verzonnen');
  });

  it.each<[what: string, content: string, row: number, field: string, words: string]>([
    [
      'another column',
      file(row(1)).replace('dueOn', 'due'),
      1,
      'dueOn',
      'It has "debtorReference", "name", "email", "invoice", "amount", "currency", "due".',
    ],
    ['nothing at all', '', 1, 'file', 'is empty'],
    ['only a header', `${header}\n`, 1, 'file', 'has a header and no rows'],
    [
      'dates that can be read in two ways',
      file(row(1, { dueOn: '03/04/2025' })),
      2,
      'dueOn',
      'Write "dateFormat": "d/M/yyyy" in the column map if the day comes first',
    ],
  ])('%s: nothing is imported', (_, content, line, field, words) => {
    const folder = emptyFolder();
    const { code, out } = importing(folder, content, '--db', 'a.db');
    expect(code).toBe(3);
    expect(out).toContain(`line ${line}, ${field}: `);
    expect(out).toContain(words);
    expect(out).toContain('nothing was imported');
    expect(out).toContain('copy examples/columns.json');
    expect(importing(folder, content, '--check', '--json').report).toMatchObject({
      rows: 0,
      added: 0,
      opened: 0,
    });
  });
});

describe("a creditor's own file", () => {
  const folder = emptyFolder();
  const map = {
    debtorReference: 'Klant',
    name: 'Naam',
    email: 'Mail',
    invoice: 'Factuur',
    amount: 'Bedrag',
    dueOn: 'Vervaldatum',
  };
  writeFileSync(join(folder, 'map.json'), JSON.stringify({ columns: map }));
  const content = Buffer.from(
    [
      'Klant;Naam;Mail;Factuur;Bedrag;Vervaldatum',
      'K1;Zoë;zoe@example.nl;F1;€ 1.250,50;01-12-2025 0:00',
      'K2;Jo;jo@example.nl;F2;3,00;1-12-2025',
      'K3;Bo;bo@example.nl;F3;80,00;1-3-2026',
      'K1;Zoë;zoe@example.nl;F4;2,00;24-12-2025',
      'K1;Zoë;zoe@example.nl;F4;2,00;24-12-2025',
    ]
      .join('\r\n')
      .replaceAll('€', '\u0080'),
    'latin1',
  );
  const columns = ['--columns', 'map.json'];

  it('is recognised and said so; a check says exactly what the import then does', () => {
    const checked = importing(folder, content, ...columns, '--check', '--db', 'a.db');
    expect(existsSync(join(folder, 'a.db'))).toBe(false);
    const { code, out } = importing(folder, content, ...columns, '--db', 'a.db');
    expect([checked.code, code]).toEqual([3, 3]);
    expect(out.replace('were imported', 'can be imported')).toBe(
      checked.out.replace('This was a check: nothing was changed.\n', ''),
    );
    expect(out).toContain(
      'The file is Windows-1252; it was decoded. Its fields are separated by semicolons, dates are written d-M-yyyy, and "," stands before the cents.',
    );
    for (const figure of [
      /Rows read +5/,
      /added +2/,
      /known already +1/,
      /too small for a case +1/,
      /accepted +1/,
      /opened +1/,
    ])
      expect(out).toMatch(figure);
    expect(out).toContain('line 4, dueOn: Due on 2026-03-01, so not overdue yet');
  });

  it('changes nothing when it is imported again, and says so', () => {
    const before = digest(folder);
    const { code, report } = importing(folder, content, ...columns, '--db', 'a.db', '--json');
    expect(code).toBe(3);
    expect(report).toMatchObject({ rows: 5, added: 0, known: 3, small: 1, refused: 1, opened: 0 });
    expect(digest(folder)).toBe(before);
    const again = importing(folder, content, ...columns, '--db', 'a.db').out;
    expect(again).toContain('No claim of this file is new: nothing changes.');
  });

  it('is only looked at by a check, which writes nothing into an existing database or beside it', () => {
    const files = () =>
      readdirSync(folder).map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]);
    const before = files();
    vi.stubEnv('TMPDIR', emptyFolder());
    const { report } = importing(folder, content, ...columns, '--db', 'a.db', '--check', '--json');
    expect(report).toMatchObject({
      checked: true,
      day: '2026-01-05',
      added: 0,
      known: 3,
      small: 1,
      refused: 1,
    });
    expect(files()).toEqual(before);
    // Its own database and the decoded copy of the file are gone too.
    expect(readdirSync(process.env.TMPDIR ?? '')).toEqual([]);
    vi.unstubAllEnvs();
  });

  it('leaves cases that go on, are told and pass the audit', () => {
    const run = ['run', inProject('examples/portfolio.csv'), '--days', '2', '--db', 'a.db'];
    expect(amicable(folder, ...run).code).toBe(0);
    expect(amicable(folder, 'audit', '--db', 'a.db').out).toContain('no breach');
    const kept = openDatabase(join(folder, 'a.db'));
    expect(kept.get("select count(*) as rows from file_rows where file like 'import-%'")).toEqual({
      rows: 0,
    });
    kept.close();
  });
});

describe('an import', () => {
  const folder = emptyFolder();

  it('of a file that is known says so in one sentence', () => {
    const content = file(row(1), row(2));
    expect(importing(folder, content, '--db', 'a.db').code).toBe(0);
    const { code, out } = importing(folder, content, '--db', 'a.db');
    expect([code, out]).toEqual([0, expect.stringContaining('All claims of this file are known already')]);
  });

  it('judges by the day on which the database stands, and by the policy it has', () => {
    const { out } = importing(
      folder,
      file(row(3, { dueOn: '2026-01-20' })),
      '--db',
      'a.db',
      '--from',
      '2026-02-01',
    );
    expect(out).toContain('On 2026-01-05, for Voorbeeld Incasso:');
    expect(out).toContain('so not overdue yet');
  });

  it('of which every row is bad says what is wrong with each, and comes to its end', () => {
    const bad = file(row(1, { amount: 'x' }), row(2, { amount: '-1' }));
    const { code, out, err } = importing(emptyFolder(), bad, '--db', 'a.db');
    expect([code, err]).toEqual([3, '']);
    expect(out).toContain('2 problems in the file; nothing was imported:');
    expect(out).toContain('line 2, amount: Column "amount" says "x"');
    expect(importing(folder, bad, '--check').out).toContain('nothing can be imported:');
  });

  it('forgets what an import left that was stopped at its very end', () => {
    const here = emptyFolder();
    importing(here, file(row(1)), '--db', 'a.db');
    const db = openDatabase(join(here, 'a.db'));
    const rows = () => db.get<{ n: number }>('select count(*) as n from file_rows')?.n;
    expect(rows()).toBe(0);
    db.run("insert into file_rows (file, row, fields) values ('import-1', 2, '{}')");
    importing(here, file(row(1)), '--db', 'a.db');
    expect(rows()).toBe(0);
    db.close();
  });

  it('shows twenty problems, and how many more there are', () => {
    const bad = Array.from({ length: 25 }, (_, n) => row(n, { amount: 'x' }));
    const { out } = importing(folder, file(...bad), '--check');
    expect(out.match(/^ {2}line /gm)).toHaveLength(20);
    expect(out).toContain('... and 5 more (all of them with --json)');
    expect(importing(folder, file(...bad), '--check', '--json').report?.problems).toHaveLength(25);
  });

  it.each([
    [['f.csv'], 'Say where the claims are to be kept with --db <file>'],
    [['nowhere.csv', '--check'], 'There is no file nowhere.csv.'],
    [['f.csv', '--check', '--columns', 'none.json'], 'There is no file none.json.'],
    [['f.csv', '--check', '--db', 'f.csv'], 'f.csv cannot be used as a database'],
    [['f.csv', '--check', '--from', 'today'], 'A date is YYYY-MM-DD'],
  ])('used wrongly ends with code 2 and says what to do: %j', (words, message) => {
    const { code, out, err } = amicable(folder, 'import', ...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('is read by run in the same way, which says what it recognised where that is not the usual', () => {
    const dutch = file(row(1, { amount: '120', dueOn: '1-12-2025' })).replaceAll(',', ';');
    writeFileSync(join(folder, 'dutch.csv'), Buffer.from(dutch, 'latin1'));
    const run = (name: string) => amicable(folder, 'run', name, ...from, '--days', '1').out;
    expect(run('dutch.csv')).toMatch(
      /^The file is Windows-1252; it was decoded\..*\n\n2026-01-05 to 2026-01-05: 1 claim in 1 case/,
    );
    writeFileSync(join(folder, 'usual.csv'), file(row(1)));
    expect(run('usual.csv')).toMatch(/^2026-01-05 to/);
  });
});

describe('a million rows', () => {
  it('are checked in bounded memory', { timeout: 240_000 }, async () => {
    const folder = emptyFolder();
    const path = join(folder, 'million.csv');
    const out = createWriteStream(path);
    for (let n = 0; n < 1_000_000; n += 10_000) {
      const rows = Array.from({ length: 10_000 }, (_, at) => {
        const which = n + at;
        const but = { debtorReference: `D${Math.floor(which * 0.6)}`, invoice: `F2025-${which}` };
        return row(which, which % 100_000 === 99_999 ? { ...but, amount: 'x' } : but);
      });
      if (!out.write(`${n === 0 ? `${header}\n` : ''}${rows.join('\n')}\n`)) await once(out, 'drain');
    }
    out.end();
    await once(out, 'finish');
    // The child itself tells, at its end, how much it ever held.
    const tell = 'process.on("exit",()=>console.error(process.resourceUsage().maxRSS))';
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--import',
        `data:text/javascript,${tell}`,
        inProject('local/cli.ts'),
        'import',
        path,
        '--check',
        '--json',
        ...from,
      ],
      { encoding: 'utf8' },
    );
    rmSync(path);
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 1_000_000,
      added: 999_990,
      refused: 10,
      opened: 599_990,
    });
    expect(Number(stderr) / 1_024).toBeLessThan(300);
  });
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type OpenedFile, openFile } from '../../../adapters/csv/open-file.ts';
import type { RawRow, RejectedRow } from '../../../core/case/claim-row.ts';
import { ColumnMap } from '../../../core/case/column-map.ts';

const map = ColumnMap.parse({
  columns: { debtorReference: 'klant', invoice: 'factuur', amount: 'bedrag', dueOn: 'vervalt', name: 'naam' },
});
const text =
  'klant;naam;factuur;bedrag;vervalt\nK1;Zoë € Łuk;F1;12,50;31-12-2025\nK2;Jo;F2;80,00;1-12-2025\n';
const rows = [
  {
    row: 2,
    fields: { klant: 'K1', naam: 'Zoë € Łuk', factuur: 'F1', bedrag: '12,50', vervalt: '31-12-2025' },
  },
  { row: 3, fields: { klant: 'K2', naam: 'Jo', factuur: 'F2', bedrag: '80,00', vervalt: '1-12-2025' } },
];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'amicable-csv-'));
  // Where copies are made: a place of its own, to see that none is left.
  vi.stubEnv('TMPDIR', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Opens a file with this content and reads it to its end. */
async function open(content: string | Uint8Array, but: Partial<ColumnMap> = {}) {
  const path = join(folder, 'file.csv');
  writeFileSync(path, content);
  const read = await openFile(path, { ...map, ...but }, async (file: OpenedFile) => {
    if (!file.ok) return { rejected: file.rejected };
    const all: (RawRow | RejectedRow)[] = [];
    for await (const row of file.rows()) all.push(row);
    return { recognised: file.recognised, rows: all };
  });
  expect(readdirSync(folder)).toEqual(['file.csv']);
  return read;
}

function utf16(content: string, order: 'LE' | 'BE'): Buffer {
  const bytes = Buffer.from(content, 'utf16le');
  return order === 'BE' ? bytes.swap16() : bytes;
}

/** Only what has one byte there and here, and the euro sign. */
function windows1252(content: string): Buffer {
  return Buffer.from(content.replaceAll('€', '\u0080'), 'latin1');
}

describe('letters', () => {
  test.each([
    ['UTF-8', 'UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', 'UTF-8', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE with its mark', 'UTF-16 LE', utf16(`\uFEFF${text}`, 'LE')],
    ['UTF-16 BE with its mark', 'UTF-16 BE', utf16(`\uFEFF${text}`, 'BE')],
    ['UTF-16 LE without a mark', 'UTF-16 LE', utf16(text, 'LE')],
    ['UTF-16 BE without a mark', 'UTF-16 BE', utf16(text, 'BE')],
  ])('%s is recognised and read', async (_, encoding, content) => {
    expect(await open(content)).toEqual({
      recognised: { encoding, delimiter: ';', dateFormat: 'd-M-yyyy', decimal: ',' },
      rows,
    });
  });

  test('Windows-1252 is what is no UTF-8 anywhere', async () => {
    const read = await open(windows1252(text.replace('Łuk', 'Luc')));
    expect(read.recognised?.encoding).toBe('Windows-1252');
    expect(read.rows?.[0]).toHaveProperty('fields.naam', 'Zoë € Luc');
  });

  test('UTF-8 with a broken letter stays UTF-8: only that letter is lost', async () => {
    const read = await open(Buffer.concat([Buffer.from(text), windows1252('K3;Noë;F3;1,50;1-12-2025\n')]));
    expect(read.recognised?.encoding).toBe('UTF-8');
    expect(read.rows?.[0]).toEqual(rows[0]);
    expect(read.rows?.[2]).toHaveProperty('fields.naam', 'No\uFFFD');
  });

  test('a letter that is cut in two by the end of what is read at once is whole', async () => {
    const line = 'K9;é€;F9;1,50;1-12-2025\n';
    for (const padding of ['', 'x', 'xx']) {
      const long = `${text.replace('Jo', `Jo${padding}`)}${line.repeat(9_000)}`;
      const read = await open(long);
      expect(read.recognised?.encoding).toBe('UTF-8');
      expect(read.rows?.every((row) => !JSON.stringify(row).includes('\uFFFD'))).toBe(true);
      expect((await open(windows1252(long.replace('Łuk', 'Luc')))).rows).toHaveLength(9_002);
    }
  });
});

describe('line ends', () => {
  test.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR', '\r'],
  ])('%s are read', async (_, end) => {
    expect((await open(text.replaceAll('\n', end))).rows).toEqual(rows);
    expect((await open(utf16(text.replaceAll('\n', end), 'BE'))).rows).toEqual(rows);
  });

  test('mixed in one file are read, and lines are counted as an editor counts them', async () => {
    const mixed =
      'klant;naam;factuur;bedrag;vervalt\rK1;"a\rb\r\nc";F1;1,50;1-12-2025\r\n\rK2;;F2;1;x;y\nK3;;F3;1,50;31-12-2025';
    expect((await open(mixed)).rows).toEqual([
      expect.objectContaining({ row: 2, fields: expect.objectContaining({ klant: 'K1' }) }),
      expect.objectContaining({ row: 6, field: 'row' }),
      expect.objectContaining({ row: 7, fields: expect.objectContaining({ klant: 'K3' }) }),
    ]);
  });

  test('CR LF that is cut in two by the end of what is read at once is one', async () => {
    const line = 'K9;x;F9;1,50;1-12-2025\r\n';
    for (const padding of ['', 'x'])
      expect(
        (
          await open(`${padding}klant;naam;factuur;bedrag;vervalt\r\n${line.repeat(9_000)}K;;F;1;x\r`, {
            columns: { ...map.columns, debtorReference: `${padding}klant` },
          })
        ).rows?.at(-1)?.row,
      ).toBe(9_002);
  });
});

describe('a file is refused as a whole', () => {
  test.each([
    ['an empty one', '', 1, 'file', 'is empty'],
    ['one with a header only', 'klant;factuur;bedrag;vervalt\n', 1, 'file', 'a header and no rows'],
    ['a workbook', Buffer.from('PK\u0003\u0004\u0000\u0000more'), 1, 'file', 'is a workbook'],
    ['something that is no text', Buffer.from('abc\u0000\u0000def'.repeat(20)), 1, 'file', 'is not text'],
    [
      'one with another column',
      text.replace('vervalt', 'vervaldag'),
      1,
      'dueOn',
      'It has "klant", "naam", "factuur", "bedrag", "vervaldag".',
    ],
    [
      'one whose dates can be read in two ways',
      text.replace('31-12-2025', '03/04/2025').replace('1-12-2025', '05/06/2025'),
      2,
      'dueOn',
      'which number is the month',
    ],
    [
      'one whose header is not the first line',
      `Overzicht;2025\n${text.repeat(400)}`,
      1,
      'file',
      'fits the header',
    ],
  ] as const)('%s', async (_, content, row, field, words) => {
    const { rejected } = await open(content as string);
    expect(rejected).toEqual([{ row, field, reason: expect.stringContaining(words) }]);
  });
});

test('what the map says is taken, whatever the file is like', async () => {
  const said = { delimiter: ',', dateFormat: 'M/d/yyyy', decimal: '.' } as const;
  const { recognised } = await open(text.replaceAll(',', '.').replaceAll(';', ','), said);
  expect(recognised).toEqual({ encoding: 'UTF-8', ...said });
});

test('a stray zero is one row’s trouble', async () => {
  const { rows: read } = await open(text.replace('Jo', 'J\u0000o'));
  expect(read?.[1]).toHaveProperty('fields.naam', 'J\u0000o');
});

test('the copy is removed when reading breaks down', async () => {
  writeFileSync(join(folder, 'file.csv'), utf16(text, 'LE'));
  const broken = openFile(join(folder, 'file.csv'), map, async () => {
    expect(readdirSync(folder)).toHaveLength(2);
    throw new Error('the disk is full');
  });
  await expect(broken).rejects.toThrow('the disk is full');
  expect(readdirSync(folder)).toEqual(['file.csv']);
});

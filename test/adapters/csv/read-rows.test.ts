import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { delimiterOf, readRows } from '../../../adapters/csv/read-rows.ts';
import type { RawRow, RejectedRow } from '../../../core/case/claim-row.ts';
import type { Delimiter } from '../../../core/case/column-map.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'amicable-csv-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string, delimiter?: Delimiter) {
  const path = join(folder, 'file.csv');
  writeFileSync(path, content);
  const all: (RawRow | RejectedRow)[] = [];
  for await (const each of readRows(path, delimiter ?? (await delimiterOf(path)))) all.push(each);
  return all;
}

test('rows are read with the line on which they start; the header is line 1', async () => {
  expect(await read('a,b\n1,2\n3,4\n')).toEqual([
    { row: 2, fields: { a: '1', b: '2' } },
    { row: 3, fields: { a: '3', b: '4' } },
  ]);
});

test('a byte order mark, Windows line ends, spaces around values and a missing last line end change nothing', async () => {
  const plain = await read('a,b\nZoë,2\nŁuk,4\n');
  expect(await read('\uFEFFa,b\r\nZoë,2\r\nŁuk,4')).toEqual(plain);
  expect(await read('a, b\n Zoë,2 \nŁuk, "4" \n')).toEqual(plain);
});

test.each([
  [',', 'a,b;x,c\n1,2,3\n', 'b;x'],
  [';', 'a;b,x;c\n1;2;3\n', 'b,x'],
  ['\t', 'a\tb,x\tc\n1\t2\t3\n', 'b,x'],
  ['|', 'a|b,x|c\n1|2|3\n', 'b,x'],
  [';', '"a,a,a,a";b;c\n1;2;3\n', 'b'],
])('the delimiter %j is recognised in the header', async (_, content, second) => {
  const [row] = await read(content);
  expect(row).toHaveProperty(['fields', second], '2');
});

test.each(['sep=;\n', '\uFEFFsep=;\r\n', '"sep=;"\n'])(
  'a first line that only names the delimiter (%j) is no header',
  async (hint) => {
    expect(await read(`${hint}a,x;b\n1;2\n`)).toEqual([{ row: 3, fields: { 'a,x': '1', b: '2' } }]);
  },
);

test('a delimiter that was given is used', async () => {
  expect(await read('a;b,c\n1;2,3\n', ',')).toEqual([{ row: 2, fields: { 'a;b': '1;2', c: '3' } }]);
});

test('empty cells between tabs stay where they are', async () => {
  expect(await read('a\tb\tc\n1\t\t3\n')).toEqual([{ row: 2, fields: { a: '1', b: '', c: '3' } }]);
});

test.each(['\n', '\r\n'])(
  'quoted line breaks (%j) and blank lines do not disturb the line numbers',
  async (end) => {
    const lines = ['a,b', '1,"one', 'two', 'three"', '', '2,"say ""hi"""', '', '', '3,"x', 'y"', '4,z', ''];
    expect(await read(lines.join(end))).toEqual([
      { row: 2, fields: { a: '1', b: `one${end}two${end}three` } },
      { row: 6, fields: { a: '2', b: 'say "hi"' } },
      { row: 9, fields: { a: '3', b: `x${end}y` } },
      { row: 11, fields: { a: '4', b: 'z' } },
    ]);
  },
);

test('rows with too few or too many fields are rejected and the rest is read', async () => {
  expect(await read('a,b\n1\n2,3\n4,5,6\n7,8\n,\n')).toEqual([
    {
      row: 2,
      field: 'row',
      reason: expect.stringMatching(/1 fields where the header has 2: put in what is missing/),
    },
    { row: 3, fields: { a: '2', b: '3' } },
    {
      row: 4,
      field: 'row',
      reason: expect.stringMatching(/3 fields where the header has 2: put fields .* in quotation marks/),
    },
    { row: 5, fields: { a: '7', b: '8' } },
  ]);
});

test.each([
  ['an unclosed quote', '1,"2', /more than|not closed/],
  ['an unclosed quote before quoted fields', '1,"2\n9,"9"', /in the middle of a quoted field/],
  ['a quote inside a field', '1,the "best"', /in the middle of a field/],
  ['text after a closing quote', '1,"the" best', /between a closing quotation mark/],
])('%s costs its own row only', async (_, bad, reason) => {
  const rest = Array.from({ length: 5_000 }, (_, at) => `${at},x`).join('\n');
  const all = await read(`a,b\n0,y\n\n${bad}\n${rest}\n`);
  const lines = bad.split('\n').length;
  expect(all[1]).toEqual({ row: 4, field: 'row', reason: expect.stringMatching(reason) });
  expect(all.filter((each) => 'reason' in each)).toHaveLength(1);
  expect(all.at(-1)).toEqual({ row: 3 + lines + 5_000, fields: { a: '4999', b: 'x' } });
  expect(all).toHaveLength(1 + lines + 5_000);
});

test('an unclosed quote near the start of a large file does not swallow it', async () => {
  const rest = Array.from({ length: 200_000 }, (_, at) => `${at},some text to fill the file`).join('\n');
  const all = await read(`a,b\n1,"2\n${rest}\n`);
  expect(all[0]).toMatchObject({ row: 2, reason: expect.stringContaining('more than 65536 characters') });
  expect(all).toHaveLength(200_001);
  expect(all.at(-1)).toMatchObject({ row: 200_002 });
});

test('several broken rows are each told and the rows between them are read', async () => {
  const all = await read('a,b\n"1"x,2\n3,4\n5,6"6\n7,8\n9,"');
  expect(all.map((each) => [each.row, 'reason' in each])).toEqual([
    [2, true],
    [3, false],
    [4, true],
    [5, false],
    [6, true],
  ]);
});

test.each([
  ['an empty file', '', 'is empty'],
  ['blank lines only', '\n\n', 'is empty'],
  ['a header only', 'a,b\n', 'a header and no rows'],
  ['a header and blank lines', 'a,b\n\n,\n', 'a header and no rows'],
  ['a broken header', 'a,"b\n1,2\n', 'a header that cannot be read'],
  ['a column twice', 'a,b,a\n1,2,3\n', 'one name for columns 1 and 3'],
  ['an invoice for a header', 'D1,a@example.nl,a@example.nl\n', /^[^@]*columns 2 and 3[^@]*names above\.$/],
])('%s gives one clear answer', async (_, content, words) => {
  expect(await read(content)).toEqual([{ row: 1, field: 'file', reason: expect.stringMatching(words) }]);
});

test('columns without a name are left out, and a column can have any name', async () => {
  const [row] = await read('a,,__proto__\n1,2,3\n');
  expect(row && 'fields' in row && Object.entries(row.fields)).toEqual([
    ['a', '1'],
    ['__proto__', '3'],
  ]);
});

test('a file that is not there is a surprise', async () => {
  await expect(readRows(join(folder, 'nowhere.csv'), ',').next()).rejects.toThrow('ENOENT');
});

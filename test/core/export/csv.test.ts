import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from '../../../core/export/csv.ts';

test.each<[string, (string | number | undefined)[], string]>([
  ['plain fields', ['a', 12, undefined], 'a,12,\r\n'],
  ['a comma', ['F-1,2'], '"F-1,2"\r\n'],
  ['a quotation mark', ['the "last" one'], '"the ""last"" one"\r\n'],
  ['the end of a line', ['a\nb', 'a\rb'], '"a\nb","a\rb"\r\n'],
  ['spaces at the edges', [' a', 'b ', 'c d'], '" a","b ",c d\r\n'],
])('%s', (_, fields, line) => {
  expect(csvLine(fields)).toBe(line);
});

test('whatever is written is read again as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2 }), (fields) => {
      expect(parse(csvLine(fields), { record_delimiter: '\r\n' })).toEqual([fields]);
    }),
  );
});

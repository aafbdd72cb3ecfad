import { describe, expect, it, test } from 'vitest';
import { bytesOf, type Kept, readUnits, writeUnits } from '../../../local/cost/layout.ts';
import { prices, regions } from '../../../local/cost/prices.ts';

test.each<[string, Record<string, Kept>, number]>([
  ['a text: its name and its bytes', { pk: 'abc' }, 5],
  ['letters of more than one byte', { pk: 'é€' }, 7],
  ['a number: half a byte a digit, and one', { seq: 12_345 }, 7],
  ['yes, no and nothing: one', { a: true, b: null }, 4],
  ['a list: three, and one for each thing in it', { a: ['bc', 'd'] }, 1 + 3 + 2 + 3],
  ['a map: names too', { a: { bc: 'd' } }, 1 + 3 + 1 + 3],
])('%s', (_, item, bytes) => expect(bytesOf(item)).toBe(bytes));

test.each([
  [0, 1, 1],
  [1_024, 1, 1],
  [1_025, 2, 1],
  [4_096, 4, 1],
  [4_097, 5, 2],
])('%i bytes: %i write units, %i read units', (bytes, writes, reads) => {
  expect([writeUnits(bytes), readUnits(bytes)]).toEqual([writes, reads]);
});

describe.each(regions)('every price of %s', (region) => {
  it.each(Object.entries(prices[region]))('%s says of when it is, from where, and how sure', (_, price) => {
    expect(price.dollars).toBeGreaterThan(0);
    expect(price.on).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(price.source).not.toBe('');
    expect(price.unit).not.toBe('');
  });
});

import { expect, test } from 'vitest';
import { typedCents, typedDay } from '../../../core/page/typed.ts';

test.each([
  ['12,50', 1_250],
  ['12.5', 1_250],
  ['€ 12', 1_200],
  [' EUR 12,00 ', 1_200],
  ['1.234,56', 123_456],
  ['1,234.56', 123_456],
  ['1.234', 123_400],
  ['0,01', 1],
  ['0', 0],
  ['', undefined],
  ['veel', undefined],
  ['-5', undefined],
  ['12,345,6', undefined],
  ['1.234.56', undefined],
  ['12,5,0', undefined],
  ['1e3', undefined],
  ['١٢', undefined],
  ['9'.repeat(12), undefined],
])('the amount %j is %s cents', (text, cents) => {
  expect(typedCents(text)).toBe(cents);
});

test.each([
  ['2026-02-24', '2026-02-24'],
  ['24-2-2026', '2026-02-24'],
  ['24/02/2026', '2026-02-24'],
  [' 1.3.2026 ', '2026-03-01'],
  ['29-2-2028', '2028-02-29'],
  ['29-2-2026', undefined],
  ['2026-13-01', undefined],
  ['24-2-26', undefined],
  ['morgen', undefined],
  ['', undefined],
])('the day %j is %s', (text, day) => {
  expect(typedDay(text)).toBe(day);
});

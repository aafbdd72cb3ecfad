import { expect, test } from 'vitest';
import {
  countryInWords,
  dayInWords,
  inFours,
  moneyInWords,
  oneLine,
  percentInWords,
  referenceInWords,
} from '../../../adapters/render/amounts-and-days.ts';

test.each([
  [123_456, 'EUR', 'nl', '€ 1.234,56'],
  [123_456, 'EUR', 'en', '€1,234.56'],
  [123_456, 'EUR', 'fr', '1 234,56 €'],
  [123_456, 'EUR', 'de', '1.234,56 €'],
  [5, 'EUR', 'nl', '€ 0,05'],
  [100_000_000, 'EUR', 'nl', '€ 1.000.000,00'],
] as const)('%i cents %s in %s is %s', (cents, currency, language, words) => {
  expect(moneyInWords(cents, currency, language).replace(/\u00A0/g, ' ')).toBe(words);
});

test('an amount is not torn apart at the end of a line', () => {
  expect(moneyInWords(100, 'EUR', 'nl')).toBe('€\u00A01,00');
  // The narrow space of French is not in the fonts of letters.
  expect(moneyInWords(123_456, 'EUR', 'fr')).toBe('1\u00A0234,56\u00A0€');
});

test('days, rates, countries and codes are read aloud easily', () => {
  expect(dayInWords('2026-01-05', 'nl')).toBe('5 januari 2026');
  expect(dayInWords('2026-01-05', 'en')).toBe('5 January 2026');
  expect(dayInWords('2026-01-05', 'de')).toBe('5. Januar 2026');
  expect(dayInWords('2026-01-05', 'fr')).toBe('5 janvier 2026');
  expect(dayInWords('2026-08-01', 'fr')).toBe('1er août 2026');
  expect(dayInWords('2026-08-11', 'fr')).toBe('11 août 2026');
  expect(percentInWords(10.4, 'nl')).toBe('10,4');
  expect(percentInWords(10.4, 'en')).toBe('10.4');
  expect(countryInWords('BE', 'nl')).toBe('België');
  expect(inFours('NL91ABNA0417164300')).toBe('NL91 ABNA 0417 1643 00');
  expect(referenceInWords('RF18539007547034')).toBe('RF18 5390 0754 7034');
  expect(referenceInWords('+++090/9337/55493+++')).toBe('+++090/9337/55493+++');
});

test('what people type becomes one clean line', () => {
  expect(oneLine('  Noor\r\n\tVerzonnen\u202e\u0000\uE000 ')).toBe('Noor Verzonnen');
});

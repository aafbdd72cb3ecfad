import { expect, test } from 'vitest';
import { strongest } from '../../../core/score/told.ts';

const reasons = [
  { feature: 'base', points: 9_000 },
  { feature: 'payments', points: 100 },
  { feature: 'outstanding', points: -300 },
  { feature: 'response-days', points: -5_000 },
  { feature: 'channels', points: 0 },
  { feature: 'asks × month', points: 200 },
];
const inputs = { payments: 1, outstanding: 20, channels: 2, asks: 1, month: 3 };

test('the strongest reasons come first, and say whether they raised the chance or lowered it', () => {
  expect(strongest(reasons, inputs, 2)).toEqual([
    { feature: 'outstanding', effect: 'lowered' },
    { feature: 'asks × month', effect: 'raised' },
  ]);
});

test('where everybody begins is no reason, nor is what nobody knew or what did nothing', () => {
  expect(strongest(reasons, inputs, 9).map(({ feature }) => feature)).toEqual([
    'outstanding',
    'asks × month',
    'payments',
  ]);
});

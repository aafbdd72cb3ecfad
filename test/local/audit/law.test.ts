import { describe, expect, test } from 'vitest';
import {
  dayOf,
  daysLater,
  isHoliday,
  isInContactWindow,
  presumedDelivery,
} from '../../../local/audit/calendar.ts';
import { interestOver, tableOf } from '../../../local/audit/interest.ts';
import { scale, scaleWithVat } from '../../../local/audit/scale.ts';

/** The vectors of the worked figures, computed by the auditor's own code. */
describe('the auditor’s own reading of the law', () => {
  test.each([
    [1, 4000],
    [26_667, 4000],
    [26_670, 4001],
    [30_000, 4500],
    [250_000, 37_500],
    [300_000, 42_500],
    [500_000, 62_500],
    [750_000, 75_000],
    [1_000_000, 87_500],
    [5_000_000, 127_500],
    [20_000_000, 277_500],
    [50_000_000, 427_500],
    [100_000_000, 677_500],
    [200_000_000, 677_500],
  ])('collecting %i cents may cost %i', (principal, cents) => {
    expect(scale(principal)).toBe(cents);
  });

  test.each([
    [26_670, 4841],
    [100_000, 18_150],
    [200_000_000, 819_775],
  ])('collecting %i cents may cost %i where VAT cannot be deducted', (principal, cents) => {
    expect(scaleWithVat(principal)).toBe(cents);
  });

  test.each([
    ['2026-03-02', '2026-03-04'],
    ['2026-03-05', '2026-03-07'],
    ['2026-03-06', '2026-03-10'],
    ['2026-03-07', '2026-03-11'],
    ['2026-04-02', '2026-04-07'],
    ['2026-11-20', '2026-11-24'],
  ])('a letter posted on %s is presumed delivered on %s', (posted, delivered) => {
    expect(presumedDelivery(posted)).toBe(delivered);
  });

  test.each([
    ['I1', 'consumer', 50_000, '2025-12-01', '2026-03-01', 578],
    ['I2', 'consumer', 25_000, '2026-01-01', '2026-11-22', 890],
    ['I3', 'unknown', 100_000, '2024-07-01', '2026-07-01', 11_838],
    ['I4', 'legal', 1_000_000, '2026-01-01', '2026-11-22', 91_363],
    ['I5', 'natural-business', 500_000, '2022-10-01', '2024-10-01', 119_292],
  ] as const)('vector %s of a %s debtor', (_, debtor, principal, from, to, cents) => {
    expect(Math.round(interestOver(tableOf[debtor], principal, from, from, to))).toBe(cents);
  });

  test('interest of a later stretch counts the anniversaries before it', () => {
    const table = tableOf.consumer;
    const first = interestOver(table, 100_000, '2024-07-01', '2024-07-01', '2026-01-01');
    const second = interestOver(table, 100_000, '2024-07-01', '2026-01-01', '2026-07-01');
    expect(Math.round(first + second)).toBe(11_838);
    expect(interestOver(table, 100_000, '2024-02-29', '2024-02-29', '2026-02-28')).toBeGreaterThan(0);
  });

  test.each([
    ['Tuesday 06:59', '2026-03-03T05:59:59Z', false],
    ['Tuesday 07:00', '2026-03-03T06:00:00Z', true],
    ['Tuesday 19:59', '2026-03-03T18:59:59Z', true],
    ['Tuesday 20:00', '2026-03-03T19:00:00Z', false],
    ['Tuesday 07:00 in summer', '2026-07-07T05:00:00Z', true],
    ['Tuesday 20:00 in summer', '2026-07-07T18:00:00Z', false],
    ['Saturday', '2026-03-07T09:00:00Z', true],
    ['Sunday', '2026-03-08T11:00:00Z', false],
    ['King’s Day', '2026-04-27T08:00:00Z', false],
    ['a decreed day', '2024-05-10T08:00:00Z', false],
  ])('%s: %s is open: %s', (_, moment, open) => {
    expect(isInContactWindow(moment)).toBe(open);
  });

  test('the holidays of 2026 are those of the Algemene termijnenwet', () => {
    const days = Array.from({ length: 365 }, (_, index) => daysLater('2026-01-01', index)).filter(isHoliday);
    // Easter and Whit Sunday are Sundays anyway.
    expect(days).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-04-03',
      '2026-04-05',
      '2026-04-06',
      '2026-04-27',
      '2026-05-05',
      '2026-05-14',
      '2026-05-15',
      '2026-05-24',
      '2026-05-25',
      '2026-12-25',
      '2026-12-26',
    ]);
  });

  test('King’s Day moves to Saturday when it is a Sunday, and was Queen’s Day before 2014', () => {
    expect([isHoliday('2025-04-26'), isHoliday('2025-04-27'), isHoliday('2013-04-30')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('a day ends at midnight in Amsterdam, not in Greenwich', () => {
    expect([dayOf('2026-01-05T22:59:59Z'), dayOf('2026-01-05T23:00:00Z')]).toEqual([
      '2026-01-05',
      '2026-01-06',
    ]);
    expect(dayOf('2026-07-05T22:00:00Z')).toBe('2026-07-06');
  });
});

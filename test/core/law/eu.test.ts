import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, plusDays } from '../../../core/calendar/moment.ts';
import {
  collectableFrom,
  latePayment,
  mandateLapsesOn,
  preNotificationBy,
  refundableUntil,
  stopsPlan,
} from '../../../core/law/eu.ts';
import { euTables } from '../../../core/law/eu-tables.ts';

const days = fc.integer({ min: 0, max: 9_000 }).map((offset) => plusDays('2015-01-01', offset));

describe('a direct debit', () => {
  it('is announced fourteen calendar days ahead', () => {
    expect(preNotificationBy('2026-03-15')).toBe('2026-03-01');
    expect(collectableFrom('2026-03-01')).toBe('2026-03-15');
  });

  it('is announced later only where payer and creditor agreed on a shorter term', () => {
    expect(preNotificationBy('2026-03-15', 3)).toBe('2026-03-12');
    expect(collectableFrom('2026-03-12', 3)).toBe('2026-03-15');
  });

  it('is collected no earlier than its announcement allows, on any day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 30 }), (on, agreed) => {
        expect(daysBetween(on, collectableFrom(on))).toBe(14);
        expect(preNotificationBy(collectableFrom(on, agreed), agreed)).toBe(on);
      }),
    );
  });

  it.each([
    ['core', true, '2026-03-29'], // 8 weeks
    ['core', false, '2027-03-01'], // 13 months
    ['b2b', true, undefined],
    ['b2b', false, '2027-03-01'],
  ] as const)('of the %s scheme, allowed %s, can be had back until %s', (scheme, authorised, until) => {
    expect(refundableUntil('2026-02-01', scheme, authorised)).toBe(until);
  });

  it('needs a new mandate when the old one was not used for 36 months', () => {
    expect(mandateLapsesOn('2023-11-26')).toBe('2026-11-26');
  });

  it.each([
    ['MD06', true],
    ['AC04', true],
    ['AM04', true],
    ['MS02', true],
    ['MS03', false],
    ['AM05', false],
  ])('that comes back with %s stops the plan: %s', (reason, stops) => {
    expect(stopsPlan(reason)).toBe(stops);
  });
});

it('between businesses a late payer owes 40 euros and eight points above the central bank’s rate', () => {
  expect(latePayment[0].value).toEqual({ flat: 4_000, term: 30, longestTerm: 60, aboveCentralBank: 800 });
});

it('every table says in words what it holds', () => {
  expect(euTables.map(({ rows, show }) => show(rows[0].value))).toEqual([
    '€ 40.00; 30 days to pay, at most 60; 8 % above the central bank’s rate',
    'announced 14 days before; refund for 56 days, 13 months where nobody allowed it; a mandate lapses after 36 months unused',
  ]);
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfWeek, daysBetween, plusDays } from '../../../core/calendar/moment.ts';
import type { PersonKind } from '../../../core/case/words.ts';
import { mustHold } from '../../../core/law/contents.ts';
import { de } from '../../../core/law/de.ts';
import type { LawCreditor, LegalMessage } from '../../../core/law/law.ts';

const own: LawCreditor = { termsCleared: true, canReclaimVat: true, outsourced: false };
const agency: LawCreditor = { ...own, outsourced: true };

describe('the free notice', () => {
  it.each([
    ['letter', '2026-03-02', '2026-03-06', '2026-03-20', '2026-03-24'],
    ['letter', '2026-03-05', '2026-03-10', '2026-03-24', '2026-03-28'], // over Sunday
    ['letter', '2026-03-03', '2026-03-07', '2026-03-23', '2026-03-27'], // ends on Saturday: moved to Monday
    ['letter', '2026-04-02', '2026-04-09', '2026-04-23', '2026-04-27'], // over Easter
    ['letter', '2026-12-23', '2026-12-30', '2027-01-13', '2027-01-17'], // over Christmas
    ['email', '2026-03-02', '2026-03-02', '2026-03-16', '2026-03-20'],
    ['email', '2026-03-08', '2026-03-08', '2026-03-23', '2026-03-27'], // a Sunday: proven is proven
    ['email', '2026-04-17', '2026-04-17', '2026-05-04', '2026-05-08'], // ends on 1 May
  ] as const)(
    'by %s on %s: delivered %s, free until %s, costs from %s',
    (channel, on, deliveredOn, lastFreeDay, costsFrom) => {
      for (const person of ['consumer', 'natural-business', 'legal'] as const) {
        const term = { deliveredOn, lastFreeDay, costsFrom };
        expect(de.noticeTerm(person, channel, on).value).toEqual(term);
      }
    },
  );

  it('leaves everybody fourteen days after delivery, and never ends on a day off', () => {
    const days = fc.integer({ min: 0, max: 9_000 }).map((offset) => plusDays('2010-01-01', offset));
    fc.assert(
      fc.property(fc.constantFrom('letter', 'email'), days, (channel, on) => {
        const { deliveredOn, lastFreeDay, costsFrom } = de.noticeTerm('consumer', channel, on).value;
        expect(daysBetween(on, deliveredOn)).toBeGreaterThanOrEqual(channel === 'letter' ? 4 : 0);
        expect(daysBetween(deliveredOn, lastFreeDay)).toBeGreaterThanOrEqual(14);
        expect(dayOfWeek(lastFreeDay)).not.toBe(6);
        expect(de.closed.closedBy(lastFreeDay)).toBeUndefined();
        expect(daysBetween(lastFreeDay, costsFrom)).toBe(4);
      }),
    );
  });

  it('is our own wish: no law wants it', () => {
    for (const person of ['consumer', 'natural-business', 'legal'] as const) {
      expect(de.noticeNeeded(person)).toEqual({
        value: false,
        rules: [{ name: 'de/notice-for-all', source: 'own policy', confidence: 'derived' }],
      });
    }
    const { rules } = de.noticeTerm('consumer', 'letter', '2026-03-03');
    expect(rules.map(({ name }) => name)).toEqual([
      'de/notice-delivery-presumed',
      'de/notice',
      'de/term-to-working-day',
    ]);
  });
});

describe('what a message must hold', () => {
  const held = (message: LegalMessage, person: PersonKind, creditor: LawCreditor) =>
    mustHold('DE', message, person, creditor).value;

  it('is the list of § 13a RDG with a collector’s first demand to a private person', () => {
    expect(held('first-demand', 'consumer', agency)).toEqual(
      expect.arrayContaining([
        'creditor-name',
        'creditor-address',
        'subject',
        'contract-date',
        'interest-breakdown',
        'costs-amount',
        'supervisor',
        'collector-identity',
        'collector-register-number',
      ]),
    );
    const { rules } = mustHold('DE', 'first-demand', 'consumer', agency);
    expect(rules).toContainEqual({
      name: 'de/first-demand',
      source: '§ 13a(1) RDG',
      confidence: 'verified',
    });
  });

  it.each([
    ['a creditor’s own first demand', 'first-demand', 'consumer', own],
    ['a demand to a company', 'first-demand', 'legal', agency],
    ['a reminder', 'reminder', 'consumer', agency],
  ] as const)('is less for %s', (_, message, person, creditor) => {
    expect(held(message, person, creditor)).not.toContain('supervisor');
    expect(held(message, person, creditor)).toEqual(
      expect.arrayContaining(['creditor-name', 'principal', 'due-date', 'pay-by', 'dispute-route']),
    );
  });

  it('says who collects only where somebody else does', () => {
    expect(held('reminder', 'consumer', own)).not.toContain('collector-identity');
    expect(held('reminder', 'consumer', agency)).toContain('collector-identity');
  });

  it('is for a notice its costs, its term and what follows', () => {
    expect(held('notice', 'consumer', own)).toEqual(
      expect.arrayContaining(['costs-amount', 'term-after-receipt', 'consequence']),
    );
  });

  it('speaks of VAT where a collector’s costs bear it', () => {
    const cannot = { ...agency, canReclaimVat: false };
    expect(held('first-demand', 'consumer', cannot)).toContain('vat');
    expect(held('notice', 'consumer', cannot)).toContain('vat');
    expect(held('notice', 'consumer', agency)).not.toContain('vat');
    expect(held('reminder', 'consumer', cannot)).not.toContain('vat');
    expect(held('notice', 'consumer', { ...own, canReclaimVat: false })).not.toContain('vat');
  });
});

it('a payment goes to costs, then interest, then the claim', () => {
  expect(de.allocationOrder().value).toEqual(['costs', 'interest', 'principal']);
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusDays } from '../../../core/calendar/moment.ts';
import { ClaimBasis, PersonKind } from '../../../core/case/words.ts';
import { BeSettings, be, beWith } from '../../../core/law/be.ts';
import type { Interruption, LawClaim } from '../../../core/law/law.ts';

const claim: LawClaim = {
  claim: 'c1',
  principal: 10_000,
  dueOn: '2024-01-15',
  agreedTerm: true,
  remindedUntil: [],
};

function barred(person: PersonKind, facts: Partial<LawClaim>, interruptions: Interruption[] = [], pack = be) {
  return pack.barredFrom(person, { ...claim, ...facts }, interruptions);
}

describe('a claim that fell due on 15 January 2024 is time-barred', () => {
  it.each([
    ['consumer', 'sale', undefined, '2025-01-16'],
    ['consumer', 'service', undefined, '2034-01-16'],
    ['consumer', 'periodic', undefined, '2029-01-16'],
    ['consumer', 'judgment', undefined, '2034-01-16'],
    ['consumer', undefined, undefined, '2025-01-16'],
    ['consumer', 'sale', 'energy', '2029-01-16'],
    ['consumer', 'service', 'telecom', '2029-01-16'],
    ['consumer', undefined, 'water', '2029-01-16'],
    ['consumer', 'judgment', 'energy', '2034-01-16'],
    ['consumer', 'sale', 'other', '2025-01-16'],
    ['legal', 'sale', undefined, '2034-01-16'],
    ['legal', 'service', undefined, '2034-01-16'],
    ['natural-business', 'periodic', undefined, '2029-01-16'],
    ['natural-business', undefined, undefined, '2029-01-16'],
    ['legal', 'sale', 'energy', '2029-01-16'],
  ] as const)('against a %s, for a %s (sector %s), from %s', (person, basis, sector, from) => {
    const { value, missing } = barred(person, { ...(basis && { basis }), ...(sector && { sector }) });
    expect(value).toBe(from);
    expect(missing).toBeUndefined();
  });

  it('later, by the readings that are less kind', () => {
    const long = beWith(BeSettings.parse({ shortForConsumerSales: false }));
    expect(barred('consumer', { basis: 'sale' }, [], long).value).toBe('2034-01-16');
    expect(barred('consumer', {}, [], long).value).toBe('2029-01-16');
    const clear = beWith(BeSettings.parse({ unclearIsShortest: false }));
    expect(barred('consumer', {}, [], clear).value).toBe('2034-01-16');
    expect(barred('legal', {}, [], clear).value).toBe('2034-01-16');
  });

  it('by a rule that says where there is doubt', () => {
    const doubts = (facts: Partial<LawClaim>) =>
      barred('consumer', facts)
        .rules.filter((rule) => rule.confidence === 'doubtful')
        .map((rule) => rule.name);
    expect(doubts({ basis: 'sale' })).toEqual(['be/limitation-presumed-paid']);
    expect(doubts({})).toEqual(['be/limitation-unclear']);
    expect(doubts({ basis: 'periodic' })).toEqual([]);
  });
});

it('a leap day is followed by the last of February', () => {
  expect(barred('consumer', { basis: 'sale', dueOn: '2024-02-29' }).value).toBe('2025-03-01');
});

describe('an interruption', () => {
  it('by an acknowledgement or a writ starts a term as long as the first', () => {
    for (const how of ['acknowledgement', 'court'] as const) {
      const { value, rules } = barred('consumer', { basis: 'sale' }, [{ on: '2024-11-01', how }]);
      expect(value).toBe('2025-11-02');
      expect(rules.map((rule) => rule.name)).toContain('be/limitation-interrupted');
    }
    const both: Interruption[] = [
      { on: '2025-10-01', how: 'acknowledgement' },
      { on: '2024-11-01', how: 'acknowledgement' },
    ];
    expect(barred('consumer', { basis: 'sale' }, both).value).toBe('2026-10-02');
  });

  it('that came too late, or before anything was due, changes nothing', () => {
    for (const on of ['2025-01-16', '2024-01-14']) {
      const { value, rules } = barred('consumer', { basis: 'sale' }, [{ on, how: 'acknowledgement' }]);
      expect(value).toBe('2025-01-16');
      expect(rules.map((rule) => rule.name)).not.toContain('be/limitation-interrupted');
    }
    expect(barred('consumer', { basis: 'sale' }, [{ on: '2025-01-15', how: 'court' }]).value).toBe(
      '2026-01-16',
    );
  });

  it('is not made by a creditor’s letter', () => {
    const { value, rules } = barred('consumer', { basis: 'sale' }, [{ on: '2024-11-01', how: 'demand' }]);
    expect(value).toBe('2025-01-16');
    expect(rules.at(-1)?.name).toBe('be/limitation-demand-does-not-interrupt');
  });

  it('by a lawyer’s registered notice gives one more year, once, and cuts nothing short', () => {
    const lawyers = beWith(BeSettings.parse({ demandsAreFormalNotices: true }));
    const demand = (on: string): Interruption => ({ on, how: 'demand' });
    expect(barred('consumer', { basis: 'sale' }, [demand('2024-11-01')], lawyers).value).toBe('2025-11-02');
    expect(
      barred('consumer', { basis: 'sale' }, [demand('2024-11-01'), demand('2025-10-01')], lawyers).value,
    ).toBe('2025-11-02');
    expect(barred('legal', { basis: 'sale' }, [demand('2024-11-01')], lawyers).value).toBe('2034-01-16');
    expect(barred('legal', { basis: 'sale' }, [demand('2033-12-01')], lawyers).value).toBe('2034-12-02');
  });
});

it('is not known for claims before the table begins or after its review', () => {
  expect(barred('consumer', { dueOn: '1998-07-26' }).missing).toContain('1998-07-27');
  expect(barred('consumer', { dueOn: '2028-01-01' }).missing).toContain('2028-01-01');
});

it('whatever interrupts it, a claim lapses after it fell due, never earlier than without, in any order', () => {
  const interruption = fc.record({
    on: fc.integer({ min: -200, max: 6_000 }).map((days) => plusDays('2020-01-01', days)),
    how: fc.constantFrom<Interruption['how']>('demand', 'acknowledgement', 'court'),
  });
  const packs = [be, beWith(BeSettings.parse({ demandsAreFormalNotices: true }))];
  fc.assert(
    fc.property(
      fc.constantFrom(...packs),
      fc.constantFrom(...PersonKind.options),
      fc.option(fc.constantFrom(...ClaimBasis.options)),
      fc.uniqueArray(interruption, { maxLength: 5, selector: ({ on }) => on }),
      (pack, person, basis, interruptions) => {
        const facts = { dueOn: '2020-01-01', ...(basis && { basis }) };
        const alone = barred(person, facts, [], pack).value;
        const after = barred(person, facts, interruptions, pack).value;
        expect(alone > '2020-12-31').toBe(true);
        expect(after >= alone).toBe(true);
        expect(barred(person, facts, interruptions.toReversed(), pack).value).toBe(after);
      },
    ),
  );
});

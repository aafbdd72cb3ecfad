import { describe, expect, it } from 'vitest';
import { de } from '../../../core/law/de.ts';
import type { LawClaim } from '../../../core/law/law.ts';

const claim: LawClaim = {
  claim: 'c1',
  principal: 10_000,
  invoicedOn: '2026-01-05',
  dueOn: '2026-01-19',
  agreedTerm: false,
  remindedUntil: [],
};
const reminded = { ...claim, remindedUntil: ['2026-02-20', '2026-02-10'] };

describe('default', () => {
  it.each([
    ['a consumer, nothing agreed and no reminder', 'consumer', claim, undefined],
    ['a consumer, the day after an agreed date', 'consumer', { ...claim, agreedTerm: true }, '2026-01-20'],
    // Sunday 18 January: paid on Monday is in time.
    [
      'a consumer, an agreed Sunday',
      'consumer',
      { ...claim, dueOn: '2026-01-18', agreedTerm: true },
      '2026-01-20',
    ],
    ['a consumer, the day after a reminder’s date', 'consumer', reminded, '2026-02-11'],
    [
      'a consumer whose reminder only repeats the due date',
      'consumer',
      { ...claim, remindedUntil: ['2026-01-19'] },
      undefined,
    ],
    // 19 January and 30 days: Wednesday 18 February is the last.
    ['a company thirty days after the due date', 'legal', claim, '2026-02-19'],
    ['somebody in business, too', 'natural-business', claim, '2026-02-19'],
    ['a company, reminded before that', 'legal', reminded, '2026-02-11'],
    ['a company, reminded after that', 'legal', { ...claim, remindedUntil: ['2026-03-02'] }, '2026-02-19'],
    // The invoice is presumed to come on Wednesday 28 January; 27 February is the thirtieth day, a Friday.
    ['a company invoiced late', 'legal', { ...claim, invoicedOn: '2026-01-23' }, '2026-02-28'],
    // 31 January is the thirtieth day, a Saturday: Monday is in time.
    [
      'a company, term ending on a weekend',
      'legal',
      { ...claim, invoicedOn: '2025-12-01', dueOn: '2026-01-01' },
      '2026-02-03',
    ],
    ['a company of whose invoice nobody knows', 'legal', { ...claim, invoicedOn: undefined }, undefined],
  ] as const)('of %s', (_, person, of, day) => {
    const { invoicedOn, ...rest } = of;
    const known: LawClaim = invoicedOn === undefined ? rest : { ...rest, invoicedOn };
    expect(de.defaultFrom(person, known).value).toBe(day);
    expect(de.interestFrom(person, known).value).toBe(day);
  });

  it('without a reminder is not guessed for claims older than the law', () => {
    const old = { ...claim, invoicedOn: '2001-01-05', dueOn: '2001-01-19' };
    expect(de.defaultFrom('legal', old)).toMatchObject({
      value: undefined,
      missing: expect.stringContaining('2001-01-19'),
    });
  });

  it('says why', () => {
    const names = (person: 'consumer' | 'legal', of: LawClaim) =>
      de.defaultFrom(person, of).rules.map(({ name }) => name);
    expect(names('consumer', claim)).toEqual(['de/default-reminder']);
    expect(names('legal', claim)).toEqual(['de/default-thirty-days']);
    expect(names('legal', { ...claim, agreedTerm: true, dueOn: '2026-01-18' })).toEqual([
      'de/default-calendar-date',
      'de/term-to-working-day',
    ]);
  });
});

describe('limitation', () => {
  const due = { ...claim, dueOn: '2024-01-15' };
  it.each([
    ['three years from the end of the year', due, [], '2028-01-01'],
    ['of a sale, too', { ...due, basis: 'sale' as const }, [], '2028-01-01'],
    ['due on the last day of a year', { ...due, dueOn: '2024-12-31' }, [], '2028-01-01'],
    ['due on the first day of a year', { ...due, dueOn: '2025-01-01' }, [], '2029-01-01'],
    ['of a judgment: thirty years from its day', { ...due, basis: 'judgment' as const }, [], '2054-01-16'],
    ['a reminder interrupts nothing', due, [{ on: '2026-05-01', how: 'demand' as const }], '2028-01-01'],
    [
      'a court suspends, so nothing is added',
      due,
      [{ on: '2027-05-01', how: 'court' as const }],
      '2028-01-01',
    ],
    [
      'an acknowledgement begins three years anew',
      due,
      [{ on: '2026-05-01', how: 'acknowledgement' as const }],
      '2029-05-02',
    ],
    [
      'each acknowledgement does, in any order',
      due,
      [
        { on: '2029-05-01', how: 'acknowledgement' as const },
        { on: '2026-05-01', how: 'acknowledgement' as const },
      ],
      '2032-05-02',
    ],
    [
      'an acknowledgement in the first year changes nothing',
      due,
      [{ on: '2024-06-01', how: 'acknowledgement' as const }],
      '2028-01-01',
    ],
    [
      'one that came too late revives nothing',
      due,
      [{ on: '2028-01-01', how: 'acknowledgement' as const }],
      '2028-01-01',
    ],
    ['one on the last day does', due, [{ on: '2027-12-31', how: 'acknowledgement' as const }], '2031-01-01'],
  ])('%s', (_, of, interruptions, barred) => {
    expect(de.barredFrom('consumer', of, interruptions).value).toBe(barred);
    expect(de.barredFrom('legal', of, interruptions).value).toBe(barred);
  });

  it('says that how long a court takes is not known', () => {
    const { rules } = de.barredFrom('consumer', due, [{ on: '2027-05-01', how: 'court' }]);
    expect(rules.map(({ name, confidence }) => [name, confidence])).toEqual([
      ['de/limitation', 'verified'],
      ['de/limitation-suspended-in-court', 'doubtful'],
    ]);
  });

  it('of a claim older than the law is not known', () => {
    expect(de.barredFrom('consumer', { ...due, dueOn: '2001-12-31' }, []).missing).toContain('2001-12-31');
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, plusDays } from '../../../core/calendar/moment.ts';
import { PersonKind } from '../../../core/case/words.ts';
import { BeSettings, be, beWith } from '../../../core/law/be.ts';
import { beClosedDays } from '../../../core/law/be-closed-days.ts';
import { reminderCeiling } from '../../../core/law/be-reminders.ts';
import { mustHold } from '../../../core/law/contents.ts';
import type { LawClaim, LawCreditor } from '../../../core/law/law.ts';

const byTheLetter = beWith(
  BeSettings.parse({ saturdayIsWorkingDay: true, extendReminderTerm: false, bufferDays: 0 }),
);

const claim: LawClaim = {
  claim: 'c1',
  principal: 10_000,
  dueOn: '2026-01-31',
  agreedTerm: false,
  remindedUntil: [],
};

describe('the term of the first reminder', () => {
  // Worked figures 2b and V16: sent, first day, last day; costs wait one day more than the figures.
  it.each([
    ['letter', '2026-03-02', '2026-03-05', '2026-03-18', '2026-03-20'],
    ['letter', '2026-03-05', '2026-03-10', '2026-03-23', '2026-03-25'],
    ['letter', '2026-04-03', '2026-04-09', '2026-04-22', '2026-04-24'],
    ['email', '2026-03-02', '2026-03-03', '2026-03-16', '2026-03-18'],
  ] as const)(
    'by %s sent %s starts %s, ends %s, and costs may follow from %s',
    (channel, sent, starts, lastFreeDay, costsFrom) => {
      for (const person of PersonKind.options) {
        const { value, missing } = be.noticeTerm(person, channel, sent);
        expect(value).toEqual({ deliveredOn: plusDays(starts, -1), lastFreeDay, costsFrom });
        expect(missing).toBeUndefined();
      }
    },
  );

  it.each([
    ['letter', '2026-03-02', '2026-03-05', '2026-03-18'],
    ['letter', '2026-03-05', '2026-03-09', '2026-03-22'],
    ['letter', '2026-04-03', '2026-04-08', '2026-04-21'],
    ['email', '2026-03-02', '2026-03-03', '2026-03-16'],
  ] as const)(
    'with Saturdays as working days and nothing added: by %s sent %s starts %s and ends %s',
    (channel, sent, starts, lastFreeDay) => {
      expect(byTheLetter.noticeTerm('consumer', channel, sent).value).toEqual({
        deliveredOn: plusDays(starts, -1),
        lastFreeDay,
        costsFrom: plusDays(lastFreeDay, 1),
      });
    },
  );

  it('that ends on a day off runs on to the next working day, and says that this is in doubt', () => {
    const doubt = {
      name: 'be/reminder-term-extended',
      source: 'Civil Code art. 1.7 §4',
      confidence: 'doubtful',
    };
    const sunday = be.noticeTerm('consumer', 'email', '2026-03-01');
    expect(sunday.value.lastFreeDay).toBe('2026-03-16');
    expect(sunday.rules).toContainEqual(doubt);
    expect(be.noticeTerm('consumer', 'email', '2026-03-02').rules).not.toContainEqual(doubt);
    // Ends on Saturday 14 March: a working day only for whoever counts it as one.
    const saturdays = beWith(BeSettings.parse({ saturdayIsWorkingDay: true }));
    expect(be.noticeTerm('consumer', 'email', '2026-02-28').value.lastFreeDay).toBe('2026-03-16');
    expect(saturdays.noticeTerm('consumer', 'email', '2026-02-28').value.lastFreeDay).toBe('2026-03-14');
  });

  it('says that Saturdays are in doubt for letters, and that we remind businesses of our own accord', () => {
    const names = (...asked: Parameters<typeof be.noticeTerm>) =>
      be.noticeTerm(...asked).rules.map((rule) => rule.name);
    expect(names('consumer', 'letter', '2026-03-02')).toEqual([
      'be/reminder-term',
      'be/saturday-as-working-day',
      'be/reminder-buffer',
    ]);
    expect(names('legal', 'email', '2026-03-02')).toEqual([
      'be/reminder-term',
      'be/reminder-for-all',
      'be/reminder-buffer',
    ]);
  });

  it('is not known before Book XIX, nor after somebody should have read it again', () => {
    expect(be.noticeTerm('consumer', 'email', '2023-08-31').missing).toContain('2023-09-01');
    expect(be.noticeTerm('consumer', 'email', '2023-09-01').missing).toBeUndefined();
    expect(be.noticeTerm('consumer', 'email', '2027-01-01').missing).toContain('2027-01-01');
  });

  it('never is shorter than fourteen days, nor ends earlier than by the letter of the law', () => {
    const days = fc.integer({ min: 0, max: 1_200 }).map((offset) => plusDays('2023-09-01', offset));
    fc.assert(
      fc.property(fc.constantFrom('letter', 'email'), days, (channel, on) => {
        const { deliveredOn, lastFreeDay, costsFrom } = be.noticeTerm('consumer', channel, on).value;
        expect(daysBetween(deliveredOn, lastFreeDay)).toBeGreaterThanOrEqual(14);
        expect(daysBetween(on, deliveredOn)).toBeGreaterThanOrEqual(channel === 'letter' ? 2 : 0);
        expect(beClosedDays.workingDayFrom(lastFreeDay)).toBe(lastFreeDay);
        expect(daysBetween(lastFreeDay, costsFrom)).toBe(2);
        const strict = byTheLetter.noticeTerm('consumer', channel, on).value;
        expect(lastFreeDay >= strict.lastFreeDay).toBe(true);
        expect(costsFrom > strict.costsFrom).toBe(true);
      }),
    );
  });
});

it('the law wants a reminder for consumers; businesses are in default by law', () => {
  expect(PersonKind.options.map((person) => be.noticeNeeded(person).value)).toEqual([true, false, false]);
});

describe('default', () => {
  it('of a consumer begins after the agreed term, or after the earliest dated reminder', () => {
    expect(be.defaultFrom('consumer', { ...claim, agreedTerm: true }).value).toBe('2026-02-01');
    expect(be.defaultFrom('consumer', claim).value).toBeUndefined();
    const remindedUntil = ['2026-03-20', '2026-02-28', '2026-01-31'];
    expect(be.defaultFrom('consumer', { ...claim, remindedUntil }).value).toBe('2026-03-01');
  });

  it.each([
    ['after the agreed day', { agreedTerm: true, invoicedOn: '2026-01-20' }, '2026-02-01'],
    ['thirty days after the invoice where none was agreed', { invoicedOn: '2026-01-20' }, '2026-02-20'],
    ['after the day on the invoice where that gives longer', { invoicedOn: '2025-12-01' }, '2026-02-01'],
    ['after the due day where nobody knows the invoice', {}, '2026-02-01'],
  ])('of a business begins by law %s', (_when, facts, day) => {
    for (const person of ['natural-business', 'legal'] as const) {
      expect(be.defaultFrom(person, { ...claim, ...facts }).value).toBe(day);
      expect(be.interestFrom(person, { ...claim, ...facts }).value).toBe(day);
    }
  });
});

describe('what a further reminder may cost', () => {
  const asked = { delivery: 'regular', dueDate: 1, reminder: 1, postage: 150 } as const;
  const ceiling = (facts: Partial<Parameters<typeof reminderCeiling>[0]>) =>
    reminderCeiling({ ...asked, ...facts }, '2026-03-02').value;

  // V17
  it('for a subscription is nothing for three due dates in a year, then at most 7.50 and postage', () => {
    expect([1, 2, 3, 4, 5].map((dueDate) => ceiling({ dueDate }))).toEqual([0, 0, 0, 900, 900]);
    expect(ceiling({ dueDate: 3, reminder: 4 })).toBe(0);
  });

  it('for one sale is nothing for the first, then at most 7.50 and postage', () => {
    expect([1, 2, 3].map((reminder) => ceiling({ delivery: 'once', reminder }))).toEqual([0, 900, 900]);
  });

  it('for telephone and internet is nothing for the first, then at most 10', () => {
    expect([1, 2, 3].map((reminder) => ceiling({ delivery: 'telecom', dueDate: 9, reminder }))).toEqual([
      0, 1_000, 1_000,
    ]);
  });

  it('is not known before Book XIX or after its review', () => {
    for (const on of ['2023-08-31', '2027-01-01']) {
      const { value, missing } = reminderCeiling({ ...asked, dueDate: 4 }, on);
      expect(value).toBe(0);
      expect(missing).toContain(on);
    }
  });
});

describe('what a message must hold', () => {
  const creditor: LawCreditor = { termsCleared: true, canReclaimVat: true, outsourced: false };
  const damages = { flat: 1_500, rate: 0 };
  const four = [
    'principal',
    'creditor-name',
    'creditor-register-number',
    'subject',
    'due-date',
    'demand-for-payment',
    'pay-by',
    'consequence',
  ];

  it('a first reminder and a notice: the four contents of art. XIX.2, the amount of a clause among them', () => {
    for (const message of ['reminder', 'notice'] as const) {
      expect(mustHold('BE', message, 'consumer', { ...creditor, damages }).value).toEqual([
        ...four,
        'costs-amount',
      ]);
      expect(mustHold('BE', message, 'consumer', creditor).value).toEqual(four);
    }
  });

  it('who collects for another says so, and how to reach whom', () => {
    expect(mustHold('BE', 'reminder', 'consumer', { ...creditor, outsourced: true }).value).toEqual([
      ...four,
      'collector-identity',
      'contact',
    ]);
  });

  it('a professional’s first demand: amicable and not judicial, how to dispute, plan and debt mediation', () => {
    const { value, rules } = mustHold('BE', 'first-demand', 'consumer', { ...creditor, outsourced: true });
    expect(value).toEqual(
      expect.arrayContaining([
        ...four,
        'amicable-not-judicial',
        'creditor-phone',
        'collector-register-number',
        'supervisor',
        'dispute-route',
        'plan',
        'help',
      ]),
    );
    expect(new Set(value).size).toBe(value.length);
    expect(rules.at(-1)).toMatchObject({ name: 'be/formal-notice-ways-out', confidence: 'doubtful' });
    expect(mustHold('BE', 'first-demand', 'consumer', creditor).value).toEqual(four);
  });
});

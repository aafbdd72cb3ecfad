import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, plusDays } from '../../../core/calendar/moment.ts';
import type { LawClaim } from '../../../core/law/law.ts';
import { nl } from '../../../core/law/nl.ts';
import { nlClosedDays } from '../../../core/law/nl-closed-days.ts';

const claim: LawClaim = {
  claim: 'c1',
  principal: 10_000,
  dueOn: '2026-01-31',
  agreedTerm: false,
  remindedUntil: [],
};

describe('the 14-day notice by letter', () => {
  // worked figures 1b (V08 is the third). Costs wait three more days than the vectors' "fee possible from".
  it.each([
    ['2026-03-02', '2026-03-04', '2026-03-18', '2026-03-22'],
    ['2026-03-05', '2026-03-07', '2026-03-23', '2026-03-27'], // ends on Saturday: moved to Monday
    ['2026-03-06', '2026-03-10', '2026-03-24', '2026-03-28'],
    ['2026-03-07', '2026-03-11', '2026-03-25', '2026-03-29'],
    ['2026-04-02', '2026-04-07', '2026-04-21', '2026-04-25'], // Good Friday does not count: the kinder reading
    ['2026-11-20', '2026-11-24', '2026-12-08', '2026-12-12'],
    ['2026-04-10', '2026-04-14', '2026-04-28', '2026-05-02'],
    ['2026-04-21', '2026-04-23', '2026-05-07', '2026-05-11'],
    ['2026-04-29', '2026-05-01', '2026-05-18', '2026-05-22'], // ends on a decreed Friday: moved to Monday
  ])(
    'posted %s: delivered %s, free until %s, costs from %s',
    (posted, deliveredOn, lastFreeDay, costsFrom) => {
      expect(nl.noticeTerm('consumer', 'letter', posted).value).toEqual({
        deliveredOn,
        lastFreeDay,
        costsFrom,
      });
    },
  );

  it('says that moving the last day is in doubt, and only then', () => {
    const doubt = { name: 'nl/notice-term-extended', source: 'Atw art. 1', confidence: 'doubtful' };
    expect(nl.noticeTerm('consumer', 'letter', '2026-03-05').rules).toContainEqual(doubt);
    expect(nl.noticeTerm('consumer', 'letter', '2026-03-02').rules).not.toContainEqual(doubt);
  });
});

it('the notice by e-mail runs from the day after its proven delivery', () => {
  expect(nl.noticeTerm('consumer', 'email', '2026-03-08').value).toEqual({
    deliveredOn: '2026-03-08', // a Sunday: proven is proven
    lastFreeDay: '2026-03-23', // the 22nd is a Sunday
    costsFrom: '2026-03-27',
  });
});

it('nobody has less than fourteen days after delivery, or an end on a day off, or costs within three days of it', () => {
  const days = fc.integer({ min: 0, max: 9_000 }).map((offset) => plusDays('2010-01-01', offset));
  fc.assert(
    fc.property(fc.constantFrom('letter', 'email'), days, (channel, on) => {
      const { deliveredOn, lastFreeDay, costsFrom } = nl.noticeTerm('consumer', channel, on).value;
      expect(daysBetween(on, deliveredOn)).toBeGreaterThanOrEqual(channel === 'letter' ? 2 : 0);
      if (channel === 'letter') expect(nlClosedDays.closedBy(deliveredOn)).toBeUndefined();
      expect(daysBetween(deliveredOn, lastFreeDay)).toBeGreaterThanOrEqual(14);
      expect(nlClosedDays.workingDayFrom(lastFreeDay)).toBe(lastFreeDay);
      expect(daysBetween(lastFreeDay, costsFrom)).toBe(4);
    }),
  );
});

it('a consumer must have a notice before costs; businesses owe them without', () => {
  expect(nl.noticeNeeded('consumer')).toMatchObject({ value: true, rules: [{ source: '6:96(6) BW' }] });
  expect(nl.noticeNeeded('natural-business').value).toBe(false);
  expect(nl.noticeNeeded('legal')).toMatchObject({ value: false, rules: [{ source: '6:96(4) BW' }] });
});

describe('default', () => {
  it('begins the day after an agreed term', () => {
    expect(nl.defaultFrom('consumer', { ...claim, agreedTerm: true }).value).toBe('2026-02-01');
  });

  it('does not begin by itself when the creditor alone set the term', () => {
    expect(nl.defaultFrom('consumer', claim).value).toBeUndefined();
  });

  it('begins the day after the earliest dated reminder ran out', () => {
    const remindedUntil = ['2026-03-20', '2026-02-28', '2026-04-01'];
    expect(nl.defaultFrom('consumer', { ...claim, remindedUntil }).value).toBe('2026-03-01');
    expect(remindedUntil[0]).toBe('2026-03-20');
  });

  it('does not begin by a date that only repeats the due date, or lies before it', () => {
    expect(
      nl.defaultFrom('consumer', { ...claim, remindedUntil: ['2026-01-31', '2026-01-20'] }).value,
    ).toBeUndefined();
  });
});

it('a payment goes to costs, then interest, then principal', () => {
  expect(nl.allocationOrder().value).toEqual(['costs', 'interest', 'principal']);
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAt, daysBetween, momentAt, plusDays, wallTime } from '../../../core/calendar/moment.ts';
import { PersonKind } from '../../../core/case/words.ts';
import { kinder } from '../../../core/law/kinder.ts';
import type { LawClaim, LawCreditor, Pack } from '../../../core/law/law.ts';
import { LawCountry, packFor } from '../../../core/law/packs.ts';
import { allocate } from '../../../core/money/allocate.ts';

const creditor: LawCreditor = {
  termsCleared: true,
  canReclaimVat: true,
  outsourced: true,
  damages: { flat: 100_000, rate: 5_000 },
  interestRate: 2_000,
};
const person = fc.constantFrom(...PersonKind.options);
const cents = fc.integer({ min: 1, max: 500_000_000 });
/** Days on which all tables have a rate. */
const day = fc.integer({ min: 0, max: 3_900 }).map((days) => plusDays('2016-01-01', days));
const single: [string, Pack][] = LawCountry.options.map((country) => [country, packFor(country)]);
const pairs: [string, Pack, Pack][] = single.flatMap(([a, residence]) =>
  single.flatMap(([b, contract]) =>
    a === b ? [] : [[`${a} and ${b}`, residence, contract] as [string, Pack, Pack]],
  ),
);
const packs: [string, Pack][] = [
  ...single,
  ...pairs.map(([name, residence, contract]): [string, Pack] => [name, kinder(residence, contract, true)]),
];

function interest(
  pack: Pack,
  who: PersonKind,
  principal: number,
  since: string,
  from: string,
  to: string,
): number {
  return pack.interest(who, { principal, since, from, to }, creditor).value.cents;
}

describe.each(packs)('in the law of %s', (_name, pack) => {
  it('interest is never negative, and grows with time and with principal', () => {
    fc.assert(
      fc.property(person, cents, cents, day, fc.nat(900), fc.nat(900), (who, a, b, since, short, longer) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        const early = plusDays(since, short);
        const late = plusDays(early, longer);
        if (late > '2026-12-31') return;
        const small = interest(pack, who, less, since, since, early);
        expect(small).toBeGreaterThanOrEqual(0);
        expect(interest(pack, who, less, since, since, late)).toBeGreaterThanOrEqual(small);
        expect(interest(pack, who, more, since, since, early)).toBeGreaterThanOrEqual(small);
      }),
      { numRuns: 60 },
    );
  });

  it('interest of two stretches is that of both together', () => {
    fc.assert(
      fc.property(person, cents, day, fc.nat(364), fc.nat(364), (who, principal, since, a, b) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const [mid, end] = [plusDays(since, first), plusDays(since, second)];
        if (end > '2026-12-31') return;
        const whole = interest(pack, who, principal, since, since, end);
        const parts =
          interest(pack, who, principal, since, since, mid) + interest(pack, who, principal, since, mid, end);
        // Where two laws take turns, each rounds its own.
        expect(Math.abs(parts - whole)).toBeLessThanOrEqual(_name.includes(' and ') ? whole : 0);
        if (_name.includes(' and ')) expect(parts).toBeLessThanOrEqual(whole);
      }),
      { numRuns: 80 },
    );
  });

  it('costs grow with the principal, and claims together never cost more than each for itself', () => {
    fc.assert(
      fc.property(person, cents, cents, day, (who, a, b, on) => {
        const costs = (...principals: number[]) => pack.costs(who, principals, creditor, on).value;
        expect(costs(a + b).cents).toBeGreaterThanOrEqual(costs(a).cents);
        expect(costs(a, b).cents).toBeLessThanOrEqual(costs(a).cents + costs(b).cents);
        const { cents: all, vat } = costs(a);
        expect(vat).toBeGreaterThanOrEqual(0);
        expect(vat).toBeLessThanOrEqual(all);
      }),
      { numRuns: 100 },
    );
  });

  it('a notice gives at least fourteen days, and one that leaves later never ends earlier', () => {
    fc.assert(
      fc.property(
        person,
        fc.constantFrom('letter', 'email'),
        day,
        fc.nat(20),
        (who, channel, sent, later) => {
          const term = pack.noticeTerm(who, channel, sent).value;
          const next = pack.noticeTerm(who, channel, plusDays(sent, later)).value;
          expect(daysBetween(sent, term.lastFreeDay)).toBeGreaterThanOrEqual(14);
          expect(term.costsFrom > term.lastFreeDay).toBe(true);
          for (const each of ['deliveredOn', 'lastFreeDay', 'costsFrom'] as const)
            expect(next[each] >= term[each]).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('what interrupts a term never makes it shorter', () => {
    const how = fc.constantFrom('demand', 'acknowledgement', 'court');
    const interruptions = fc.array(fc.record({ on: day, how }), { maxLength: 4 });
    fc.assert(
      fc.property(person, day, interruptions, fc.record({ on: day, how }), (who, dueOn, known, one) => {
        const claim: LawClaim = { claim: 'A', principal: 1, dueOn, agreedTerm: true, remindedUntil: [] };
        const before = pack.barredFrom(who, claim, known).value;
        expect(before > dueOn).toBe(true);
        // Belgium counts one formal notice only: another in its place may be an earlier one.
        if (one.how !== 'demand')
          expect(pack.barredFrom(who, claim, [...known, one]).value >= before).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('no moment that is given as the earliest is itself forbidden, in ten years of minutes', () => {
    const seconds = (from: string, to: string) =>
      fc.integer({ min: Date.parse(from) / 1000, max: Date.parse(to) / 1000 });
    const moments = fc
      .oneof(
        seconds('2017-01-01', '2027-01-01'),
        seconds('2026-03-27', '2026-03-31'), // into summer time
        seconds('2026-10-23', '2026-10-27'), // out of it
      )
      .map(momentAt);
    const approach = fc.constantFrom('email', 'sms', 'letter', 'phone', 'visit');
    fc.assert(
      fc.property(person, moments, approach, (who, moment, way) => {
        const earliest = pack.contactFrom(who, moment, way).value;
        expect(earliest >= moment).toBe(true);
        expect(pack.contactFrom(who, earliest, way).value).toBe(earliest);
        if (who === 'legal') return;
        expect(pack.closed.closedBy(dayAt(earliest, pack.zone))).toBeUndefined();
        const { minutes } = wallTime(earliest, pack.zone);
        expect(minutes).toBeGreaterThanOrEqual(7 * 60);
        expect(minutes).toBeLessThan(22 * 60);
      }),
      { numRuns: 400 },
    );
  });
});

it.each(pairs)(
  'a consumer between the law of %s is never worse off than under either',
  (_name, residence, contract) => {
    const law = kinder(residence, contract, true);
    fc.assert(
      fc.property(cents, day, fc.nat(900), (principal, since, days) => {
        const to = plusDays(since, days);
        const claim: LawClaim = { claim: 'A', principal, dueOn: since, agreedTerm: true, remindedUntil: [] };
        for (const one of [residence, contract]) {
          expect(law.costs('consumer', [principal], creditor, since).value.cents).toBeLessThanOrEqual(
            one.costs('consumer', [principal], creditor, since).value.cents,
          );
          if (to < '2026-12-31')
            expect(interest(law, 'consumer', principal, since, since, to)).toBeLessThanOrEqual(
              interest(one, 'consumer', principal, since, since, to),
            );
          expect(
            law.barredFrom('consumer', claim, []).value <= one.barredFrom('consumer', claim, []).value,
          ).toBe(true);
          expect(
            law.noticeTerm('consumer', 'letter', since).value.lastFreeDay >=
              one.noticeTerm('consumer', 'letter', since).value.lastFreeDay,
          ).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  },
);

it('a payment is counted for to the cent, and no bucket gets more than is open in it', () => {
  const bucket = fc.nat(1_000_000);
  const debts = fc.array(
    fc.record({ principal: bucket, interest: bucket, costs: bucket, rate: fc.nat(1_500), dueOn: day }),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(debts, cents, (all, payment) => {
      const owed = all.map(({ rate, dueOn, ...open }, index) => ({ claim: `${index}`, open, rate, dueOn }));
      const { parts, credit } = allocate(payment, owed, ['costs', 'interest', 'principal']);
      expect(parts.reduce((sum, part) => sum + part.cents, credit)).toBe(payment);
      for (const { claim, open } of owed)
        for (const each of ['costs', 'interest', 'principal'] as const) {
          const given = parts.filter((part) => part.claim === claim && part.bucket === each);
          expect(given.reduce((sum, part) => sum + part.cents, 0)).toBeLessThanOrEqual(open[each]);
        }
    }),
  );
});

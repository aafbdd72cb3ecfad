import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, plusDays } from '../../../core/calendar/moment.ts';
import { ClaimBasis, PersonKind } from '../../../core/case/words.ts';
import { mustHold } from '../../../core/law/contents.ts';
import { DeSettings, deWith } from '../../../core/law/de.ts';
import { kinder } from '../../../core/law/kinder.ts';
import type { Interruption, LawClaim, LawCreditor, Pack } from '../../../core/law/law.ts';
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

const claim: LawClaim = {
  claim: 'A',
  principal: 1,
  dueOn: '2016-01-01',
  agreedTerm: true,
  remindedUntil: [],
};
const never = (day: string | undefined) => day ?? 'never';
const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);

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

describe.each(packs)('in the law of %s', (name, pack) => {
  const twoLaws = name.includes(' and ');

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
        // Where two laws take turns the lower of each part is taken.
        if (twoLaws) expect(parts).toBeLessThanOrEqual(whole);
        else expect(parts).toBe(whole);
      }),
      { numRuns: 80 },
    );
  });

  it('interest that is booked in parts, however many and over however many years, is that of the whole', () => {
    const steps = fc.array(fc.nat(800), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(person, cents, day, steps, (who, principal, since, lengths) => {
        let [from, unpaid] = [since, 0];
        for (const length of lengths) {
          const to = plusDays(from, length);
          if (to > '2026-12-31') break;
          const asked = { principal, since, from, to, unpaid };
          const { cents: more } = pack.interest(who, asked, creditor).value;
          expect(more).toBeGreaterThanOrEqual(0);
          [from, unpaid] = [to, unpaid + more];
        }
        const whole = interest(pack, who, principal, since, since, from);
        // Where two laws take turns the lower of each part is taken.
        if (twoLaws) expect(unpaid).toBeLessThanOrEqual(whole);
        else expect(unpaid).toBe(whole);
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

  const interruption = fc.record({
    on: day,
    how: fc.constantFrom('demand', 'acknowledgement', 'court'),
  });
  const basis = fc.option(fc.constantFrom(...ClaimBasis.options), { nil: undefined });
  const barred = (who: PersonKind, dueOn: string, of: ClaimBasis | undefined, known: Interruption[]) =>
    pack.barredFrom(who, { ...claim, dueOn, ...(of && { basis: of }) }, known).value;

  it('what interrupts a term never makes it shorter', () => {
    const known = fc.array(interruption, { maxLength: 4 });
    fc.assert(
      fc.property(person, day, basis, known, interruption, (who, dueOn, of, before, one) => {
        const without = barred(who, dueOn, of, before);
        expect(without > dueOn).toBe(true);
        expect(barred(who, dueOn, of, [...before, one]) >= without).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('what fell due later, or was interrupted later but in time, does not lapse earlier', () => {
    fc.assert(
      fc.property(person, day, basis, interruption, fc.nat(400), (who, dueOn, of, one, later) => {
        const term = barred(who, dueOn, of, []);
        expect(barred(who, plusDays(dueOn, later), of, []) >= term).toBe(true);
        const next = { ...one, on: plusDays(one.on, later) };
        if (one.on < dueOn || next.on >= term) return;
        expect(barred(who, dueOn, of, [next]) >= barred(who, dueOn, of, [one])).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe.each(pairs)('between the law of %s', (_name, residence, contract) => {
  const law = kinder(residence, contract, true);
  const either = [residence, contract];

  it('a consumer is never asked for more than under either, nor earlier', () => {
    const who = 'consumer';
    const reminded = fc.array(day, { maxLength: 3 });
    fc.assert(
      fc.property(cents, cents, day, fc.nat(900), reminded, (a, b, dueOn, days, remindedUntil) => {
        const to = plusDays(dueOn, days);
        for (const agreedTerm of [true, false]) {
          const notice = law.noticeTerm(who, 'letter', to).value;
          const owed = { ...claim, principal: a, dueOn, agreedTerm, remindedUntil, notice };
          for (const one of either) {
            for (const from of ['defaultFrom', 'interestFrom'] as const)
              expect(never(law[from](who, owed).value) >= never(one[from](who, owed).value)).toBe(true);
            expect(law.barredFrom(who, owed, []).value <= one.barredFrom(who, owed, []).value).toBe(true);
          }
        }
        for (const one of either) {
          const [ours, theirs] = [law, one].map((each) => each.costs(who, [a, b], creditor, dueOn).value);
          expect(ours?.cents).toBeLessThanOrEqual(theirs?.cents ?? 0);
          expect(ours?.vat).toBeLessThanOrEqual(theirs?.vat ?? 0);
          if (to > '2026-12-31') continue;
          expect(interest(law, who, a, dueOn, dueOn, to)).toBeLessThanOrEqual(
            interest(one, who, a, dueOn, dueOn, to),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a consumer has the longer term, is warned where either law wants it, and told all that either wants', () => {
    const creditors = fc.record({ outsourced: fc.boolean(), canReclaimVat: fc.boolean() });
    fc.assert(
      fc.property(day, fc.constantFrom('letter', 'email'), creditors, (sent, channel, but) => {
        const ours = law.noticeTerm('consumer', channel, sent).value;
        for (const one of either) {
          const theirs = one.noticeTerm('consumer', channel, sent).value;
          for (const each of ['deliveredOn', 'lastFreeDay', 'costsFrom'] as const)
            expect(ours[each] >= theirs[each]).toBe(true);
          if (one.noticeNeeded('consumer').value) expect(law.noticeNeeded('consumer').value).toBe(true);
          for (const message of ['reminder', 'notice', 'first-demand'] as const) {
            const terms = { ...creditor, ...but };
            const held = (country: string, contract: string) =>
              mustHold(LawCountry.parse(country), message, 'consumer', terms, LawCountry.parse(contract))
                .value;
            expect(held(residence.country, contract.country)).toEqual(
              expect.arrayContaining([...held(one.country, one.country)]),
            );
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('costs are never above what the law sets', () => {
  const on = fc.integer({ min: 0, max: 1_180 }).map((days) => plusDays('2023-10-01', days));
  const claims = fc.array(cents, { minLength: 1, maxLength: 3 });
  const nothing = { termsCleared: true, canReclaimVat: true, outsourced: true };

  it('in the Netherlands: 15 percent, at least 40 and at most 6,775 euros, with VAT where it is borne', () => {
    fc.assert(
      fc.property(person, claims, on, fc.boolean(), (who, owed, day, canReclaimVat) => {
        const { cents, vat } = packFor('NL').costs(who, owed, { ...nothing, canReclaimVat }, day).value;
        const most = Math.min(677_500, Math.max(4_000, 0.15 * sum(owed)));
        expect(cents - vat).toBeLessThanOrEqual(most + 0.5);
        expect(vat).toBeLessThanOrEqual(canReclaimVat ? 0 : 0.21 * (cents - vat) + 0.5);
      }),
    );
  });

  it('in Belgium: a consumer by the bands and at most 2,000 euros, a business 40 euros', () => {
    fc.assert(
      fc.property(claims, on, fc.nat(500_000), fc.nat(10_000), (owed, day, flat, rate) => {
        const of = { ...nothing, damages: { flat, rate } };
        const euros = sum(owed) / 100;
        const band = euros <= 150 ? 20 : euros <= 500 ? 30 + (euros - 150) / 10 : 65 + (euros - 500) / 20;
        const { cents } = packFor('BE').costs('consumer', owed, of, day).value;
        expect(cents).toBeLessThanOrEqual(Math.min(2_000, band) * 100 + 0.5);
        expect(cents).toBeLessThanOrEqual(flat + (rate * sum(owed)) / 10_000 + 0.5);
        expect(packFor('BE').costs('consumer', owed, nothing, day).value.cents).toBe(0);
        expect(packFor('BE').costs('legal', owed, of, day).value.cents).toBe(4_000);
      }),
    );
  });

  it('in Germany: the kinder table and percentage never above the others, and nothing for own work', () => {
    fc.assert(
      fc.property(person, claims, on, (who, owed, day) => {
        const usual = packFor('DE').costs(who, owed, nothing, day).value.cents;
        for (const feeTable of [2021, 2025] as const) {
          for (const feePercent of [50, 90] as const) {
            const other = deWith(DeSettings.parse({ feeTable, feePercent }));
            expect(usual).toBeLessThanOrEqual(other.costs(who, owed, nothing, day).value.cents);
          }
        }
        const own = packFor('DE').costs(who, owed, { ...nothing, outsourced: false }, day).value.cents;
        expect(own).toBe(who === 'consumer' ? 0 : 4_000);
      }),
    );
  });
});

it('a payment is counted for to the cent, and no bucket gets more than is open in it', () => {
  const bucket = fc.nat(1_000_000);
  const debts = fc.array(
    fc.record({ principal: bucket, interest: bucket, costs: bucket, rate: fc.nat(1_500), dueOn: day }),
    { minLength: 1, maxLength: 5 },
  );
  const designated = fc.subarray(['0', '1', '2', '3', '4']);
  const order = fc.constantFrom(...packs.map(([, pack]) => pack.allocationOrder().value));
  fc.assert(
    fc.property(debts, cents, order, designated, (all, payment, order, named) => {
      const owed = all.map(({ rate, dueOn, ...open }, index) => ({ claim: `${index}`, open, rate, dueOn }));
      const { parts, credit } = allocate(payment, owed, order, named);
      expect(parts.reduce((sum, part) => sum + part.cents, credit)).toBe(payment);
      for (const { claim, open } of owed)
        for (const each of ['costs', 'interest', 'principal'] as const) {
          const given = parts.filter((part) => part.claim === claim && part.bucket === each);
          expect(given.reduce((sum, part) => sum + part.cents, 0)).toBeLessThanOrEqual(open[each]);
        }
    }),
  );
});

import { describe, expect, test } from 'vitest';
import { mustHold } from '../../../core/law/contents.ts';
import { kinder } from '../../../core/law/kinder.ts';
import type { LawClaim, LawCreditor, Pack } from '../../../core/law/law.ts';
import { LawCountry, packFor, packOf } from '../../../core/law/packs.ts';

const [nl, be, de] = [packFor('NL'), packFor('BE'), packFor('DE')];
const claim: LawClaim = {
  claim: 'A',
  principal: 100_000,
  dueOn: '2025-12-01',
  agreedTerm: true,
  basis: 'sale',
  remindedUntil: [],
  notice: { deliveredOn: '2026-01-07', lastFreeDay: '2026-01-21', costsFrom: '2026-01-25' },
};
const creditor: LawCreditor = {
  termsCleared: true,
  canReclaimVat: true,
  outsourced: false,
  damages: { flat: 2_000, rate: 1_000 },
  interestRate: 900,
};
const pairs: [string, Pack, Pack][] = [
  ['lives in Belgium, Dutch contract', be, nl],
  ['lives in the Netherlands, Belgian contract', nl, be],
  ['lives in Germany, Dutch contract', de, nl],
  ['lives in the Netherlands, German contract', nl, de],
  ['lives in Germany, Belgian contract', de, be],
  ['lives in Belgium, German contract', be, de],
];

describe.each(pairs)('a consumer who %s', (_, residence, contract) => {
  const both = kinder(residence, contract, true);

  test('bears the lower costs of the two laws', () => {
    for (const principal of [5_000, 40_000, 100_000, 1_000_000]) {
      const cents = (pack: Pack) => pack.costs('consumer', [principal], creditor, '2026-02-02').value.cents;
      expect(cents(both)).toBe(Math.min(cents(residence), cents(contract)));
    }
  });

  test('bears the lower interest of the two laws, from the later day', () => {
    const asked = { principal: 100_000, since: '2026-01-25', from: '2026-01-25', to: '2026-06-01' };
    const cents = (pack: Pack) => pack.interest('consumer', asked, creditor).value.cents;
    expect(cents(both)).toBe(Math.min(cents(residence), cents(contract)));
    const from = (pack: Pack) => pack.interestFrom('consumer', claim).value ?? 'never';
    expect(from(both)).toBe([from(residence), from(contract)].sort()[1]);
  });

  test('has the longer free term, and lapses on the earlier day', () => {
    const term = (pack: Pack) => pack.noticeTerm('consumer', 'letter', '2026-03-05').value;
    const [ours, theirs] = [term(residence), term(contract)];
    for (const day of ['deliveredOn', 'lastFreeDay', 'costsFrom'] as const) {
      expect(term(both)[day]).toBe([ours[day], theirs[day]].sort()[1]);
    }
    const barred = (pack: Pack) => pack.barredFrom('consumer', claim, []).value;
    expect(barred(both)).toBe([barred(residence), barred(contract)].sort()[0]);
  });

  test('is in default when both laws say so', () => {
    const since = (pack: Pack) => pack.defaultFrom('consumer', claim).value;
    expect(since(both)).toBe([since(residence), since(contract)].sort()[1]);
    const unsaid = { ...claim, agreedTerm: false };
    expect(both.defaultFrom('consumer', unsaid).value).toBeUndefined();
  });

  test('is treated by the law of where they live: hours, closed days, zone', () => {
    expect([both.country, both.zone, both.closed]).toEqual([
      residence.country,
      residence.zone,
      residence.closed,
    ]);
    for (const moment of ['2026-04-27T09:00:00Z', '2026-07-21T09:00:00Z', '2026-10-03T09:00:00Z']) {
      expect(both.contactFrom('consumer', moment, 'email')).toEqual(
        residence.contactFrom('consumer', moment, 'email'),
      );
    }
  });

  test('is shown the rules of both, and that one took the kinder answer', () => {
    const names = both.costs('consumer', [100_000], creditor, '2026-02-02').rules.map(({ name }) => name);
    const of = (pack: Pack) => `${pack.country.toLowerCase()}/`;
    expect(names.some((name) => name.startsWith(of(residence)))).toBe(true);
    expect(names.some((name) => name.startsWith(of(contract)))).toBe(true);
    expect(names).toContain('eu/kinder-of-two-laws');
  });

  test('must be told all that either law wants', () => {
    const holds = (place: Pack, deal: Pack) => {
      const [country, other] = [LawCountry.parse(place.country), LawCountry.parse(deal.country)];
      return mustHold(country, 'notice', 'consumer', creditor, other).value;
    };
    const all = holds(residence, contract);
    expect(new Set(all)).toEqual(new Set([...holds(residence, residence), ...holds(contract, contract)]));
    expect(all.length).toBe(new Set(all).size);
  });
});

describe.each(pairs)('a company that %s', (_, residence, contract) => {
  const both = kinder(residence, contract, false);

  test('owes by the law of the contract, and is approached by that of its place', () => {
    for (const person of ['legal', 'natural-business'] as const) {
      expect(both.costs(person, [100_000], creditor, '2026-02-02').value).toEqual(
        contract.costs(person, [100_000], creditor, '2026-02-02').value,
      );
      expect(both.barredFrom(person, claim, []).value).toBe(contract.barredFrom(person, claim, []).value);
      expect(both.interestFrom(person, claim).value).toBe(contract.interestFrom(person, claim).value);
      expect(both.contactFrom(person, '2026-04-27T09:00:00Z', 'email')).toEqual(
        residence.contactFrom(person, '2026-04-27T09:00:00Z', 'email'),
      );
    }
    const names = both.costs('legal', [100_000], creditor, '2026-02-02').rules.map(({ name }) => name);
    expect(names).toContain('eu/law-of-the-contract');
  });
});

test('what one of two laws has not read is missing, and bears nothing', () => {
  const both = kinder(nl, be, true);
  const asked = { principal: 100_000, since: '2026-12-01', from: '2027-02-01', to: '2027-03-01' };
  const interest = both.interest('consumer', asked, creditor);
  expect(interest.value.cents).toBe(0);
  expect(interest.missing).toEqual(expect.any(String));
});

test('a case has one law where debtor and creditor share it, and two where they do not', () => {
  const of = (country: 'NL' | 'BE', debtor: 'consumer' | 'legal' | 'unknown') =>
    packOf({ country: 'NL' }, { country, debtor });
  expect(of('NL', 'consumer')).toBe(nl);
  expect(of('BE', 'consumer').id).toBe(`${be.id}+${nl.id}`);
  // Of whom nobody knows who they are, the kinder of the two, until somebody does.
  expect(of('BE', 'unknown').costs('consumer', [100_000], creditor, '2026-02-02').value).toEqual(
    of('BE', 'consumer').costs('consumer', [100_000], creditor, '2026-02-02').value,
  );
  expect(of('BE', 'legal').barredFrom('legal', claim, []).value).toBe(
    nl.barredFrom('legal', claim, []).value,
  );
});

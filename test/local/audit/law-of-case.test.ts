import { describe, expect, test } from 'vitest';
import type { DebtorKind } from '../../../core/case/words.ts';
import type { Readings } from '../../../local/audit/law/law.ts';
import {
  breachesIn,
  claimAdded,
  costsCharged,
  interest,
  type MadeJournal,
  noticed,
  openCase,
  paid,
  planAgreed,
  served,
  stated,
  withVat,
} from './make-journal.ts';

interface Who {
  debtor?: DebtorKind;
  /** Where the debtor lives, and where the creditor is. */
  home?: string;
  shop?: string;
  dueOn?: string;
}

function caseOf({ debtor = 'consumer', home = 'NL', shop = home, ...claim }: Who): MadeJournal {
  return openCase(claim, debtor, home).by({ country: shop });
}

/** A notice by letter of Monday 2 March 2026, with the days that are recorded of it, and the 30th. */
function noticeOver(who: Who, lastFreeDay: string, costsFrom: string, costs = 15_000): MadeJournal {
  return noticed(caseOf(who), { claims: ['A'], costs, vat: 0 })
    .at('2026-03-09T09:00:00Z')
    .add(served({ deliveredOn: '2026-03-06', lastFreeDay, costsFrom, costs }))
    .at('2026-03-30T09:00:00Z');
}

const belgian = { home: 'BE' };
const german = { home: 'DE' };
/** Ten per cent, 20.00 at least. */
const damages = { damages: { flat: 2_000, rate: 1_000 } };

const clause = { contract: { interestRate: 1_000 } };

/** What was found, with its details. */
const found = (made: MadeJournal) => breachesIn(made).map(({ rule, detail }) => `${rule}: ${detail ?? ''}`);

describe('a case is judged by the law of its people', () => {
  test.each<[string, Who, string, string[]]>([
    ['a Belgian before eight', belgian, '2026-03-03T06:30:00Z', ['outside-contact-window']],
    [
      'a Belgian company before eight',
      { ...belgian, debtor: 'legal' },
      '2026-03-03T06:30:00Z',
      ['outside-contact-window'],
    ],
    ['a Dutchman before eight', {}, '2026-03-03T06:30:00Z', []],
    [
      'a Belgian of a Dutch shop before eight',
      { home: 'BE', shop: 'NL' },
      '2026-03-03T06:30:00Z',
      ['outside-contact-window'],
    ],
    ['a Dutchman of a Belgian shop before eight', { home: 'NL', shop: 'BE' }, '2026-03-03T06:30:00Z', []],
    ['a Belgian on 21 July', belgian, '2026-07-21T09:00:00Z', ['outside-contact-window']],
    ['a German on the day of unity', german, '2026-10-03T09:00:00Z', ['outside-contact-window']],
    [
      'a Dutchman of a German shop on the day of unity',
      { home: 'NL', shop: 'DE' },
      '2026-10-03T09:00:00Z',
      [],
    ],
    ['a Dutch company on a Sunday', { debtor: 'legal' }, '2026-03-08T11:00:00Z', ['outside-contact-window']],
  ])('%s may be written to, or may not', (_, who, moment, rules) => {
    const made = caseOf(who).at(moment).send('t1', 'thanks');
    expect(breachesIn(made).map(({ rule }) => rule)).toEqual(rules);
  });

  // A Belgian letter: third working day Thursday 5 March. A German one: fourth day Friday 6 March.
  test.each<[string, Who, string, string, boolean]>([
    ['Belgium', belgian, '2026-03-18', '2026-03-20', true],
    ['Belgium, a day too short', belgian, '2026-03-17', '2026-03-19', false],
    ['Belgium, without the day of patience', belgian, '2026-03-18', '2026-03-19', false],
    ['Germany', german, '2026-03-20', '2026-03-24', true],
    ['Germany, a day too short', german, '2026-03-19', '2026-03-24', false],
    ['Germany, with two days of patience', german, '2026-03-20', '2026-03-23', false],
    [
      'a German consumer of a Dutch shop: the later',
      { home: 'DE', shop: 'NL' },
      '2026-03-20',
      '2026-03-24',
      true,
    ],
    [
      'a German consumer of a Dutch shop: the earlier',
      { home: 'DE', shop: 'NL' },
      '2026-03-18',
      '2026-03-22',
      false,
    ],
    [
      'a Dutch consumer of a German shop: the earlier',
      { home: 'NL', shop: 'DE' },
      '2026-03-18',
      '2026-03-22',
      false,
    ],
    [
      'a German company of a Belgian shop: that of the shop',
      { home: 'DE', shop: 'BE', debtor: 'legal' },
      '2026-03-18',
      '2026-03-20',
      true,
    ],
  ])('the term of a notice: %s', (_, who, lastFreeDay, costsFrom, lawful) => {
    const made = noticeOver(who, lastFreeDay, costsFrom, 0);
    expect(breachesIn(made).map(({ rule }) => rule)).toEqual(lawful ? [] : ['notice-term-too-short']);
  });

  test.each<[string, Who, Parameters<MadeJournal['by']>[0], number, number]>([
    ['a Belgian consumer: the ceiling', belgian, { contract: damages }, 9_000, 9_001],
    [
      'a Belgian consumer: the contract',
      belgian,
      { contract: { damages: { flat: 0, rate: 500 } } },
      5_000,
      5_001,
    ],
    ['a Belgian consumer whose contract names none', belgian, {}, 0, 1],
    [
      'a Belgian in business',
      { ...belgian, debtor: 'natural-business' },
      { contract: damages },
      4_000,
      4_001,
    ],
    ['a German consumer and an agency', german, { role: 'agency' }, 5_280, 5_281],
    ['a German consumer and the shop itself', german, {}, 0, 1],
    ['a German company and the shop itself', { ...german, debtor: 'legal' }, {}, 4_000, 4_001],
    [
      'a German consumer of a Dutch agency: the German',
      { home: 'DE', shop: 'NL' },
      { role: 'agency' },
      5_280,
      5_281,
    ],
    [
      'a Dutch consumer of a Belgian shop: the Belgian',
      { home: 'NL', shop: 'BE' },
      { contract: damages },
      9_000,
      9_001,
    ],
    ['a Belgian consumer of a Dutch shop: the Belgian', { home: 'BE', shop: 'NL' }, {}, 0, 1],
    [
      'a Belgian company of a Dutch shop: the Dutch',
      { home: 'BE', shop: 'NL', debtor: 'legal' },
      {},
      15_000,
      15_001,
    ],
    ['a Dutch company', { debtor: 'legal' }, {}, 15_000, 15_001],
  ])('costs of %s', (_, who, creditor, most, tooMuch) => {
    const charged = (cents: number) => {
      const made = noticeOver(who, '2026-03-23', '2026-03-30', cents).by(creditor);
      return cents === 0 ? made : made.add(costsCharged(cents));
    };
    expect(found(charged(most))).toEqual([]);
    expect(found(charged(tooMuch))).toEqual([
      `notice-announces-too-much: ${tooMuch} above ${most}`,
      `costs-above-scale: ${tooMuch} above ${most}`,
    ]);
  });

  test('VAT joins the costs only where the law knows it and the creditor cannot deduct it', () => {
    const vatOf = (who: Who, creditor: Parameters<MadeJournal['by']>[0]) => {
      const made = noticeOver(who, '2026-03-23', '2026-03-30', 100).by(creditor);
      return breachesIn(made.add({ ...costsCharged(100), vat: 1 })).map(({ rule }) => rule);
    };
    expect(vatOf({}, withVat)).toEqual([]);
    expect(vatOf({}, {})).toEqual(['vat-above-rate']);
    expect(vatOf({}, { vat: { canReclaim: false } })).toEqual(['vat-above-rate']);
    expect(vatOf(german, withVat)).toEqual([]);
    expect(vatOf(belgian, { ...withVat, contract: damages })).toEqual(['vat-above-rate']);
  });

  // Thirty days from the end of a term on 23 March; a cent more is left for rounding.
  test.each<[string, Who, number | undefined, number]>([
    ['a Dutch consumer: 4 %', {}, undefined, 328],
    ['a Dutch sole trader: 10.15 %', { debtor: 'natural-business' }, undefined, 834],
    ['a Dutch company: 10.15 %', { debtor: 'legal' }, undefined, 834],
    ['a Belgian consumer whose contract names no rate', belgian, undefined, 0],
    ['a Belgian consumer whose contract names 8 %', belgian, 800, 657],
    ['a Belgian consumer whose contract names 20 %: 10.5 %', belgian, 2_000, 863],
    ['a Belgian company: 10.5 %', { ...belgian, debtor: 'legal' }, 2_000, 863],
    ['a Belgian company whose contract names 8 %', { ...belgian, debtor: 'legal' }, 800, 657],
    ['a German consumer: 6.27 %', german, undefined, 515],
    ['a German company whose contract names 8 %', { ...german, debtor: 'legal' }, 800, 657],
    ['a German company: 10.27 %', { ...german, debtor: 'legal' }, undefined, 844],
    ['a German consumer of a Dutch shop: 4 %', { home: 'DE', shop: 'NL' }, undefined, 328],
    ['a Dutch consumer of a German shop: 4 %', { home: 'NL', shop: 'DE' }, undefined, 328],
    [
      'a Dutch company of a German shop: 10.27 %',
      { home: 'NL', shop: 'DE', debtor: 'legal' },
      undefined,
      844,
    ],
  ])('interest of %s', (_, who, interestRate, rounded) => {
    const charged = (cents: number) =>
      noticeOver(who, '2026-03-23', '2026-03-30', 0)
        .by({ contract: { ...damages, ...(interestRate && { interestRate }) } })
        .at('2026-04-23T09:00:00Z')
        .add(interest(cents, '2026-03-24', '2026-04-23'));
    if (rounded > 0) expect(found(charged(rounded))).toEqual([]);
    expect(found(charged(rounded + 2))).toMatchObject([expect.stringContaining('interest-above-law')]);
  });

  test('interest of a Belgian consumer does not run before the term of the reminder is over', () => {
    const made = (from: string) =>
      noticeOver(belgian, '2026-03-18', '2026-03-20', 0)
        .by(clause)
        .add(interest(100, from, '2026-03-29'));
    expect(found(made('2026-03-19'))).toEqual([]);
    expect(found(made('2026-03-18'))).toEqual(['interest-before-default: 2026-03-19']);
    expect(
      found(
        caseOf(belgian)
          .by(clause)
          .add(interest(10, '2025-12-16', '2026-01-05')),
      ),
    ).toEqual(['interest-before-default: no term has been set']);
  });

  test.each<[string, Who]>([
    ['Dutch', {}],
    ['Dutch commercial', { debtor: 'legal' }],
    ['Belgian', { ...belgian, debtor: 'legal' }],
    ['German', german],
  ])('no %s interest is charged for days of which nobody has read the rate', (_, who) => {
    const made = (to: string) => caseOf(who).add(interest(10, '2026-12-20', to));
    expect(found(made('2027-01-01'))).toEqual([]);
    expect(found(made('2027-01-02'))).toEqual(['interest-without-rate: 2026-12-20 to 2027-01-02']);
    // Told as days that bear nothing they were not charged.
    const told = (cents: number) =>
      caseOf(who).add({
        ...interest(cents, '2026-12-20', '2027-03-01'),
        periods: [
          { from: '2026-12-20', to: '2027-01-01', rate: 400 },
          { from: '2027-01-01', to: '2027-03-01', rate: 0 },
        ],
      });
    expect(found(told(10))).toEqual([]);
    expect(found(told(1_000))).toMatchObject([expect.stringContaining('interest-above-law')]);
  });
});

describe('a creditor’s lawyer may choose other readings', () => {
  test.each<[string, Who, Readings, string, string]>([
    ['Dutch', {}, { nl: { noticeBufferDays: 0 } }, '2026-03-20', '2026-03-21'],
    ['Belgian', belgian, { be: { bufferDays: 0 } }, '2026-03-18', '2026-03-19'],
  ])('%s', (_, who, law, lastFreeDay, costsFrom) => {
    const made = () => noticeOver(who, lastFreeDay, costsFrom, 0);
    expect(found(made())).toHaveLength(1);
    expect(found(made().by({ law }))).toEqual([]);
  });

  test('German', () => {
    const made = () => noticeOver(german, '2026-03-20', '2026-03-24', 9_500).add(costsCharged(9_000));
    expect(found(made().by({ role: 'agency' }))).toHaveLength(2);
    expect(found(made().by({ role: 'agency', law: { de: { feePercent: 90 } } }))).toEqual([]);
  });
});

test('who is recognised as in business is judged so from then on', () => {
  const asked = openCase({}, 'unknown', 'NL')
    .add({ kind: 'debtor-recognised', debtor: 'legal' })
    .send('r1', 'first-reminder')
    .add(interest(180, '2025-12-16', '2026-01-05'));
  expect(found(asked)).toEqual([]);
});

describe('a claim that has lapsed is not asked for', () => {
  const asked = (who: Who, on: string, before: (made: MadeJournal) => MadeJournal = (made) => made) =>
    found(before(caseOf(who)).at(`${on}T09:00:00Z`).send('r1', 'first-reminder'));

  test.each<[string, Who, string, string]>([
    ['a Dutch consumer, two years', { dueOn: '2024-01-15' }, '2026-01-15', '2026-01-16'],
    ['a Dutch company, five years', { dueOn: '2021-01-15', debtor: 'legal' }, '2026-01-15', '2026-01-16'],
    [
      'a German consumer, the end of the third year',
      { ...german, dueOn: '2023-03-01' },
      '2026-12-31',
      '2027-01-02',
    ],
    [
      'a German consumer of a Dutch shop, the earlier',
      { home: 'DE', shop: 'NL', dueOn: '2024-01-15' },
      '2026-01-15',
      '2026-01-16',
    ],
    [
      'a Dutch consumer of a German shop, the earlier',
      { home: 'NL', shop: 'DE', dueOn: '2024-01-15' },
      '2026-01-15',
      '2026-01-16',
    ],
  ])('%s', (_, who, lastDay, barredOn) => {
    const opened = (on: string) => asked(who, on);
    expect(opened(lastDay)).toEqual([]);
    expect(opened(barredOn)).toMatchObject([expect.stringContaining('asked-time-barred: since ')]);
  });

  test('the audit has no rule for Belgium, and keeps to the other law where there is one', () => {
    expect(asked({ ...belgian, dueOn: '1999-01-15' }, '2026-01-16')).toEqual([]);
    expect(asked({ home: 'BE', shop: 'NL', dueOn: '2024-01-15' }, '2026-01-16')).toHaveLength(1);
  });

  test('a promise or a plan in time starts the term again', () => {
    const promise = { kind: 'promise-made' as const, promise: 'p', payOn: '2026-01-10' };
    expect(asked({ dueOn: '2024-01-15' }, '2026-01-16', (made) => made.add(promise))).toEqual([]);
    const brokenPlan = (made: MadeJournal) => made.add(planAgreed(), { kind: 'plan-broken', plan: 'plan-1' });
    expect(asked({ dueOn: '2024-01-15' }, '2026-01-16', brokenPlan)).toEqual([]);
    const tooLate = (made: MadeJournal) => made.at('2026-01-20T09:00:00Z').add(promise);
    expect(asked({ dueOn: '2024-01-15' }, '2026-01-21', tooLate)).toHaveLength(1);
  });

  test('a notice that arrived does so in the Netherlands, one that came back or a German one does not', () => {
    const over = (who: Who) => noticeOver(who, '2026-03-23', '2026-03-30', 0);
    const later = (made: MadeJournal, on: string) =>
      found(made.at(`${on}T09:00:00Z`).send('r1', 'last-reminder'));
    expect(later(over({ dueOn: '2024-03-25' }), '2026-03-30')).toEqual([]);
    const back = over({ dueOn: '2024-03-25' }).add({ kind: 'contact-returned', contact: 'n1' });
    expect(later(back, '2026-03-30')).toEqual(['asked-time-barred: since 2026-03-26']);
    expect(later(over({ ...german, dueOn: '2023-03-25' }), '2027-01-04')).toHaveLength(1);
  });

  test('a letter that was written to keep the claim does so, unless it came back', () => {
    const letter = (but: Parameters<MadeJournal['send']>[2], ...after: Parameters<MadeJournal['add']>) =>
      asked({ dueOn: '2024-01-19' }, '2026-02-02', (made) =>
        made
          .at('2026-01-12T09:00:00Z')
          .send('i1', 'interruption', but)
          .add(...after),
      );
    const stating = { channel: 'letter' as const, stated: stated(100_000) };
    expect(letter(stating)).toEqual([]);
    expect(letter(stating, { kind: 'contact-returned', contact: 'i1' })).toHaveLength(1);
    expect(letter({ ...stating, channel: 'email' })).toHaveLength(1);
    expect(letter({ ...stating, channel: 'email' }, { kind: 'contact-delivered', contact: 'i1' })).toEqual(
      [],
    );
    expect(letter({ channel: 'letter' })).toHaveLength(1);
  });

  test('a notice is an asking too, and a message that states other claims is none', () => {
    const made = noticed(caseOf({ dueOn: '2024-01-15' }), { claims: ['A'], costs: 0, vat: 0 });
    expect(found(made)).toEqual(['asked-time-barred: since 2026-01-16']);
    const other = { claim: 'B', principal: 1_000, interest: 0, costs: 0, paid: 0, outstanding: 1_000 };
    const both = caseOf({ dueOn: '2024-01-15' })
      .add(claimAdded({ claim: 'B', cents: 1_000 }))
      .at('2026-03-02T09:00:00Z');
    expect(found(both.send('r1', 'first-reminder', { stated: [other] }))).toEqual([]);
    expect(found(both.send('r2', 'second-reminder'))).toHaveLength(1);
    expect(found(both.add(paid(100_000)).send('r3', 'last-reminder'))).toHaveLength(1);
  });
});

test('the three countries have one clock, so that one day is the day of all of them', () => {
  const zones = ['Europe/Amsterdam', 'Europe/Brussels', 'Europe/Berlin'].map(
    (timeZone) => new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  );
  for (let hour = 0; hour < 24 * 366 * 2; hour += 1) {
    const moment = Date.UTC(2026, 0, 1, hour);
    expect(new Set(zones.map((zone) => zone.format(moment))).size).toBe(1);
  }
});

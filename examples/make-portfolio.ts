import { writeFileSync } from 'node:fs';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { daysBetween, plusDays } from '../core/calendar/moment.ts';
import { OurField } from '../core/case/column-map.ts';
import type { DebtorKind } from '../core/case/words.ts';

/*
 * Writes examples/portfolio.csv. Everybody and everything in it is invented: surnames, firms, streets and towns are
 * put together from parts, e-mail addresses are at example domains, telephone numbers begin with 06 0000, which
 * are not given out. The same seed gives the same file, byte for byte; a test keeps it so.
 */

const DEBTORS = 200;
const DEBTORS_WITH_TWO = 24;
const DEBTORS_WITH_THREE = 8;
const DUE_FROM = '2025-09-01';
const DUE_UNTIL = '2026-01-04';
/** Claims that fall due in the weeks after the file was handed in, on 2026-01-05. */
const LATER_DUE = 15;
const LATER_FROM = '2026-01-05';
const LATER_UNTIL = '2026-03-15';
const NEWEST_INVOICE = '2026-01-04';
/** Cents: amounts that no policy should bother anybody about. */
const tiny = [175, 320, 410, 95, 480];

interface Sector {
  sector: string;
  /** Debtors of this sector in a hundred. */
  share: number;
  /** Cents; most amounts lie near the lower end. */
  amount: readonly [number, number];
  /** Days from invoice to due date. */
  terms: readonly number[];
  /** Debtors in a hundred who owe as a business. */
  business: number;
  /** What is owed, by language; it says nothing about anybody's health. */
  subject: Record<'nl' | 'en', readonly string[]>;
}

const sectors: readonly Sector[] = [
  {
    sector: 'energy',
    share: 18,
    amount: [6_500, 115_000],
    terms: [14, 21],
    business: 10,
    subject: {
      nl: ['Termijnbedrag stroom en gas', 'Jaarafrekening energie'],
      en: ['Monthly energy bill', 'Yearly energy settlement'],
    },
  },
  {
    sector: 'telecom',
    share: 17,
    amount: [1_800, 16_000],
    terms: [14],
    business: 7,
    subject: {
      nl: ['Mobiel abonnement', 'Internet en televisie'],
      en: ['Mobile subscription', 'Internet and television'],
    },
  },
  {
    sector: 'health-insurance',
    share: 14,
    amount: [12_800, 30_000],
    terms: [14, 30],
    business: 0,
    subject: {
      nl: ['Premie basisverzekering', 'Premie aanvullende verzekering'],
      en: ['Premium, basic cover', 'Premium, additional cover'],
    },
  },
  {
    sector: 'water',
    share: 9,
    amount: [1_450, 8_000],
    terms: [14, 21],
    business: 5,
    subject: { nl: ['Kwartaalnota drinkwater'], en: ['Quarterly water bill'] },
  },
  {
    sector: 'web-shop',
    share: 15,
    amount: [900, 26_000],
    terms: [14, 30],
    business: 3,
    subject: { nl: ['Bestelling, achteraf betalen'], en: ['Order, pay later'] },
  },
  {
    sector: 'sport-club',
    share: 7,
    amount: [2_250, 16_000],
    terms: [30],
    business: 0,
    subject: { nl: ['Contributie'], en: ['Membership fee'] },
  },
  {
    sector: 'housing-services',
    share: 6,
    amount: [4_500, 78_000],
    terms: [14, 30],
    business: 4,
    subject: { nl: ['Servicekosten', 'Reparatie buiten onderhoud'], en: ['Service charges', 'Repair'] },
  },
  {
    sector: 'dentist',
    share: 6,
    amount: [2_900, 48_000],
    terms: [30],
    business: 0,
    subject: { nl: ['Rekening praktijk'], en: ['Bill of the practice'] },
  },
  {
    sector: 'trade',
    share: 8,
    amount: [12_000, 400_000],
    terms: [30, 60],
    business: 100,
    subject: {
      nl: ['Levering materialen', 'Onderhoud, volgens offerte'],
      en: ['Goods delivered', 'Maintenance, as quoted'],
    },
  },
];

const firstNames =
  'Noor Sem Zoë Emre Fatima Daan Priya Łukasz Chloé Youssef Wei Sanne Kwame Lotte Şule Jip André Mira Ravi Tess Bo Ilse Omar Renée Finn Amina Joost Valérie Ties Nadia'.split(
    ' ',
  );
const nameStarts = 'Wolken Kiezel Zilver Mist Knikker Tinten Regen Sterren Pluim Klaver Vlinder Koper'.split(
  ' ',
);
const nameEnds = 'gaarde horst stede veste waarde brink schans loo hage wier'.split(' ');
const inside = ['', '', '', '', 'van ', 'de ', 'van der '];
const trades =
  'Bakkerij Fietsenmaker Schildersbedrijf Kapsalon Drukkerij Hoveniers Installatie Lunchroom'.split(' ');
const streetEnds = 'pad laan kade hof steeg plein weg'.split(' ');
const townEnds = 'veen waard dam recht drecht'.split(' ');
const postcodeLetters = 'ABCDEGHJKLMNPRTVWXZ';

/** The whole file as text: our own column names, then a line for each invoice. 185 came out closest to the shares. */
export function makePortfolio(seed = 185): string {
  const random = xoroshiro128plus(seed);
  const int = (from: number, to: number) => uniformInt(random, from, to);
  const chance = (percent: number) => int(1, 100) <= percent;
  function pick<T>(from: readonly T[]): T {
    const one = from[int(0, from.length - 1)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }
  /** So many different numbers below `size`, so that shares are met exactly and not by luck. */
  function draw(size: number, count: number): Set<number> {
    const drawn = new Set<number>();
    while (drawn.size < count) drawn.add(int(0, size - 1));
    return drawn;
  }
  const day = (from: string, to: string) => plusDays(from, int(0, daysBetween(from, to)));

  const hands = [...Array(DEBTORS).keys()];
  for (let at = hands.length - 1; at > 0; at -= 1) {
    const other = int(0, at);
    [hands[at], hands[other]] = [hands[other] ?? 0, hands[at] ?? 0];
  }
  // Three cannot be reached at all, eight by telephone only, six have no e-mail address, seventeen no telephone;
  // for six only the creditor knows the postal address.
  const group = (from: number, count: number) => new Set(hands.slice(from, from + count));
  const unreachable = group(0, 3);
  const phoneOnly = group(3, 8);
  const noEmail = group(11, 6);
  const noPhone = group(17, 17);
  const heldByCreditor = group(34, 6);
  const threeInvoices = group(40, DEBTORS_WITH_THREE);
  const twoInvoices = group(48, DEBTORS_WITH_TWO);
  const english = group(72, 24);
  const unknownKind = draw(DEBTORS, 8);
  const invoices = DEBTORS + DEBTORS_WITH_TWO + 2 * DEBTORS_WITH_THREE;
  const later = draw(invoices, LATER_DUE);
  const small = [...draw(invoices, tiny.length)];

  function surname(): string {
    return pick(inside) + pick(nameStarts) + pick(nameEnds);
  }

  function chooseSector(): Sector {
    let left = int(1, 100);
    for (const sector of sectors) {
      left -= sector.share;
      if (left <= 0) return sector;
    }
    throw new Error('the shares of the sectors do not add up to 100');
  }

  function whoOwes(at: number, sector: Sector): { kind: DebtorKind; name: string; mailbox: string } {
    const last = surname();
    const business = chance(sector.business);
    const kind = business ? (chance(50) ? 'legal' : 'natural-business') : 'consumer';
    const first = pick(firstNames);
    const plain = (text: string) =>
      text
        .toLowerCase()
        .normalize('NFD')
        .replace('ł', 'l')
        .replace('ı', 'i')
        .replace(/[^a-z]/g, '');
    if (!business) {
      const name = `${first} ${last}`;
      return {
        kind: unknownKind.has(at) ? 'unknown' : kind,
        name,
        mailbox: `${plain(first)}.${plain(last)}${at}`,
      };
    }
    const firm = `${pick(trades)} ${last.replace(/^./, (letter) => letter.toUpperCase())}`;
    const form = kind === 'legal' ? ' B.V.' : pick(['', ' & Zn.', ', eenmanszaak']);
    return {
      kind: unknownKind.has(at) ? 'unknown' : kind,
      name: firm + form,
      mailbox: `administratie.${plain(last)}${at}`,
    };
  }

  const rows: Partial<Record<OurField, string>>[] = [];
  for (const at of Array(DEBTORS).keys()) {
    const sector = chooseSector();
    const { kind, name, mailbox } = whoOwes(at, sector);
    const language = english.has(at) ? 'en' : 'nl';
    const withEmail = !unreachable.has(at) && !phoneOnly.has(at) && !noEmail.has(at);
    const withPhone = !unreachable.has(at) && !noPhone.has(at);
    const withPostal = !unreachable.has(at) && !phoneOnly.has(at) && !heldByCreditor.has(at);
    const number = `060000${1000 + at * 37}`;
    const earlier = chance(85) ? int(0, 48) : undefined;
    // Half of all people pay nearly everything in time; the others are late now and then, or often.
    const lateShare = pick([0, 0, 4, 8, 20, 45, 80]);
    const debtor: Partial<Record<OurField, string>> = {
      debtorReference: `D-${10_001 + at}`,
      debtorKind: kind,
      name,
      language,
      country: 'NL',
      sector: sector.sector,
      ...(withEmail && { email: `${mailbox}@example.${pick(['nl', 'nl', 'com', 'org'])}` }),
      ...(withPhone && { phone: chance(50) ? number : `+31 6 ${number.slice(2, 6)} ${number.slice(6)}` }),
      ...(withPostal && {
        street: `${pick(nameStarts)}${pick(streetEnds)} ${int(1, 240)}${chance(15) ? pick(['a', 'b', '-II']) : ''}`,
        postcode: `${int(1100, 9899)} ${pick([...postcodeLetters])}${pick([...postcodeLetters])}`,
        city: `${pick(nameStarts)}${pick(townEnds)}`,
      }),
      ...(heldByCreditor.has(at) && { addressHeldBy: 'creditor' }),
      ...(earlier !== undefined && {
        invoicesBefore: String(earlier),
        lateBefore: String(Math.round((earlier * lateShare) / 100)),
      }),
    };
    const count = threeInvoices.has(at) ? 3 : twoInvoices.has(at) ? 2 : 1;
    for (let nth = 0; nth < count; nth += 1) {
      const here = rows.length;
      const dueOn = later.has(here) ? day(LATER_FROM, LATER_UNTIL) : day(DUE_FROM, DUE_UNTIL);
      const dated = plusDays(dueOn, -pick(sector.terms));
      // A file cannot hold invoices of days to come: what falls due later was given a longer term.
      const invoicedOn = dated > NEWEST_INVOICE ? plusDays(NEWEST_INVOICE, -int(0, 20)) : dated;
      const [least, most] = sector.amount;
      const spread = int(0, 1000) * int(0, 1000);
      const usual = least + Math.floor(((most - least) * spread) / 1e6);
      const cents = tiny[small.indexOf(here)] ?? usual;
      rows.push({
        ...debtor,
        invoice: `${sector.sector.slice(0, 2).toUpperCase()}${invoicedOn.slice(0, 4)}-${String(40_001 + here * 7)}`,
        amount: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`,
        currency: 'EUR',
        invoicedOn,
        dueOn,
        agreedTerm: chance(70) ? 'yes' : 'no',
        termsCleared: chance(85) ? 'yes' : 'no',
        subject: pick(sector.subject[language]),
      });
    }
  }

  // `settledOn` is for files of the past only, `contractOn` for collectors in Germany, and nobody here is any kind of customer.
  const absent = new Set<OurField>(['settledOn', 'contractOn', 'segment']);
  const columns = OurField.options.filter((field) => !absent.has(field));
  const quoted = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = rows.map((row) => columns.map((field) => quoted(row[field] ?? '')).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

if (import.meta.main) writeFileSync(new URL('portfolio.csv', import.meta.url), makePortfolio());

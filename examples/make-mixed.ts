import { parseArgs } from 'node:util';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { plusDays } from '../core/calendar/moment.ts';
import type { OurField } from '../core/case/column-map.ts';
import type { ClaimBasis, DebtorKind, Language } from '../core/case/words.ts';

/*
 * Prints a portfolio of any size, of debtors in three countries and of three kinds, for one creditor: to see the law of
 * residence and contract at work. Everybody in it is invented, like in make-portfolio.ts.
 *
 * node examples/make-mixed.ts --debtors 1000 --creditor BE > mixed.csv
 */

interface Country {
  languages: readonly Language[];
  /** Telephone numbers that nobody has, or that are not given out. */
  phone: string;
  postcode: (number: number) => string;
  towns: readonly string[];
  streets: readonly string[];
  company: string;
}

const countries: Record<'NL' | 'BE' | 'DE', Country> = {
  NL: {
    languages: ['nl', 'nl', 'nl', 'en'],
    phone: '+31600',
    postcode: (number) => `${1100 + (number % 8800)} AB`,
    towns: ['Wolkendam', 'Kiezelveen', 'Mistwaard'],
    streets: ['Klaverlaan', 'Zilverkade', 'Regenpad'],
    company: 'B.V.',
  },
  BE: {
    languages: ['nl', 'nl', 'fr', 'fr'],
    phone: '+324500',
    postcode: (number) => `${1000 + (number % 8900)}`,
    towns: ['Sterrenbeke', 'Vlinderzele', 'Nuageville'],
    streets: ['Pluimstraat', 'Rue du Trèfle', 'Koperstraat'],
    company: 'BV',
  },
  DE: {
    languages: ['de', 'de', 'de', 'en'],
    phone: '+491500',
    postcode: (number) => `${10_000 + (number % 89_000)}`,
    towns: ['Wolkenau', 'Sternhausen', 'Kieselbach'],
    streets: ['Kleeweg', 'Silberallee', 'Regenpfad'],
    company: 'GmbH',
  },
};
const firstNames = ['Noor', 'Sem', 'Zoë', 'Łukasz', 'Chloé', 'Jürgen', 'Fatima', 'Wei', 'Amina', 'Élise'];
const lastNames = ['Wolkenhorst', 'Delnuage', 'Sternfeld', 'Kiezelbrink', 'Duchamp-Trèfle', 'Regenbach'];
const bases: readonly (ClaimBasis | undefined)[] = ['sale', 'service', 'periodic', undefined];

/**
 * The whole file as text.
 *
 * @param debtors how many; every fifth has two invoices
 * @param home where the creditor is, and most of its debtors
 * @param latest day on which the newest invoice fell due; the oldest fell due some six years before
 */
export function makeMixed(
  debtors: number,
  home: keyof typeof countries,
  latest = '2026-01-04',
  seed = 1,
): string {
  const random = xoroshiro128plus(seed);
  const int = (from: number, to: number) => uniformInt(random, from, to);
  function pick<T>(from: readonly T[]): T {
    const index = int(0, from.length - 1);
    return from[index] as T;
  }
  const abroad = (['NL', 'BE', 'DE'] as const).filter((country) => country !== home);
  const rows: Partial<Record<OurField, string>>[] = [];
  for (let at = 0; at < debtors; at += 1) {
    const country = int(1, 100) <= 60 ? home : pick(abroad);
    const { languages, phone, postcode, towns, streets, company } = countries[country];
    const kind = pick<DebtorKind>([
      ...Array(6).fill('consumer'),
      'natural-business',
      'natural-business',
      'legal',
      'unknown',
    ]);
    const name = `${pick(firstNames)} ${pick(lastNames)}`;
    const debtor: Partial<Record<OurField, string>> = {
      debtorReference: `M-${home}-${1 + at}`,
      debtorKind: kind,
      name: kind === 'legal' ? `${pick(lastNames)} ${company}` : name,
      language: pick(languages),
      country,
      ...(int(1, 10) > 1 && { email: `debtor${at}.${home.toLowerCase()}@example.org` }),
      ...(int(1, 10) > 3 && { phone: `${phone}${String(1_000_000 + at).slice(-6)}` }),
      street: `${pick(streets)} ${int(1, 99)}`,
      postcode: postcode(at * 37),
      city: pick(towns),
    };
    for (let nth = 0; nth < (at % 5 === 0 ? 2 : 1); nth += 1) {
      // Most are new; some are so old that they are time-barred here or there.
      const age = int(1, 10) <= 8 ? int(1, 200) : int(201, 2_200);
      const dueOn = plusDays(latest, -age);
      const cents = 1_500 + Math.floor((int(0, 1000) * int(0, 1000) * int(1, 10)) / 25);
      const basis = pick(bases);
      rows.push({
        ...debtor,
        invoice: `MX-${home}-${10_000 + rows.length}`,
        amount: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`,
        ...(country === 'DE' && { contractOn: plusDays(dueOn, -90) }),
        invoicedOn: plusDays(dueOn, -pick([14, 30])),
        dueOn,
        agreedTerm: pick(['yes', 'no']),
        termsCleared: int(1, 10) > 1 ? 'yes' : 'no',
        subject: pick(['Order 1', 'Subscription', 'Repair']),
        ...(basis && { basis }),
      });
    }
  }
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row) as OurField[]))];
  const lines = rows.map((row) => columns.map((field) => row[field] ?? '').join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      debtors: { type: 'string', default: '1000' },
      creditor: { type: 'string', default: 'NL' },
      seed: { type: 'string', default: '1' },
    },
  });
  const home = values.creditor as keyof typeof countries;
  if (!Object.hasOwn(countries, home))
    throw new Error(`--creditor is one of ${Object.keys(countries).join(', ')}.`);
  process.stdout.write(makeMixed(Number(values.debtors), home, undefined, Number(values.seed)));
}

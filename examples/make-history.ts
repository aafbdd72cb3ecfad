import { writeFileSync } from 'node:fs';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { daysBetween, plusDays } from '../core/calendar/moment.ts';

/*
 * Writes examples/history.csv: three years of invoices as a creditor could hand them over on 2026-01-05, to learn a score
 * from. Everything in it is invented, and nobody has a name: debtors are references, areas are codes of no place. The same
 * seed gives the same file, byte for byte; a test keeps it so.
 */

const DEBTORS = 400;
const FROM = '2023-01-01';
/** Nothing of this day or later is known. */
const UNTIL = '2026-01-05';
const DAYS = daysBetween(FROM, UNTIL);

/** How much later than elsewhere the people of an area pay, in days: the truth that a score without areas cannot see. */
const areas: readonly (readonly [code: string, share: number, days: number])[] = [
  ['A1', 30, 0],
  ['A2', 20, -1],
  ['A3', 18, 0],
  ['A4', 14, 1],
  ['A5', 11, 3],
  ['A6', 7, 4],
];
const sectors = ['energy', 'telecom', 'school', 'repairs', 'subscription'];

/** The text of the file. */
export function makeHistory(seed = 2026): string {
  const generator = xoroshiro128plus(seed);
  const draw = (end: number) => uniformInt(generator, 0, end - 1);
  const chance = (percent: number) => draw(100) < percent;
  const pick = <Each>(of: readonly Each[]) => of[draw(of.length)] as Each;
  /** About normal, as a sum of draws: the same on every machine, which logarithms are not. */
  const normal = () => Array.from({ length: 12 }, () => draw(1_000) / 1_000).reduce((a, b) => a + b, 0) - 6;

  const area = () => {
    const place = draw(100);
    let before = 0;
    for (const each of areas) {
      before += each[1];
      if (place < before) return each;
    }
    throw new Error('Shares of areas do not add up to a hundred.');
  };

  const found = Array.from({ length: DEBTORS }, (_, at) => {
    const [code, , areaDays] = area();
    const business = chance(40);
    // Most pay a little early, some are always late, and a few hardly pay: the hidden habit, in days after the due day.
    const kind = draw(100);
    const habit = (kind < 66 ? -10 : kind < 89 ? 2 : 14) + 3 * normal() + areaDays + (business ? 1 : 0);
    const debtor = {
      reference: `H-${String(at + 1).padStart(4, '0')}`,
      code,
      business,
      habit,
      spread: 3 + draw(6),
      worseFrom: chance(10) ? draw(DAYS) : DAYS,
      forgets: kind < 66 ? 4 : kind < 89 ? 8 : 15,
      usual: 3_000 + draw(business ? 90_000 : 25_000),
      term: pick(business ? [30, 30, 60] : [14, 14, 30]),
      every: 21 + draw(100),
      sector: pick(sectors),
    };
    const first = chance(70) ? draw(60) : draw(DAYS - 60);
    return invoicesOf(debtor, first, { draw, chance, normal });
  }).flat();

  const rows = found
    .sort((a, b) => (a.invoicedOn < b.invoicedOn ? -1 : a.invoicedOn > b.invoicedOn ? 1 : 0))
    .map(
      (row, at) =>
        `${row.debtor},${row.kind},I-${String(at + 1).padStart(5, '0')},${(row.cents / 100).toFixed(2)},${row.told ? row.invoicedOn : ''},${row.dueOn},${row.settledOn},${row.sector},${row.area}`,
    );
  const header = 'debtorReference,debtorKind,invoice,amount,invoicedOn,dueOn,settledOn,sector,area';
  return `${[header, ...rows].join('\n')}\n`;
}

interface Debtor {
  reference: string;
  code: string;
  business: boolean;
  habit: number;
  spread: number;
  /** Day from which the debtor pays later than before. */
  worseFrom: number;
  /** Invoices in a hundred that are forgotten for weeks. */
  forgets: number;
  /** Cents. */
  usual: number;
  term: number;
  every: number;
  sector: string;
}

interface Chance {
  draw(end: number): number;
  chance(percent: number): boolean;
  normal(): number;
}

function invoicesOf(debtor: Debtor, first: number, { draw, chance, normal }: Chance) {
  const invoices = [];
  for (let day = first; day < DAYS; day += Math.max(5, debtor.every + draw(21) - 10)) {
    const invoicedOn = plusDays(FROM, day);
    const dueOn = plusDays(invoicedOn, debtor.term);
    const cents = Math.max(500, Math.round(debtor.usual * (1 + normal() / 4) * (chance(10) ? 3 : 1)));
    const month = Number(dueOn.slice(5, 7));
    // Summer and the new year are slow, and so is an amount that is not the usual one.
    const season = month === 7 || month === 8 ? 2 : month === 1 ? 4 : 0;
    const unusual = cents > 2 * debtor.usual ? 5 : 0;
    const worse = day > debtor.worseFrom ? 6 : 0;
    const forgotten = chance(debtor.forgets) ? 20 + draw(60) : 0;
    const after = Math.round(debtor.habit + debtor.spread * normal() + season + unusual + worse + forgotten);
    const settledOn = plusDays(dueOn, Math.max(1 - debtor.term, after));
    const known = settledOn < UNTIL && !(forgotten > 60 && chance(50));
    invoices.push({
      debtor: debtor.reference,
      kind: debtor.business ? 'legal' : 'consumer',
      cents,
      invoicedOn,
      // A creditor does not always know the day of the invoice.
      told: !chance(2),
      dueOn,
      settledOn: known ? settledOn : '',
      sector: chance(95) ? debtor.sector : '',
      area: debtor.code,
    });
  }
  return invoices;
}

if (import.meta.main) writeFileSync(new URL('history.csv', import.meta.url), makeHistory());

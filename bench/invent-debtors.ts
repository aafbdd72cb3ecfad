import { plusDays } from '../core/calendar/moment.ts';
import type { OurField } from '../core/case/column-map.ts';
import type { Profile } from '../core/case/words.ts';
import { between, chance } from '../local/world/chance.ts';
import { spareOf, traitsOf } from '../local/world/traits.ts';
import { responds, trueProfile } from '../local/world/true-profile.ts';

/** An invented debtor with one overdue invoice. What is hidden does not go into the file. */
export interface Invented {
  reference: string;
  cents: number;
  hidden: Profile | undefined;
}

const MOST_EARLIER = 24;
const OLDEST_DAYS = 60;

/** € 20 to € 1,200, most of them near the lower end. */
function amount(one: number, other: number): number {
  return 2_000 + Math.round(118_000 * one * other);
}

/**
 * Debtors who live by the traits that the simulation gives them: of their earlier invoices those were paid in time that
 * a month could bear and on which they acted at one of two looks. So the past tells of traits as far as the past does,
 * and of nothing else.
 *
 * @param from the first day of the run
 * @param over days from then on over which the invoices fall due; 0: all are overdue by then
 */
export function inventDebtors(
  count: number,
  seed: number,
  from: string,
  over = 0,
): { csv: string; debtors: Invented[] } {
  const debtors: Invented[] = [];
  const lines: Partial<Record<OurField, string>>[] = [];
  for (let n = 0; n < count; n++) {
    const reference = `P-${n}`;
    const roll = (...about: (string | number)[]) => chance(seed, reference, ...about);
    const traits = traitsOf(seed, reference);
    const cents = amount(roll('amount'), roll('amount too'));
    const before = between(0, MOST_EARLIER, roll('earlier invoices'));
    const late = Array.from({ length: before }, (_, earlier) => {
      const bearable = spareOf(traits) >= amount(roll('earlier', earlier), roll('earlier too', earlier));
      return bearable && roll('acted', earlier) < 1 - (1 - responds(traits)) ** 2;
    }).filter((inTime) => !inTime).length;
    debtors.push({ reference, cents, hidden: trueProfile(traits, cents) });
    lines.push({
      debtorReference: reference,
      debtorKind: 'consumer',
      name: `Voorbeeld ${n}`,
      ...(roll('no e-mail') > 0.05 && { email: `${n}@example.nl` }),
      ...(roll('no phone') > 0.1 && { phone: `+31600${String(n).padStart(6, '0')}` }),
      street: `Voorbeeldweg ${n + 1}`,
      postcode: '1234 AB',
      city: 'Voorbeeldstad',
      country: 'NL',
      invoice: `F-${n}`,
      amount: (cents / 100).toFixed(2),
      currency: 'EUR',
      dueOn: plusDays(from, over > 0 ? between(0, over, roll('due')) : -between(2, OLDEST_DAYS, roll('due'))),
      agreedTerm: 'yes',
      termsCleared: 'yes',
      invoicesBefore: String(before),
      lateBefore: String(late),
    });
  }
  const columns = Object.keys({ ...lines[0], email: '', phone: '' }) as OurField[];
  const rows = lines.map((line) => columns.map((column) => line[column] ?? '').join(','));
  return { csv: `${[columns.join(','), ...rows].join('\n')}\n`, debtors };
}

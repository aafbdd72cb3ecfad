import { type Day, plusDays } from '../core/calendar/moment.ts';
import type { PersonKind } from '../core/case/words.ts';
import { latePaymentRate } from '../core/law/be-tables.ts';
import { baseRateRead, surcharge } from '../core/law/de-tables.ts';
import type { Interest, InterestAsked, InterestPeriod, LawCreditor, Pack, Table } from '../core/law/law.ts';
import { commercialInterest, consumerInterest } from '../core/law/nl-tables.ts';
import { heldOn } from '../core/law/tables.ts';

/** Interest of a day is cents times basis points, in so many parts to the cent: a whole number, never rounded. */
const PARTS = 10_000n * 365n;

/**
 * A country's law with interest as anybody would write it down: for each day the rate of that day on the base, in whole
 * numbers, and in the Netherlands the year's interest on top of the base at each anniversary. It shares the published
 * rates with `core/`, and nothing else: no stretches, no fractions.
 *
 * Like the books it knows of the past only what is still unpaid, so that it begins at the default each time.
 */
export function dayByDay(pack: Pack): Pack {
  return {
    ...pack,
    interest: (person, asked, creditor) => ({
      value: addedUp(asked, pack.country === 'NL', (day) => rateOn(pack.country, person, creditor, day)),
      rules: [],
    }),
  };
}

function addedUp(
  { principal, since, from, to, unpaid }: InterestAsked,
  compound: boolean,
  rateOn: (day: Day) => number,
): Interest {
  const owed = BigInt(principal);
  let base = owed;
  let year = 0n;
  let day = since;
  for (; day < from; day = plusDays(day, 1)) {
    if (compound && isAnniversary(day, since)) {
      base += rounded(year);
      year = 0n;
    }
    year += base * BigInt(rateOn(day));
  }
  // Interest that was paid is not added to the base: what is left of it is this year's first.
  if (compound && unpaid !== undefined) {
    if (from > since && isAnniversary(from, since)) {
      base += rounded(year);
      year = 0n;
    }
    const left = BigInt(unpaid);
    if (left < rounded(year)) year = left * PARTS;
    const older = left - rounded(year);
    if (older < base - owed) base = owed + older;
  }

  let cents = -rounded(year);
  const periods: InterestPeriod[] = [];
  for (; day < to; day = plusDays(day, 1)) {
    if (compound && day > from && isAnniversary(day, since)) {
      cents += rounded(year);
      base += rounded(year);
      year = 0n;
    }
    const rate = rateOn(day);
    year += base * BigInt(rate);
    addDay(periods, day, rate, Number(base));
  }
  cents += rounded(year);
  return { cents: Number(cents), periods };
}

/** Lengthens the last period by a day, or begins the next where rate or base are others. */
function addDay(periods: InterestPeriod[], day: Day, rate: number, base: number): void {
  const last = periods.at(-1);
  const cents = (base * rate) / Number(PARTS);
  if (last?.rate !== rate || last.base !== base) {
    periods.push({ from: day, to: plusDays(day, 1), rate, base, cents });
    return;
  }
  last.to = plusDays(day, 1);
  last.cents += cents;
}

function rounded(parts: bigint): bigint {
  return (2n * parts + PARTS) / (2n * PARTS);
}

function isAnniversary(day: Day, since: Day): boolean {
  return day > since && day.slice(4) === since.slice(4);
}

function rateOn(country: string, person: PersonKind, creditor: LawCreditor | undefined, day: Day): number {
  const agreed = creditor?.interestRate ?? Number.POSITIVE_INFINITY;
  if (country === 'NL') return held(person === 'consumer' ? consumerInterest : commercialInterest, day);
  if (country === 'BE') return Math.min(agreed, held(latePaymentRate, day));
  const more = surcharge[0].value[person === 'consumer' ? 'consumer' : 'business'];
  return Math.min(agreed, Math.max(0, held(baseRateRead, day) + more));
}

function held(table: Table<number>, day: Day): number {
  const row = heldOn(table, day);
  if (row === undefined) throw new Error(`No rate for ${day}.`);
  return row.value;
}

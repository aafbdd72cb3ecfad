import type { Day } from '../calendar/moment.ts';
import type { Bucket, Part } from './cents.ts';

/** What a line does to the books: adds to what is owed, pays it, or gives it up. */
export type Effect = 'charged' | 'paid' | 'waived';

/** One line of a statement, with the entry it comes from. `cents` is negative where something is taken back. */
export interface Line extends Omit<Part, 'cents'> {
  seq: number;
  on: Day;
  effect: Effect;
  cents: number;
}

export type Balance = Readonly<Record<Effect, number>>;

/** The books of one claim: per bucket what was charged, paid and waived, in cents. */
export type ClaimBooks = Readonly<Record<Bucket, Balance>>;

export const buckets: readonly Bucket[] = ['principal', 'interest', 'costs'];

export function emptyBooks(): ClaimBooks {
  const nothing = () => ({ charged: 0, paid: 0, waived: 0 });
  return { principal: nothing(), interest: nothing(), costs: nothing() };
}

/** What is still owed in one bucket, in cents. */
export function openIn(books: ClaimBooks, bucket: Bucket): number {
  const { charged, paid, waived } = books[bucket];
  return charged - paid - waived;
}

/** What is still owed on a claim, in cents. */
export function openOn(books: ClaimBooks): number {
  return openIn(books, 'principal') + openIn(books, 'interest') + openIn(books, 'costs');
}

/** Totals in cents. Always: principal + interest + costs = paid + waived + outstanding. Credit stands outside. */
export interface Totals {
  principal: number;
  interest: number;
  costs: number;
  paid: number;
  waived: number;
  outstanding: number;
}

/** Adds up the books of some claims. */
export function totals(claims: Iterable<ClaimBooks>): Totals {
  const sum: Totals = { principal: 0, interest: 0, costs: 0, paid: 0, waived: 0, outstanding: 0 };
  for (const books of claims) {
    for (const bucket of buckets) {
      const { charged, paid, waived } = books[bucket];
      sum[bucket] += charged;
      sum.paid += paid;
      sum.waived += waived;
      sum.outstanding += charged - paid - waived;
    }
  }
  return sum;
}

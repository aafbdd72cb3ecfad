import * as z from 'zod/mini';

/** An amount above nothing, in integer cents of the case's currency. Direction is told by the kind of entry. */
export const Cents = z.int().check(z.positive());
export type Cents = z.infer<typeof Cents>;

/** An amount that may be nothing, in integer cents. */
export const CentsOrNone = z.int().check(z.nonnegative());

/** What a claim consists of. */
export const Bucket = z.enum(['principal', 'interest', 'costs']);
export type Bucket = z.infer<typeof Bucket>;

/** A part of an amount: so many cents of one bucket of one claim. */
export const Part = z.strictObject({ claim: z.string(), bucket: Bucket, cents: Cents });
export type Part = z.infer<typeof Part>;

/** Rounds half up to a whole cent. `cents` may have a fraction; never negative here. */
export function roundHalfUp(cents: number): number {
  // One part in ten billion absorbs the error of binary fractions (1.005 * 100) without ever moving a real half.
  return Math.floor(cents + 0.5 + 1e-10);
}

/** Sum of cents. */
export function sum(parts: Iterable<{ cents: number }>): number {
  let total = 0;
  for (const part of parts) total += part.cents;
  return total;
}

/**
 * Divides whole cents over weights, to the cent: the shares add up to `cents` exactly, and what rounding
 * leaves goes to the largest remainders, earliest first. Weights are non-negative; all zero gives all zero.
 */
export function share(cents: number, weights: readonly number[]): number[] {
  const total = weights.reduce((a, b) => a + b, 0);
  if (total === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => Math.floor((cents * weight) / total));
  let left = cents - shares.reduce((a, b) => a + b, 0);
  const order = weights
    .map((weight, index) => ({ index, rest: ((cents * weight) / total) % 1 }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order) {
    if (left === 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}

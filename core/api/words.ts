import * as z from 'zod/mini';
import { CentsOrNone } from '../money/cents.ts';

// Schemas that several routes speak with. Their texts stand in the document.

/** How many of a list at once. */
export const Limit = z
  ._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50)
  .check(z.describe('How many at most.'));

/** Where the page before ended: its `next`, as it was given. */
export const After = z
  .optional(z.string().check(z.minLength(1), z.maxLength(300)))
  .check(z.describe('The `next` of the page before.'));

/** A reason as one word: it is kept for years, where nothing personal may be. */
export const Reason = z
  .string()
  .check(
    z.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, 'a reason is one word of letters, digits and hyphens'),
    z.describe(
      'One word of your own, like `goodwill` or `AM04`. It is kept with the books: no names, no sentences.',
    ),
  );

export const CaseId = z.string().check(z.regex(/^[a-z0-9]{1,40}-\d{1,6}$/));

export const Currency = z.literal('EUR');

/** What is owed on something, in cents. */
export const Owed = z.strictObject({
  principal: CentsOrNone,
  interest: CentsOrNone,
  costs: CentsOrNone,
  paid: z.int(),
  waived: CentsOrNone,
  outstanding: z.int(),
});

/** An address that the laptop gives by its path alone, in full. */
export function fromHere(origin: string, url: string): string {
  return url.startsWith('/') ? origin + url : url;
}

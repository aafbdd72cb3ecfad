import * as z from 'zod';

/** How many of a list at once. */
export const Limit = z.coerce.number().int().min(1).max(100).default(50);

/** Where the page before ended: its `next`, as it was given. */
export const After = z.string().min(1).max(300).optional();

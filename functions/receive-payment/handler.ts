import * as z from 'zod/mini';
import { Day } from '../../core/calendar/moment.ts';
import { bookMoney } from '../../core/money/book.ts';
import { Cents } from '../../core/money/cents.ts';
import { defineFunction } from '../define.ts';

/** Books money that came in for a case, or that was taken back. The same payment id books once, for ever. */
export const receivePayment = defineFunction({
  name: 'receive-payment',
  input: z.strictObject({
    case: z.string(),
    /** The payment's own id at whoever reports it. */
    payment: z.string().check(z.minLength(1), z.maxLength(200)),
    cents: Cents,
    /** Value date. */
    on: Day,
    claims: z.optional(z.array(z.string())),
    reversed: z.optional(z.strictObject({ reason: z.string().check(z.maxLength(100)) })),
  }),
  output: z.strictObject({ booked: z.boolean() }),
  handle: (ports) => async (input) => ({ booked: await bookMoney(ports, input) }),
});

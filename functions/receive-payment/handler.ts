import * as z from 'zod';
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
    payment: z.string().min(1).max(200),
    cents: Cents,
    /** Value date. */
    on: Day,
    claims: z.array(z.string()).optional(),
    reversed: z.strictObject({ reason: z.string().max(100) }).optional(),
  }),
  output: z.strictObject({ booked: z.boolean() }),
  handle: (ports) => async (input) => ({ booked: await bookMoney(ports, input) }),
});

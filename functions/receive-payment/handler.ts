import * as z from 'zod';
import { Day } from '../../core/calendar/moment.ts';
import { change } from '../../core/case/change.ts';
import { contextOf } from '../../core/case/context.ts';
import { scheduleFollowUp } from '../../core/case/wait.ts';
import { Cents } from '../../core/money/cents.ts';
import { receivePayment as receive } from '../../core/money/receive.ts';
import { reversePayment } from '../../core/money/reverse.ts';
import { defineFunction } from '../define.ts';

/** A reversal of a payment that is not booked. Nothing was written, so that it can come again. */
export class UnknownPayment extends Error {
  override name = 'UnknownPayment';
}

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
  handle: (ports) => async (input) => {
    const cause = input.reversed ? `reversal:${input.payment}` : `payment:${input.payment}`;
    const changed = await change(ports, input.case, cause, async (draft) => {
      const ctx = await contextOf(ports, draft.case);
      if (input.reversed) {
        if (!draft.case.payments.has(input.payment)) {
          throw new UnknownPayment(
            'The reversal came before its payment: it must be delivered again after it.',
          );
        }
        reversePayment(draft, ctx, input.payment, input.on, input.reversed.reason);
      } else {
        await receive(draft, ctx, {
          payment: input.payment,
          cents: input.cents,
          on: input.on,
          ...(input.claims && { designated: input.claims }),
        });
      }
    });
    await scheduleFollowUp(ports, changed.case);
    return { booked: changed.fresh };
  },
});

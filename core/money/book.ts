import type { Day } from '../calendar/moment.ts';
import { change } from '../case/change.ts';
import { contextOf } from '../case/context.ts';
import { scheduleFollowUp } from '../case/wait.ts';
import type { Ports } from '../ports.ts';
import { receivePayment } from './receive.ts';
import { reversePayment } from './reverse.ts';

/** A reversal of a payment that is not booked. Nothing was written, so that it can come again. */
export class UnknownPayment extends Error {
  override name = 'UnknownPayment';
}

/** Money that came in for a case or was taken back, as a bank or payment provider told it. */
export interface MoneyTold {
  case: string;
  /** The payment's own id at whoever reports it: it books once, for ever. */
  payment: string;
  cents: number;
  /** Value date. */
  on: Day;
  /** Claims that the payer named. */
  claims?: readonly string[] | undefined;
  /** The day on which the payer was shown what is owed, where we know it. */
  shownOn?: Day | undefined;
  reversed?: { reason: string } | undefined;
}

/**
 * Books what was told, by whichever way it came, and moves the follow-up.
 *
 * @returns true when this call booked it; false when it was booked before
 * @throws UnknownCase, UnknownPayment, JournalBusy
 */
export async function bookMoney(ports: Ports, told: MoneyTold): Promise<boolean> {
  const { payment, cents, on, claims, shownOn, reversed } = told;
  const cause = reversed ? `reversal:${payment}` : `payment:${payment}`;
  const changed = await change(ports, told.case, cause, async (draft) => {
    const ctx = await contextOf(ports, draft.case);
    if (reversed) {
      if (!draft.case.payments.has(payment)) {
        throw new UnknownPayment(
          'The reversal came before its payment: it must be delivered again after it.',
        );
      }
      reversePayment(draft, ctx, payment, on, reversed.reason);
    } else {
      await receivePayment(draft, ctx, {
        payment,
        cents,
        on,
        ...(claims && { designated: claims }),
        ...(shownOn && { shownOn }),
      });
    }
  });
  await scheduleFollowUp(ports, changed.case);
  return changed.fresh;
}

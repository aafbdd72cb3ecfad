import { type Day, plusDays, plusMonths } from '../calendar/moment.ts';
import type { Instalment } from '../case/entry.ts';
import type { Creditor } from '../creditor/creditor.ts';

/** What a debtor asks for: a number of monthly instalments, and optionally the first day. */
export interface PlanWish {
  months: number;
  firstOn?: Day;
}

/** What the creditor's policy says of a wish: agreed at once, or a person decides. Never refused by a machine. */
export type PlanAnswer = { agreed: true; instalments: Instalment[] } | { agreed: false; reason: string };

/** The first instalment lies at least so many days ahead, so that its reminder and a bank transfer fit. */
const FIRST_AFTER_DAYS = 7;
/** And at most so many: longer is a deferral, and a person decides that. */
const FIRST_WITHIN_DAYS = 45;

/**
 * Equal monthly instalments over an amount, exact to the cent: the cents that rounding leaves are in the last.
 *
 * @param cents the whole amount
 * @param months number of instalments, at least 1
 * @param firstOn day of the first; later ones fall on the same day of the month, or its last day
 */
export function monthly(cents: number, months: number, firstOn: Day): Instalment[] {
  const count = Math.max(1, Math.min(months, cents));
  const each = Math.floor(cents / count);
  return Array.from({ length: count }, (_, index) => ({
    on: plusMonths(firstOn, index),
    cents: index === count - 1 ? cents - each * (count - 1) : each,
  }));
}

/** Judges a wish by the creditor's policy on a day. */
export function answerWish(wish: PlanWish, cents: number, creditor: Creditor, day: Day): PlanAnswer {
  const earliest = plusDays(day, FIRST_AFTER_DAYS);
  const firstOn = wish.firstOn && wish.firstOn > earliest ? wish.firstOn : earliest;
  if (wish.months > creditor.plan.atOnceMonths) {
    return { agreed: false, reason: `More than ${creditor.plan.atOnceMonths} months: a person decides.` };
  }
  if (firstOn > plusDays(day, FIRST_WITHIN_DAYS)) {
    return {
      agreed: false,
      reason: `A first payment after more than ${FIRST_WITHIN_DAYS} days: a person decides.`,
    };
  }
  const instalments = monthly(cents, wish.months, firstOn);
  const smallest = Math.min(...instalments.map((instalment) => instalment.cents));
  if (smallest < Math.min(creditor.plan.smallest, cents)) {
    return {
      agreed: false,
      reason: 'Instalments below the smallest that the policy agrees at once: a person decides.',
    };
  }
  return { agreed: true, instalments };
}

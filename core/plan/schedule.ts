import * as z from 'zod/mini';
import { type Day, plusDays } from '../calendar/moment.ts';
import type { Instalment } from '../case/entry.ts';
import type { Creditor } from '../creditor/creditor.ts';

/** Day of the month on which somebody gets their money, 1 to 31; in shorter months it is the last day there is. */
export const PayDay = z.int().check(z.minimum(1), z.maximum(31));

/** What a debtor asks for: a number of monthly instalments, and optionally the first day and the day of the month. */
export interface PlanWish {
  months: number;
  firstOn?: Day | undefined;
  payDay?: number | undefined;
}

/** What the creditor's policy says of a wish: agreed at once, or a person decides. Never refused by a machine. */
export type PlanAnswer = { agreed: true; instalments: Instalment[] } | { agreed: false; reason: string };

/** The first instalment lies at least so many days ahead, so that its reminder and a bank transfer fit. */
const FIRST_AFTER_DAYS = 7;
/** And at most so many: longer is a deferral, and a person decides that. */
const FIRST_WITHIN_DAYS = 45;
/** Where a person agrees a plan without naming a day, the first instalment comes after so many days. */
const PERSON_FIRST_AFTER_DAYS = 14;

/**
 * Equal monthly instalments over an amount, exact to the cent: all the same but the last, which is what is left and
 * never more. So one standing order pays the whole plan.
 *
 * @param cents the whole amount
 * @param months number of instalments, at least 1; fewer come of an amount of some cents
 * @param firstOn day of the first
 * @param payDay day of the month of all; if left out, that of the first
 */
export function monthly(cents: number, months: number, firstOn: Day, payDay?: number): Instalment[] {
  const each = Math.max(1, Math.ceil(cents / Math.max(1, months)));
  const count = Math.max(1, Math.ceil(cents / each));
  return monthlyDays(count, firstOn, payDay).map((on, index) => ({
    on,
    cents: index === count - 1 ? cents - each * (count - 1) : each,
  }));
}

/** Days a month apart, from the first pay-day that is not before `from`; without a pay-day from that day itself. */
export function monthlyDays(count: number, from: Day, payDay = Number(from.slice(8))): Day[] {
  const month = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1;
  const start = payDayOf(month, payDay) < from ? month + 1 : month;
  return Array.from({ length: count }, (_, index) => payDayOf(start + index, payDay));
}

/** @param month counted from the year 0 */
function payDayOf(month: number, payDay: number): Day {
  const last = plusDays(firstOf(month + 1), -1);
  const day = plusDays(firstOf(month), payDay - 1);
  return day < last ? day : last;
}

function firstOf(month: number): Day {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

/** Judges a wish by the creditor's policy on a day. */
export function answerWish(wish: PlanWish, cents: number, policy: Creditor['plan'], day: Day): PlanAnswer {
  if (wish.months > policy.atOnceMonths) {
    return { agreed: false, reason: `More than ${policy.atOnceMonths} months: a person decides.` };
  }
  const instalments = monthly(
    cents,
    wish.months,
    notBefore(wish, plusDays(day, FIRST_AFTER_DAYS)),
    wish.payDay,
  );
  if ((instalments[0]?.on ?? day) > plusDays(day, FIRST_WITHIN_DAYS)) {
    return {
      agreed: false,
      reason: `A first payment after more than ${FIRST_WITHIN_DAYS} days: a person decides.`,
    };
  }
  // The last is the smallest.
  if ((instalments.at(-1)?.cents ?? 0) < Math.min(policy.smallest, cents)) {
    return {
      agreed: false,
      reason: 'Instalments below the smallest that the policy agrees at once: a person decides.',
    };
  }
  return { agreed: true, instalments };
}

/** The instalments of a wish as a person agrees it who names no other day. */
export function byPerson(wish: PlanWish, cents: number, day: Day): Instalment[] {
  return monthly(cents, wish.months, wish.firstOn ?? plusDays(day, PERSON_FIRST_AFTER_DAYS), wish.payDay);
}

function notBefore({ firstOn }: PlanWish, earliest: Day): Day {
  return firstOn !== undefined && firstOn > earliest ? firstOn : earliest;
}

import { type Day, daysBetween } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import type { Context } from '../case/context.ts';
import { outstanding } from '../message/blocked.ts';

/** What is known of a case at one moment. Nothing from later, nothing bought elsewhere, nothing about the person. */
export interface Features {
  /** Outstanding amount, cents. */
  amount: number;
  /** Days since the oldest unpaid claim fell due. */
  daysOverdue: number;
  /** Invoices before these, and how many of them were paid late, as far as the creditor told us. */
  earlierInvoices: number;
  earlierLate: number;
  /** No invoice of this debtor is known to have been late before: not to the creditor, not to an earlier case. */
  firstArrears: boolean;
  /** Days on which money came in on this case. */
  payments: number;
  /** Number of channels by which the person can be reached. */
  channels: number;
  /** Asks that were sent and got no reaction yet. */
  unanswered: number;
  brokenPromises: number;
  brokenPlans: number;
}

/** One reason of a score: the terms add up to it exactly. */
export interface Reason {
  feature: string;
  points: number;
  words: string;
}

export interface Score {
  model: string;
  /** 0 (will hardly be paid) to 100 (will be paid soon). */
  points: number;
  reasons: Reason[];
}

/** The features of a case on a day. */
export function featuresOf(c: Case, ctx: Context, day: Day): Features {
  let oldest = day;
  for (const claim of c.claims.values()) {
    const { charged, paid, waived } = claim.books.principal;
    if (charged - paid - waived > 0 && claim.dueOn < oldest) oldest = claim.dueOn;
  }
  const usable = (['email', 'sms', 'letter'] as const).filter(
    (channel) =>
      ctx.reach[channel] && !ctx.person.failedAddresses.has(channel) && !ctx.person.optedOut.has(channel),
  );
  return {
    amount: outstanding(c),
    daysOverdue: Math.max(0, daysBetween(oldest, day)),
    earlierInvoices: c.history.invoices,
    earlierLate: c.history.late,
    firstArrears: c.history.late === 0 && c.id.endsWith('-1'),
    payments: new Set(c.paidOn).size,
    channels: usable.length,
    unanswered: [...c.contacts.values()].filter(
      (contact) => contact.purpose === 'ask' && contact.sentAt && contact.writtenSeq > c.heardSeq,
    ).length,
    brokenPromises: c.kinds.get('promise-broken') ?? 0,
    brokenPlans: [...c.plans.values()].filter((plan) => plan.state === 'broken').length,
  };
}

const MODEL = 'points-1';
const BASE = 55;

/**
 * The recovery score of a case: a base and a few points, each with its reason in words. A later model replaces
 * the inside; features in, points and reasons out stays. It softens or delays: it never adds costs, shortens a
 * term or refuses.
 */
export function score(features: Features): Score {
  const reasons: Reason[] = [{ feature: 'base', points: BASE, words: 'Most people who are late still pay.' }];
  const add = (feature: string, points: number, words: string) => {
    if (points !== 0) reasons.push({ feature, points, words });
  };
  add(
    'amount',
    band(
      features.amount,
      [
        [5_000, 12],
        [20_000, 5],
        [60_000, -3],
        [150_000, -10],
      ],
      -18,
    ),
    'Size of the amount.',
  );
  add(
    'days-overdue',
    band(
      features.daysOverdue,
      [
        [14, 12],
        [45, 5],
        [90, -4],
        [180, -10],
      ],
      -16,
    ),
    'Days since it fell due.',
  );
  if (features.earlierInvoices > 0) {
    const late = features.earlierLate / features.earlierInvoices;
    add(
      'earlier-invoices',
      band(
        late,
        [
          [0, 14],
          [0.2, 7],
          [0.5, 0],
          [0.8, -8],
        ],
        -14,
      ),
      'How often earlier invoices were late.',
    );
  }
  add(
    'first-arrears',
    features.firstArrears ? 4 : -4,
    features.firstArrears ? 'Late for the first time.' : 'Late before.',
  );
  add('payments', Math.min(features.payments, 3) * 5, 'Part of it was paid already.');
  add('reachability', [-15, -3, 2, 5][features.channels] ?? 5, 'Ways to reach the person.');
  add('unanswered', -Math.min(features.unanswered, 6) * 4, 'Messages without an answer.');
  add('broken-promises', -features.brokenPromises * 6, 'Promises that were not kept.');
  add('broken-plans', -features.brokenPlans * 10, 'Plans that could not be kept.');
  const sum = reasons.reduce((total, reason) => total + reason.points, 0);
  const points = Math.min(100, Math.max(0, sum));
  add('bounds', points - sum, 'A score lies between 0 and 100.');
  return { model: MODEL, points, reasons };
}

/** The points of the first band whose upper bound the value does not exceed, else the last. */
function band(value: number, bands: readonly (readonly [number, number])[], beyond: number): number {
  return bands.find(([top]) => value <= top)?.[1] ?? beyond;
}

import type { Day } from '../calendar/moment.ts';
import { type Case, type Payment, runningPlan } from '../case/case.ts';
import type { Draft } from '../case/change.ts';
import type { Context } from '../case/context.ts';
import { openParts } from '../case/fold.ts';
import { openTask } from '../case/tasks.ts';
import type { Outcome } from '../case/words.ts';
import { stopsPlan } from '../law/eu.ts';
import { outstanding } from '../message/blocked.ts';
import { type Part, sum } from './cents.ts';
import { waive } from './correct.ts';
import { buckets } from './statement.ts';

/**
 * Takes a payment back that the bank or provider reversed. A case that it had closed opens again; nobody is
 * charged for it.
 */
export function reversePayment(draft: Draft, ctx: Context, payment: string, on: Day, reason: string): void {
  const c = draft.case;
  const booked = c.payments.get(payment);
  if (!booked || booked.reversed) return;
  const { parts, credit } = whereItLies(c, booked);
  if (parts.length === 0 && credit === 0) {
    // It was refunded in the meantime: the books have nothing to take back, a person sees the difference.
    openTask(draft, ctx, 'refund', `${payment}:reversed`);
    return;
  }
  draft.add({
    kind: 'payment-reversed',
    payment,
    on,
    outside: `${payment}:reversed`,
    cents: sum(parts) + credit,
    parts,
    ...(credit > 0 && { credit }),
    reason,
  });
  if (sum(parts) + credit < booked.cents) openTask(draft, ctx, 'refund', `${payment}:reversed`);
  // A claim that was withdrawn or written off is not owed again because a payment on it failed.
  const gone = [...c.claims.values()].filter((claim) => claim.gone).map((claim) => claim.claim);
  waive(draft, openParts(c, gone), 'payment-reversed');
  // To collect the next instalment would only cost the payer: a person looks first.
  if (runningPlan(c) && stopsPlan(reason)) openTask(draft, ctx, 'failure', reason);
  if (!c.closed || outstanding(c) === 0) return;
  if (byPaying.has(c.closed.outcome)) draft.add({ kind: 'reopened', reason: 'payment-reversed' });
  else openTask(draft, ctx, 'information', `${payment}:reversed`);
}

/** Ends that rested on money: without it the case is open again. Every other end stays. */
const byPaying: ReadonlySet<Outcome> = new Set<Outcome>([
  'settled',
  'settled-for-less',
  'small-balance-waived',
  'credited',
]);

/** Where a payment's money lies now: where it was booked, or where withdrawn charges have moved it since. */
function whereItLies(c: Case, booked: Payment): { parts: Part[]; credit: number } {
  const paid = [...c.claims.values()].flatMap((claim) =>
    buckets.map((bucket) => ({ claim: claim.claim, bucket, cents: claim.books[bucket].paid })),
  );
  const at = (where: Omit<Part, 'cents'>) =>
    paid.find((place) => place.claim === where.claim && place.bucket === where.bucket);
  const parts: Part[] = [];
  const take = (place: Part | undefined, cents: number) => {
    const taken = Math.min(place?.cents ?? 0, cents);
    if (!place || taken <= 0) return 0;
    place.cents -= taken;
    const same = parts.find((part) => part.claim === place.claim && part.bucket === place.bucket);
    if (same) same.cents += taken;
    else parts.push({ claim: place.claim, bucket: place.bucket, cents: taken });
    return taken;
  };
  const found = () => sum(parts);
  // Credit first: nobody owes anew while money of theirs lies ready.
  const credit = Math.min(booked.cents, c.credit);
  const left = () => booked.cents - credit - found();
  for (const { claim, bucket, cents } of booked.parts) {
    let wanted = Math.min(cents, left());
    wanted -= take(at({ claim, bucket }), wanted);
    // What was moved on when a charge was taken back is found where it went.
    for (const { from, to } of c.moves) {
      if (to && from.claim === claim && from.bucket === bucket) {
        wanted -= take(at(to), Math.min(wanted, from.cents));
      }
    }
  }
  // Moved since: by charges that were taken back, or because its own credit paid for another that failed. What was
  // refunded lies nowhere any more, and is not taken out of the others' money.
  const others = [...c.payments.values()].filter((one) => !one.reversed && one !== booked);
  const theirs = others.reduce((total, one) => total + sum(one.parts), 0);
  const loose = sum(paid) - theirs;
  const moved = Math.max(sum(booked.parts) - found(), loose);
  let more = Math.min(left(), Math.max(0, moved));
  for (const place of paid) more -= take(place, more);
  return { parts, credit };
}

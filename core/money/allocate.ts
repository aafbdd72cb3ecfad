import type { Day } from '../calendar/moment.ts';
import { type Bucket, type Part, share } from './cents.ts';

/** A claim that can take money: what is open in each bucket, in cents, and what ranks it among others. */
export interface Debt {
  claim: string;
  open: Record<Bucket, number>;
  dueOn: Day;
  /** Interest rate in basis points a year that the claim bears now; the more burdensome goes first. */
  rate: number;
}

/**
 * Allocates a payment over claims, to the cent (art. 6:43 and 6:44 BW): first the claims that the payer
 * designated, then the most burdensome, then the oldest; claims of equal rank share pro rata. Within a claim
 * by `order` (costs, interest, principal). What no claim can take is credit.
 *
 * @param cents the payment; positive
 * @param debts claims that are due
 * @param order buckets within a claim, from the law pack
 * @param designated claims named by the payer, first in rank, in their order
 */
export function allocate(
  cents: number,
  debts: readonly Debt[],
  order: readonly Bucket[],
  designated: readonly string[] = [],
): { parts: Part[]; credit: number } {
  let left = cents;
  const parts: Part[] = [];
  for (const group of byRank(debts, designated)) {
    const wanted = group.map(openCents);
    const total = wanted.reduce((a, b) => a + b, 0);
    const given = left >= total ? wanted : share(left, wanted);
    for (const [index, debt] of group.entries()) parts.push(...within(debt, given[index] ?? 0, order));
    left -= Math.min(left, total);
  }
  return { parts, credit: left };
}

function openCents(debt: Debt): number {
  return debt.open.principal + debt.open.interest + debt.open.costs;
}

function within(debt: Debt, cents: number, order: readonly Bucket[]): Part[] {
  let left = cents;
  const parts: Part[] = [];
  for (const bucket of order) {
    const taken = Math.min(left, debt.open[bucket]);
    if (taken > 0) parts.push({ claim: debt.claim, bucket, cents: taken });
    left -= taken;
  }
  return parts;
}

function byRank(debts: readonly Debt[], designated: readonly string[]): Debt[][] {
  const named = designated.flatMap((claim) => debts.filter((debt) => debt.claim === claim));
  const others = debts
    .filter((debt) => !designated.includes(debt.claim))
    .sort((a, b) => b.rate - a.rate || (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  const groups = named.map((debt) => [debt]);
  let last: Debt | undefined;
  for (const debt of others) {
    if (last && last.rate === debt.rate && last.dueOn === debt.dueOn) groups.at(-1)?.push(debt);
    else groups.push([debt]);
    last = debt;
  }
  return groups;
}

import type { Day } from '../calendar/moment.ts';
import { type Case, type Notice, type Payment, runningPlan } from '../case/case.ts';
import type { Draft } from '../case/change.ts';
import { closeCase } from '../case/close.ts';
import type { Context } from '../case/context.ts';
import { openParts } from '../case/fold.ts';
import { openTask } from '../case/tasks.ts';
import { costsOf, lawClaim, noticeOf, rateOn } from '../law/of-case.ts';
import { outstanding } from '../message/blocked.ts';
import { chargeInterest, waiveSmall } from '../message/write.ts';
import { allocate, type Debt } from './allocate.ts';
import { type Bucket, type Part, share, sum } from './cents.ts';
import { buckets, openIn } from './statement.ts';

/** Money that came in for a case, as the outside world told it. */
export interface MoneyIn {
  /** The payment's own id at whoever reported it. */
  payment: string;
  cents: number;
  /** Value date: the day from which it counts. */
  on: Day;
  /** Claims that the payer named. */
  designated?: readonly string[];
}

/**
 * Books a payment, once per payment id: puts right what was charged too early, brings interest up to date,
 * allocates to the cent, keeps or completes what was arranged, and closes the case when nothing is left.
 */
export async function receivePayment(draft: Draft, ctx: Context, money: MoneyIn): Promise<void> {
  const c = draft.case;
  if (c.payments.has(money.payment)) return;
  if (!c.closed) {
    chargeInterest(draft, ctx, interestDay(c, money.on));
  }
  // Also when the case is closed: costs that were paid although money had come in time go back.
  withdrawCosts(draft, ctx, money);
  if (!c.closed) waiveInterestAfter(draft, ctx, money);
  const debts = [...c.claims.values()].map(
    (claim): Debt => ({
      claim: claim.claim,
      open: {
        principal: openIn(claim.books, 'principal'),
        interest: openIn(claim.books, 'interest'),
        costs: openIn(claim.books, 'costs'),
      },
      dueOn: claim.dueOn,
      rate: rateOn(c, claim, ctx.creditor, ctx.pack, money.on),
    }),
  );
  const order = ctx.pack.allocationOrder();
  // What was handed over is collected elsewhere: money that still reaches us goes back through a person.
  const { parts, credit } = c.closed
    ? { parts: [], credit: money.cents }
    : allocateOn(c, money, debts, order.value);
  draft.add({
    kind: 'payment-received',
    payment: money.payment,
    outside: money.payment,
    on: money.on,
    cents: money.cents,
    parts,
    ...(credit > 0 && { credit }),
    ...(money.designated && money.designated.length > 0 && { designated: [...money.designated] }),
    receipt: { reason: 'Allocated by what the payer named, else by law.', rules: order.rules },
  });
  if (credit > 0) openTask(draft, ctx, 'refund', money.payment);
  if (!c.closed) await afterMoney(draft, ctx);
}

/** Money from within a notice's free term pays the costs of that notice last: on its day they were not due. */
function allocateOn(
  c: Case,
  money: MoneyIn,
  debts: readonly Debt[],
  order: readonly Bucket[],
): { parts: Part[]; credit: number } {
  const notDue = debts.map(({ claim, open }) => {
    const notice = noticeOf(c, claim);
    return notice && money.on <= notice.lastFreeDay ? open.costs : 0;
  });
  const due = debts.map((debt, index) => ({
    ...debt,
    open: { ...debt.open, costs: debt.open.costs - (notDue[index] ?? 0) },
  }));
  const rest = debts.map((debt, index) => ({
    ...debt,
    open: { principal: 0, interest: 0, costs: notDue[index] ?? 0 },
  }));
  const first = allocate(money.cents, due, order, money.designated);
  const second = allocate(first.credit, rest, order, money.designated);
  return { parts: [...first.parts, ...second.parts], credit: second.credit };
}

/** Keeps promises and plans up to date with the books, and closes a case that owes nothing any more. */
export async function afterMoney(draft: Draft, ctx: Context): Promise<void> {
  const c = draft.case;
  const left = outstanding(c);
  const { promise } = c;
  if (
    promise?.state === 'open' &&
    (left === 0 || promise.paid >= (promise.cents ?? Number.POSITIVE_INFINITY))
  ) {
    draft.add({ kind: 'promise-kept', promise: promise.promise });
  }
  const plan = runningPlan(c);
  if (plan && left === 0) draft.add({ kind: 'plan-completed', plan: plan.plan });
  if (left === 0)
    await closeCase(draft, ctx, c.kinds.has('settlement-accepted') ? 'settled-for-less' : 'settled');
  else if (left <= ctx.creditor.thresholds.ask) await waiveSmall(draft, ctx);
}

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
  if (c.closed && outstanding(c) > 0) draft.add({ kind: 'reopened', reason: 'payment-reversed' });
}

/** Where a payment's money lies now: where it was booked, or where withdrawn charges have moved it since. */
function whereItLies(c: Case, booked: Payment): { parts: Part[]; credit: number } {
  const paid = [...c.claims.values()].flatMap((claim) =>
    buckets.map((bucket) => ({ claim: claim.claim, bucket, cents: claim.books[bucket].paid })),
  );
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
  let left = sum(booked.parts);
  for (const { claim, bucket, cents } of booked.parts) {
    left -= take(
      paid.find((place) => place.claim === claim && place.bucket === bucket),
      cents,
    );
  }
  // Credit first: nobody owes anew while money of theirs lies ready.
  const credit = Math.min(booked.credit + left, c.credit);
  left -= Math.max(0, credit - booked.credit);
  for (const place of paid) left -= take(place, left);
  return { parts, credit };
}

/**
 * What we told people to pay settles: up to the date named in the last message, a payment bears interest only
 * to the day of that message.
 */
function interestDay(c: Case, on: Day): Day {
  let day = on;
  for (const contact of c.contacts.values()) {
    if (contact.sentAt && contact.payBy && on <= contact.payBy) {
      // The text told the interest up to its planned day, also when it had to wait for its turn.
      const told = contact.sendAt.slice(0, 10);
      if (told < day) day = told;
    }
  }
  return day;
}

/** Money that was here in time but known too late: the costs are those over what was unpaid on the last free day. */
function withdrawCosts(draft: Draft, ctx: Context, money: MoneyIn): void {
  const c = draft.case;
  for (const notice of c.notices.values()) {
    if (notice.void || notice.charged === 0 || money.on > notice.lastFreeDay) continue;
    const kept = costsLeft(c, ctx, notice, money);
    // Costs that were waived in the meantime need no withdrawing.
    const standing = notice.claims.map((claim) => {
      const costs = c.claims.get(claim)?.books.costs;
      return costs ? costs.charged - costs.waived : 0;
    });
    const excess = Math.min(
      notice.charged - kept,
      standing.reduce((a, b) => a + b, 0),
    );
    if (excess <= 0) continue;
    const cut = share(excess, standing);
    const shares: Part[] = notice.claims
      .map((claim, index) => ({ claim, bucket: 'costs' as const, cents: cut[index] ?? 0 }))
      .filter((part) => part.cents > 0);
    draft.add({
      kind: 'costs-withdrawn',
      notice: notice.contact,
      on: money.on,
      cents: excess,
      shares,
      ...movesFor(c, shares),
      reason: 'paid-in-time',
      receipt: {
        reason: `A payment of ${money.on} became known after costs were charged; the last free day was ${notice.lastFreeDay}.`,
        inputs: { charged: notice.charged, kept },
      },
    });
  }
}

function costsLeft(c: Case, ctx: Context, notice: Notice, money: MoneyIn): number {
  const claims = notice.claims.map((claim) => c.claims.get(claim)).filter((claim) => claim !== undefined);
  // What was unpaid on the last free day: the principal, less all money that was here by then.
  let money_ = money.cents;
  const inTime = new Map<string, number>();
  for (const payment of c.payments.values()) {
    if (payment.reversed || payment.on > notice.lastFreeDay) continue;
    money_ += payment.credit;
    for (const { claim, bucket, cents } of payment.parts) {
      if (bucket !== 'interest') inTime.set(claim, (inTime.get(claim) ?? 0) + cents);
    }
  }
  const left = claims.map((claim) => {
    const { charged, waived } = claim.books.principal;
    const unpaid = Math.max(0, charged - waived - (inTime.get(claim.claim) ?? 0));
    const taken = Math.min(money_, unpaid);
    money_ -= taken;
    const principal = { charged: unpaid - taken, paid: 0, waived: 0 };
    return { ...claim, books: { ...claim.books, principal } };
  });
  const costs = costsOf(
    left.filter((claim) => openIn(claim.books, 'principal') > 0),
    ctx.creditor,
    ctx.pack,
    notice.lastFreeDay,
  );
  return Math.min(costs.value.cents, notice.charged);
}

/** Where withdrawn costs had been paid already, that money pays what else is open, or becomes credit. */
function movesFor(c: Case, shares: readonly Part[]): { moves?: { from: Part; to?: Part }[] } {
  const moves: { from: Part; to?: Part }[] = [];
  const open = openParts(c, undefined, ['interest', 'principal']);
  for (const { claim, cents } of shares) {
    const books = c.claims.get(claim)?.books;
    if (!books) continue;
    let over = cents - openIn(books, 'costs');
    for (const target of open) {
      const moved = Math.min(over, target.cents);
      if (moved <= 0) continue;
      moves.push({ from: { claim, bucket: 'costs', cents: moved }, to: { ...target, cents: moved } });
      target.cents -= moved;
      over -= moved;
    }
    if (over > 0) moves.push({ from: { claim, bucket: 'costs', cents: over } });
  }
  return moves.length > 0 ? { moves } : {};
}

/** Interest charged for days on which, as we now learn, part of the principal was paid. */
function waiveInterestAfter(draft: Draft, ctx: Context, money: MoneyIn): void {
  const c = draft.case;
  let left = money.cents;
  for (const claim of c.claims.values()) {
    const principal = Math.min(left, openIn(claim.books, 'principal'));
    left -= principal;
    const since = ctx.pack.defaultFrom(lawClaim(c, claim)).value;
    if (!claim.interestTo || claim.interestTo <= money.on || principal === 0 || since === undefined) continue;
    // Before a notice has run out we ask for no interest: what was paid by then bears none at all.
    const notice = noticeOf(c, claim.claim);
    const from = money.on > since && !(notice && money.on < notice.costsFrom) ? money.on : since;
    const over = ctx.pack.interest(c.debtor, principal, since, from, claim.interestTo).value.cents;
    const cents = Math.min(over, openIn(claim.books, 'interest'));
    if (cents === 0) continue;
    draft.add({
      kind: 'amount-waived',
      on: money.on,
      cents,
      waived: [{ claim: claim.claim, bucket: 'interest', cents }],
      reason: 'paid-earlier-than-known',
    });
  }
}

/** Books a credit note for a claim; what had been paid on it pays the other claims or becomes credit. */
export async function creditClaim(
  draft: Draft,
  ctx: Context,
  claim: string,
  cents: number,
  reason: string,
): Promise<void> {
  const c = draft.case;
  const books = c.claims.get(claim)?.books;
  if (!books) return;
  const credited = Math.min(cents, books.principal.charged - books.principal.waived);
  if (credited > 0) {
    const over = credited - openIn(books, 'principal');
    const moves: { from: Part; to?: Part }[] = [];
    let rest = over;
    for (const target of openParts(c).filter((part) => part.claim !== claim)) {
      const moved = Math.min(rest, target.cents);
      if (moved <= 0) break;
      moves.push({ from: { claim, bucket: 'principal', cents: moved }, to: { ...target, cents: moved } });
      rest -= moved;
    }
    if (rest > 0) moves.push({ from: { claim, bucket: 'principal', cents: rest } });
    draft.add({ kind: 'claim-credited', claim, cents: credited, reason, ...(moves.length > 0 && { moves }) });
    if (rest > 0) openTask(draft, ctx, 'refund', `${claim}-credit`);
  }
  // Interest and costs over a principal that was never owed fall with it.
  const fallen = openIn(books, 'principal') === 0 ? openParts(c, [claim], ['costs', 'interest']) : [];
  if (fallen.length > 0) {
    draft.add({ kind: 'amount-waived', cents: sum(fallen), waived: fallen, reason: 'principal-credited' });
  }
  if (c.closed || outstanding(c) > 0) return;
  const paid = [...c.claims.values()].some((one) => one.books.principal.paid > 0);
  await closeCase(draft, ctx, paid ? 'settled' : 'credited');
}

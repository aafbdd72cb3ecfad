import type { Day } from '../calendar/moment.ts';
import type { Case, Notice } from '../case/case.ts';
import type { Draft } from '../case/change.ts';
import { closeCase } from '../case/close.ts';
import type { Context } from '../case/context.ts';
import type { Move } from '../case/entry.ts';
import { openParts } from '../case/fold.ts';
import { openTask } from '../case/tasks.ts';
import { costsOf, lawClaim, lawCreditor, noticeOf, type Owed, personOf, today } from '../law/of-case.ts';
import { outstanding } from '../message/blocked.ts';
import { type Part, share, sum } from './cents.ts';
import type { MoneyIn } from './receive.ts';
import { openIn } from './statement.ts';

/** Money that was here in time but known too late: the costs are those over what was unpaid on the last free day. */
export function withdrawCosts(draft: Draft, ctx: Context, money: MoneyIn): void {
  const c = draft.case;
  for (const notice of c.notices.values()) {
    if (notice.void || notice.charged === 0 || money.on > notice.lastFreeDay) continue;
    keepCosts(draft, ctx, notice, costsLeft(c, ctx, notice, money), {
      on: money.on,
      reason: 'paid-in-time',
      why: `A payment of ${money.on} became known after costs were charged; the last free day was ${notice.lastFreeDay}.`,
    });
  }
}

/** Takes back what was charged under a notice above `kept` cents; what had paid it pays something else, or is credit. */
function keepCosts(
  draft: Draft,
  ctx: Context,
  notice: Notice,
  kept: number,
  because: { on: Day; reason: string; why: string },
): void {
  const c = draft.case;
  // Costs that were waived in the meantime need no withdrawing.
  const standing = notice.claims.map((claim) => {
    const costs = c.claims.get(claim)?.books.costs;
    return costs ? costs.charged - costs.waived : 0;
  });
  const excess = Math.min(
    notice.charged - kept,
    standing.reduce((a, b) => a + b, 0),
  );
  if (excess <= 0) return;
  // A claim of which nothing is left bears none: its share goes first, the others' costs stay what they were.
  const without = standing.map((cents, index) => (bears(c, notice.claims[index]) ? 0 : cents));
  const first = share(
    Math.min(
      excess,
      without.reduce((a, b) => a + b, 0),
    ),
    without,
  );
  const rest = share(
    excess - first.reduce((a, b) => a + b, 0),
    standing.map((cents, index) => cents - (first[index] ?? 0)),
  );
  const cut = standing.map((_, index) => (first[index] ?? 0) + (rest[index] ?? 0));
  const shares: Part[] = notice.claims
    .map((claim, index) => ({ claim, bucket: 'costs' as const, cents: cut[index] ?? 0 }))
    .filter((part) => part.cents > 0);
  const moves = movesFor(c, shares);
  draft.add({
    kind: 'costs-withdrawn',
    notice: notice.contact,
    on: because.on,
    cents: excess,
    shares,
    ...(moves.length > 0 && { moves }),
    reason: because.reason,
    receipt: { reason: because.why, inputs: { charged: notice.charged, kept } },
  });
  if (moves.some((move) => !move.to)) openTask(draft, ctx, 'refund', `${notice.contact}-costs`);
}

/** Whether any principal is left, after credit notes, on which a claim's costs can rest. */
function bears(c: Case, claim: string | undefined): boolean {
  const principal = claim === undefined ? undefined : c.claims.get(claim)?.books.principal;
  return principal !== undefined && principal.charged > principal.waived;
}

/**
 * A notice came back: it never began to run. What was charged on the strength of it, costs and interest, is taken
 * back before it is void.
 */
export function voidNotice(draft: Draft, ctx: Context, contact: string, reason: string): void {
  const c = draft.case;
  const notice = c.notices.get(contact);
  if (notice && !notice.void) {
    // Interest first, or the costs that come back would pay it.
    waive(draft, openParts(c, notice.claims, ['interest']), 'notice-void');
    const why = 'The notice on which they rested came back.';
    keepCosts(draft, ctx, notice, 0, { on: today(ctx.pack, draft.now), reason: 'notice-void', why });
  }
  draft.add({ kind: 'notice-void', contact, reason });
}

/** Gives up some open parts, if there are any. */
export function waive(draft: Draft, waived: Part[], reason: string): void {
  if (waived.length > 0) draft.add({ kind: 'amount-waived', cents: sum(waived), waived, reason });
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
  const left = claims.map(({ claim, books }) => {
    const { charged, waived } = books.principal;
    const unpaid = Math.max(0, charged - waived - (inTime.get(claim) ?? 0));
    const taken = Math.min(money_, unpaid);
    money_ -= taken;
    return { claim, cents: unpaid - taken };
  });
  return costsOver(c, ctx, notice, left);
}

/** Costs by the scale over some principals of a notice, never more than was charged under it. */
function costsOver(c: Case, ctx: Context, notice: Notice, principals: readonly Owed[]): number {
  const owed = principals.filter(({ cents }) => cents > 0);
  return Math.min(notice.charged, costsOf(c, owed, ctx.creditor, ctx.pack, notice.lastFreeDay).value.cents);
}

/** Where charges that are taken back had been paid already, that money pays what else is open, or becomes credit. */
function movesFor(
  c: Case,
  taken: readonly Part[],
  open = openParts(c, undefined, ['interest', 'principal']),
): Move[] {
  const moves: Move[] = [];
  for (const { claim, bucket, cents } of taken) {
    const books = c.claims.get(claim)?.books;
    if (!books) continue;
    let over = cents - openIn(books, bucket);
    for (const target of open) {
      const moved = Math.min(over, target.cents);
      if (moved <= 0) continue;
      moves.push({ from: { claim, bucket, cents: moved }, to: { ...target, cents: moved } });
      target.cents -= moved;
      over -= moved;
    }
    if (over > 0) moves.push({ from: { claim, bucket, cents: over } });
  }
  return moves;
}

/** Interest charged for days on which, as we now learn, part of the principal was paid. */
export function waiveInterestAfter(draft: Draft, ctx: Context, money: MoneyIn): void {
  const c = draft.case;
  let left = money.cents;
  for (const claim of c.claims.values()) {
    const principal = Math.min(left, openIn(claim.books, 'principal'));
    left -= principal;
    const since = ctx.pack.interestFrom(personOf(c), lawClaim(c, claim)).value;
    if (!claim.interestTo || claim.interestTo <= money.on || principal === 0 || since === undefined) continue;
    // Before a notice has run out we ask for no interest: what was paid by then bears none at all.
    const notice = noticeOf(c, claim.claim);
    const from = money.on > since && !(notice && money.on < notice.costsFrom) ? money.on : since;
    const asked = { principal, since, from, to: claim.interestTo };
    const terms = lawCreditor(ctx.creditor, claim.termsCleared);
    const over = ctx.pack.interest(personOf(c), asked, terms).value.cents;
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

/**
 * Books a credit note for a claim. What had been paid on it pays the other claims or becomes credit; costs are those
 * over what is left of the principal, and what was never owed bore no interest.
 */
export function creditClaim(draft: Draft, ctx: Context, claim: string, cents: number, reason: string): void {
  const c = draft.case;
  const books = c.claims.get(claim)?.books;
  if (!books) return;
  const before = books.principal.charged - books.principal.waived;
  const credited = Math.min(cents, before);
  const whole = credited === before;
  const standing = books.interest.charged - books.interest.waived;
  const unowed = whole ? standing : Math.round((standing * credited) / before);
  if (credited > 0) {
    const taken: Part[] = [{ claim, bucket: 'principal', cents: credited }];
    if (books.interest.paid > 0) taken.push({ claim, bucket: 'interest', cents: unowed });
    const others = openParts(c).filter((part) => part.claim !== claim);
    const moves = movesFor(c, taken, others);
    draft.add({ kind: 'claim-credited', claim, cents: credited, reason, ...(moves.length > 0 && { moves }) });
    if (moves.some((move) => !move.to)) openTask(draft, ctx, 'refund', `${claim}-credit`);
  }
  // Before the costs: what comes back of them must not pay interest that nobody owes.
  const interest = openParts(c, [claim], ['interest']).map((part) => ({
    ...part,
    cents: Math.min(part.cents, unowed),
  }));
  waive(
    draft,
    interest.filter((part) => part.cents > 0),
    'principal-credited',
  );
  const on = today(ctx.pack, draft.now);
  for (const notice of c.notices.values()) {
    if (notice.void || notice.charged === 0 || !notice.claims.includes(claim)) continue;
    const why = 'Costs are those over what is left of the principal after a credit note.';
    keepCosts(draft, ctx, notice, costsOverPrincipal(c, ctx, notice), { on, reason: 'claim-credited', why });
  }
  if (whole) waive(draft, openParts(c, [claim], ['costs', 'interest']), 'principal-credited');
}

/** Closes a case in which nothing is owed any more because it was credited. */
export async function closeIfCredited(draft: Draft, ctx: Context): Promise<void> {
  const c = draft.case;
  if (c.closed || outstanding(c) > 0) return;
  const paid = [...c.claims.values()].some((one) => one.books.principal.paid > 0);
  await closeCase(draft, ctx, paid ? 'settled' : 'credited');
}

/** Costs by the scale over the principals of a notice as they stand, whatever has been paid on them. */
function costsOverPrincipal(c: Case, ctx: Context, notice: Notice): number {
  const owed = notice.claims.map((claim) => {
    const principal = c.claims.get(claim)?.books.principal;
    return { claim, cents: principal ? principal.charged - principal.waived : 0 };
  });
  return costsOver(c, ctx, notice, owed);
}

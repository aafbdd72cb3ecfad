import { type Day, plusDays } from '../calendar/moment.ts';
import { type Case, runningPlan } from '../case/case.ts';
import type { Draft } from '../case/change.ts';
import { closeCase, waiveSmall } from '../case/close.ts';
import type { Context } from '../case/context.ts';
import { openTask } from '../case/tasks.ts';
import { noticeOf, rateOn } from '../law/of-case.ts';
import { outstanding } from '../message/blocked.ts';
import { allocate, type Debt } from './allocate.ts';
import { type Bucket, type Part, sum } from './cents.ts';
import { chargeInterest } from './charge.ts';
import { waiveInterestAfter, withdrawCosts } from './correct.ts';
import { openIn } from './statement.ts';

/** Money that came in for a case, as the outside world told it. */
export interface MoneyIn {
  /** The payment's own id at whoever reported it. */
  payment: string;
  cents: number;
  /** Value date: the day from which it counts. */
  on: Day;
  /** Claims that the payer named. */
  designated?: readonly string[];
  /** The day on which we showed the payer what is owed. */
  shownOn?: Day;
}

/** Days after which an amount that we showed no longer settles by itself: paying on the page takes minutes. */
const SHOWN_HOLDS_DAYS = 1;

/**
 * Books a payment, once per payment id: puts right what was charged too early, brings interest up to date,
 * allocates to the cent, keeps or completes what was arranged, and closes the case when nothing is left.
 */
export async function receivePayment(draft: Draft, ctx: Context, money: MoneyIn): Promise<void> {
  const c = draft.case;
  if (c.payments.has(money.payment)) return;
  if (!c.closed && !paidAsTold(c, money)) chargeInterest(draft, ctx, money.on);
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
  // Money for a case that has ended (settled, handed over, given up) goes back through a person.
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
  // A claim that joined later is not part of the plan: it is asked for afterwards, on its own.
  if (plan && left > 0 && plan.paid >= sum(plan.instalments)) {
    draft.add({ kind: 'plan-completed', plan: plan.plan });
  }
  if (left === 0)
    await closeCase(draft, ctx, c.kinds.has('settlement-accepted') ? 'settled-for-less' : 'settled');
  else if (left <= ctx.creditor.thresholds.ask) await waiveSmall(draft, ctx);
}

/**
 * What we told people to pay settles: no interest is added to what a message asked for, up to the date that it named,
 * nor to what the debtor's page just showed.
 */
function paidAsTold(c: Case, { on, shownOn }: MoneyIn): boolean {
  if (shownOn && on <= plusDays(shownOn, SHOWN_HOLDS_DAYS)) return true;
  return [...c.contacts.values()].some(
    (contact) => contact.sentAt !== undefined && contact.payBy !== undefined && on <= contact.payBy,
  );
}

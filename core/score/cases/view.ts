import { dayAt, type Moment, secondsBetween } from '../../calendar/moment.ts';
import { type Case, type Claim, type Contact, type Reacted, runningPlan } from '../../case/case.ts';
import type { Entry, Instalment } from '../../case/entry.ts';
import { collects, type Outcome } from '../../case/words.ts';
import { outstanding } from '../../message/blocked.ts';
import { openIn, totals } from '../../money/statement.ts';
import type { Prior, SoFar, View } from '../feature.ts';
import { type Invoice, numbered, type Settled } from '../invoices/history.ts';

/** What a view is made of beside the case itself, all as known at the same moment. */
export interface Around {
  day: number;
  /** Earlier cases of the same debtor with the same creditor, oldest first. */
  earlier: readonly Case[];
  /** Channels for which there is an address that did not fail; NaN where nobody noted it. */
  channels: number;
  prior: Prior;
  plan?: readonly Instalment[];
}

/** Of nobody's portfolio: what is taken for usual until a model has learnt what is. */
export const coldPrior: Prior = { meanLateness: 20, shareLate: 0.3 };

/** All countries whose law we know share its clock. */
const ZONE = 'Europe/Amsterdam';

const withoutDebt: ReadonlySet<Outcome> = new Set<Outcome>(['withdrawn', 'credited', 'wrong-person']);

/** Whether it turned out that there was nothing to pay: that was no arrears, and nobody is scored for having said so. */
export function notOwed({ closed }: Case): boolean {
  return closed !== undefined && withoutDebt.has(closed.outcome);
}

/** The day that a score counts from, in days since 1970. */
export function scoringDay(moment: Moment): number {
  return numbered(dayAt(moment, ZONE));
}

/**
 * What is known of a case: the one way in which features come about, for training and live.
 *
 * @param c the case as it was known at the moment
 * @returns undefined for a case without claims
 */
export function viewOf(c: Case, { day, channels, prior, plan, ...around }: Around): View | undefined {
  const earlier = around.earlier.filter((each) => !notOwed(each));
  const own = [...c.claims.values()];
  const looked = lookedAt(own);
  if (!looked) return undefined;
  const others = [
    ...earlier.flatMap((each) => [...each.claims.values()].map((claim) => ({ of: each, claim }))),
    ...own.map((claim) => ({ of: c, claim })),
  ].filter(({ claim }) => claim !== looked && claim.gone !== 'withdrawn');
  const invoices = others.map(({ of, claim }) => ({ of, claim, invoice: invoiceOf(of, claim) }));
  const { invoices: told, late } = c.history;
  return {
    invoice: invoiceOf(c, looked),
    day,
    past: {
      issued: inOrder(
        invoices.map(({ invoice }) => invoice),
        ({ issuedOn }) => issuedOn,
      ),
      settled: inOrder(
        invoices.flatMap(({ invoice }) => (isSettled(invoice) ? [invoice] : [])),
        ({ settledOn }) => settledOn,
      ),
      // What was waived, written off or closed in another way can tell of hardship or a dispute: it counts as nothing.
      open: invoices.flatMap(({ of, claim, invoice }) => (isOpen(claim) && !of.closed ? [invoice] : [])),
      ...prior,
      ...(told > 0 && { told: { invoices: told, late } }),
    },
    soFar: soFarOf(c, looked, earlier.length, channels),
    ...(plan && { plan }),
  };
}

function did({ reactions }: Case, contact: string, how: Reacted['how']): boolean {
  return reactions.some((reaction) => reaction.contact === contact && reaction.how === how);
}

/** The oldest claim that is unpaid; where all are paid, the first one. */
function lookedAt(claims: readonly Claim[]): Claim | undefined {
  return inOrder(claims.filter(isOpen), ({ dueOn }) => numbered(dueOn))[0] ?? claims[0];
}

function isOpen({ books }: Claim): boolean {
  return openIn(books, 'principal') > 0;
}

function invoiceOf(c: Case, claim: Claim): Invoice {
  const settledOn = paidOn(c, claim);
  return {
    key: claim.claim,
    debtor: c.person,
    cents: claim.cents,
    issuedOn: numbered(claim.invoicedOn ?? claim.dueOn),
    dueOn: numbered(claim.dueOn),
    ...(settledOn && { settledOn: numbered(settledOn) }),
  };
}

/** The day on which the last of a claim was paid, where all of it was and nothing was waived. */
function paidOn(c: Case, claim: Claim): string | undefined {
  if (isOpen(claim) || claim.books.principal.waived > 0) return undefined;
  // Money that leaves again, as after a credit note, is no payment.
  return c.lines.findLast(
    ({ claim: of, bucket, effect, cents }) =>
      of === claim.claim && bucket === 'principal' && effect === 'paid' && cents > 0,
  )?.on;
}

/** The claims of a case that were paid in full. */
export function settledOf(c: Case): Settled[] {
  return [...c.claims.values()].map((claim) => invoiceOf(c, claim)).filter(isSettled);
}

function isSettled(invoice: Invoice): invoice is Settled {
  return invoice.settledOn !== undefined;
}

function inOrder<T>(list: readonly T[], by: (each: T) => number): T[] {
  return [...list].sort((a, b) => by(a) - by(b));
}

function soFarOf(c: Case, looked: Claim, earlierCases: number, channels: number): SoFar {
  const asked = [...c.contacts.values()].filter(({ purpose, sentAt }) => collects(purpose) && sentAt);
  const plans = [...c.plans.values()];
  const stayed = [...c.payments.values()].filter(({ reversed }) => !reversed);
  const { paid, waived, outstanding: open } = totals([...c.claims.values()].map(({ books }) => books));
  const times = (kind: Entry['kind']) => c.kinds.get(kind) ?? 0;
  return {
    outstanding: outstanding(c),
    sharePaid: paid / (paid + waived + open),
    ...(looked.basis && { basis: looked.basis }),
    earlierCases,
    paymentDays: new Set(stayed.map(({ on }) => on)).size,
    promisesKept: times('promise-kept'),
    promisesBroken: times('promise-broken'),
    plansKept: plans.filter(({ state }) => state === 'completed').length,
    plansBroken: plans.filter(({ state }) => state === 'broken').length,
    planRunning: runningPlan(c) !== undefined,
    reach: channels,
    asks: asked.length,
    opened: asked.filter(({ contact }) => did(c, contact, 'opened')).length,
    clicked: asked.filter(({ contact }) => did(c, contact, 'clicked')).length,
    unanswered: asked.filter(({ purpose, writtenSeq }) => purpose === 'ask' && writtenSeq > c.heardSeq)
      .length,
    replies: c.repliesAboutPaying,
    responseDays: median(asked.flatMap(answeredAfter)),
  };
}

/** Days, none where it was not answered. */
function answeredAfter({ sentAt, answeredAt }: Contact): number[] {
  return sentAt && answeredAt ? [secondsBetween(sentAt, answeredAt) / 86_400] : [];
}

/** NaN of nothing. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

import { type Day, dayAt, type Moment, plusDays } from '../calendar/moment.ts';
import type { Case, Claim, Notice } from '../case/case.ts';
import { runningPlan } from '../case/case.ts';
import type { RuleRef } from '../case/entry.ts';
import type { PersonKind } from '../case/words.ts';
import type { Creditor } from '../creditor/creditor.ts';
import { openIn } from '../money/statement.ts';
import { interestStillFrom } from './be-suspension.ts';
import type { Answer, Approach, Costs, LawClaim, LawCreditor, Pack } from './law.ts';
import { atMost, costsBeside, STACKING_DAYS } from './stacking.ts';
import { ownPolicy } from './tables.ts';

// The questions that a case asks of its country's pack. The pack knows no cases; this file knows both.

/** The day it is for the law at a moment. */
export function today(pack: Pack, now: Moment): Day {
  return dayAt(now, pack.zone);
}

/** Who owes, in the law's eyes. While nobody knows, the kind that is protected best: nothing is asked of them anyway. */
export function personOf({ debtor }: Pick<Case, 'debtor'>): PersonKind {
  return debtor === 'unknown' ? 'consumer' : debtor;
}

/**
 * The first moment at which who owes may be approached in some way. Companies have the hours of people in business: the
 * law gives them none, but whoever reads their mail is a person too.
 */
export function approachFrom(c: Case, pack: Pack, moment: Moment, approach: Approach): Answer<Moment> {
  const person = personOf(c);
  return pack.contactFrom(person === 'legal' ? 'natural-business' : person, moment, approach);
}

/** What the law needs to know of a claim: what is unpaid, and which dated reminders it had. */
export function lawClaim(c: Case, claim: Claim): LawClaim {
  const remindedUntil: Day[] = [];
  for (const contact of c.contacts.values()) {
    // Default wants writing (art. 6:82 BW): a text message is a kindness, not a notice of default.
    if (contact.channel === 'sms') continue;
    const covers = contact.stated.some((stated) => stated.claim === claim.claim);
    if (contact.payBy && contact.sentAt && !contact.failed && covers) remindedUntil.push(contact.payBy);
  }
  const notice = noticeOf(c, claim.claim);
  return {
    claim: claim.claim,
    principal: openIn(claim.books, 'principal'),
    ...(claim.invoicedOn && { invoicedOn: claim.invoicedOn }),
    dueOn: claim.dueOn,
    agreedTerm: claim.agreedTerm,
    ...(claim.basis && { basis: claim.basis }),
    ...(claim.sector && { sector: claim.sector }),
    remindedUntil,
    ...(notice && { notice }),
  };
}

export function lawCreditor(creditor: Creditor, termsCleared: boolean): LawCreditor {
  return {
    termsCleared,
    canReclaimVat: creditor.vat.canReclaim,
    outsourced: creditor.role === 'agency' || creditor.role === 'assignee',
    ...(creditor.contract.damages && { damages: creditor.contract.damages }),
    ...(creditor.contract.interestRate !== undefined && { interestRate: creditor.contract.interestRate }),
  };
}

/** The latest valid notice that covers a claim, or undefined. */
export function noticeOf(c: Case, claim: string): Notice | undefined {
  let found: Notice | undefined;
  for (const notice of c.notices.values()) if (!notice.void && notice.claims.includes(claim)) found = notice;
  return found;
}

/** Where the law lets costs be charged at once we send a free notice first, to everybody. */
export const noticeForAll = ownPolicy('own/notice-for-all');

/** Claims whose costs need a notice now, and those that will once they are in default, with that day. */
export function claimsToNotice(
  c: Case,
  creditor: Creditor,
  pack: Pack,
  day: Day,
): { now: Claim[]; later?: Day; rules: RuleRef[] } {
  const now: Claim[] = [];
  const needed = pack.noticeNeeded(personOf(c));
  const rules: RuleRef[] = [...needed.rules];
  if (!needed.value) rules.push(noticeForAll);
  let later: Day | undefined;
  for (const claim of c.claims.values()) {
    if (!claim.termsCleared || !creditor.charge.costs || openIn(claim.books, 'principal') === 0) continue;
    if (claim.agreedForLess) continue;
    if (noticeOf(c, claim.claim)) continue;
    const since = pack.defaultFrom(personOf(c), lawClaim(c, claim));
    rules.push(...since.rules);
    if (since.value === undefined) continue;
    if (since.value <= day) now.push(claim);
    else if (!later || since.value < later) later = since.value;
  }
  return { now, rules, ...(later && { later }) };
}

/** Principal that is owed on a claim, cents. */
export interface Owed {
  claim: string;
  cents: number;
}

/** The principal that is open on a claim now. */
export function owedOn(claim: Claim): Owed {
  return { claim: claim.claim, cents: openIn(claim.books, 'principal') };
}

/**
 * Costs for some claims under one notice: by the scale, and together with the notices that ran out on this case in the
 * half year before never more than the scale over all of it.
 */
export function costsOf(
  c: Case,
  owed: readonly Owed[],
  creditor: Creditor,
  pack: Pack,
  day: Day,
): Answer<Costs> {
  const principals = owed.map(({ cents }) => cents);
  const terms = lawCreditor(creditor, true);
  const scale = (principals: readonly number[]) => pack.costs(personOf(c), principals, terms, day);
  const since = plusDays(day, -STACKING_DAYS);
  const names = new Set(owed.map(({ claim }) => claim));
  const before = [...c.notices.values()].filter(
    (notice) =>
      !notice.void &&
      notice.deliveredOn >= since &&
      // A notice that still runs may be paid in time; one that ran out counts, also where it cost nothing.
      (notice.charged > 0 || notice.costsFrom <= day) &&
      !notice.claims.some((claim) => names.has(claim)),
  );
  if (before.length === 0) return scale(principals);
  const noticed = new Map<string, number>();
  for (const notice of before) {
    for (const claim of notice.claims) {
      const found = c.claims.get(claim);
      if (!found) continue;
      const owed = notice.charged > 0 ? unpaidAfter(c, found, notice) : openIn(found.books, 'principal');
      noticed.set(claim, Math.max(owed, noticed.get(claim) ?? 0));
    }
  }
  const charged = before.reduce((sum, notice) => sum + notice.charged, 0);
  return costsBeside(scale, { principals: [...noticed.values()], charged }, principals);
}

/** The principal over which a notice's costs were counted: what credit notes and payments in time have left of it. */
function unpaidAfter(c: Case, claim: Claim, notice: Notice): number {
  let cents = claim.books.principal.charged;
  for (const payment of c.payments.values()) {
    if (payment.reversed || payment.on > notice.lastFreeDay) continue;
    for (const part of payment.parts) {
      if (part.claim === claim.claim && part.bucket === 'principal') cents -= part.cents;
    }
  }
  return Math.max(0, cents);
}

function bearsCosts(c: Case, claim: string): boolean {
  return [...c.notices.values()].some((notice) => notice.charged > 0 && notice.claims.includes(claim));
}

/** A notice whose costs may be charged today, and how much: never more than it announced. */
export function costsToCharge(
  c: Case,
  creditor: Creditor,
  pack: Pack,
  day: Day,
): { notice: Notice; claims: Claim[]; costs: Answer<Costs> }[] {
  const found = [];
  for (const notice of c.notices.values()) {
    if (notice.void || notice.charged > 0 || day < notice.costsFrom) continue;
    const claims = notice.claims
      .map((claim) => c.claims.get(claim))
      .filter((claim) => claim !== undefined)
      // A claim bears costs once, under the latest notice that reached the debtor.
      .filter((claim) => noticeOf(c, claim.claim) === notice && !bearsCosts(c, claim.claim))
      .filter((claim) => openIn(claim.books, 'principal') > 0 && !claim.agreedForLess);
    const { value, rules } = costsOf(c, claims.map(owedOn), creditor, pack, day);
    const costs = atMost(value, notice.costs);
    if (costs.cents > 0) found.push({ notice, claims, costs: { value: costs, rules } });
  }
  return found;
}

/**
 * Interest that may enter the books up to a day (not counted itself), or undefined. We ask for interest only
 * after a claim's free notice has run out and while no plan runs: the law allows it earlier, we do not need it.
 */
export function interestTo(
  c: Case,
  claim: Claim,
  creditor: Creditor,
  pack: Pack,
  to: Day,
):
  | { cents: number; from: Day; to: Day; periods: { from: Day; to: Day; rate: number }[]; rules: RuleRef[] }
  | undefined {
  const principal = openIn(claim.books, 'principal');
  const since = bearsSince(c, claim, creditor, pack, to);
  if (since?.value === undefined) return undefined;
  const from = claim.interestTo && claim.interestTo > since.value ? claim.interestTo : since.value;
  if (from >= to) return undefined;
  let cents = 0;
  const periods: { from: Day; to: Day; rate: number }[] = [];
  const rules = [...since.rules];
  for (const { still, ...stretch } of stretchesOf(c, pack, from, to, rules)) {
    if (still) {
      periods.push({ ...stretch, rate: 0 });
      continue;
    }
    const interest = pack.interest(
      personOf(c),
      { principal, since: since.value, ...stretch, unpaid: openIn(claim.books, 'interest') + cents },
      lawCreditor(creditor, claim.termsCleared),
    );
    cents += interest.value.cents;
    for (const { from, to, rate } of interest.value.periods) periods.push({ from, to, rate });
    rules.push(...interest.rules);
    // Days of which nobody has read the rate yet are left: they can be counted once somebody has.
    if (interest.missing !== undefined) {
      while (periods.at(-1)?.rate === 0) periods.pop();
      break;
    }
  }
  const until = periods.at(-1)?.to;
  return cents === 0 || until === undefined ? undefined : { cents, from, to: until, periods, rules };
}

/** `[from, to)`, cut where interest stands still: a Belgian who asks for a plan is owed an answer. */
function stretchesOf(
  c: Case,
  pack: Pack,
  from: Day,
  to: Day,
  rules: RuleRef[],
): readonly { from: Day; to: Day; still?: true }[] {
  if (c.country !== 'BE' || personOf(c) !== 'consumer') return [{ from, to }];
  const stretches: { from: Day; to: Day; still?: true }[] = [];
  let next = from;
  for (const { what, openedAt, closed } of c.tasks.values()) {
    if (what !== 'plan-request') continue;
    const still = interestStillFrom(today(pack, openedAt));
    const answered = closed ? today(pack, closed.at) : to;
    const first = still.value > next ? still.value : next;
    const end = answered < to ? answered : to;
    if (first >= end) continue;
    if (next < first) stretches.push({ from: next, to: first });
    stretches.push({ from: first, to: end, still: true });
    next = end;
    rules.push(...still.rules);
  }
  if (next < to) stretches.push({ from: next, to });
  return stretches;
}

/** Interest rate that a claim bears in our books on a day, in basis points a year; 0 while it bears none. */
export function rateOn(c: Case, claim: Claim, creditor: Creditor, pack: Pack, day: Day): number {
  const since = bearsSince(c, claim, creditor, pack, day)?.value;
  if (since === undefined) return 0;
  const oneDay = { principal: 1, since, from: day, to: plusDays(day, 1) };
  const terms = lawCreditor(creditor, claim.termsCleared);
  return pack.interest(personOf(c), oneDay, terms).value.periods[0]?.rate ?? 0;
}

function bearsSince(
  c: Case,
  claim: Claim,
  creditor: Creditor,
  pack: Pack,
  day: Day,
): Answer<Day | undefined> | undefined {
  if (openIn(claim.books, 'principal') === 0 || !claim.termsCleared) return undefined;
  if (!creditor.charge.interest || runningPlan(c) || claim.agreedForLess) return undefined;
  const notice = noticeOf(c, claim.claim);
  return notice && day >= notice.costsFrom ? pack.interestFrom(personOf(c), lawClaim(c, claim)) : undefined;
}

/** Each rule once, for a receipt. */
export function distinct(rules: readonly RuleRef[]): RuleRef[] {
  return [...new Map(rules.map((rule) => [rule.name, rule])).values()];
}

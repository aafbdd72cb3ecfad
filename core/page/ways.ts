import type { Day, Moment } from '../calendar/moment.ts';
import { type Case, runningPlan } from '../case/case.ts';
import type { Context } from '../case/context.ts';
import { keyedHash } from '../case/ids.ts';
import { today } from '../law/of-case.ts';
import { mandateStands, outstanding } from '../message/blocked.ts';
import { nextInstalment } from '../plan/progress.ts';
import { PayDay, type PlanWish } from '../plan/schedule.ts';
import { directDebitDay, lastPromiseDay, Reaction } from '../reply/reaction.ts';
import type { FieldProblem, FormFacts, Problem, Typed } from './page.ts';
import { typedCents, typedDay } from './typed.ts';

/** What a visitor can do, each with a form of its own under this name. The first of them first. */
export const allWays = [
  'pay',
  'plan',
  'promise',
  'direct-debit',
  'hardship',
  'dispute',
  'already-paid',
  'person',
  'information',
  'messages',
  'complaint',
] as const;
export type Way = (typeof allWays)[number];

export function isWay(text: string): text is Way {
  return (allWays as readonly string[]).includes(text);
}

/** What makes sense also when nothing has to be paid. */
const always: ReadonlySet<Way> = new Set<Way>(['person', 'information', 'messages', 'complaint']);

/** The ways that are open on a case on a day. */
export function waysOf(c: Case, ctx: Context, day: Day): Way[] {
  const owes = !c.closed && outstanding(c) > 0;
  const plan = runningPlan(c) !== undefined;
  return allWays.filter((way) => {
    if (always.has(way)) return true;
    if (way === 'direct-debit') return owes && !plan && ctx.creditor.directDebit && !mandateStands(c, day);
    // A plan takes the place of a promise; who cannot keep it asks for another plan.
    return owes && !(plan && way === 'promise');
  });
}

/** What the forms of a case need to know now. */
export function factsOf(c: Case, ctx: Context, now: Moment): FormFacts {
  const day = today(ctx.pack, now);
  const open = outstanding(c);
  const next = nextInstalment(c);
  return {
    currency: c.currency,
    open,
    ...(next && { instalment: { on: next.on, cents: next.cents } }),
    months: monthsOffered(open, ctx),
    today: day,
    lastPromiseDay: lastPromiseDay(day),
    directDebitDay: directDebitDay(c, ctx, now),
    claims: [...c.claims.values()].map(({ claim, subject }) => ({ claim, ...(subject && { subject }) })),
    channels: (['email', 'sms'] as const)
      .filter((channel) => ctx.reach[channel])
      .map((channel) => ({ channel, stopped: ctx.person.optedOut.has(channel) })),
    easyWords: ctx.person.easyWords,
  };
}

/** Numbers of months whose amounts the policy wants; for a small sum two and three, and a person looks. */
function monthsOffered(open: number, ctx: Context): { months: number; cents: number }[] {
  const { longestMonths, smallest } = ctx.creditor.plan;
  const rows = Array.from({ length: Math.max(0, longestMonths - 1) }, (_, index) => {
    const months = index + 2;
    const cents = Math.ceil(open / months);
    return { months, cents, last: open - cents * (months - 1) };
  }).filter(({ last }) => last > 0);
  const fitting = rows.filter(({ last }) => last >= smallest);
  return (fitting.length > 0 ? fitting : rows.slice(0, 2)).map(({ months, cents }) => ({ months, cents }));
}

/** A form that was read: what it says, or what is wrong with it. */
export type ReadForm<T> = { read: T } | { problems: FieldProblem[] };

const wrong = (field: string, problem: Problem): { problems: FieldProblem[] } => ({
  problems: [{ field, problem }],
});

/** The amounts that the form for paying offers, in a word: it sends it back. */
export function amountsShown({ open, instalment }: FormFacts): string {
  return instalment ? `${open} ${instalment.cents}` : String(open);
}

/** What a visitor wants to pay, cents: all that is open, the next instalment, or an amount of their own. */
export function readPayment(typed: Typed, facts: FormFacts): ReadForm<number> {
  const { open, instalment } = facts;
  const shown = one(typed, 'shown');
  const what = one(typed, 'what');
  // All is chosen from the start: who typed an amount and did not choose it may not mean all.
  if ((what === 'all' || what === 'instalment') && one(typed, 'amount'))
    return wrong('what', 'amount-unclear');
  switch (what) {
    // Who saw other amounts sees the new ones first.
    case 'all':
      return shown === amountsShown(facts) ? { read: open } : wrong('what', 'amount-changed');
    case 'instalment':
      return instalment && shown === amountsShown(facts)
        ? { read: instalment.cents }
        : wrong('what', 'amount-changed');
    case 'other': {
      const cents = typedCents(one(typed, 'amount'));
      if (cents === undefined || cents < 1) return wrong('amount', 'amount-unreadable');
      return cents > open ? wrong('amount', 'amount-too-high') : { read: cents };
    }
    default:
      return wrong('what', 'choose');
  }
}

/** The plan a visitor asks for: one that was proposed, or a number of months of their own. */
export function readPlan(typed: Typed, facts: FormFacts): ReadForm<PlanWish> {
  const months = Number(one(typed, 'choice') || one(typed, 'months'));
  const wish = Reaction.safeParse({ what: 'plan', months });
  const firstOn = one(typed, 'first') ? typedDay(one(typed, 'first')) : undefined;
  const payDay = PayDay.safeParse(Number(one(typed, 'pay-day'))).data;
  const problems: FieldProblem[] = [];
  if (!wish.success) problems.push({ field: 'months', problem: 'choose' });
  if (one(typed, 'first') && !firstOn) problems.push({ field: 'first', problem: 'day-unreadable' });
  if (firstOn && firstOn < facts.today) problems.push({ field: 'first', problem: 'day-past' });
  if (problems.length > 0) return { problems };
  return { read: { months, ...(firstOn && { firstOn }), ...(payDay && { payDay }) } };
}

/** What a visitor lets us know with any other form. */
export function readReaction(
  way: Exclude<Way, 'pay' | 'plan'>,
  typed: Typed,
  facts: FormFacts,
): ReadForm<Reaction> {
  switch (way) {
    case 'hardship':
    case 'information':
    case 'complaint':
    case 'direct-debit':
      return { read: { what: way } };
    case 'promise': {
      const payOn = typedDay(one(typed, 'day'));
      if (!payOn) return wrong('day', 'day-unreadable');
      return payOn < facts.today ? wrong('day', 'day-past') : { read: { what: 'promise', payOn } };
    }
    case 'already-paid': {
      const text = one(typed, 'amount');
      const cents = text ? typedCents(text) : undefined;
      if (text && !cents) return wrong('amount', 'amount-unreadable');
      return { read: { what: 'already-paid', ...(cents && { cents }) } };
    }
    case 'dispute': {
      const known = new Set(facts.claims.map(({ claim }) => claim));
      const claims = (typed.claims ?? []).filter((claim) => known.has(claim));
      const problems: FieldProblem[] = [];
      // With several bills "none" must not become "all of them".
      if (known.size > 1 && claims.length === 0) problems.push({ field: 'claims', problem: 'choose' });
      const read = Reaction.safeParse({ what: 'dispute', claims, ground: one(typed, 'ground') });
      if (!read.success) problems.push({ field: 'ground', problem: 'choose' });
      return read.success && problems.length === 0 ? { read: read.data } : { problems };
    }
    case 'person': {
      const who = one(typed, 'who');
      const read = Reaction.safeParse(
        who === 'wrong-person' ? { what: who } : { what: 'circumstance', circumstance: who },
      );
      return read.success ? { read: read.data } : wrong('who', 'choose');
    }
    case 'messages': {
      const [what, which] = one(typed, 'change').split(' ');
      const words = what === 'words';
      const offered = words || facts.channels.some(({ channel }) => channel === which);
      const read = Reaction.safeParse({ what, [words ? 'words' : 'channel']: which });
      return read.success && offered ? { read: read.data } : wrong('change', 'choose');
    }
  }
}

/** What was typed into one field, without the spaces around it. */
export function one(typed: Typed, field: string): string {
  return (typed[field]?.[0] ?? '').slice(0, 200).trim();
}

/**
 * The id of what a form says: the same form sent again with the same answers is the same, so that a double click
 * or a reload has its effect once, and with other answers another.
 *
 * @param token what the page gave the form: the case as it stood
 */
export function formId(secret: string, caseId: string, token: string, says: unknown): string {
  return `page-${keyedHash(secret, 'form', [caseId, token, JSON.stringify(says)], 20)}`;
}

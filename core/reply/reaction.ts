import * as z from 'zod/mini';
import { Day, dayAt, type Moment, plusDays } from '../calendar/moment.ts';
import { type Case, runningPlan } from '../case/case.ts';
import type { Draft } from '../case/change.ts';
import type { Context } from '../case/context.ts';
import { keepLimitation } from '../case/limitation.ts';
import { suspendByLaw } from '../case/suspend.ts';
import { openTask } from '../case/tasks.ts';
import { Channel } from '../case/words.ts';
import { collectableFrom } from '../law/eu.ts';
import { approachFrom, today } from '../law/of-case.ts';
import { mandateStands, outstanding } from '../message/blocked.ts';
import { writeContact } from '../message/write.ts';
import { Cents, sum } from '../money/cents.ts';
import { chargeInterest } from '../money/charge.ts';
import { Circumstance, Words } from '../person/person-entry.ts';
import { hadPlan, nextInstalment } from '../plan/progress.ts';
import { answerWish, byPerson, monthlyDays, PayDay, type PlanWish } from '../plan/schedule.ts';

/** What a debtor (or somebody for them) lets us know. Free text is not here: it lies with the personal data. */
export const Reaction = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('plan'),
    months: z.int().check(z.minimum(1), z.maximum(120)),
    /** The first instalment is not before this day. */
    firstOn: z.optional(Day),
    /** Day of the month on which each instalment falls; 31 is the last day. */
    payDay: z.optional(PayDay),
  }),
  z.strictObject({ what: z.literal('promise'), payOn: Day, cents: z.optional(Cents) }),
  z.strictObject({
    what: z.literal('dispute'),
    /** Claims that are disputed; none means all. */
    claims: z._default(z.array(z.string()), []),
    ground: z.enum(['not-mine', 'not-delivered', 'wrong-amount', 'already-paid', 'other']),
  }),
  z.strictObject({ what: z.literal('hardship') }),
  z.strictObject({ what: z.literal('already-paid'), cents: z.optional(Cents) }),
  z.strictObject({ what: z.literal('direct-debit') }),
  z.strictObject({ what: z.literal('information') }),
  z.strictObject({ what: z.literal('complaint') }),
  z.strictObject({ what: z.literal('opt-out'), channel: Channel }),
  z.strictObject({ what: z.literal('opt-in'), channel: Channel }),
  z.strictObject({ what: z.literal('words'), words: Words }),
  z.strictObject({ what: z.literal('object-to-groups') }),
  z.strictObject({ what: z.literal('wrong-person') }),
  z.strictObject({ what: z.literal('circumstance'), circumstance: Circumstance }),
]);
export type Reaction = z.infer<typeof Reaction>;

/** A promise lies at most so many days ahead; for longer there is a plan. */
const PROMISE_WITHIN_DAYS = 30;
/** After so many promises, or direct debits that were allowed, a plan helps more. */
const MOST_PROMISES = 5;
/** Between the last day for announcing a direct debit and ours, should the message be a little late. */
const DAYS_TO_SPARE = 1;

/**
 * Writes down what a debtor said and what follows at once: an arrangement within policy, a task for a person where one
 * must look, and an answer. What cannot be taken is written down with the reason. Opt-outs, chosen words and circumstances
 * are also written in the person's journal, by whoever calls this; an objection to groups is written only there.
 *
 * @param id the reaction's own id; names what it creates
 */
export async function react(
  draft: Draft,
  ctx: Context,
  id: string,
  channel: Channel | 'page' | 'phone',
  reaction: Reaction,
): Promise<void> {
  // It stands in the person's own journal and is no entry of a case: a score cannot count it. Only the receipts of later
  // messages say that no map chose them.
  if (reaction.what === 'object-to-groups') return;
  // Nobody brings a claim back to life that has lapsed: they are told that nothing has to be paid.
  if (arranges.has(reaction.what) && !draft.case.erased) await keepLimitation(draft, ctx);
  const reason = whyNot(draft, ctx, reaction);
  const refused = reason && notTakenInWords[reason](draft.case);
  const aboutPaying = arranges.has(reaction.what) || reaction.what === 'information';
  draft.add({
    kind: 'replied',
    channel,
    outside: id,
    ...(aboutPaying && { aboutPaying }),
    ...(refused && { refused }),
  });
  if (refused) {
    // Somebody who writes about a case that has ended is heard, even if the machine cannot do anything.
    if (draft.case.closed && !draft.case.erased) openTask(draft, ctx, 'information', reaction.what);
    return;
  }

  const c = draft.case;
  switch (reaction.what) {
    case 'information':
      draft.add({ kind: 'information-asked' });
      await writeContact(draft, ctx, { step: 'information' });
      return;
    case 'complaint':
      draft.add({ kind: 'complaint-raised', complaint: id });
      openTask(draft, ctx, 'complaint', id);
      return;
    case 'opt-out':
      await writeContact(draft, ctx, { step: 'opt-out-noted' });
      return;
    case 'opt-in':
    case 'words':
      return;
    case 'wrong-person':
    case 'circumstance': {
      if (c.closed) {
        // Whoever was never the debtor may have paid, and a receiver of the case must hear of either.
        const heard = reaction.what === 'wrong-person' || c.closed.outcome === 'handed-over';
        if (heard) openTask(draft, ctx, 'information', reaction.what);
        return;
      }
      const about = reaction.what === 'circumstance' ? reaction.circumstance : 'wrong-person';
      const task = openTask(draft, ctx, 'report', about);
      if (about === 'debt-help') suspendByLaw(draft, 'debt-mediation', task);
      return;
    }
    case 'dispute': {
      const known = reaction.claims.filter((claim) => c.claims.has(claim));
      const claims = known.length > 0 ? known : [...c.claims.keys()];
      draft.add({ kind: 'dispute-raised', dispute: id, claims, ground: reaction.ground });
      const task = openTask(draft, ctx, 'dispute', id);
      suspendByLaw(draft, 'dispute', task);
      await writeContact(draft, ctx, { step: 'dispute-received', task });
      return;
    }
    case 'hardship': {
      draft.add({ kind: 'hardship-reported', by: 'debtor' });
      const task = openTask(draft, ctx, 'hardship');
      await writeContact(draft, ctx, { step: 'hardship-received', task });
      return;
    }
    case 'already-paid': {
      draft.add({ kind: 'payment-claimed', ...(reaction.cents && { cents: reaction.cents }) });
      const task = openTask(draft, ctx, 'payment-claim');
      await writeContact(draft, ctx, { step: 'payment-claim-received', task });
      return;
    }
    case 'promise':
      draft.add({
        kind: 'promise-made',
        promise: id,
        payOn: reaction.payOn,
        ...(reaction.cents && { cents: reaction.cents }),
      });
      await writeContact(draft, ctx, { step: 'promise-noted' });
      return;
    case 'direct-debit':
      // One that is still to come is not collected twice, whichever way it is allowed again.
      if (mandateStands(c, today(ctx.pack, draft.now))) return;
      draft.add({ kind: 'mandate-given', mandate: id, collectOn: directDebitDay(c, ctx, draft.now) });
      await writeContact(draft, ctx, { step: 'direct-debit-noted' });
      return;
    case 'plan':
      return await askForPlan(draft, ctx, id, reaction);
  }
}

/** Reactions by which somebody wants to pay. */
const arranges: ReadonlySet<Reaction['what']> = new Set<Reaction['what']>([
  'plan',
  'promise',
  'direct-debit',
]);

/** Reactions that make sense also when nothing has to be paid any more. */
const always: ReadonlySet<Reaction['what']> = new Set<Reaction['what']>([
  'information',
  'complaint',
  'opt-out',
  'opt-in',
  'words',
  'wrong-person',
  'circumstance',
]);

/** Why a reaction cannot be taken. */
export type NotTaken =
  | 'erased'
  | 'handed-over'
  | 'closed'
  | 'too-many-promises'
  | 'no-direct-debit'
  | 'day-out-of-reach';

/** What the journal says of a reaction that was not taken, and what to do instead. */
const notTakenInWords: Record<NotTaken, (c: Case) => string> = {
  erased: () => 'The person was erased.',
  'handed-over': (c) =>
    `This was handed over to ${c.handedOverTo}: they can answer. A person here looks at it too.`,
  closed: () =>
    'This case is closed: nothing has to be paid. If that is not right, a person here looks at it.',
  'too-many-promises': () => 'There were several promises before: please choose a plan, or call us.',
  'no-direct-debit': () => 'This creditor does not collect by direct debit: please use the pay link.',
  'day-out-of-reach': () => `Name a day within ${PROMISE_WITHIN_DAYS} days, or ask for a plan.`,
};

/** The reason behind the words that the journal has for it, for whoever says it in another language. */
export function notTakenFor(c: Case, words: string): NotTaken | undefined {
  const reasons = Object.keys(notTakenInWords) as NotTaken[];
  return reasons.find((reason) => notTakenInWords[reason](c) === words);
}

/** The last day for which a promise is taken. */
export function lastPromiseDay(day: Day): Day {
  return plusDays(day, PROMISE_WITHIN_DAYS);
}

/** The day on which a direct debit that is allowed now is collected: it is announced when we may write next. */
export function directDebitDay(c: Case, { pack }: Pick<Context, 'pack'>, now: Moment): Day {
  const announcedOn = dayAt(approachFrom(c, pack, now, 'email').value, pack.zone);
  return plusDays(collectableFrom(announcedOn), DAYS_TO_SPARE);
}

function whyNot(draft: Draft, ctx: Context, reaction: Reaction): NotTaken | undefined {
  const c = draft.case;
  if (c.erased) return 'erased';
  if (c.handedOverTo && c.closed?.outcome === 'handed-over' && !always.has(reaction.what)) {
    return 'handed-over';
  }
  if (c.closed && !always.has(reaction.what)) return 'closed';
  const tooMany = (kind: 'promise-made' | 'mandate-given') => (c.kinds.get(kind) ?? 0) >= MOST_PROMISES;
  if (reaction.what === 'promise' && tooMany('promise-made')) return 'too-many-promises';
  if (reaction.what === 'direct-debit' && tooMany('mandate-given')) return 'too-many-promises';
  if (reaction.what === 'direct-debit' && !ctx.creditor.directDebit) return 'no-direct-debit';
  if (reaction.what !== 'promise') return undefined;
  const day = today(ctx.pack, draft.now);
  return reaction.payOn < day || reaction.payOn > lastPromiseDay(day) ? 'day-out-of-reach' : undefined;
}

async function askForPlan(draft: Draft, ctx: Context, id: string, wish: PlanWish): Promise<void> {
  const c = draft.case;
  const day = today(ctx.pack, draft.now);
  const judged = answerWish(wish, outstanding(c), ctx.creditor.plan, day);
  if (!judged.agreed || hadPlan(c)) {
    const task = openTask(draft, ctx, 'plan-request', wished(wish));
    suspendByLaw(draft, 'plan-request', task);
    await writeContact(draft, ctx, { step: 'plan-request-received', task });
    return;
  }
  await agreePlan(draft, ctx, id, { ...wish, firstOn: judged.instalments[0]?.on }, 'policy');
}

/** What a person is asked to agree: `12`, or `12 from 2026-04-01 on day 25` of the month. */
function wished({ months, firstOn, payDay }: PlanWish): string {
  const from = firstOn === undefined ? '' : ` from ${firstOn}`;
  return `${months}${from}${payDay === undefined ? '' : ` on day ${payDay}`}`;
}

/** Days between the end of a pause and the next instalment, so that its reminder comes first. */
const AFTER_PAUSE_DAYS = 10;

/** A pause moves the instalments of a running plan that fall within it: nobody misses what they need not pay. */
export async function shiftPlan(draft: Draft, ctx: Context, until: Day, cause: string): Promise<void> {
  const next = nextInstalment(draft.case);
  const plan = runningPlan(draft.case);
  const firstOn = plusDays(until, AFTER_PAUSE_DAYS);
  if (!next || !plan || next.on >= firstOn) return;
  const rest = plan.instalments.slice(next.number - 1);
  // The day of the month stays: on it they get their money, and a standing order pays. Short months have moved some.
  const payDay = Math.max(...plan.instalments.map(({ on }) => Number(on.slice(8))));
  const days = monthlyDays(rest.length, firstOn, payDay);
  const instalments = rest.map((instalment, index) => ({
    on: days[index] ?? firstOn,
    cents: index === 0 ? next.cents : instalment.cents,
  }));
  draft.add({
    kind: 'plan-agreed',
    plan: `${plan.plan}-after-${cause}`,
    cents: sum(instalments),
    instalments,
    by: 'person',
    receipt: { reason: `Paused until ${until}: the instalments move along.` },
  });
  await writeContact(draft, ctx, { step: 'plan-agreed' });
}

/** Agrees a plan over all that is owed on this day, interest to this day included, and confirms it. */
export async function agreePlan(
  draft: Draft,
  ctx: Context,
  plan: string,
  wish: PlanWish,
  by: 'policy' | 'person',
): Promise<void> {
  const c = draft.case;
  const day = today(ctx.pack, draft.now);
  chargeInterest(draft, ctx, day);
  const cents = outstanding(c);
  draft.add({
    kind: 'plan-agreed',
    plan,
    cents,
    instalments: byPerson(wish, cents, day),
    by,
    receipt: {
      reason: by === 'policy' ? 'Within what the creditor agrees at once.' : 'Agreed by a person.',
      inputs: { months: wish.months, atOnceMonths: ctx.creditor.plan.atOnceMonths },
    },
  });
  await writeContact(draft, ctx, { step: 'plan-agreed' });
}

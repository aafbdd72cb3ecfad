import * as z from 'zod';
import { Day, plusDays } from '../calendar/moment.ts';
import type { Draft } from '../case/change.ts';
import type { Context } from '../case/context.ts';
import { openTask } from '../case/tasks.ts';
import { Channel } from '../case/words.ts';
import { today } from '../law/of-case.ts';
import { outstanding } from '../message/blocked.ts';
import { chargeInterest, writeContact } from '../message/write.ts';
import { Cents } from '../money/cents.ts';
import { Circumstance } from '../person/person-entry.ts';
import { answerWish, monthly } from '../plan/schedule.ts';

/** What a debtor (or somebody for them) lets us know. Free text is not here: it lies with the personal data. */
export const Reaction = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('plan'), months: z.int().min(1).max(120), firstOn: Day.optional() }),
  z.strictObject({ what: z.literal('promise'), payOn: Day, cents: Cents.optional() }),
  z.strictObject({
    what: z.literal('dispute'),
    /** Claims that are disputed; none means all. */
    claims: z.array(z.string()).default([]),
    ground: z.enum(['not-mine', 'not-delivered', 'wrong-amount', 'already-paid', 'other']),
  }),
  z.strictObject({ what: z.literal('hardship') }),
  z.strictObject({ what: z.literal('already-paid'), cents: Cents.optional() }),
  z.strictObject({ what: z.literal('direct-debit') }),
  z.strictObject({ what: z.literal('information') }),
  z.strictObject({ what: z.literal('complaint') }),
  z.strictObject({ what: z.literal('opt-out'), channel: Channel }),
  z.strictObject({ what: z.literal('wrong-person') }),
  z.strictObject({ what: z.literal('circumstance'), circumstance: Circumstance }),
]);
export type Reaction = z.infer<typeof Reaction>;

/** What became of a reaction: taken, or the reason in words why it cannot be and what to do instead. */
export type Taken = { taken: true } | { taken: false; reason: string };

/** A promise lies at most so many days ahead; for longer there is a plan. */
const PROMISE_WITHIN_DAYS = 30;
/** A direct debit is announced so many calendar days ahead (SEPA pre-notification), and a day to spare. */
const DIRECT_DEBIT_AFTER_DAYS = 15;

/**
 * Writes down what a debtor said and what follows at once: an arrangement within policy, a task for a person
 * where one must look, and an answer. Opt-outs and circumstances are also written in the person's journal, by
 * whoever calls this.
 *
 * @param id the reaction's own id; names what it creates
 */
export async function react(
  draft: Draft,
  ctx: Context,
  id: string,
  channel: Channel | 'page' | 'phone',
  reaction: Reaction,
): Promise<Taken> {
  const c = draft.case;
  const day = today(ctx.pack, draft.now);
  const taken: Taken = { taken: true };
  if (c.erased) return { taken: false, reason: 'The person was erased.' };
  draft.add({ kind: 'replied', channel, outside: id });

  switch (reaction.what) {
    case 'information': {
      draft.add({ kind: 'information-asked' });
      await writeContact(draft, ctx, { step: 'information' });
      return taken;
    }
    case 'complaint': {
      draft.add({ kind: 'complaint-raised', complaint: id });
      openTask(draft, ctx, 'complaint', id);
      return taken;
    }
    case 'opt-out': {
      await writeContact(draft, ctx, { step: 'opt-out-noted' });
      return taken;
    }
    case 'wrong-person':
    case 'circumstance': {
      if (c.closed) return taken;
      openTask(
        draft,
        ctx,
        'report',
        reaction.what === 'circumstance' ? reaction.circumstance : 'wrong-person',
      );
      return taken;
    }
    default:
      break;
  }
  if (c.closed) return { taken: false, reason: 'This case is closed: nothing has to be paid any more.' };

  switch (reaction.what) {
    case 'dispute': {
      const known = reaction.claims.filter((claim) => c.claims.has(claim));
      const claims = known.length > 0 ? known : [...c.claims.keys()];
      draft.add({ kind: 'dispute-raised', dispute: id, claims, ground: reaction.ground });
      const task = openTask(draft, ctx, 'dispute', id);
      await writeContact(draft, ctx, { step: 'dispute-received', task });
      return taken;
    }
    case 'hardship': {
      draft.add({ kind: 'hardship-reported', by: 'debtor' });
      const task = openTask(draft, ctx, 'hardship');
      await writeContact(draft, ctx, { step: 'hardship-received', task });
      return taken;
    }
    case 'already-paid': {
      draft.add({ kind: 'payment-claimed', ...(reaction.cents && { cents: reaction.cents }) });
      const task = openTask(draft, ctx, 'payment-claim');
      await writeContact(draft, ctx, { step: 'payment-claim-received', task });
      return taken;
    }
    case 'promise': {
      if (reaction.payOn < day || reaction.payOn > plusDays(day, PROMISE_WITHIN_DAYS)) {
        return { taken: false, reason: `Name a day within ${PROMISE_WITHIN_DAYS} days, or ask for a plan.` };
      }
      draft.add({
        kind: 'promise-made',
        promise: id,
        payOn: reaction.payOn,
        ...(reaction.cents && { cents: reaction.cents }),
      });
      await writeContact(draft, ctx, { step: 'promise-noted' });
      return taken;
    }
    case 'direct-debit': {
      if (!ctx.creditor.directDebit) {
        return {
          taken: false,
          reason: 'This creditor does not collect by direct debit: please use the pay link.',
        };
      }
      draft.add({ kind: 'mandate-given', mandate: id, collectOn: plusDays(day, DIRECT_DEBIT_AFTER_DAYS) });
      await writeContact(draft, ctx, { step: 'direct-debit-noted' });
      return taken;
    }
    case 'plan':
      return await askForPlan(draft, ctx, id, reaction);
  }
  return taken;
}

async function askForPlan(
  draft: Draft,
  ctx: Context,
  id: string,
  wish: { months: number; firstOn?: string | undefined },
): Promise<Taken> {
  const c = draft.case;
  const day = today(ctx.pack, draft.now);
  const judged = answerWish(
    { months: wish.months, ...(wish.firstOn && { firstOn: wish.firstOn }) },
    outstanding(c),
    ctx.creditor,
    day,
  );
  const planned = [...c.plans.values()].some((plan) => plan.state === 'running' || plan.state === 'broken');
  if (!judged.agreed || planned) {
    const task = openTask(draft, ctx, 'plan-request', `${wish.months}`);
    await writeContact(draft, ctx, { step: 'plan-request-received', task });
    return { taken: true };
  }
  await agreePlan(draft, ctx, id, wish.months, judged.instalments[0]?.on ?? day, 'policy');
  return { taken: true };
}

/** Agrees a plan over all that is owed on this day, interest to this day included, and confirms it. */
export async function agreePlan(
  draft: Draft,
  ctx: Context,
  plan: string,
  months: number,
  firstOn: Day,
  by: 'policy' | 'person',
): Promise<void> {
  const c = draft.case;
  chargeInterest(draft, ctx, today(ctx.pack, draft.now));
  const cents = outstanding(c);
  draft.add({
    kind: 'plan-agreed',
    plan,
    cents,
    instalments: monthly(cents, months, firstOn),
    by,
    receipt: {
      reason: by === 'policy' ? 'Within what the creditor agrees at once.' : 'Agreed by a person.',
      inputs: { months, atOnceMonths: ctx.creditor.plan.atOnceMonths },
    },
  });
  await writeContact(draft, ctx, { step: 'plan-agreed' });
}

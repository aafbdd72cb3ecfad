import { dayAt, type Moment, momentOn, plusDays } from '../calendar/moment.ts';
import { type Case, type Claim, type Contact, runningPlan } from '../case/case.ts';
import type { Draft } from '../case/change.ts';
import { waiveSmall } from '../case/close.ts';
import type { Context, ContextToAsk } from '../case/context.ts';
import type { RuleRef, StatedClaim } from '../case/entry.ts';
import { keepLimitation, limitationUnread } from '../case/limitation.ts';
import { type Channel, collects, purposeOf, type Refusal, type Step } from '../case/words.ts';
import type { Answer } from '../law/law.ts';
import {
  approachFrom,
  claimsToNotice,
  costsOf,
  costsToCharge,
  distinct,
  owedOn,
  personOf,
  today,
} from '../law/of-case.ts';
import { atMost } from '../law/stacking.ts';
import { booksBehind } from '../money/books-current.ts';
import { sum } from '../money/cents.ts';
import { chargeCosts, chargeInterest, costsUntold } from '../money/charge.ts';
import { openOn } from '../money/statement.ts';
import { nextInstalment } from '../plan/progress.ts';
import type { PartOfDay } from '../segment/groups.ts';
import { inputsOf, mannerOf, personaFor } from '../segment/of-case.ts';
import {
  type Block,
  blocked,
  lawUnread,
  MORNING,
  notWorthAsking,
  outstanding,
  planSteps,
  refusal,
  safetyBudgetRule,
} from './blocked.ts';
import { chooseChannel } from './choose-channel.ts';
import { spreadOver } from './spread-over.ts';

/** What somebody wants to say. */
export interface Wish {
  step: Step;
  /** Days the reader gets before the date named in the text; asks and notices only. The law can make it longer. */
  patienceDays?: number;
  /** The task that this answers. */
  task?: string;
  /** Proposes the plan that a message names in which one is offered. */
  offer?: (contact: string) => string | undefined;
}

/** Messages about a case that has been paid: they show all of it, not what is left. */
const finished: ReadonlySet<Step> = new Set<Step>(['thanks', 'plan-completed']);
/** Bank days between the date named in a text and the morning on which we look again. */
const GRACE_DAYS = 2;
/** Days of peace after any message, before somebody is asked again. */
const BREATHING_DAYS = 3;
/** Days before an instalment on which its reminder goes out. */
const INSTALMENT_NOTICE_DAYS = 5;

/**
 * Decides one message and writes it down: channel, moment, amounts, date, costs and interest it brings.
 * What speaks against it is written down too (`contact-refused`), with the earliest moment to try again.
 *
 * Adds to the draft: interest-charged, costs-charged, amount-waived, plan-proposed and case-closed where they follow, then
 * contact-written or contact-refused. Sends nothing.
 *
 * @returns the contact's id
 */
export async function writeContact(draft: Draft, ctx: Context, wish: Wish): Promise<string> {
  const c = draft.case;
  const contact = `${c.id}-k${c.contactIds + 1}`;
  const step = chooseStep(draft, ctx, wish.step);
  const refuse = (reason: Refusal, more: Omit<Block, 'reason'> = {}) => {
    draft.add({
      kind: 'contact-refused',
      contact,
      step,
      ...refusal(c, { reason, ...more }),
      ...(c.journey && { journey: c.journey.journey }),
    });
    return contact;
  };

  const purpose = purposeOf[step];
  if (collects(purpose)) {
    await keepLimitation(draft, ctx);
    if (c.closed) return contact;
  }
  const block = blocked(c, ctx, step, draft.now);
  if (block) return refuse(block.reason, block);
  const unread = collects(purpose) ? limitationUnread(c, ctx.pack) : undefined;
  if (unread) return refuse('law-unread', lawUnread(draft.now, unread));

  const { persona, found } = personaFor(c, ctx, step);
  const way = chooseChannel(draft, ctx, step, persona);
  if (!way) return refuse('unreachable');
  const { channel } = way;

  const { value: moment } = persona.moment;
  const timing = plan(draft, ctx, step, channel, contact, moment, wish.patienceDays);
  if (timing.block) return refuse(timing.block.reason, timing.block);
  const day = today(ctx.pack, draft.now);
  const sendDay = dayAt(timing.sendAt, ctx.pack.zone);

  const rules: RuleRef[] = [...timing.rules];
  let notice: { claims: string[]; costs: number; vat: number } | undefined;
  if (step === 'notice') {
    const found = claimsToNotice(c, ctx.creditor, ctx.pack, sendDay);
    rules.push(...found.rules);
    if (found.now.length === 0) {
      return found.later
        ? refuse('not-yet-due', { until: momentOn(found.later, MORNING, ctx.pack.zone) })
        : refuse('not-needed');
    }
    const costs = costsOf(c, found.now.map(owedOn), ctx.creditor, ctx.pack, sendDay);
    if (costs.missing !== undefined) {
      const receipt = { reason: costs.missing, rules: distinct(costs.rules) };
      return refuse('law-unread', lawUnread(draft.now, receipt));
    }
    rules.push(...costs.rules);
    const announced = atMost(costs.value, await toAsk(ctx).budget.costsLeft());
    if (announced.cents < costs.value.cents) rules.push(safetyBudgetRule);
    // Where neither costs nor interest could follow, a notice would only worry.
    if (announced.cents === 0 && !ctx.creditor.charge.interest) {
      return refuse('not-needed', { receipt: { reason: 'Nothing would be added.', rules: distinct(rules) } });
    }
    notice = { claims: found.now.map((claim) => claim.claim), costs: announced.cents, vat: announced.vat };
  }
  if (step === 'instalment-missed') {
    const missed = nextInstalment(c);
    // It came in the meantime, or the one that is open now is not due yet.
    if (!missed || missed.on >= day) return refuse('not-needed');
  }
  const toCharge = step === 'costs-added' ? costsToCharge(c, ctx.creditor, ctx.pack, day) : [];
  if (step === 'costs-added' && toCharge.length === 0 && !costsUntold(c)) return refuse('not-needed');
  if (purpose === 'ask' && outstanding(c) <= ctx.creditor.thresholds.ask) {
    await waiveSmall(draft, ctx);
    return contact;
  }
  const poor = purpose === 'ask' && !planSteps.has(step) ? notWorthAsking(c, ctx) : undefined;
  if (poor) return refuse(poor.reason, poor);
  const unborne = step === 'costs-added' ? await addCosts(draft, toAsk(ctx), toCharge) : undefined;
  if (unborne) return refuse(unborne.reason, unborne);
  const tellsAmount = purpose === 'ask' || (step === 'information' && !c.closed);
  if (tellsAmount && !runningPlan(c)) chargeInterest(draft, ctx, day);

  const stated = state(
    [...c.claims.values()],
    notice?.claims ?? (finished.has(step) ? [...c.claims.keys()] : undefined),
  );
  const instalment = step.startsWith('instalment') ? nextInstalment(c) : undefined;
  const asked = instalment?.cents ?? sum(stated.map((claim) => ({ cents: claim.outstanding })));
  const chosen = await ctx.writer.choose({
    step,
    channel,
    language: c.language,
    ...(c.profile && { profile: c.profile }),
    tone: persona.tone.value,
    length: persona.length.value,
    reading: persona.reading.value,
  });
  const manner = mannerOf(persona, channel);
  const withPlan = runningPlan(c);
  const promised = step === 'promise-noted' ? c.promise?.cents : undefined;
  const expectedOn =
    step === 'direct-debit-noted'
      ? c.mandate?.collectOn
      : step === 'promise-noted'
        ? c.promise?.payOn
        : undefined;

  if (withPlan && instalment && step === 'instalment-reminder' && !withPlan.due.has(instalment.number)) {
    const { number, on, cents } = instalment;
    draft.add({ kind: 'instalment-due', plan: withPlan.plan, instalment: number, on, cents });
  }
  const offered = step === 'plan-offer' ? wish.offer?.(contact) : undefined;
  draft.add({
    kind: 'contact-written',
    contact,
    step,
    purpose,
    channel,
    addressee: 'debtor',
    language: c.language,
    variant: chosen.variant,
    ...(manner && { manner }),
    sendAt: timing.sendAt,
    ...(timing.followUpAt && { followUpAt: timing.followUpAt }),
    ...(timing.payBy && { payBy: timing.payBy }),
    ...(expectedOn && { expectedOn }),
    ...(stated.length > 0 && { stated }),
    ...(collects(purpose) && asked > 0 && { cents: asked }),
    ...(promised && { cents: Math.min(promised, asked) }),
    ...(notice && { notice }),
    ...((withPlan || offered) && { plan: withPlan?.plan ?? offered }),
    ...(instalment && { instalment: instalment.number }),
    ...(wish.task && { task: wish.task }),
    receipt: {
      reason: `${step} by ${channel}`,
      inputs: {
        profile: c.profile ?? null,
        unanswered: unanswered([...c.contacts.values()]),
        ...inputsOf(persona, found, way.from),
      },
      rules: distinct(rules),
      model: chosen.model,
      options: chosen.options,
    },
  });
  return contact;
}

/** Charges what has become due, or says why there is nothing to tell. */
async function addCosts(
  draft: Draft,
  ctx: ContextToAsk,
  due: ReturnType<typeof costsToCharge>,
): Promise<Block | undefined> {
  const freeDays = due.map(({ notice }) => notice.lastFreeDay).sort();
  // Whoever paid within the free term, and we do not know it yet, owes no costs.
  const behind = due.length > 0 ? booksBehind(ctx, draft.now, freeDays.at(-1)) : undefined;
  if (behind) return behind;
  const charged = await chargeCosts(draft, ctx);
  if (charged > 0 || costsUntold(draft.case)) return undefined;
  const reason = 'All creditors together have added as many costs as one person has to bear.';
  return { reason: 'not-needed', receipt: { reason, rules: [safetyBudgetRule] } };
}

/** Answers are written anywhere; asks and notices only by whoever has looked what the person had to bear. */
function toAsk({ budget, ...ctx }: Context): ContextToAsk {
  if (!budget) throw new Error('Nobody is asked without a look at their safety budget.');
  return { ...ctx, budget };
}

interface Timing {
  sendAt: Moment;
  followUpAt?: Moment;
  payBy?: string;
  rules: RuleRef[];
  /** It is not sent at all. */
  block?: Block;
}

/** What is really written: some steps give way to another that the law or the policy puts first. */
function chooseStep(draft: Draft, ctx: Context, wished: Step): Step {
  const c = draft.case;
  if (wished === 'direct-debit-offer' && !ctx.creditor.directDebit) return 'second-reminder';
  // A claim that joined after the notice of the others gets its own, before anything else is asked.
  const joined = purposeOf[wished] === 'ask' && c.notices.size > 0 && c.journey?.machine !== 'problem-payer';
  if (joined && !runningPlan(c)) {
    const found = claimsToNotice(c, ctx.creditor, ctx.pack, today(ctx.pack, draft.now));
    const others = [...c.notices.values()].some((notice) => !notice.void);
    if (others && found.now.length > 0) return 'notice';
  }
  return wished;
}

/** When to send, which date to name, and when to look again. */
function plan(
  draft: Draft,
  ctx: Context,
  step: Step,
  channel: Channel,
  contact: string,
  moment: PartOfDay,
  patienceDays?: number,
): Timing {
  const c = draft.case;
  const { zone } = ctx.pack;
  let from = draft.now;
  let payBy: string | undefined;
  if (step === 'instalment-reminder') {
    const next = nextInstalment(c);
    if (!next) return { sendAt: from, rules: [], block: { reason: 'not-needed' } };
    payBy = next.on;
    const ahead = momentOn(plusDays(next.on, -INSTALMENT_NOTICE_DAYS), MORNING, zone);
    if (ahead > from) from = ahead;
  }
  if (patienceDays !== undefined && !runningPlan(c)) from = later(from, breathingSpace(c, zone)) ?? from;
  const open = approachFrom(c, ctx.pack, from, channel);
  const sendAt = patienceDays === undefined ? open.value : spreadOver(open.value, contact, moment, zone);
  const unread = ({ missing, rules }: Answer<unknown>): Timing | undefined => {
    if (missing === undefined || !collects(purposeOf[step])) return undefined;
    const receipt = { reason: missing, rules: distinct(rules) };
    return { sendAt, rules, block: lawUnread(draft.now, receipt) };
  };
  const closed = unread(open);
  if (closed) return closed;
  if (patienceDays === undefined) return { sendAt, rules: open.rules };

  const sendDay = dayAt(sendAt, zone);
  if (step === 'notice') {
    // By e-mail the term begins with proven delivery: most likely the same day. The wait follows the real one.
    const term = ctx.pack.noticeTerm(personOf(c), 'letter', sendDay);
    const unsure = unread(term);
    if (unsure) return unsure;
    const followUpAt = momentOn(term.value.costsFrom, MORNING, zone);
    return { sendAt, followUpAt, rules: [...open.rules, ...term.rules] };
  }
  // A reminder that was held back until its instalment's day had passed names a day to come, and waits for that one:
  // one that waited for a day gone by would be written again at once, for ever.
  if (step !== 'instalment-reminder' || payBy === undefined || payBy < sendDay) {
    payBy = later(payBy, plusDays(sendDay, patienceDays));
  }
  const followUpAt = momentOn(plusDays(payBy ?? sendDay, GRACE_DAYS), MORNING, zone);
  return { sendAt, followUpAt, rules: open.rules, ...(payBy && { payBy }) };
}

/** The first morning on which somebody who had a message or a call from us may be asked again. */
function breathingSpace(c: Case, zone: string): Moment | undefined {
  let last: Moment | undefined;
  for (const { contact, sentAt, sendAt } of c.contacts.values()) {
    if (!c.refused.has(contact)) last = later(last, sentAt ?? sendAt);
  }
  for (const task of c.tasks.values()) if (task.what === 'call') last = later(last, task.closed?.at);
  return last && momentOn(plusDays(dayAt(last, zone), BREATHING_DAYS), MORNING, zone);
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

/** Claims with what is open on them, as the reader will see them. */
function state(claims: readonly Claim[], only?: readonly string[]): StatedClaim[] {
  return claims
    .filter((claim) => (only ? only.includes(claim.claim) : openOn(claim.books) > 0))
    .map(({ claim, books }) => ({
      claim,
      principal: books.principal.charged,
      interest: books.interest.charged,
      costs: books.costs.charged,
      paid: books.principal.paid + books.interest.paid + books.costs.paid,
      outstanding: openOn(books),
    }));
}

function unanswered(contacts: readonly Contact[]): number {
  return contacts.filter((contact) => contact.purpose === 'ask' && contact.sentAt).length;
}

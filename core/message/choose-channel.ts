import { dayAt } from '../calendar/moment.ts';
import type { Draft } from '../case/change.ts';
import type { Context } from '../case/context.ts';
import { type Channel, purposeOf, type Step } from '../case/words.ts';
import { handOverGate } from '../law/hand-over.ts';
import { lawClaim, personOf } from '../law/of-case.ts';
import { openOn } from '../money/statement.ts';
import type { From, Persona } from '../segment/persona.ts';
import { notBySms, preferences } from '../segment/preferences.ts';

/** So many notices without proof that they arrived are enough. */
const MOST_UNPROVEN = 3;
/** So many messages of one kind that failed by one channel are enough, though each failed only for now. */
const MOST_FAILED = 3;

/**
 * The channel for a message: the first that the persona prefers and that can reach the person; undefined if none can.
 * An ask that would be in writing stays in writing, and a text message a text message, for as long as that counts.
 */
export function chooseChannel(
  draft: Draft,
  ctx: Context,
  step: Step,
  persona: Persona,
): { channel: Channel; from: From } | undefined {
  const pick = usableOf(draft, ctx, step);
  const wanted = pick(persona.channels.value);
  if (!wanted) return undefined;
  const usual = pick(usualOrder(persona.profile, step));
  const same = (channel: Channel) => (channel === 'sms') === (usual === 'sms');
  if (!usual || same(wanted) || purposeOf[step] !== 'ask' || !writingCounts(draft, ctx)) {
    return { channel: wanted, from: persona.channels.from };
  }
  return { channel: pick(persona.channels.value.filter(same)) ?? usual, from: 'law' };
}

function usualOrder(profile: Persona['profile'], step: Step): readonly Channel[] {
  const { steps, channels } = preferences[profile];
  return steps?.[step] ?? channels;
}

/**
 * Whether the law still asks if a reminder was in writing: before somebody is in default by one, and where a sector's
 * rules count them. Then nobody's taste may choose, or it would move the day from which costs can be asked.
 */
function writingCounts(draft: Draft, ctx: Context): boolean {
  const c = draft.case;
  const day = dayAt(draft.now, ctx.pack.zone);
  if (handOverGate(c, ctx.creditor, ctx.pack, day).rules.length > 0) return true;
  return [...c.claims.values()].some((claim) => {
    if (openOn(claim.books) === 0) return false;
    const since = ctx.pack.defaultFrom(personOf(c), lawClaim(c, claim)).value;
    return since === undefined || since > day;
  });
}

/** Finds the first channel of an order by which a message can go now. */
function usableOf(
  draft: Draft,
  ctx: Context,
  step: Step,
): (order: readonly Channel[]) => Channel | undefined {
  const c = draft.case;
  const usable = (channel: Channel) =>
    ctx.creditor.channels[channel] &&
    ctx.reach[channel] &&
    !ctx.person.optedOut.has(channel) &&
    !ctx.person.failedAddresses.has(channel) &&
    !(channel === 'sms' && notBySms.has(step));
  // An answer goes once by each way; who is asked may find the mailbox full for a while, but not for ever.
  const failed = (channel: Channel) =>
    [...c.contacts.values()].filter(
      (contact) => contact.step === step && contact.channel === channel && contact.failed,
    ).length >= (purposeOf[step] === 'answer' ? 1 : MOST_FAILED);
  // A notice that went out by a channel and was never proven delivered goes by the next one.
  const silent = (channel: Channel) =>
    step === 'notice' &&
    [...c.contacts.values()].some(
      (contact) =>
        contact.notice && contact.channel === channel && contact.claimedAt && !c.notices.has(contact.contact),
    );
  // So often without proof: a person must find another.
  const unproven = [...c.contacts.values()].filter((contact) => contact.notice && contact.claimedAt).length;
  const exhausted = step === 'notice' && unproven - c.notices.size >= MOST_UNPROVEN;
  return (order) => {
    const open = order.filter((channel) => usable(channel) && !failed(channel));
    return open.find((channel) => !silent(channel)) ?? (exhausted ? undefined : open[0]);
  };
}

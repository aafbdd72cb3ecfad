import type { Draft } from '../case/change.ts';
import type { Context } from '../case/context.ts';
import { type Channel, purposeOf, type Step } from '../case/words.ts';
import type { From, Persona } from '../segment/persona.ts';
import { notBySms, preferences } from '../segment/preferences.ts';

/** So many notices without proof that they arrived are enough. */
const MOST_UNPROVEN = 3;
/** So many messages of one kind that failed by one channel are enough, though each failed only for now. */
const MOST_FAILED = 3;

/**
 * The channel for a message: the first that the persona prefers and that can reach the person; undefined if none can.
 *
 * An ask that the profile has in writing stays in writing, and a text message a text message: only writing puts somebody
 * in default, and a sector's rules count it. A taste that chose there would move the day from which costs can be asked.
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
  if (!usual || same(wanted) || purposeOf[step] !== 'ask') {
    return { channel: wanted, from: persona.channels.from };
  }
  return { channel: pick(persona.channels.value.filter(same)) ?? usual, from: 'law' };
}

function usualOrder(profile: Persona['profile'], step: Step): readonly Channel[] {
  const { steps, channels } = preferences[profile];
  return steps?.[step] ?? channels;
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

import type { Draft } from '../case/change.ts';
import type { Context } from '../case/context.ts';
import { type Channel, purposeOf, type Step } from '../case/words.ts';
import { notBySms, preferences } from '../segment/preferences.ts';

/** So many notices without proof that they arrived are enough. */
const MOST_UNPROVEN = 3;
/** So many messages of one kind that failed by one channel are enough, though each failed only for now. */
const MOST_FAILED = 3;

/** The channel for a message: the first that the profile prefers and that can reach the person; undefined if none can. */
export function chooseChannel(draft: Draft, ctx: Context, step: Step): Channel | undefined {
  const c = draft.case;
  const preference = preferences[c.profile ?? 'late-payer'];
  const order = preference.steps[step] ?? preference.otherwise;
  const usable = order.filter(
    (channel) =>
      ctx.creditor.channels[channel] &&
      ctx.reach[channel] &&
      !ctx.person.optedOut.has(channel) &&
      !ctx.person.failedAddresses.has(channel) &&
      !(channel === 'sms' && notBySms.has(step)),
  );
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
  const open = usable.filter((channel) => !failed(channel));
  // So often without proof: a person must find another.
  const unproven = [...c.contacts.values()].filter((contact) => contact.notice && contact.claimedAt).length;
  const exhausted = step === 'notice' && unproven - c.notices.size >= MOST_UNPROVEN;
  return open.find((channel) => !silent(channel)) ?? (exhausted ? undefined : open[0]);
}

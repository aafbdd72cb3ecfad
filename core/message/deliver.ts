import { dayAt, type Moment, plusSeconds } from '../calendar/moment.ts';
import type { Case, Contact } from '../case/case.ts';
import { type Changed, change, type Draft } from '../case/change.ts';
import { type Context, type ContextToAsk, contextOf, contextToAsk } from '../case/context.ts';
import { hasLapsed } from '../case/limitation.ts';
import { openTask } from '../case/tasks.ts';
import { collects } from '../case/words.ts';
import { approachFrom, distinct, personOf, today } from '../law/of-case.ts';
import { booksBehind } from '../money/books-current.ts';
import { changePerson } from '../person/person.ts';
import type { Ports } from '../ports.ts';
import { type Block, blocked, lawUnread, overBudget, refusal } from './blocked.ts';
import { compose } from './compose.ts';
import { writeContact } from './write.ts';

/** What the last look before a send says: go, not before a moment, or not at all. */
export type Look = { go: true } | { later: Moment } | Block;

/** A contact that has to wait longer than this for its turn is not sent but written again: its text is stale. */
const KEEPS_SECONDS = 2 * 86_400;
/** Creditors tell what was paid yesterday in the course of the day: so often is looked whether they have. */
const TELLS_SECONDS = 3 * 3_600;

/**
 * The last look: everything that can have changed since a contact was written is asked again, immediately
 * before the provider is called.
 *
 * @param contacts when the person was asked or given notice, by whomever, this contact left out
 */
export function lastLook(
  c: Case,
  ctx: Context,
  contact: Contact,
  now: Moment,
  contacts: readonly Moment[],
): Look {
  if (contact.followUpAt && c.wait?.contact !== contact.contact)
    return { reason: c.closed ? 'closed' : 'stale' };
  const block = blocked(c, ctx, contact.step, now);
  if (block) return block;
  if (ctx.person.optedOut.has(contact.channel)) return { reason: 'opted-out' };
  // The address failed since it was written: another way may be open, so it is written again.
  if (!ctx.reach[contact.channel] || ctx.person.failedAddresses.has(contact.channel))
    return { reason: 'stale' };

  const asks = collects(contact.purpose);
  // Whatever moved the books after the text was written makes its figures wrong.
  if (asks && c.lines.some((line) => line.seq > contact.writtenSeq)) return { reason: 'stale' };
  // Nor is anything asked for that has lapsed since: written again, it is left out.
  if (asks && hasLapsed(c, ctx.pack, today(ctx.pack, now))) return { reason: 'stale' };

  const spent = asks ? overBudget(ctx, contacts, now) : undefined;
  const behind = asks ? booksBehind(ctx, now) : undefined;
  // What a stop order holds back and is owed to the debtor goes out when it is lifted.
  const held = ctx.stopped
    ? plusSeconds(now, 86_400)
    : (spent?.until ?? (behind && plusSeconds(now, TELLS_SECONDS)));
  const from = held && held > now ? held : now;
  const hours = approachFrom(c, ctx.pack, from, contact.channel);
  if (hours.missing !== undefined && asks)
    return lawUnread(now, { reason: hours.missing, rules: distinct(hours.rules) });
  const open = hours.value;
  if (open <= now && now >= contact.sendAt) return { go: true };
  const next = open > contact.sendAt ? open : contact.sendAt;
  if (next > plusSeconds(contact.sendAt, KEEPS_SECONDS) && asks) {
    return spent ? { ...spent, until: next } : (behind ?? { reason: 'stale', until: next });
  }
  return { later: next };
}

export interface Delivered {
  case: Case;
  /** Set when the contact has to wait for its moment. */
  later?: Moment;
}

/**
 * Sends one written contact, at most once ever: last look, claim, provider, result.
 *
 * The claim is appended before the provider is called, and only the call that wrote the claim goes on. If the
 * process dies in between, nobody knows whether the message left: it is never repeated, counts as sent for
 * contact limits, and as not sent for the law's terms.
 *
 * @param cause id of this attempt's cause
 * @param opening adds what belongs in the same item, such as the wait that this contact opens
 * @throws whatever the provider's silence is: the caller fails visibly, and a retry finds the claim
 */
export async function deliver(
  ports: Ports,
  id: string,
  contact: string,
  cause: string,
  opening?: (draft: Draft, ctx: Context) => void,
): Promise<Delivered> {
  let later: Moment | undefined;
  let seen: ContextToAsk | undefined;
  const claimed = await change(ports, id, cause, async (draft) => {
    const ctx = await contextToAsk(ports, draft.case);
    opening?.(draft, ctx);
    seen = ctx;
    later = undefined;
    const written = draft.case.contacts.get(contact);
    if (!written || written.claimedAt || draft.case.refused.has(contact)) return;
    const contacts = collects(written.purpose) ? await ctx.budget.contacts(contact) : [];
    const look = lastLook(draft.case, ctx, written, draft.now, contacts);
    if ('later' in look) later = look.later;
    else if ('reason' in look) {
      const closed = refusal(draft.case, look);
      draft.add({ kind: 'contact-refused', contact, step: written.step, ...closed });
    } else {
      draft.add({ kind: 'contact-claimed', contact });
    }
  });
  const mine = claimed.fresh && claimed.entries.some((entry) => entry.kind === 'contact-claimed');
  if (!mine || !seen) return { case: claimed.case, ...(later && { later }) };
  return { case: (await hand(ports, claimed.case, contact, seen)).case };
}

/** @param ctx what the last look saw: whatever changed since came too late for this message */
async function hand(ports: Ports, c: Case, contact: string, ctx: ContextToAsk): Promise<Changed> {
  const written = c.contacts.get(contact);
  const to = await ports.people.get(c.person);
  if (!written) throw new Error(`Case ${c.id} has no contact ${contact}.`);
  if (!to) {
    // The person was erased since the last look.
    return await change(ports, c.id, `sent:${contact}`, (draft) => {
      draft.add({ kind: 'contact-refused', contact, step: written.step, reason: 'unreachable' });
    });
  }
  if (collects(written.purpose)) {
    const { channel } = written;
    const block = await ctx.budget.countContact({ case: c.id, contact, channel });
    // Another creditor was faster in this very moment.
    if (block) {
      return await change(ports, c.id, `sent:${contact}`, (draft) => {
        draft.add({ kind: 'contact-refused', contact, step: written.step, ...block });
      });
    }
  }
  const message = compose(c, written, {
    creditor: ctx.creditor,
    pack: ctx.pack,
    to,
    links: ports.secrets.links,
  });
  const handed = await ports.channels[written.channel](message);

  if ('refused' in handed && !handed.ours) {
    await changePerson(ports, c.person, `refused:${contact}`, () => [
      { kind: 'address-failed', channel: written.channel },
    ]);
  }
  return await change(ports, c.id, `sent:${contact}`, async (draft) => {
    if ('refused' in handed) {
      draft.add({ kind: 'contact-refused', contact, step: written.step, reason: 'provider-refused' });
      // An answer is owed: by another way, if there is one.
      if (written.purpose === 'answer') {
        const after = await contextOf(ports, draft.case);
        // The same way again would be refused again, at once and for ever.
        if (handed.ours) openTask(draft, after, 'failure', handed.refused);
        else
          await writeContact(draft, after, {
            step: written.step,
            ...(written.task && { task: written.task }),
          });
      }
      return;
    }
    noteSent(draft, contact, handed.accepted);
    if (written.channel === 'letter') serveNotice(draft, ctx, contact, dayAt(draft.now, ctx.pack.zone));
  });
}

/**
 * Writes down that a contact left: by its provider's answer, or because something came back of it although that answer
 * was never seen.
 */
export function noteSent(draft: Draft, contact: string, provider?: string): void {
  const written = draft.case.contacts.get(contact);
  if (!written?.claimedAt || written.sentAt || draft.case.refused.has(contact)) return;
  const { step, purpose, channel } = written;
  draft.add({ kind: 'contact-sent', contact, step, purpose, channel, ...(provider && { provider }) });
}

/**
 * A notice has reached the debtor: its free term begins. A letter is presumed delivered some days after
 * posting, an e-mail counts from its proven delivery.
 *
 * @param on day of posting (letter) or of proven delivery (e-mail)
 */
export function serveNotice(draft: Draft, ctx: Context, contact: string, on: string): void {
  const written = draft.case.contacts.get(contact);
  if (!written?.notice || written.failed || draft.case.notices.has(contact) || written.channel === 'sms')
    return;
  const term = ctx.pack.noticeTerm(personOf(draft.case), written.channel, on);
  draft.add({
    kind: 'notice-served',
    contact,
    on,
    claims: written.notice.claims,
    costs: written.notice.costs,
    ...term.value,
    receipt: { reason: `By ${written.channel}, on ${on}.`, rules: term.rules },
  });
}

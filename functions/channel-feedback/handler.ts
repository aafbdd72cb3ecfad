import * as z from 'zod/mini';
import { change, find } from '../../core/case/change.ts';
import { contextOf } from '../../core/case/context.ts';
import { scheduleFollowUp } from '../../core/case/wait.ts';
import { today } from '../../core/law/of-case.ts';
import { noteSent, serveNotice } from '../../core/message/deliver.ts';
import { writeContact } from '../../core/message/write.ts';
import { voidNotice } from '../../core/money/correct.ts';
import { afterMoney } from '../../core/money/receive.ts';
import { changePerson } from '../../core/person/person.ts';
import { takeReply } from '../../core/reply/take.ts';
import { defineFunction, Nothing, nothing } from '../define.ts';

/** Takes what a channel tells of a message: delivered, bounced, returned by the post, opened, clicked, called spam. */
export const channelFeedback = defineFunction({
  name: 'channel-feedback',
  input: z.strictObject({
    case: z.string(),
    contact: z.string(),
    /** The feedback's own id at the provider. */
    id: z.string().check(z.minLength(1), z.maxLength(200)),
    what: z.enum(['delivered', 'bounced', 'returned', 'opened', 'clicked', 'complained']),
    /** For a bounce: false when the provider says that the address may work later. */
    permanent: z._default(z.boolean(), true),
  }),
  output: Nothing,
  handle: (ports) => async (input) => {
    const before = await find(ports.journal, input.case);
    const contact = before?.contacts.get(input.contact);
    // Feedback about a message that no case of ours ever wrote is not ours to keep, and comes no truer by trying again.
    if (!before || !contact) return nothing;
    if (input.what === 'complained') {
      // Who calls it spam wants no more of it, whichever button they pressed.
      const { channel } = contact;
      const reaction = { what: 'opt-out', channel } as const;
      await takeReply(ports, { case: before.id, id: input.id, channel, reaction });
      return nothing;
    }
    const failed = input.what === 'returned' || (input.what === 'bounced' && input.permanent);
    if (failed) {
      await changePerson(ports, before.person, `feedback:${input.id}`, () => [
        { kind: 'address-failed', channel: contact.channel },
      ]);
    }
    const changed = await change(ports, input.case, `feedback:${input.id}`, async (draft) => {
      // Some providers tell one failure twice, under two ids.
      if (
        (input.what === 'bounced' || input.what === 'returned') &&
        draft.case.contacts.get(input.contact)?.failed
      )
        return;
      noteSent(draft, input.contact);
      const fact = { contact: input.contact, outside: input.id };
      switch (input.what) {
        case 'delivered':
          draft.add({ kind: 'contact-delivered', ...fact });
          if (contact.channel === 'email' && contact.notice) {
            const ctx = await contextOf(ports, draft.case);
            serveNotice(draft, ctx, input.contact, today(ctx.pack, draft.now));
          }
          break;
        case 'opened':
          draft.add({ kind: 'contact-opened', ...fact });
          break;
        case 'clicked':
          draft.add({ kind: 'contact-clicked', ...fact });
          break;
        case 'bounced':
          draft.add({ kind: 'contact-bounced', ...fact, permanent: input.permanent });
          break;
        case 'returned':
          draft.add({ kind: 'contact-returned', ...fact });
          break;
      }
      if (input.what !== 'bounced' && input.what !== 'returned') return;
      const ctx = await contextOf(ports, draft.case);
      // The law wants the notice to have reached the debtor: one that came back never began to run.
      if (contact.notice) voidNotice(draft, ctx, input.contact, input.what);
      if (contact.notice && !draft.case.closed) await afterMoney(draft, ctx);
      // An answer that did not arrive is still owed: by another way, if there is one.
      if (contact.purpose === 'answer') {
        await writeContact(draft, ctx, { step: contact.step, ...(contact.task && { task: contact.task }) });
      }
    });
    if (input.what === 'delivered') await scheduleFollowUp(ports, changed.case);
    return nothing;
  },
});

import * as z from 'zod/mini';
import { plusSeconds } from '../../core/calendar/moment.ts';
import { answer } from '../../core/case/answer.ts';
import { load } from '../../core/case/change.ts';
import { followUp, scheduleFollowUp } from '../../core/case/wait.ts';
import { deliver } from '../../core/message/deliver.ts';
import { defineFunction, Nothing, nothing, waitingInput } from '../define.ts';

/**
 * The heart of a journey: sends a written contact (now, or when its moment comes) and waits. Whatever comes
 * first, a payment, a reply, the follow-up, answers the token.
 *
 * Called again for the same contact (a retry, or a task that timed out) it repeats nothing: it renews the
 * token and waits on.
 */
export const sendAndWait = defineFunction({
  name: 'send-and-wait',
  input: z.strictObject({ ...waitingInput, contact: z.string() }),
  output: Nothing,
  handle: (ports) => async (input) => {
    const before = await load(ports.journal, input.case);
    if (!before.closed && before.journey?.journey !== input.journey) {
      // Somebody ended this journey: the machine must not wait for what will never come.
      await ports.machines.succeed(input.token, { answer: 'decided' });
      return nothing;
    }
    const again = before.wait?.contact === input.contact ? before.wait : undefined;
    const wait = again?.wait ?? before.waits + 1;
    // The token lies ready before the append that opens the wait, so no later signal can miss it.
    await ports.tokens.put({ case: input.case, journey: input.journey, wait }, input.token);

    const sent = again
      ? { case: await load(ports.journal, input.case) }
      : await deliver(ports, input.case, input.contact, `wait:${input.contact}`, (draft) => {
          const c = draft.case;
          if (c.closed || c.journey?.journey !== input.journey) return;
          const due =
            c.contacts.get(input.contact)?.followUpAt ??
            c.refused.get(input.contact)?.until ??
            plusSeconds(draft.now, 86_400);
          draft.add({ kind: 'wait-opened', wait, journey: input.journey, contact: input.contact, due });
        });

    const c = sent.case;
    // Another journey may have begun in the meantime: its wait is not ours.
    const ours = c.closed || c.wait?.journey === input.journey;
    const told = ours ? answer(c) : { answer: 'decided' };
    if (told) {
      await ports.machines.succeed(input.token, told);
      return nothing;
    }
    const contact = c.contacts.get(input.contact);
    if (contact && !contact.claimedAt && !c.refused.has(input.contact)) {
      await ports.schedules.set({
        name: `send-${input.contact}`,
        at: ('later' in sent ? sent.later : undefined) ?? contact.sendAt,
        function: 'send-message',
        input: { case: input.case, contact: input.contact },
      });
    }
    // A wait that timed out although it was due: its schedule got lost.
    if (again) await followUp(ports, input.case, wait, true);
    else await scheduleFollowUp(ports, c);
    return nothing;
  },
});

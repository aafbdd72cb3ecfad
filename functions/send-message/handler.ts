import * as z from 'zod/mini';
import { unsent } from '../../core/case/answer.ts';
import { load } from '../../core/case/change.ts';
import { scheduleFollowUp } from '../../core/case/wait.ts';
import { deliver } from '../../core/message/deliver.ts';
import { defineFunction, Nothing, nothing, Written } from '../define.ts';

/**
 * Sends what is written and not begun. Listens for messages that nobody waits for (answers and services), and
 * is called by a schedule for a message whose moment has come.
 */
export const sendMessage = defineFunction({
  name: 'send-message',
  input: z.union([Written, z.strictObject({ case: z.string(), contact: z.string() })]),
  output: Nothing,
  listens: ['contact-written'],
  handle: (ports) => async (input) => {
    const before = await load(ports.journal, input.case);
    const contacts =
      'contact' in input
        ? [{ contact: input.contact, scheduled: true }]
        : unsent(before).map((c) => ({ ...c, scheduled: false }));
    for (const { contact, scheduled } of contacts) {
      // Each attempt is a cause of its own; the claim it writes can only be written once.
      const sent = await deliver(ports, input.case, contact, `send:${contact}@${ports.clock.now()}`);
      if (sent.later) {
        await ports.schedules.set({
          name: `send-${contact}`,
          at: sent.later,
          function: 'send-message',
          input: { case: input.case, contact },
        });
      }
      // What was held back is looked at again sooner than what was sent.
      if (scheduled && sent.case.refused.has(contact)) await scheduleFollowUp(ports, sent.case);
    }
    return nothing;
  },
});

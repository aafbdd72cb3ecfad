import * as z from 'zod/mini';
import { waitSeconds } from '../../core/case/answer.ts';
import { change } from '../../core/case/change.ts';
import { contextToAsk } from '../../core/case/context.ts';
import { Step } from '../../core/case/words.ts';
import { writeContact } from '../../core/message/write.ts';
import { keptChanceOf } from '../../core/plan/kept-chance.ts';
import { offerPlan } from '../../core/plan/offer.ts';
import { runningBeside } from '../../core/plan/running-beside.ts';
import { defineFunction, journeyInput } from '../define.ts';

/** Longest that a message's wait can be moved by pauses and promises before its task times out, seconds. */
const LONGEST = 60 * 86_400;

/**
 * Decides a message of a journey and writes it down; sends nothing. What it decides, or why it does not
 * write, is in the journal.
 */
export const writeMessage = defineFunction({
  name: 'write-message',
  input: z.strictObject({
    ...journeyInput,
    step: Step,
    /** Days the reader gets before the date named in the text. */
    patienceDays: z.int().check(z.minimum(1), z.maximum(60)),
  }),
  output: z.strictObject({
    contact: z.string(),
    /** Seconds that the wait for an answer may last at most. */
    seconds: z.int().check(z.positive()),
  }),
  handle: (ports) => async (input) => {
    let contact = '';
    const changed = await change(ports, input.case, input.state, async (draft) => {
      if (draft.case.closed || draft.case.journey?.journey !== input.journey) return;
      const ctx = await contextToAsk(ports, draft.case);
      const offers = input.step === 'plan-offer';
      const model = offers && (await ports.models.champion(draft.case.creditor, 'kept'));
      const keptChance = model
        ? await keptChanceOf(model, ports.journal, draft.case, ctx, draft.now)
        : undefined;
      const running = offers ? await runningBeside(ports.journal, draft.case) : 0;
      contact = await writeContact(draft, ctx, {
        step: input.step,
        patienceDays: input.patienceDays,
        offer: (offering) => offerPlan(draft, ctx, offering, running, keptChance),
      });
    });
    for (const entry of changed.entries) {
      if ((entry.kind === 'contact-written' || entry.kind === 'contact-refused') && entry.contact) {
        contact = entry.contact;
      }
    }
    const due = changed.case.contacts.get(contact)?.followUpAt;
    const now = ports.clock.now();
    return { contact: contact || `${input.case}-none`, seconds: due ? waitSeconds(now, due) : LONGEST };
  },
});

import * as z from 'zod';
import { change, load } from '../../core/case/change.ts';
import { contextOf } from '../../core/case/context.ts';
import { scheduleFollowUp } from '../../core/case/wait.ts';
import { Channel } from '../../core/case/words.ts';
import { changePerson } from '../../core/person/person.ts';
import { Reaction, react } from '../../core/reply/reaction.ts';
import { defineFunction } from '../define.ts';

/** Takes what a debtor lets us know: a plan, a promise, a dispute, hardship, an opt-out. The same id once. */
export const receiveReaction = defineFunction({
  name: 'receive-reaction',
  input: z.strictObject({
    case: z.string(),
    /** The reaction's own id: of the form, the mail, the message. */
    id: z.string().min(1).max(200),
    channel: Channel.or(z.enum(['page', 'phone'])),
    reaction: Reaction,
  }),
  output: z.strictObject({ taken: z.boolean(), reason: z.string().optional() }),
  handle:
    (ports) =>
    async ({ case: id, id: outside, channel, reaction }) => {
      const { person } = await load(ports.journal, id);
      // The person first: whatever protects them must hold before anything else is decided.
      if (reaction.what === 'opt-out' || reaction.what === 'opt-in' || reaction.what === 'circumstance') {
        await changePerson(ports, person, `reaction:${outside}`, () => [
          reaction.what === 'opt-in'
            ? { kind: 'opted-in', channel: reaction.channel, outside }
            : reaction.what === 'opt-out'
              ? { kind: 'opted-out', channel: reaction.channel, outside }
              : { kind: 'circumstance-reported', circumstance: reaction.circumstance, outside },
        ]);
      }
      const changed = await change(ports, id, `reaction:${outside}`, async (draft) => {
        await react(draft, await contextOf(ports, draft.case), outside, channel, reaction);
      });
      await scheduleFollowUp(ports, changed.case);
      const replied = changed.entries.find((entry) => entry.kind === 'replied');
      return replied?.refused ? { taken: false, reason: replied.refused } : { taken: true };
    },
});

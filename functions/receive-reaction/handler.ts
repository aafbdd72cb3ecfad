import * as z from 'zod/mini';
import { Channel } from '../../core/case/words.ts';
import { Reaction } from '../../core/reply/reaction.ts';
import { takeReply } from '../../core/reply/take.ts';
import { defineFunction } from '../define.ts';

/** Takes what a debtor lets us know: a plan, a promise, a dispute, hardship, an opt-out. The same id once. */
export const receiveReaction = defineFunction({
  name: 'receive-reaction',
  input: z.strictObject({
    case: z.string(),
    /** The reaction's own id: of the form, the mail, the message. */
    id: z.string().check(z.minLength(1), z.maxLength(200)),
    channel: z.union([Channel, z.enum(['page', 'phone'])]),
    reaction: Reaction,
  }),
  output: z.strictObject({ taken: z.boolean(), reason: z.optional(z.string()) }),
  handle: (ports) => (input) => takeReply(ports, input),
});

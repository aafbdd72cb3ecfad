import * as z from 'zod/mini';
import { tryOnce } from '../../core/event/deliver.ts';
import { defineFunction } from '../define.ts';

/** Tries once to hand something to a creditor's system; called by a schedule for each try. */
export const deliverWebhook = defineFunction({
  name: 'deliver-webhook',
  input: z.strictObject({ creditor: z.string(), id: z.string() }),
  output: z.strictObject({ came: z.enum(['delivered', 'dead', 'again', 'nothing']) }),
  handle:
    (ports) =>
    async ({ creditor, id }) => ({ came: await tryOnce(ports, creditor, id) }),
});

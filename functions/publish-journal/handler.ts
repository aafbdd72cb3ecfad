import * as z from 'zod/mini';
import { entryKinds } from '../../core/case/entry.ts';
import { defineFunction, Nothing, nothing } from '../define.ts';

/**
 * Tells the bus what was written to journals: the case, the sequence number and the kinds, nothing else. Fed by
 * the store's own stream, so what was written is published and what was not written never is.
 */
export const publishJournal = defineFunction({
  name: 'publish-journal',
  input: z.strictObject({
    items: z.array(
      z.object({ stream: z.string(), entries: z.array(z.object({ seq: z.int(), kind: z.string() })) }),
    ),
  }),
  output: Nothing,
  handle:
    (ports) =>
    async ({ items }) => {
      await ports.bus.publish(
        items.map(({ stream, entries }) => ({
          case: stream,
          seq: entries.at(-1)?.seq ?? 0,
          kinds: entries.map((entry) => Kind.parse(entry.kind)),
        })),
      );
      return nothing;
    },
});

const Kind = z.enum(entryKinds);

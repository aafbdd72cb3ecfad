import { load } from '../../core/case/change.ts';
import { tell } from '../../core/event/deliver.ts';
import { toldKinds } from '../../core/event/event.ts';
import { defineFunction, Nothing, nothing, Written } from '../define.ts';

/**
 * Listens to what a creditor's system may want to know, and begins a delivery for each such entry. It calls nobody
 * itself: a slow or dead receiver holds up only its own deliveries.
 */
export const tellCreditor = defineFunction({
  name: 'tell-creditor',
  input: Written,
  output: Nothing,
  listens: toldKinds,
  handle:
    (ports) =>
    async ({ case: id, seq, kinds }) => {
      const c = await load(ports.journal, id);
      const creditor = await ports.creditors.get(c.creditor);
      if (!creditor.webhook) return nothing;
      // What was written has one kind for each entry, so this is the entry before the first of them.
      const items = await ports.journal.read(id, seq - kinds.length);
      for (const entry of items.flatMap((item) => item.entries)) {
        if (entry.seq <= seq) await tell(ports, creditor, id, entry);
      }
      return nothing;
    },
});

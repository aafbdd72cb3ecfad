import { nextMoment } from '../../core/case/answer.ts';
import { load } from '../../core/case/change.ts';
import { type EntryKind, entryKinds } from '../../core/case/entry.ts';
import { packOf } from '../../core/law/packs.ts';
import { defineFunction, Nothing, nothing, Written } from '../define.ts';

/**
 * What never changes a row, and happens to every case many times. Whatever writes `contact-written` without a wait
 * writes something else in the same item that is heard. A row may for a moment name a time that is too early, never one
 * that is too late.
 */
const quiet: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'scored',
  'profile-assigned',
  'journey-started',
  'contact-written',
  'contact-sent',
  'contact-delivered',
  'contact-opened',
  'contact-clicked',
  'follow-up-due',
  'interest-charged',
  'costs-charged',
]);

/**
 * Keeps one row a case: its state, and when something should happen next. Listens to all that can change one of them:
 * each row is written to the indexes too, and costs more than the entry itself.
 */
export const keepLists = defineFunction({
  name: 'keep-lists',
  input: Written,
  output: Nothing,
  listens: entryKinds.filter((kind) => !quiet.has(kind)),
  handle: (ports) => async (written) => {
    let wrote: boolean;
    do {
      const c = await load(ports.journal, written.case);
      const next = nextMoment(c, { pack: packOf(await ports.creditors.get(c.creditor), c) });
      wrote = await ports.lists.put({
        case: c.id,
        seq: c.seq,
        creditor: c.creditor,
        state: c.closed ? 'closed' : 'open',
        ...(next && { next }),
      });
    } while (wrote);
    return nothing;
  },
});

import { type EntryKind, entryKinds } from '../../core/case/entry.ts';
import { keepRow } from '../../core/case/keep-row.ts';
import { defineFunction, Nothing, nothing, Written } from '../define.ts';

/**
 * What never changes a row, and happens to every case many times. Whatever writes `contact-written` without a wait
 * writes something else in the same item that is heard. A row may name a time that is too early, never one that is too
 * late: the sweep, which comes by at that time, puts it right.
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
  'means-stated',
  'means-withdrawn',
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
    await keepRow(ports, written.case);
    return nothing;
  },
});

import type { Case } from '../case/case.ts';
import type { Entry, EntryKind } from '../case/entry.ts';
import type { Item } from '../case/fold.ts';
import { type NotTaken, notTakenFor } from '../reply/reaction.ts';

/** What a visitor is told about the form they sent: what came of it, or why it was not taken. */
export type Said = { said: SaidWhat } | { said: 'not-taken'; why: NotTaken };
type SaidWhat =
  | 'plan-agreed'
  | 'plan-request'
  | 'promise'
  | 'dispute'
  | 'hardship'
  | 'payment-claim'
  | 'direct-debit'
  | 'information'
  | 'complaint'
  | 'report'
  | 'opt-out'
  | 'noted';

/** What a kind of entry tells, if it came of a form. The first that is found is said. */
const telling: [EntryKind, SaidWhat][] = [
  ['plan-agreed', 'plan-agreed'],
  ['promise-made', 'promise'],
  ['dispute-raised', 'dispute'],
  ['hardship-reported', 'hardship'],
  ['payment-claimed', 'payment-claim'],
  ['mandate-given', 'direct-debit'],
  ['information-asked', 'information'],
  ['complaint-raised', 'complaint'],
];

/**
 * What came of a form, read from the journal: an address that somebody made up confirms nothing.
 *
 * @param id the reaction's id
 * @returns undefined when the journal knows no such form
 */
export function saidBy(c: Case, items: readonly Item[], id: string): Said | undefined {
  const entries = items.find(({ cause }) => cause === `reaction:${id}`)?.entries;
  if (!entries) return undefined;
  const refused = entries.find((entry) => entry.kind === 'replied')?.refused;
  if (refused) return { said: 'not-taken', why: notTakenFor(c, refused) ?? 'closed' };
  const known = telling.find(([kind]) => entries.some((entry) => entry.kind === kind));
  if (known) return { said: known[1] };
  if (entries.some((entry) => isStep(entry, 'opt-out-noted'))) return { said: 'opt-out' };
  if (entries.some((entry) => isStep(entry, 'plan-request-received'))) return { said: 'plan-request' };
  const task = entries.find((entry) => entry.kind === 'task-opened')?.what;
  return { said: task === 'report' || task === 'information' ? 'report' : 'noted' };
}

function isStep(entry: Entry, step: string): boolean {
  return (entry.kind === 'contact-written' || entry.kind === 'contact-refused') && entry.step === step;
}

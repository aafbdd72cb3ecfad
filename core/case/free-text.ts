import type { EntryKind, EntryOf } from './entry.ts';

/**
 * Facts that a person typed, or that somebody else's system gave in its own words. Nobody can know what is in them, so
 * they leave us only for the person themselves, and stay in the journal when a person is erased.
 */
export const freeText: { readonly [K in EntryKind]?: readonly (keyof EntryOf<K>)[] } = {
  'claim-added': ['subject'],
  'claim-credited': ['reason'],
  'claim-withdrawn': ['reason'],
  'payment-reversed': ['reason'],
  paused: ['reason'],
  resumed: ['reason'],
  'taken-back': ['reason'],
  'task-closed': ['by'],
  'hand-over-approved': ['by'],
};

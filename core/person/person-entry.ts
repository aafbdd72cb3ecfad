import * as z from 'zod/mini';
import { Day, Moment } from '../calendar/moment.ts';
import { Channel } from '../case/words.ts';
import { Cents } from '../money/cents.ts';

/** What can be reported of a person that stops or changes every case of theirs. */
export const Circumstance = z.enum([
  'deceased',
  'minor',
  'moved',
  'insolvent',
  'under-administration',
  'under-guardianship',
  'debt-help',
  'represented',
  /** A sign of despair: somebody may be in danger. */
  'in-crisis',
]);
export type Circumstance = z.infer<typeof Circumstance>;

/** Words in which somebody wants to be written to. */
export const Words = z.enum(['easy', 'usual']);

const envelope = {
  seq: z.int().check(z.positive()),
  at: Moment,
  on: z.optional(Day),
  outside: z.optional(z.string()),
};

/**
 * Facts about a person rather than a case. Read before every send; across creditors they only ever protect.
 * Names and addresses are not here: they lie apart, under the person's own key.
 */
export const PersonEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('circumstance-reported'), ...envelope, circumstance: Circumstance }),
  z.strictObject({ kind: z.literal('circumstance-lifted'), ...envelope, circumstance: Circumstance }),
  z.strictObject({ kind: z.literal('opted-out'), ...envelope, channel: Channel }),
  z.strictObject({ kind: z.literal('opted-in'), ...envelope, channel: Channel }),
  /** They do not want where they live, or what kind of customer they are, to choose how they are written to. */
  z.strictObject({ kind: z.literal('objected-to-groups'), ...envelope }),
  /** They want easier words, or the usual ones again. Why is not asked. */
  z.strictObject({ kind: z.literal('words-chosen'), ...envelope, words: Words }),
  z.strictObject({ kind: z.literal('address-failed'), ...envelope, channel: Channel }),
  z.strictObject({ kind: z.literal('address-changed'), ...envelope, channel: Channel }),
  z.strictObject({
    kind: z.literal('contact-counted'),
    ...envelope,
    case: z.string(),
    contact: z.string(),
    channel: Channel,
  }),
  /** In the journal of a way to reach somebody, where nothing leads to a case: a contact, by a keyed hash of its id. */
  z.strictObject({ kind: z.literal('way-used'), ...envelope, contact: z.string() }),
  /** Costs of a notice were charged to them: its id, or in the journal of a way a keyed hash of it. */
  z.strictObject({ kind: z.literal('costs-counted'), ...envelope, notice: z.string(), cents: Cents }),
]);
export type PersonEntry = z.infer<typeof PersonEntry>;
export type PersonFact = {
  [K in PersonEntry['kind']]: Omit<Extract<PersonEntry, { kind: K }>, 'seq' | 'at'>;
}[PersonEntry['kind']];

import * as z from 'zod/mini';
import { Channel } from '../case/words.ts';

/**
 * The fourteen communication groups, named by how people like to be written to: by which way, at which time of day, on
 * paper, or in easier words. Nothing else about them is in a name, and nothing else follows from one.
 */
export const Group = z.enum([
  'neutral',
  'morning',
  'midday',
  'evening',
  'mail',
  'mail-morning',
  'mail-midday',
  'mail-evening',
  'text',
  'text-morning',
  'text-midday',
  'text-evening',
  'paper',
  'easy-words',
]);
export type Group = z.infer<typeof Group>;

export const Tone = z.enum(['friendly', 'plain', 'formal']);
export type Tone = z.infer<typeof Tone>;

/** `short` leaves out what can be read on the person's own page; never what is asked, how to pay, or the ways out. */
export const Length = z.enum(['short', 'full']);
export type Length = z.infer<typeof Length>;

/** How a text is said, whatever it says. */
export const Manner = z.strictObject({ tone: Tone, length: Length });
export type Manner = z.infer<typeof Manner>;

/** Part of the day on which an ask arrives, inside the hours that the law leaves; `any`: spread over all of them. */
export const PartOfDay = z.enum(['any', 'morning', 'midday', 'evening']);
export type PartOfDay = z.infer<typeof PartOfDay>;

/** How hard a text may be: B1 is what everybody gets. There is no word for anything harder. */
export const Reading = z.enum(['B1', 'A2']);
export type Reading = z.infer<typeof Reading>;

const channels = z
  .array(Channel)
  .check(
    z.refine(
      (order) => new Set(order).size === Channel.options.length && order.length === Channel.options.length,
      'an order of channels names email, sms and letter, each once: nobody becomes unreachable by a preference',
    ),
  );

/** How somebody likes to be written to. What is left out is asked of who stands behind. */
export const Preferences = z.strictObject({
  /** The order in which channels are tried. */
  channels: z.optional(channels),
  tone: z.optional(Tone),
  moment: z.optional(PartOfDay),
  length: z.optional(Length),
  reading: z.optional(Reading),
});
export type Preferences = z.infer<typeof Preferences>;

const mail = { channels: ['email', 'letter', 'sms'], tone: 'plain', length: 'full' } satisfies Preferences;
const text = {
  channels: ['sms', 'email', 'letter'],
  tone: 'friendly',
  length: 'short',
} satisfies Preferences;

/** What each group prefers, unless the creditor's configuration says otherwise. Nothing is known of who is neutral. */
export const groups: Record<Group, Preferences> = {
  neutral: {},
  morning: { moment: 'morning' },
  midday: { moment: 'midday' },
  evening: { moment: 'evening' },
  mail,
  'mail-morning': { ...mail, moment: 'morning' },
  'mail-midday': { ...mail, moment: 'midday' },
  'mail-evening': { ...mail, moment: 'evening' },
  text,
  'text-morning': { ...text, moment: 'morning' },
  'text-midday': { ...text, moment: 'midday' },
  'text-evening': { ...text, moment: 'evening' },
  paper: { channels: ['letter', 'email', 'sms'], tone: 'formal', length: 'full' },
  'easy-words': { tone: 'friendly', length: 'short', reading: 'A2' },
};

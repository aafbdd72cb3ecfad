import type { Channel, Profile, Step } from '../case/words.ts';
import type { Creditor } from '../creditor/creditor.ts';
import type { Preferences } from './groups.ts';

/** What a payment profile prefers; of channels, in which order they are tried for some steps, and otherwise. */
interface ProfilePreferences extends Pick<Preferences, 'tone'> {
  steps?: Partial<Record<Step, readonly Channel[]>>;
  channels: readonly Channel[];
  /** No group's order of channels goes before this one. */
  channelsHold?: true;
}

/**
 * Somebody who only forgot is nudged where it takes one tap; somebody in trouble gets paper that can be read
 * twice and shown to who helps them. A letter is always the last way, because nearly everybody has one.
 */
export const preferences: Record<Profile, ProfilePreferences> = {
  'quick-payer': {
    steps: { 'first-reminder': ['sms', 'email', 'letter'] },
    channels: ['email', 'sms', 'letter'],
    tone: 'friendly',
  },
  'late-payer': {
    steps: { 'second-reminder': ['sms', 'email', 'letter'] },
    channels: ['email', 'letter', 'sms'],
    tone: 'plain',
  },
  arranger: { channels: ['email', 'letter', 'sms'], tone: 'friendly' },
  'problem-payer': { channels: ['letter', 'email', 'sms'], tone: 'friendly', channelsHold: true },
};

/** What nobody has said anything else about: the text as it is, at any time of the day. */
export const defaults = {
  channels: ['email', 'letter', 'sms'],
  tone: 'plain',
  moment: 'any',
  length: 'full',
  reading: 'B1',
} as const satisfies Preferences;

/** Steps that go on paper first, whoever prefers what: a claim's term begins again only by what provably arrived. */
export const onPaper: Partial<Record<Step, readonly Channel[]>> = {
  interruption: ['letter', 'email', 'sms'],
};

/**
 * Steps whose way decides when a term of the law begins: no group and no persona chooses it, or where somebody lives
 * would move the day from which costs may be asked.
 */
export const wayBeginsTerm: ReadonlySet<Step> = new Set<Step>(['notice']);

/** Steps that a text message cannot carry, nor a short text: the law wants letter or e-mail, or the reader needs the figures. */
export const notBySms: ReadonlySet<Step> = new Set<Step>([
  'notice',
  'costs-added',
  'dispute-answered',
  'information',
  'direct-debit-noted',
  'case-closed',
  'handed-over',
  'interruption',
]);

/**
 * Countries in whose law the first demand itself, whatever it is called, says what is asked and for what (§ 13a RDG, CEL
 * art. XIX.2 § 3).
 */
const namesAllAtFirst: ReadonlySet<string> = new Set(['BE', 'DE']);

/**
 * Whether nothing may be left out of a demand for the sake of a short text: where the law of the reader or of the contract
 * says so, and where somebody collects for others or bought the claim (in the Netherlands the Bki: the claim is specified).
 */
export function namesAll(
  country: string,
  { country: contract, role }: Pick<Creditor, 'country' | 'role'>,
): boolean {
  return (
    [country, contract].some((one) => namesAllAtFirst.has(one)) || role === 'agency' || role === 'assignee'
  );
}

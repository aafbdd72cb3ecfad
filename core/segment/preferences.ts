import type { Channel, Profile, Step } from '../case/words.ts';

/** In which order channels are tried: for some steps its own, otherwise the profile's. */
interface Preference {
  steps: Partial<Record<Step, readonly Channel[]>>;
  otherwise: readonly Channel[];
}

/**
 * Somebody who only forgot is nudged where it takes one tap; somebody in trouble gets paper that can be read
 * twice and shown to who helps them. A letter is always the last way, because nearly everybody has one.
 */
const onPaper = { interruption: ['letter', 'email', 'sms'] } as const;

export const preferences: Record<Profile, Preference> = {
  'quick-payer': {
    steps: { ...onPaper, 'first-reminder': ['sms', 'email', 'letter'] },
    otherwise: ['email', 'sms', 'letter'],
  },
  'late-payer': {
    steps: { ...onPaper, 'second-reminder': ['sms', 'email', 'letter'] },
    otherwise: ['email', 'letter', 'sms'],
  },
  arranger: { steps: onPaper, otherwise: ['email', 'letter', 'sms'] },
  'problem-payer': { steps: onPaper, otherwise: ['letter', 'email', 'sms'] },
};

/** Steps that a text message cannot carry: the law wants letter or e-mail, or the reader needs the figures. */
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

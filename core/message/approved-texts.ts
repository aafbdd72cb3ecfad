import type { Step } from '../case/words.ts';
import type { Brief, Writer } from '../ports.ts';

/** Steps that have a text in easier words beside the usual one: those whose words no law fixes. */
export const easier: ReadonlySet<Step> = new Set<Step>([
  'first-reminder',
  'second-reminder',
  'last-reminder',
  'plan-offer',
  'help-offer',
  'direct-debit-offer',
  'instalment-reminder',
  'instalment-missed',
  'plan-agreed',
  'plan-broken',
  'promise-noted',
  'dispute-received',
  'hardship-received',
  'payment-claim-received',
  'thanks',
]);

/**
 * The approved texts that may be sent for a brief, the one that is wanted first: what is as easy as was asked, or easier.
 * A text message is short already: it has one text.
 */
export function fitting({ step, channel, reading }: Pick<Brief, 'step' | 'channel' | 'reading'>): string[] {
  if (channel === 'sms' || !easier.has(step)) return [step];
  return reading === 'A2' ? [`${step}.easy`] : [step, `${step}.easy`];
}

/** The default: the approved text of a step that is wanted. */
export const approvedTexts: Writer = {
  choose: async (brief) => {
    const [variant = brief.step] = fitting(brief);
    return { variant, model: 'approved-texts-1', options: [{ option: variant, probability: 1 }] };
  },
};

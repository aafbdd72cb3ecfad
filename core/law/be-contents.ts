import type { RuleRef } from '../case/entry.ts';
import type { PersonKind } from '../case/words.ts';
import type { Answer, Content, LawCreditor, LegalMessage } from './law.ts';
import { ownPolicy } from './tables.ts';

/** Creditor, claim and term as the first reminder must state them; the amount of a clause is added where there is one. */
const firstReminder: readonly Content[] = [
  'principal',
  'creditor-name',
  'creditor-register-number',
  'subject',
  'due-date',
  'demand-for-payment',
  'pay-by',
  'consequence',
];

/** What the formal notice of a professional collector states beside that, and the ways out that it names. */
const formalNotice: readonly Content[] = [
  'amicable-not-judicial',
  'creditor-address',
  'creditor-phone',
  'contact',
  'collector-identity',
  'collector-register-number',
  'supervisor',
  'interest-breakdown',
  'dispute-route',
  'plan',
  'help',
];

/** What a message to a debtor in Belgium must hold, for whoever writes it. */
export function mustHold(
  message: LegalMessage,
  person: PersonKind,
  creditor: LawCreditor,
): Answer<readonly Content[]> {
  const value: Content[] = [...firstReminder];
  const rules: RuleRef[] = [
    { name: 'be/first-reminder-contents', source: 'CEL art. XIX.2 §3', confidence: 'verified' },
  ];
  if (person !== 'consumer') {
    rules.push(ownPolicy('be/contents-for-all'));
  }
  if (creditor.damages !== undefined || person !== 'consumer') value.push('costs-amount');
  if (!creditor.outsourced) return { value, rules };
  if (message !== 'first-demand') {
    rules.push({ name: 'be/who-collects', source: 'CEL art. XIX.2', confidence: 'from-memory' });
    return { value: [...value, 'collector-identity', 'contact'], rules };
  }
  rules.push(
    {
      name: 'be/formal-notice-contents',
      source: 'CEL art. XIX.7 §2, as quoted by latribune.avocats.be',
      confidence: 'verified',
    },
    {
      // The law has a text for lawyers, ministerial officers and trustees, of which only the beginning was read.
      name: 'be/formal-notice-amicable',
      source: 'CEL art. XIX.7 §2, as quoted by latribune.avocats.be; own policy for every collector',
      confidence: 'doubtful',
    },
    {
      name: 'be/formal-notice-ways-out',
      source: 'CEL art. XIX.7 §2: dispute, payment facilities and debt mediation; not all of it was read',
      confidence: 'doubtful',
    },
  );
  return { value: [...value, ...formalNotice], rules };
}

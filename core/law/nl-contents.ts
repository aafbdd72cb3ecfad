import type { RuleRef } from '../case/entry.ts';
import type { PersonKind } from '../case/words.ts';
import type { Answer, Content, LawCreditor, LegalMessage } from './law.ts';
import { ownPolicy } from './tables.ts';

/** What every written demand holds: who asks for what, by when, how to disagree and where help is. */
const everyDemand: readonly Content[] = [
  'creditor-name',
  'creditor-address',
  'debtor-name',
  'subject',
  'due-date',
  'demand-for-payment',
  'principal',
  'interest-breakdown',
  'dispute-route',
  'complaints',
  'plan',
  'help',
  'contact',
];

/** What a message to a debtor in the Netherlands must hold, for whoever writes it. */
export function mustHold(
  message: LegalMessage,
  person: PersonKind,
  creditor: LawCreditor,
): Answer<readonly Content[]> {
  const value: Content[] = [...everyDemand];
  const rules: RuleRef[] = [
    { name: 'nl/specified-claim', source: 'Bki (specification of the claim)', confidence: 'verified' },
    { name: 'nl/help-named', source: 'Rki art. 4(1); the list itself was not read', confidence: 'doubtful' },
  ];
  if (creditor.outsourced) {
    value.push('collector-identity', 'collector-register-number');
    rules.push({ name: 'nl/collector-identity', source: 'Wki and Bki', confidence: 'verified' });
  }
  if (message !== 'notice') return { value: [...value, 'pay-by'], rules };
  value.push('costs-amount', 'term-after-receipt', 'consequence');
  if (!creditor.canReclaimVat && creditor.outsourced) value.push('vat');
  rules.push(
    person === 'consumer'
      ? { name: 'nl/notice-contents', source: '6:96(6) BW; ECLI:NL:HR:2016:2704', confidence: 'verified' }
      : ownPolicy('nl/notice-for-all'),
  );
  return { value, rules };
}

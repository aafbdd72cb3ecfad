import type { RuleRef } from '../case/entry.ts';
import type { PersonKind } from '../case/words.ts';
import type { Answer, Content, LawCreditor, LegalMessage } from './law.ts';
import { ownPolicy } from './tables.ts';

/** What we put into every demand; no law lists it for a creditor that collects itself. */
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
  'plan',
  'contact',
];

/** What a message to a debtor in Germany must hold, for whoever writes it. */
export function mustHold(
  message: LegalMessage,
  person: PersonKind,
  creditor: LawCreditor,
): Answer<readonly Content[]> {
  const value: Content[] = [...everyDemand];
  const rules: RuleRef[] = [ownPolicy('de/contents')];
  if (creditor.outsourced) value.push('collector-identity', 'collector-register-number');
  if (message === 'notice') value.push('costs-amount', 'term-after-receipt', 'consequence');
  else value.push('pay-by');
  if (message === 'first-demand' && creditor.outsourced && person === 'consumer') {
    value.push('contract-date', 'interest-base', 'costs-amount', 'supervisor');
    rules.push({ name: 'de/first-demand', source: '§ 13a(1) RDG', confidence: 'verified' });
  }
  // With the costs goes the statement that the creditor cannot deduct their VAT.
  if (value.includes('costs-amount') && creditor.outsourced && !creditor.canReclaimVat) value.push('vat');
  return { value, rules };
}

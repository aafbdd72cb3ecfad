import type { CaseTarget } from '../case-rows.ts';
import type { Card } from '../glass-box/model.ts';
import { uses } from '../invoices/card.ts';

/** The card of a model that was learnt from the journals of a creditor's cases. */
export function caseCard(target: CaseTarget): Card {
  return {
    what: whatOf(target),
    forWhom: 'The creditor from whose cases it was learnt',
    ...uses,
    warnings: [],
  };
}

function whatOf(target: CaseTarget): string {
  const days = target.split('-')[1];
  if (target === 'kept') return 'How likely it is that a plan is kept to its end';
  return target === 'recovered-180'
    ? `Which share of a case is recovered within ${days} days`
    : `How likely it is that a case is paid in full within ${days} days`;
}

import type { CaseTarget } from '../case-rows.ts';
import type { Card } from '../glass-box/model.ts';
import { uses } from '../invoices/card.ts';

/** The card of a model that was learnt from the journals of a creditor's cases. */
export function caseCard(target: CaseTarget): Card {
  return {
    what:
      target === 'kept'
        ? 'How likely it is that a plan is kept to its end'
        : `How likely it is that a case is paid in full within ${target.slice('paid-'.length)} days`,
    forWhom: 'The creditor from whose cases it was learnt',
    ...uses,
    warnings: [],
  };
}

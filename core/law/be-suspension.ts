import type { RuleRef } from '../case/entry.ts';
import type { Answer } from './law.ts';

/** Days within which a request or a dispute is answered: own policy, the law's term was not read. */
export const ANSWER_DAYS = 14;

const asked: Record<'plan-request' | 'dispute' | 'debt-mediation', RuleRef> = {
  'plan-request': {
    name: 'be/suspended-by-plan-request',
    source: 'CEL Book XIX, title 2: plan asked for within the term of the formal notice; article not read',
    confidence: 'verified',
  },
  dispute: {
    name: 'be/suspended-by-dispute',
    source: 'CEL Book XIX, title 2: reasoned dispute within the term of the formal notice; article not read',
    confidence: 'verified',
  },
  'debt-mediation': {
    name: 'be/suspended-by-debt-mediation',
    source:
      'CEL Book XIX, title 2: debt mediator called within the term of the formal notice; article not read',
    confidence: 'verified',
  },
};

// The law speaks of professional collectors and of the term of their notice.
const always: RuleRef = {
  name: 'be/suspended-whoever-collects',
  source: 'own policy',
  confidence: 'derived',
};

/** Whether collecting stops while a plan request or a reasoned dispute is open, or while a debt mediator works. */
export function suspendedBy(what: 'plan-request' | 'dispute' | 'debt-mediation'): Answer<boolean> {
  return { value: true, rules: [asked[what], always] };
}

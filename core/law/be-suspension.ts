import type { RuleRef } from '../case/entry.ts';
import type { Answer } from './law.ts';

/**
 * Days within which a request or a dispute is answered. Own policy: all that was read of the law's terms is that late
 * interest stands still after thirty days without a decision on a plan.
 */
export const ANSWER_DAYS = 14;

const asked: Record<'plan-request' | 'dispute' | 'debt-mediation', RuleRef> = {
  'plan-request': {
    name: 'be/suspended-by-plan-request',
    source: 'CEL Book XIX, title 2, as summed up by kreston-vdn.be and advocaat-baki.be',
    confidence: 'verified',
  },
  dispute: {
    name: 'be/suspended-by-dispute',
    source: 'CEL Book XIX, title 2, as summed up by advocaat-baki.be and rtbf.be',
    confidence: 'verified',
  },
  'debt-mediation': {
    name: 'be/suspended-by-debt-mediation',
    source: 'CEL Book XIX, title 2, as summed up by advocaat-baki.be and rtbf.be',
    confidence: 'verified',
  },
};

// The law speaks of professional collectors, and of what is asked within the term of their notice.
const always: RuleRef = {
  name: 'be/suspended-whoever-collects',
  source: 'own policy',
  confidence: 'derived',
};

/** Whether collecting stops while a plan request or a reasoned dispute is open, or while a debt mediator works. */
export function suspendedBy(what: 'plan-request' | 'dispute' | 'debt-mediation'): Answer<boolean> {
  return { value: true, rules: [asked[what], always] };
}

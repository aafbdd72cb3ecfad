import { type Day, plusDays } from '../calendar/moment.ts';
import type { RuleRef } from '../case/entry.ts';
import type { Answer } from './law.ts';
import { ownPolicy } from './tables.ts';

/** What suspends collecting from a consumer. */
export type Suspending = 'plan-request' | 'dispute' | 'debt-mediation';

const asked: Record<Suspending, RuleRef> = {
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
const always = ownPolicy('be/suspended-whoever-collects');

/** Whether collecting stops while a plan request or a reasoned dispute is open, or while a debt mediator works. */
export function suspendedBy(what: Suspending): { value: true; rules: [RuleRef, RuleRef] } {
  return { value: true, rules: [asked[what], always] };
}

/** Days after which a plan request without an answer makes late interest stand still. */
const STILL_AFTER_DAYS = 30;

const still: RuleRef = {
  name: 'be/interest-stands-still',
  source: 'CEL Book XIX, title 2, as summed up by kreston-vdn.be and advocaat-baki.be',
  confidence: 'verified',
};

/** The first day on which a consumer's interest stands still, until their request for a plan is answered. */
export function interestStillFrom(askedOn: Day): Answer<Day> {
  return { value: plusDays(askedOn, STILL_AFTER_DAYS), rules: [still] };
}

import type { Instalment } from '../case/entry.ts';
import type { ClaimBasis } from '../case/words.ts';
import type { Direction } from './glass-box/step.ts';
import type { Invoice, Past } from './invoices/history.ts';

/** What happened in a case before a moment. Amounts in cents; NaN where nothing is known. */
export interface SoFar {
  outstanding: number;
  /** Share of what was charged that was paid. */
  sharePaid: number;
  /** What the claim that is looked at is for. */
  basis?: ClaimBasis;
  /** Cases of this debtor with this creditor before this one. */
  earlierCases: number;
  /** Days on which money came in that was not taken back. */
  paymentDays: number;
  promisesKept: number;
  promisesBroken: number;
  plansKept: number;
  plansBroken: number;
  planRunning: boolean;
  /** Channels for which there is an address that did not fail. */
  reach: number;
  /** Messages that ask for money and were sent; how many of them were opened, were clicked in, got no answer. */
  asks: number;
  opened: number;
  clicked: number;
  unanswered: number;
  /** About how or when to pay. Of a dispute, a complaint, money trouble and the like a score knows nothing, nor that they came. */
  replies: number;
  /** Days from an ask to the first such reply, payment, or call that reached somebody, as a rule (the median). */
  responseDays: number;
}

/** All that a feature is made of: what was known at a moment, and nothing of later. */
export interface View {
  /** The invoice that is looked at; of a case, the oldest claim that is unpaid. */
  invoice: Invoice;
  /** Other invoices of this debtor with this creditor, as known then. */
  past: Past;
  /** Days since 1970. */
  day: number;
  /** What happened in the case; absent for an invoice that is in none. */
  soFar?: SoFar;
  /** The plan that is looked at, where one is. */
  plan?: readonly Instalment[];
}

/** One thing that a score may know at a moment. */
export interface Feature {
  name: string;
  meaning: string;
  unit: 'days' | 'share' | 'invoices' | 'euros' | 'ratio' | 'number' | 'yes or no';
  /** Where it comes from. */
  source: string;
  /** Why the law lets us use it. */
  reason: string;
  /** 1: more of it can only make it likelier that money comes late or not at all; -1: only less likely; 0: as it comes. */
  lateness: Direction;
  /** NaN where it is not known. */
  of(view: View): number;
}

/** Of all debtors: how late they pay, in days, and which share of invoices they pay late. Little history is drawn towards it. */
export interface Prior {
  meanLateness: number;
  shareLate: number;
}

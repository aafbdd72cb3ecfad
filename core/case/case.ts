import type { Day, Moment } from '../calendar/moment.ts';
import type { ClaimBooks, Line } from '../money/statement.ts';
import type { Entry, EntryOf, Instalment, Move, StatedClaim } from './entry.ts';
import type {
  Capacity,
  Channel,
  ClaimBasis,
  DebtorKind,
  Decision,
  Journey,
  JourneyEnd,
  Language,
  Outcome,
  Profile,
  Refusal,
  Step,
  TaskKind,
} from './words.ts';

/** A claim as its journal tells it. Money is in `books`, cents. */
export interface Claim {
  readonly claim: string;
  readonly cents: number;
  readonly contractOn?: Day;
  readonly invoicedOn?: Day;
  readonly dueOn: Day;
  readonly agreedTerm: boolean;
  readonly termsCleared: boolean;
  readonly subject?: string;
  readonly sector?: string;
  readonly basis?: ClaimBasis;
  readonly books: ClaimBooks;
  /**
   * Rates with which interest was counted, basis points a year, `[from, to)`, each with the entry that told it and the
   * principal that was open then, cents.
   */
  readonly rates: readonly { seq: number; from: Day; to: Day; rate: number; base: number }[];
  /** First day for which no interest has been charged yet. */
  readonly interestTo?: Day;
  readonly gone?: 'withdrawn' | 'written-off';
  /** What remains to be paid was agreed: nothing is added to it any more. */
  readonly agreedForLess?: true;
}

/** A message that was written, with what has become of it. */
export interface Contact
  extends Readonly<Omit<EntryOf<'contact-written'>, 'kind' | 'seq' | 'at' | 'receipt' | 'stated'>> {
  readonly writtenSeq: number;
  readonly stated: readonly StatedClaim[];
  readonly claimedAt?: Moment;
  readonly sentAt?: Moment;
  readonly deliveredAt?: Moment;
  /** The first reply about paying, money, or call that reached somebody after it, before the next ask. */
  readonly answeredAt?: Moment;
  readonly failed?: 'bounced' | 'returned';
}

/** A contact that was not written or not sent, and why. */
export interface RefusedContact {
  readonly contact?: string;
  readonly step: Step;
  readonly reason: Refusal;
  readonly until?: Moment;
  readonly seq: number;
}

/** A served notice. Whether it runs or has ended is a question of the day. */
export interface Notice {
  readonly contact: string;
  readonly claims: readonly string[];
  readonly costs: number;
  readonly deliveredOn: Day;
  readonly lastFreeDay: Day;
  readonly costsFrom: Day;
  readonly void: boolean;
  /** Costs charged under it and not withdrawn, in cents. */
  readonly charged: number;
}

export interface Task {
  readonly task: string;
  readonly what: TaskKind;
  readonly openedAt: Moment;
  readonly due: Moment;
  readonly about?: string;
  /** `by` is `amicable` where the task only lost its point. */
  readonly closed?: { decision: Decision; by: string; at: Moment; seq: number };
}

export interface Wait {
  readonly wait: number;
  readonly journey: number;
  readonly due: Moment;
  readonly contact?: string;
  readonly task?: string;
  readonly seq: number;
  readonly openedAt: Moment;
  readonly followUpSeq?: number;
}

export interface Plan {
  readonly plan: string;
  readonly instalments: readonly Instalment[];
  readonly state: 'proposed' | 'running' | 'replaced' | 'broken' | 'completed';
  /** The entry with which it was agreed. */
  readonly agreedSeq: number;
  /** The claims that who pays by it does not dispute. */
  readonly claims: readonly string[];
  /** Money received since the plan was agreed, net of reversals, in cents. */
  readonly paid: number;
  readonly missed: ReadonlySet<number>;
  readonly due: ReadonlySet<number>;
}

export interface Promise {
  readonly promise: string;
  readonly payOn: Day;
  readonly cents?: number;
  readonly state: 'open' | 'kept' | 'broken';
  /** The entry with which it was made. */
  readonly madeSeq: number;
  /** Money received since it was made, in cents. */
  readonly paid: number;
}

export interface Dispute {
  readonly dispute: string;
  readonly claims: readonly string[];
  readonly answered?: 'upheld' | 'rejected';
}

/** What somebody did with a message: which, how it had gone, and when we learnt it. */
export interface Reacted {
  readonly contact: string;
  readonly how: 'opened' | 'clicked' | 'replied' | 'paid';
  readonly channel: Channel;
  readonly at: Moment;
}

export interface Payment {
  readonly payment: string;
  readonly cents: number;
  readonly on: Day;
  readonly seq: number;
  readonly parts: EntryOf<'payment-received'>['parts'];
  readonly credit: number;
  /** The plan that ran when it came. */
  readonly plan?: string;
  readonly reversed: boolean;
}

/**
 * A case: what its journal adds up to. Only `fold` makes one. Whatever it holds is never changed but replaced, so that
 * a copy of its lists is a case of its own: readers keep what they have read while somebody else decides.
 */
export interface Case {
  id: string;
  /** Sequence number of the last entry. */
  seq: number;
  openedAt: Moment;
  /** Moment of the last entry: `at` never goes back. */
  at: Moment;
  creditor: string;
  person: string;
  capacity: Capacity;
  debtor: DebtorKind;
  country: string;
  currency: string;
  language: Language;
  history: { invoices: number; late: number };
  closed?: { outcome: Outcome; at: Moment; seq: number };
  erased: boolean;
  claims: Map<string, Claim>;
  lines: Line[];
  /** Money that was moved inside the books because what it had paid was taken back. */
  moves: Move[];
  /** VAT within costs that were charged, cents, with the entry that charged them. */
  vat: { seq: number; notice: string; cents: number }[];
  /** Over-payment that is to be refunded, cents. */
  credit: number;
  payments: Map<string, Payment>;
  notices: Map<string, Notice>;
  contacts: Map<string, Contact>;
  /** Number of contact ids given out: written and refused ones. */
  contactIds: number;
  refused: Map<string, RefusedContact>;
  /** The latest score, and the chance in per cent that was seen when it was first scored. */
  score?: { points: number; model: string; hash?: string; first: { points: number; at: Moment } };
  profile?: Profile;
  /** How many journeys were started; the running one, and how the last one ended. */
  journeys: number;
  journey?: { journey: number; machine: Journey; startedAt: Moment };
  lastEnd?: JourneyEnd;
  waits: number;
  /** The latest wait of the running journey. */
  wait?: Wait;
  tasks: Map<string, Task>;
  plans: Map<string, Plan>;
  promise?: Promise;
  disputes: Map<string, Dispute>;
  /** What they last said they can spare a month, cents, unless they took it back. */
  means?: { cents: number; at: Moment };
  /** The latest word of money trouble. */
  hardshipAt?: Moment;
  pausedUntil?: Day;
  deferredUntil?: Day;
  handedOverTo?: string;
  mandate?: { mandate: string; collectOn: Day };
  /** What the debtor acknowledged to owe, by asking for a plan that was agreed at once or by a promise, and when. */
  acknowledged: readonly { on: Day; claims: readonly string[] }[];
  /** Replies about how or when to pay. */
  repliesAboutPaying: number;
  /** The last of these, of money, and of calls that reached them. */
  heardSeq: number;
  /** What was done with our messages, oldest first, each kind once a message. */
  reactions: readonly Reacted[];
  /** Days on which money came in, latest last. */
  paidOn: Day[];
  /** Ids of the causes of all appends: a cause that is here has had its effect. */
  causes: Set<string>;
  kinds: Map<Entry['kind'], number>;
}

/** The plan that is being paid, if one is. */
export function runningPlan(c: Case): Plan | undefined {
  for (const plan of c.plans.values()) if (plan.state === 'running') return plan;
  return undefined;
}

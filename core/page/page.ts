import type { Day } from '../calendar/moment.ts';
import type { Instalment } from '../case/entry.ts';
import type { Language } from '../case/words.ts';
import type { Sender } from '../message/message.ts';
import type { PlanWish } from '../plan/schedule.ts';
import type { Told } from '../score/told.ts';
import type { Account } from './account.ts';
import type { PlanChoices } from './plan-choices.ts';
import type { Said } from './said.ts';
import type { Standing } from './standing.ts';
import type { Way } from './ways.ts';

/** What a visitor behind a pay link sees: decided, and free of words and layout. Amounts in cents. */
export interface Page {
  language: Language;
  /** True when the visitor chose the language: then every link of the page carries it on. */
  chosen: boolean;
  /** Address of the page without its origin, `/p/<link>`: links and forms begin with it. */
  at: string;
  /** Who writes. Absent where that would tell something about a link that we do not know. */
  from?: Sender;
  /** Where the debtor lives, two capitals: its law and its help are what the page names. Absent like `from`. */
  country?: string;
  /** Payment reference of the case, for whoever calls or transfers money. */
  reference?: string;
  content: Content;
}

export type Content =
  | { page: 'unknown' }
  | { page: 'broken' }
  /** Closed for so long that nothing is shown any more. */
  | { page: 'ended'; handedOver: boolean }
  | Question
  /** For whoever the message reached by mistake, and who cannot answer the question. */
  | { page: 'not-me' }
  | Overview
  | FormPage
  | PlanPreview
  | Why;

/** Who writes and that it is about a bill; and a question, before anything about a person is shown. */
export interface Question {
  page: 'question';
  asks: 'postcode' | 'customer-number';
  /** Where the visitor wanted to go, behind `at`: empty or `/<way>`. */
  to: string;
  /** Nothing is open any more. */
  closed: boolean;
  problem?: 'empty' | 'wrong' | 'locked' | 'away';
  /** The visitor said that it is not for them. */
  said?: Said;
}

export interface Overview {
  page: 'overview';
  account: Account;
  standing: Standing;
  ways: readonly Way[];
  /** It was scored, and can be looked into. */
  scored: boolean;
  said?: Said;
  /** A map of the creditor's can choose how they are written to; `made`: they object to that, and it does not. */
  objection?: 'open' | 'made';
  /** What came of the payment from which the visitor comes back. `booked`: it is in the books. */
  payment?: { state: 'open' | 'paid' | 'booked' | 'cancelled' | 'failed'; cents: number };
}

/** Why a field was not taken. */
export type Problem =
  | 'choose'
  | 'day-unreadable'
  | 'day-past'
  | 'pay-day-unreadable'
  | 'amount-unreadable'
  | 'amount-too-high'
  | 'amount-changed'
  | 'amount-unclear';

export interface FieldProblem {
  field: string;
  problem: Problem;
}

/** What was typed into a form, by field: shown again when something is wrong with it. */
export type Typed = Readonly<Record<string, readonly string[]>>;

export interface FormPage {
  page: 'form';
  way: Way;
  /** What makes the form work once, sent along with it. */
  token: string;
  typed: Typed;
  problems: readonly FieldProblem[];
  facts: FormFacts;
  /** For a plan: what can be chosen. */
  plans?: PlanChoices;
}

/** What forms need to know. Days are those of the law at the moment of showing. */
export interface FormFacts {
  currency: string;
  /** Nobody is led to a provider: the account is shown, for a transfer. */
  transfersOnly?: true;
  /** What is open in all. */
  open: number;
  /** What is missing of the next instalment of a running plan. */
  instalment?: { on: Day; cents: number };
  /** Numbers of months that can be chosen, with the amount of each. */
  months: readonly { months: number; cents: number }[];
  today: Day;
  lastPromiseDay: Day;
  directDebitDay: Day;
  claims: readonly { claim: string; subject?: string }[];
  /** Channels that can be stopped, and whether they are. */
  channels: readonly { channel: 'email' | 'sms'; stopped: boolean }[];
  /** They are written to in easier words, because they asked for that. */
  easyWords: boolean;
}

/** A plan as it would be, before somebody agrees to it. */
export interface PlanPreview extends PlanWish {
  page: 'plan-preview';
  token: string;
  currency: string;
  /** Agreed at once; else a person looks first, and days and amounts may become others. */
  atOnce: boolean;
  instalments: readonly Instalment[];
  /** The whole amount, and the interest in it that is not in the books yet. */
  cents: number;
  interest: number;
  /** Days and amounts in a word. Who agrees sends it back, so that nobody agrees to something else. */
  shown: string;
  /** The visitor agreed to other amounts than those of now. */
  changed: boolean;
}

/** How the case was scored, for whom it is about. */
export interface Why {
  page: 'why';
  /** The chance in per cent that it is paid in full within 90 days, and the day on which it was put at that. */
  chance: number;
  on: Day;
  reasons: readonly Told[];
}

import * as z from 'zod/mini';

/** The capacity in which somebody owes; one case never mixes the two. */
export const Capacity = z.enum(['private', 'business']);
export type Capacity = z.infer<typeof Capacity>;

/** The three kinds of person that the law knows: a consumer, somebody in business, a legal person. */
export const PersonKind = z.enum(['consumer', 'natural-business', 'legal']);
export type PersonKind = z.infer<typeof PersonKind>;

/** Who owes, in the law's eyes. While it is `unknown` nobody is asked for anything: a person finds out first. */
export const DebtorKind = z.enum([...PersonKind.options, 'unknown']);
export type DebtorKind = z.infer<typeof DebtorKind>;

/**
 * What a claim is for: the price of goods (energy and water among them), a service or other performance, a periodic
 * payment (subscription, rent, premium), or what a judge has awarded. It decides when the claim is time-barred.
 */
export const ClaimBasis = z.enum(['sale', 'service', 'periodic', 'judgment']);
export type ClaimBasis = z.infer<typeof ClaimBasis>;

/** Languages in which we write to debtors, the first one first. */
export const Language = z.enum(['nl', 'fr', 'en', 'de']);
export type Language = z.infer<typeof Language>;

export const Channel = z.enum(['email', 'sms', 'letter']);
export type Channel = z.infer<typeof Channel>;

/**
 * What a contact is for. *Ask* collects; *notice* is the free 14-day notice the law wants; *answer* replies to
 * something the debtor said; *service* confirms and thanks. Only asks and notices stop at payment or dispute.
 */
export const Purpose = z.enum(['ask', 'notice', 'answer', 'service']);
export type Purpose = z.infer<typeof Purpose>;

/** The four payment profiles, from means and willingness. */
export const Profile = z.enum(['quick-payer', 'late-payer', 'arranger', 'problem-payer']);
export type Profile = z.infer<typeof Profile>;

/** The machines that can be a case's journey. */
export const Journey = z.enum(['quick-payer', 'late-payer', 'arranger', 'problem-payer', 'payment-plan']);
export type Journey = z.infer<typeof Journey>;

/** How a case can end. A case that has not ended is `waiting` in every count. */
export const Outcome = z.enum([
  'settled',
  'settled-for-less',
  'credited',
  'withdrawn',
  'small-balance-waived',
  'written-off',
  'time-barred',
  'wrong-person',
  'estate',
  'insolvency',
  'debt-settlement',
  'handed-over',
]);
export type Outcome = z.infer<typeof Outcome>;

/**
 * How a journey can end: with the case's outcome, or so that the next journey begins.
 * `unanswered`: all its contacts went by; `plan-agreed`, `plan-broken`, `answered` (a person decided),
 * `continued` (a long plan goes on in the next execution), `failed` (a machine or function broke down).
 */
export const JourneyEnd = z.enum([
  ...Outcome.options,
  'unanswered',
  'plan-agreed',
  'plan-broken',
  'answered',
  'continued',
  'failed',
]);
export type JourneyEnd = z.infer<typeof JourneyEnd>;

/** The messages we know how to write. One template each, per language and channel. */
export const Step = z.enum([
  // asks
  'first-reminder',
  'second-reminder',
  'direct-debit-offer',
  'plan-offer',
  'help-offer',
  'costs-added',
  'last-reminder',
  'instalment-reminder',
  'instalment-missed',
  // notice
  'notice',
  // answers
  'dispute-received',
  'dispute-answered',
  'hardship-received',
  'plan-request-received',
  'payment-claim-received',
  'information',
  // services
  'thanks',
  'plan-agreed',
  'settlement-agreed',
  'plan-completed',
  'plan-broken',
  'promise-noted',
  'direct-debit-noted',
  'opt-out-noted',
  'case-closed',
  'handed-over',
  'interruption',
]);
export type Step = z.infer<typeof Step>;

/** Asks and notices collect: they are counted, and stop where answers and services go on. */
export function collects(purpose: Purpose): boolean {
  return purpose === 'ask' || purpose === 'notice';
}

export const purposeOf: Record<Step, Purpose> = {
  'first-reminder': 'ask',
  'second-reminder': 'ask',
  'direct-debit-offer': 'ask',
  'plan-offer': 'ask',
  'help-offer': 'ask',
  'costs-added': 'ask',
  'last-reminder': 'ask',
  'instalment-reminder': 'ask',
  'instalment-missed': 'ask',
  notice: 'notice',
  'dispute-received': 'answer',
  'dispute-answered': 'answer',
  'hardship-received': 'answer',
  'plan-request-received': 'answer',
  'payment-claim-received': 'answer',
  information: 'answer',
  thanks: 'service',
  'plan-agreed': 'service',
  'settlement-agreed': 'service',
  'plan-completed': 'service',
  'plan-broken': 'service',
  'promise-noted': 'service',
  'direct-debit-noted': 'service',
  'opt-out-noted': 'service',
  'case-closed': 'service',
  'handed-over': 'service',
  interruption: 'service',
};

/**
 * What a person can be asked to do. The first group stops all asking until it is closed.
 */
export const TaskKind = z.enum([
  'dispute',
  'hardship',
  'plan-request',
  'payment-claim',
  'unreachable',
  'not-worth-asking',
  'report',
  'person-kind',
  'failure',
  // these do not stop the asking by themselves
  'call',
  'hand-over',
  'limitation',
  'refund',
  'complaint',
  'information',
]);
export type TaskKind = z.infer<typeof TaskKind>;

/** Tasks during which nobody is asked to pay: a person has to look first. */
export const blockingTasks: ReadonlySet<TaskKind> = new Set([
  'dispute',
  'hardship',
  'plan-request',
  'payment-claim',
  'unreachable',
  'not-worth-asking',
  'report',
  'person-kind',
  'failure',
]);

/** What a person can decide when closing a task. */
export const Decision = z.enum([
  'go-on',
  'uphold',
  'reject',
  'agree-plan',
  'pause',
  'settle-for-less',
  'write-off',
  'withdraw',
  'approve-hand-over',
  'refer-to-debt-help',
  'wrong-person',
  'estate',
  'insolvency',
  'refunded',
  'reached',
  'not-reached',
  'interrupt',
]);
export type Decision = z.infer<typeof Decision>;

/** Why a contact was not written or not sent. */
export const Refusal = z.enum([
  'closed',
  'settled',
  'with-a-person',
  'plan-running',
  'paused',
  'promised',
  'deferred',
  'opted-out',
  'person-protected',
  'too-many-contacts',
  'stop-order',
  'unknown-person',
  'law-unread',
  'unreachable',
  'not-worth-asking',
  'books-behind',
  'not-needed',
  'not-yet-due',
  'stale',
  'provider-refused',
]);
export type Refusal = z.infer<typeof Refusal>;

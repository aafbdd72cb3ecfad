import type { Fact } from '../../../core/case/entry.ts';
import * as f from './make-facts.ts';

/** What happened before, and the fact that is to follow it. */
export type After = [before: Fact[], fact: Fact];
export interface Row {
  may: After[];
  mayNot?: [...After, reason: string][];
}

export const isClosed = 'the case is closed';
export const isErased = 'the person was erased';
export const noClaim = 'the case has no such claim';
export const noContact = 'the case has no such contact';
export const noPlan = 'that plan is not running';
export const noPromise = 'that promise is not open';
export const notOnClosed = (fact: Fact): [...After, string] => [f.closed, fact, isClosed];

export const reminder = f.written('k1', 'first-reminder');
export const thanks = f.written('k1', 'thanks');
export const notice = [f.written('n1', 'notice'), f.claimed('n1'), f.sent('n1', 'notice'), f.served('n1')];
export const waived = [{ claim: 'A', bucket: 'principal' as const, cents: 100 }];
export const promise: Fact = { kind: 'promise-made', promise: 'p1', payOn: '2026-01-12' };
export const dispute: Fact = { kind: 'dispute-raised', dispute: 'd1', claims: ['A'], ground: 'other' };
export const approved: Fact = { kind: 'hand-over-approved', task: 't1', to: 'bailiff', by: 'Noor' };
export const opened: Fact = {
  kind: 'case-opened',
  creditor: 'c',
  person: 'p',
  capacity: 'private',
  debtor: 'consumer',
  country: 'NL',
  currency: 'EUR',
  language: 'nl',
};
export const added = (claim: string): Fact => ({
  kind: 'claim-added',
  claim,
  cents: 100,
  dueOn: '2025-12-01',
  agreedTerm: true,
  termsCleared: true,
});

/** Facts that always may, and facts that only an open case can have. */
export const always = (fact: Fact): Row => ({
  may: [
    [[], fact],
    [f.closed, fact],
  ],
});
export const whileOpen = (fact: Fact): Row => ({ may: [[[], fact]], mayNot: [notOnClosed(fact)] });
export const aboutContact = (fact: Fact): Row => ({
  may: [[[reminder], fact]],
  mayNot: [[[], fact, noContact]],
});
export const aboutPlan = (fact: Fact): Row => ({
  may: [[[f.agreed('p1')], fact]],
  mayNot: [[[], fact, noPlan]],
});
export const aboutClaim = (fact: Extract<Fact, { claim: string }>): Row => ({
  may: [[[], fact]],
  mayNot: [notOnClosed(fact), [[], { ...fact, claim: 'Z' }, noClaim]],
});

import type { EntryOf, Fact } from '../../../core/case/entry.ts';
import { purposeOf, type Step } from '../../../core/case/words.ts';

type FactOf<K extends Fact['kind']> = Extract<Fact, { kind: K }>;

/** Facts as a journal may hold them, for tests that need a certain history rather than how it was decided. */
export function written(contact: string, step: Step, but: Partial<EntryOf<'contact-written'>> = {}): Fact {
  return {
    kind: 'contact-written',
    contact,
    step,
    purpose: purposeOf[step],
    channel: 'email',
    addressee: 'debtor',
    language: 'nl',
    variant: step,
    sendAt: '2026-01-05T09:00:00Z',
    ...but,
  };
}

export const claimed = (contact: string): Fact => ({ kind: 'contact-claimed', contact });

export function sent(contact: string, step: Step): Fact {
  return { kind: 'contact-sent', contact, step, purpose: purposeOf[step], channel: 'email' };
}

export function served(contact: string, but: Partial<FactOf<'notice-served'>> = {}): Fact {
  return {
    kind: 'notice-served',
    contact,
    claims: ['A'],
    costs: 15_000,
    deliveredOn: '2025-12-01',
    lastFreeDay: '2025-12-15',
    costsFrom: '2025-12-19',
    ...but,
  };
}

export function costs(notice: string, but: Partial<FactOf<'costs-charged'>> = {}): Fact {
  const shares = [{ claim: 'A', bucket: 'costs' as const, cents: 15_000 }];
  return { kind: 'costs-charged', notice, cents: 15_000, shares, ...but };
}

export function paid(payment: string, cents: number, but: Partial<FactOf<'payment-received'>> = {}): Fact {
  const parts = [{ claim: 'A', bucket: 'principal' as const, cents }];
  return { kind: 'payment-received', payment, cents, parts, ...but };
}

export function task(id: string, what: FactOf<'task-opened'>['what'], about?: string): Fact {
  return { kind: 'task-opened', task: id, what, due: '2026-01-19T16:00:00Z', ...(about && { about }) };
}

export const done = (id: string): Fact => ({ kind: 'task-closed', task: id, decision: 'go-on', by: 'Noor' });

export function wait(number: number, but: Partial<FactOf<'wait-opened'>> = {}): Fact {
  return { kind: 'wait-opened', wait: number, journey: 1, due: '2026-01-20T05:00:00Z', ...but };
}

export const instalments = [
  { on: '2026-02-01', cents: 50_000 },
  { on: '2026-03-01', cents: 50_000 },
];
export const agreed = (plan: string): Fact => ({
  kind: 'plan-agreed',
  plan,
  cents: 100_000,
  instalments,
  by: 'person',
});

/** What they say they can spare a month, cents. */
export const canSpare = (cents: number): Fact => ({ kind: 'means-stated', cents });

export const ended: Fact = { kind: 'journey-ended', journey: 1, end: 'unanswered' };
/** A case that ended because a person gave up the claim. */
export const closed: Fact[] = [
  ended,
  {
    kind: 'claim-written-off',
    claim: 'A',
    cents: 100_000,
    waived: [{ claim: 'A', bucket: 'principal', cents: 100_000 }],
    reason: 'written-off',
  },
  { kind: 'case-closed', outcome: 'written-off' },
];

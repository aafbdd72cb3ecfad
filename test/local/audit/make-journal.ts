import type { Fact } from '../../../core/case/entry.ts';
import { type Channel, purposeOf, type Step } from '../../../core/case/words.ts';
import type { PersonFact } from '../../../core/person/person-entry.ts';
import { audit, type Violation } from '../../../local/audit/audit.ts';
import type { OutboxRow } from '../../../local/audit/contacts.ts';
import type { CreditorTerms } from '../../../local/audit/law/law.ts';

type FactOf<K extends Fact['kind']> = Extract<Fact, { kind: K }>;
type But<K extends Fact['kind']> = Partial<Omit<FactOf<K>, 'kind'>>;

/** A message to send: what is not said is an e-mail to the debtor that states nothing. */
export interface Message extends Omit<But<'contact-written'>, 'channel'> {
  channel?: Channel;
  /** False for a message that the provider never saw. */
  outbox?: boolean;
}

/** An invented journal in the making: every step returns it, so that a test reads as a story. */
export interface MadeJournal {
  readonly case: string;
  readonly entries: unknown[];
  readonly outbox: OutboxRow[];
  /** The journal of the case's person, `p1`, if it has one. */
  readonly persons: { person: string; entries: unknown[] }[];
  readonly lastAt: string;
  /** The policy of the case's creditor, a Dutch bakery unless it is said otherwise. */
  readonly creditor: CreditorTerms;
  by(creditor: Partial<CreditorTerms>): MadeJournal;
  /** Sets the moment of what follows. */
  at(moment: string): MadeJournal;
  add(...facts: Fact[]): MadeJournal;
  /** Adds to the journal of the case's person. */
  person(...facts: PersonFact[]): MadeJournal;
  /** Puts something in the journal as it is. */
  raw(entry: unknown): MadeJournal;
  write(contact: string, step: Step, message?: Message): MadeJournal;
  claim(contact: string): MadeJournal;
  /** The provider took a claimed contact. */
  sent(contact: string, step: Step, message?: Message): MadeJournal;
  /** Writes, claims and sends. */
  send(contact: string, step: Step, message?: Message): MadeJournal;
}

export function makeJournal(id = 'case-1'): MadeJournal {
  const entries: unknown[] = [];
  const outbox: OutboxRow[] = [];
  const persons: MadeJournal['persons'] = [];
  let now = '2026-01-05T08:00:00Z';
  let creditor: CreditorTerms = {
    id: 'bakery',
    role: 'own-name',
    country: 'NL',
    vat: { canReclaim: true },
    contract: {},
  };

  const made: MadeJournal = {
    case: id,
    entries,
    outbox,
    persons,
    get lastAt() {
      return now;
    },
    get creditor() {
      return creditor;
    },
    by(but) {
      creditor = { ...creditor, ...but };
      return made;
    },
    at(moment) {
      now = moment;
      return made;
    },
    add(...facts) {
      for (const fact of facts) entries.push({ ...fact, seq: entries.length + 1, at: now });
      return made;
    },
    person(...facts) {
      if (persons.length === 0) persons.push({ person: 'p1', entries: [] });
      const known = persons[0]?.entries ?? [];
      for (const fact of facts) known.push({ ...fact, seq: known.length + 1, at: now });
      return made;
    },
    raw(entry) {
      entries.push(entry);
      return made;
    },
    write(contact, step, message = {}) {
      const { outbox: _, ...rest } = message;
      return made.add({
        kind: 'contact-written',
        contact,
        step,
        purpose: purposeOf[step],
        channel: 'email',
        addressee: 'debtor',
        language: 'nl',
        variant: 'plain',
        sendAt: now,
        ...rest,
      });
    },
    claim: (contact) => made.add({ kind: 'contact-claimed', contact }),
    sent(contact, step, { channel = 'email', purpose = purposeOf[step], outbox: left = true } = {}) {
      if (left) outbox.push({ contact, case: id, channel, at: now });
      return made.add({ kind: 'contact-sent', contact, step, purpose, channel });
    },
    send: (contact, step, message) =>
      made.write(contact, step, message).claim(contact).sent(contact, step, message),
  };
  return made;
}

/** Agency work for somebody who cannot deduct VAT: only then costs bear it. */
export const withVat: Partial<CreditorTerms> = { role: 'agency', vat: { canReclaim: false } };

/** Where a charge comes from. */
const receipt = {
  reason: 'the law',
  rules: [{ name: 'nl/a-rule', source: 'a law', confidence: 'verified' as const }],
};

/** What the audit finds in one journal. */
export function breachesIn(made: MadeJournal, now = made.lastAt): Violation[] {
  const { outbox, persons, creditor } = made;
  return audit({ journals: [made], outbox, persons, creditors: [creditor], now }).violations;
}

export function claimAdded(but: But<'claim-added'> = {}): FactOf<'claim-added'> {
  return {
    kind: 'claim-added',
    claim: 'A',
    cents: 100_000,
    dueOn: '2025-12-15',
    agreedTerm: true,
    termsCleared: true,
    ...but,
  };
}

/** A case with one claim of 1,000.00, a running journey and a wait far away. */
export function openCase(
  but: But<'claim-added'> = {},
  debtor: FactOf<'case-opened'>['debtor'] = 'consumer',
  country = 'NL',
): MadeJournal {
  return makeJournal().add(
    {
      kind: 'case-opened',
      creditor: 'bakery',
      person: 'p1',
      capacity: 'private',
      debtor,
      country,
      currency: 'EUR',
      language: 'nl',
    },
    claimAdded(but),
    { kind: 'journey-started', journey: 1, machine: 'quick-payer' },
    { kind: 'wait-opened', wait: 1, journey: 1, due: '2026-12-31T09:00:00Z' },
  );
}

export function stated(principal: number, interest = 0, costs = 0, paid = 0): NonNullable<Message['stated']> {
  const outstanding = principal + interest + costs - paid;
  return [{ claim: 'A', principal, interest, costs, paid, outstanding }];
}

/** All of claim A in instalments of so many cents, the first on 1 February 2026 and then every month. */
export function planAgreed(plan = 'plan-1', ...cents: number[]): FactOf<'plan-agreed'> {
  const instalments = (cents.length > 0 ? cents : [50_000, 50_000]).map((part, month) => ({
    on: `2026-${String(month + 2).padStart(2, '0')}-01`,
    cents: part,
  }));
  const total = instalments.reduce((sum, instalment) => sum + instalment.cents, 0);
  return { kind: 'plan-agreed', plan, cents: total, instalments, by: 'policy' };
}

export const noticeTerms = { claims: ['A'], costs: 15_000, vat: 0 };

/** A notice by letter, posted on Monday 2 March 2026: delivered on the 4th, free until the 18th. */
export function noticed(made: MadeJournal, notice: Message['notice'] = noticeTerms): MadeJournal {
  return made
    .at('2026-03-02T09:00:00Z')
    .send('n1', 'notice', { channel: 'letter', ...(notice && { notice }) });
}

export function served(but: But<'notice-served'> = {}): Fact {
  return {
    kind: 'notice-served',
    contact: 'n1',
    claims: ['A'],
    costs: 15_000,
    deliveredOn: '2026-03-04',
    lastFreeDay: '2026-03-18',
    costsFrom: '2026-03-22',
    ...but,
  };
}

export function costsCharged(cents = 15_000, notice = 'n1', claim = 'A'): FactOf<'costs-charged'> {
  return { kind: 'costs-charged', notice, cents, shares: [{ claim, bucket: 'costs', cents }], receipt };
}

export function costsWithdrawn(cents: number): FactOf<'costs-withdrawn'> {
  const shares = [{ claim: 'A', bucket: 'costs' as const, cents }];
  return { kind: 'costs-withdrawn', notice: 'n1', cents, shares, reason: 'paid in time' };
}

/** A case whose notice was served and ran out without payment. */
export function termOver(but: But<'claim-added'> = {}): MadeJournal {
  return noticed(openCase(but)).at('2026-03-04T09:00:00Z').add(served()).at('2026-03-23T09:00:00Z');
}

/** The same, and a second notice `n2` has run out as well: again for A, or for a claim B that joined. */
export function secondTermOver(claim: 'A' | 'B', cents = 100_000): MadeJournal {
  const made = termOver();
  const costs = cents * 0.15;
  if (claim === 'B') made.add(claimAdded({ claim, cents }));
  const term = { deliveredOn: '2026-03-25', lastFreeDay: '2026-04-08', costsFrom: '2026-04-12' };
  return made
    .at('2026-03-23T09:00:00Z')
    .send('n2', 'notice', { channel: 'letter', notice: { ...noticeTerms, costs, claims: [claim] } })
    .at('2026-03-25T09:00:00Z')
    .add(served({ contact: 'n2', costs, claims: [claim], ...term }))
    .at('2026-04-13T09:00:00Z');
}

export function paid(cents: number, but: But<'payment-received'> = {}): FactOf<'payment-received'> {
  const parts = [{ claim: 'A', bucket: 'principal' as const, cents }];
  return { kind: 'payment-received', payment: 'pay-1', cents, parts, ...but };
}

export function interest(cents: number, from: string, to: string): FactOf<'interest-charged'> {
  return {
    kind: 'interest-charged',
    claim: 'A',
    cents,
    from,
    to,
    periods: [{ from, to, rate: 400 }],
    receipt,
  };
}

/** The whole story of a case that is settled after costs: nothing in it breaks a rule. */
export function settledCase(): MadeJournal {
  const made = openCase()
    .at('2026-02-16T09:00:00Z')
    .send('r1', 'first-reminder', { payBy: '2026-02-26', stated: stated(100_000), cents: 100_000 })
    .add({ kind: 'contact-delivered', contact: 'r1' });
  return noticed(made)
    .at('2026-03-04T09:00:00Z')
    .add(served())
    .at('2026-03-23T09:00:00Z')
    .add(interest(1118, '2025-12-16', '2026-03-20'), costsCharged())
    .send('c1', 'costs-added', { stated: stated(100_000, 1118, 15_000), cents: 116_118 })
    .at('2026-03-25T14:00:00Z')
    .add(
      paid(116_200, {
        outside: 'bank-1',
        parts: [
          { claim: 'A', bucket: 'costs', cents: 15_000 },
          { claim: 'A', bucket: 'interest', cents: 1118 },
          { claim: 'A', bucket: 'principal', cents: 100_000 },
        ],
        credit: 82,
      }),
      { kind: 'case-closed', outcome: 'settled' },
      { kind: 'journey-ended', journey: 1, end: 'settled' },
    )
    .send('t1', 'thanks')
    .add({ kind: 'refund-made', cents: 82 });
}

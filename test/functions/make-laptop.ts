import { readFileSync } from 'node:fs';
import { type Database, openDatabase } from '../../adapters/local/database.ts';
import { type Moment, momentOn, plusDays } from '../../core/calendar/moment.ts';
import type { Case } from '../../core/case/case.ts';
import { load } from '../../core/case/change.ts';
import type { ClaimRow } from '../../core/case/claim-row.ts';
import type { Ruling } from '../../core/case/decide.ts';
import type { Entry, EntryKind, EntryOf } from '../../core/case/entry.ts';
import type { Profile, Step } from '../../core/case/words.ts';
import { Creditor } from '../../core/creditor/creditor.ts';
import type { Message } from '../../core/message/message.ts';
import type { Ports } from '../../core/ports.ts';
import type { Reaction } from '../../core/reply/reaction.ts';
import { createLaptop, type Laptop } from '../../local/laptop.ts';

const ZONE = 'Europe/Amsterdam';
/** A Monday, at nine in the morning. */
export const START = '2026-01-05T08:00:00Z';
export const CREDITOR = 'voorbeeld-incasso';

/** Invoices whose scores give each profile. */
const invoiceOf: Record<Profile, Partial<ClaimRow>> = {
  'quick-payer': { cents: 4_500, dueOn: '2025-12-28' },
  'late-payer': { cents: 40_000, dueOn: '2025-12-01', invoicesBefore: 10, lateBefore: 8 },
  arranger: { cents: 60_000, dueOn: '2025-12-28' },
  'problem-payer': { cents: 180_000, dueOn: '2025-06-01', invoicesBefore: 5, lateBefore: 5 },
};

/** A laptop on memory with one creditor and one case, and everything that a test asks of it. */
export interface MadeLaptop extends Laptop {
  db: Database;
  /** The case that was opened. */
  case: string;
  /** Messages that left, oldest first. */
  sent: Message[];
  fold(): Promise<Case>;
  entries(): Promise<Entry[]>;
  kinds(): Promise<EntryKind[]>;
  all<K extends EntryKind>(kind: K): Promise<EntryOf<K>[]>;
  steps(): Step[];
  /** Lets so many days pass; 0 lets happen what can happen at this moment. */
  days(count: number): Promise<void>;
  /** Lets time pass until the journal holds an entry of this kind so many times. */
  until(kind: EntryKind, times?: number): Promise<void>;
  pay(
    payment: string,
    cents: number,
    more?: { on?: string; reversed?: { reason: string } },
  ): Promise<unknown>;
  react(id: string, reaction: Reaction): Promise<unknown>;
  close(task: string, ruling: Omit<Ruling, 'by'>): Promise<unknown>;
  /** Id of the open task of a kind. */
  task(what: string): Promise<string>;
}

interface Options {
  profile?: Profile;
  claim?: Partial<ClaimRow>;
  creditor?: Partial<Creditor>;
  at?: Moment;
  /** Ports that take the place of the laptop's own. */
  instead?: (ports: Ports) => Partial<Ports>;
}

export function exampleCreditor(changes: Partial<Creditor> = {}): Creditor {
  const file = new URL('../../examples/creditor.json', import.meta.url);
  return Creditor.parse({ ...JSON.parse(readFileSync(file, 'utf8')), ...changes });
}

export function exampleClaim(changes: Partial<ClaimRow> = {}): ClaimRow {
  return {
    debtorReference: 'D-1',
    debtorKind: 'consumer',
    name: 'Anna de Vries',
    email: 'anna@example.nl',
    phone: '+31600000001',
    street: 'Voorbeeldstraat 1',
    postcode: '1234 AB',
    city: 'Voorbeeldstad',
    country: 'NL',
    invoice: 'F-1',
    cents: 4_500,
    currency: 'EUR',
    dueOn: '2025-12-28',
    termsCleared: true,
    agreedTerm: true,
    ...changes,
  };
}

/** Opens the case and lets nothing happen yet: `days(0)` starts its journey. */
export async function makeLaptop(options: Options = {}): Promise<MadeLaptop> {
  const db = openDatabase(':memory:');
  const laptop = createLaptop(db, options.at ?? START, 'at-the-end');
  Object.assign(laptop.ports, options.instead?.(laptop.ports));
  await laptop.ports.creditors.put(exampleCreditor(options.creditor));
  const sent: Message[] = [];
  laptop.world = { sent: (message) => void sent.push(message), written: async () => {}, due: async () => {} };
  const claim = exampleClaim({ ...invoiceOf[options.profile ?? 'quick-payer'], ...options.claim });
  const opened = (await laptop.invoke('open-case', { creditor: CREDITOR, claims: [claim] })) as {
    case: string;
  };

  const id = opened.case;
  const entries = async () => (await laptop.ports.journal.read(id)).flatMap((item) => item.entries);
  const made: MadeLaptop = {
    ...laptop,
    case: id,
    sent,
    fold: () => load(laptop.ports.journal, id),
    entries,
    kinds: async () => (await entries()).map(({ kind }) => kind),
    all: async <K extends EntryKind>(kind: K) =>
      (await entries()).filter((entry): entry is EntryOf<K> & Entry => entry.kind === kind),
    steps: () => sent.map(({ step }) => step),
    days: async (count) => {
      const day = plusDays(laptop.now().slice(0, 10), count);
      await laptop.advance(count === 0 ? laptop.now() : momentOn(day, 21 * 60, ZONE));
    },
    until: async (kind, times = 1) => {
      for (let day = 0; day < 400; day++) {
        if ((await made.all(kind)).length >= times) return;
        await made.days(day === 0 ? 0 : 1);
      }
      throw new Error(`${kind} did not come ${times} times: ${(await made.kinds()).join(', ')}`);
    },
    pay: (payment, cents, more = {}) =>
      laptop.invoke('receive-payment', { case: id, payment, cents, on: laptop.now().slice(0, 10), ...more }),
    react: (outside, reaction) =>
      laptop.invoke('receive-reaction', { case: id, id: outside, channel: 'page', reaction }),
    close: (task, ruling) =>
      laptop.invoke('close-task', { case: id, task, ruling: { by: 'handler-1', ...ruling } }),
    task: async (what) => {
      const found = [...(await made.fold()).tasks.values()].find((one) => !one.closed && one.what === what);
      if (!found) throw new Error(`no open task ${what}`);
      return found.task;
    },
  };
  return made;
}

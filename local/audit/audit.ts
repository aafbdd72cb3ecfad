import type { Moment } from '../../core/calendar/moment.ts';
import { Entry } from '../../core/case/entry.ts';
import type { Channel } from '../../core/case/words.ts';
import { readAgreements } from './agreements.ts';
import { readAsking } from './asking.ts';
import { type Books, readBooks } from './books.ts';
import { type OutboxRow, readContacts } from './contacts.ts';
import { readCosts } from './costs.ts';
import { readInterest } from './interest.ts';
import { readStanding } from './journeys.ts';
import type { CreditorTerms } from './law/law.ts';
import { readLaw } from './law/of-case.ts';
import { readLawful } from './lawful.ts';
import { readNotices } from './notices.ts';
import { type KnownPerson, readAddressed, readPerson } from './people.ts';
import { readReceipts } from './receipts.ts';
import type { Report, RuleName } from './rules.ts';
import { readSequence } from './sequence.ts';
import { type Buffers, readSleep } from './sleep.ts';
import { readStatements } from './statements.ts';

/** A broken rule. `seq` is the entry at which it shows, 0 when the journal has no such entry. */
export interface Violation {
  /** The case, or the person when it shows in a person's journal. */
  case: string;
  seq: number;
  rule: RuleName;
  /** Numbers, days, ids and kinds; no personal data. */
  detail?: string;
}

export interface AuditInput {
  /** Every journal, its entries in the order in which they are stored. */
  journals: Iterable<{ case: string; entries: unknown[] }>;
  /** Every message that left. */
  outbox: Iterable<OutboxRow>;
  /** Every creditor whose cases are read: what it may charge, and by the law of which country. */
  creditors: Iterable<CreditorTerms>;
  /** Every person's journal; what is left out is not held against anybody. */
  persons?: Iterable<{ person: string; entries: unknown[] }>;
  /** The moment at which the books are read. */
  now: Moment;
  /** Days of grace; what is left out has its default. */
  buffers?: Partial<Buffers>;
}

/** Counted from the entries alone. Cents: charges are net of credits and withdrawals, `paid` of reversals. */
export interface Totals {
  cases: number;
  claims: number;
  entries: number;
  /** Entries `contact-sent`, by channel. */
  contacts: Record<Channel, number>;
  cents: ReturnType<Books['totals']>;
  /** Cases by outcome; an open case counts as `waiting`. Only outcomes that occur. */
  outcomes: Record<string, number>;
}

const defaultBuffers: Buffers = { sleepDays: 2, movedDays: 5, partPaymentDays: 14 };

/**
 * Reads the books of all cases again, independently: it shares the schema of the entries with the code that
 * decides, and nothing else. One pass over the entries; violations in the order of journals and entries.
 */
export function audit(input: AuditInput): { violations: Violation[]; totals: Totals } {
  const buffers = { ...defaultBuffers, ...input.buffers };
  const violations: Violation[] = [];
  const totals: Totals = {
    cases: 0,
    claims: 0,
    entries: 0,
    contacts: { email: 0, sms: 0, letter: 0 },
    cents: { principal: 0, interest: 0, costs: 0, paid: 0, waived: 0, outstanding: 0 },
    outcomes: {},
  };
  const outbox = byCase(input.outbox);
  const creditors = new Map(Array.from(input.creditors, (creditor) => [creditor.id, creditor]));
  const people = new Map<string, KnownPerson>();
  for (const { person, entries } of input.persons ?? []) {
    people.set(person, readPerson(entries, reporter(violations, person)));
  }

  for (const journal of input.journals) {
    const report = reporter(violations, journal.case);
    const result = auditCase(
      journal.entries,
      outbox.get(journal.case) ?? new Map(),
      people,
      creditors,
      report,
      input.now,
      buffers,
    );
    outbox.delete(journal.case);
    totals.cases += 1;
    totals.claims += result.claims;
    totals.entries += journal.entries.length;
    addInto(totals.contacts, result.contacts);
    addInto(totals.cents, result.cents);
    totals.outcomes[result.outcome] = (totals.outcomes[result.outcome] ?? 0) + 1;
  }
  for (const [id, contacts] of outbox) {
    for (const contact of contacts.keys()) reporter(violations, id)(0, 'outbox-without-claimed', contact);
  }
  return { violations, totals };
}

function auditCase(
  entries: readonly unknown[],
  outbox: ReadonlyMap<string, OutboxRow[]>,
  people: ReadonlyMap<string, KnownPerson>,
  creditors: ReadonlyMap<string, CreditorTerms>,
  report: Report,
  now: Moment,
  buffers: Buffers,
) {
  const toEntry = readSequence(report, Entry);
  const standing = readStanding(report);
  const books = readBooks(report);
  const law = readLaw(report, creditors);
  const contacts = readContacts(report, law);
  const statements = readStatements(report, books, contacts, standing);
  const agreements = readAgreements(report, books, contacts);
  const addressed = readAddressed(report, people, contacts);
  const asking = readAsking(report, books, contacts, standing);
  const notices = readNotices(report, law, books, contacts);
  const costs = readCosts(report, law, books, notices);
  const interest = readInterest(report, law, books, contacts, notices);
  const lawful = readLawful(report, law, books, contacts, notices);
  const receipts = readReceipts(report);
  const sleep = readSleep(report, books, standing, asking.holds, now, buffers);

  // The order matters: who only keeps facts reads first, who judges by them reads after.
  const readers: { read(entry: Entry): void }[] = [
    standing,
    books,
    law,
    contacts,
    statements,
    agreements,
    addressed,
    asking,
    notices,
    costs,
    interest,
    lawful,
    receipts,
    sleep,
  ];
  for (const raw of entries) {
    const entry = toEntry(raw);
    if (!entry) continue;
    statements.beforeEntry(entry);
    for (const reader of readers) reader.read(entry);
  }
  contacts.end(outbox);
  statements.end();
  costs.end();
  sleep.end();
  return {
    claims: books.claims.size,
    contacts: contacts.sentByChannel,
    cents: books.totals(),
    outcome: standing.outcome ?? 'waiting',
  };
}

function reporter(violations: Violation[], id: string): Report {
  return (seq, rule, detail) => {
    violations.push(detail === undefined ? { case: id, seq, rule } : { case: id, seq, rule, detail });
  };
}

function byCase(rows: Iterable<OutboxRow>): Map<string, Map<string, OutboxRow[]>> {
  const cases = new Map<string, Map<string, OutboxRow[]>>();
  for (const row of rows) {
    const contacts = cases.get(row.case) ?? new Map<string, OutboxRow[]>();
    cases.set(row.case, contacts);
    const known = contacts.get(row.contact);
    if (known) known.push(row);
    else contacts.set(row.contact, [row]);
  }
  return cases;
}

function addInto<K extends string>(sums: Record<K, number>, more: Record<K, number>): void {
  for (const key of Object.keys(more) as K[]) sums[key] += more[key];
}

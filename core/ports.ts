import type { Day, Moment } from './calendar/moment.ts';
import type { Case } from './case/case.ts';
import type { ClaimRow, RawRow, RejectedRow } from './case/claim-row.ts';
import type { CompleteMap } from './case/column-map.ts';
import type { Entry, EntryKind } from './case/entry.ts';
import type { Item } from './case/fold.ts';
import type { LinkSecrets } from './case/ids.ts';
import type { Channel } from './case/words.ts';
import type { Creditor } from './creditor/creditor.ts';
import type { Addressee, Message } from './message/message.ts';
import type { Page } from './page/page.ts';
import type { Person } from './person/person.ts';
import type { PersonEntry } from './person/person-entry.ts';
import type { CaseTarget } from './score/case-rows.ts';
import type { Model } from './score/glass-box/model.ts';
import type { WatchReport } from './score/watch-report.ts';
import type { Manner, Reading } from './segment/groups.ts';

/**
 * What the core needs of the world, as types only. Whoever assembles the ports (a Lambda's index, the laptop)
 * chooses the technology; handlers and core never know which.
 */
export interface Ports {
  clock: Clock;
  journal: CaseJournal;
  persons: PersonJournal;
  people: People;
  creditors: Creditors;
  bus: Bus;
  tokens: Tokens;
  machines: Machines;
  schedules: Schedules;
  channels: Channels;
  writer: Writer;
  lists: Lists;
  files: Files;
  pages: Pages;
  tries: Tries;
  payments: Payments;
  uploads: Uploads;
  requests: Requests;
  deliveries: Deliveries;
  web: Web;
  archive: Archive;
  erasures: Erasures;
  models: Models;
  /** Secrets of this installation, never stored or logged. */
  secrets: Secrets;
}

export interface Secrets {
  /** For case and person ids. Another one makes other ids: it can never be changed. */
  ids: string;
  /** For pay links. Taking one out ends all links that it made. */
  links: LinkSecrets;
  /** Keys with which creditors' systems sign what they ask of us. */
  api: readonly ApiKey[];
  /** For the webhooks that we send; each creditor's own key is made from them. All of them sign, so that one can be changed without a gap. */
  hooks: LinkSecrets;
}

/** A key of a creditor's system. Two keys of one creditor can stand side by side while one is changed for the other. */
export interface ApiKey {
  /** Its public name, which each request says. */
  key: string;
  creditor: string;
  secret: string;
}

export interface Clock {
  now(): Moment;
}

/** Append-only entries, one stream a case (or person), and what they add up to. */
export interface Journal<E, State> {
  /**
   * Items of a stream, oldest first; strongly consistent.
   *
   * @param after only items whose first entry has a higher number than this: the last one that is known already
   */
  read(stream: string, after?: number): Promise<readonly Item<E>[]>;
  /**
   * One conditional put: `taken` when an item with this stream and sequence number exists already. A put that is
   * refused because an unseen try of this very call had succeeded is `appended`: the adapter marks its calls and
   * looks, or the caller would think that somebody else had done its work.
   */
  append(item: Item<E>): Promise<'appended' | 'taken'>;
  /** What streams added up to when they were last read or written; absent where nothing is kept. Never changed, only replaced. */
  kept?: { get(stream: string): State | undefined; set(stream: string, state: State): unknown };
}

export type CaseJournal = Journal<Entry, Case>;
export type PersonJournal = Journal<PersonEntry, Person>;

/** Personal data, apart from the facts. Erasing a person deletes it and leaves the books in balance. */
export interface People {
  get(person: string): Promise<Addressee | undefined>;
  put(person: string, details: Addressee): Promise<void>;
  /** Deletes the data key, and with it all that was put before this moment. Again it changes nothing. */
  erase(person: string, before: Moment): Promise<void>;
}

/**
 * Who was erased, kept apart from everything that can be restored: after a restore each is erased again, or a backup
 * would bring them back.
 */
export interface Erasures {
  note(erasure: Erasure): Promise<void>;
  all(): AsyncIterable<Erasure>;
}

export interface Erasure {
  person: string;
  at: Moment;
}

export interface Creditors {
  /** The creditor and its policy; throws UnknownCreditor. */
  get(id: string): Promise<Creditor>;
  /** True while a stop order stands for this creditor or for everything. Read before every send. */
  stopped(id: string): Promise<boolean>;
  /** Sets a creditor's policy, or adds a creditor. */
  put(creditor: Creditor): Promise<void>;
  /** Sets a stop order for a creditor, or for everything (`*`), or lifts it. */
  stop(id: string, stands: boolean): Promise<void>;
  /** The day through which a creditor has told us all payments; undefined when it never said. */
  booksThrough(id: string): Promise<Day | undefined>;
  /** Notes that a creditor has told all payments through a day. An earlier day than before puts right what was not so. */
  noteBooks(id: string, through: Day): Promise<void>;
  /** Ids of all creditors, in no order. */
  all(): Promise<string[]>;
}

/** A model that was learnt, and what was found when it was set against the one that scored then. */
export interface KeptModel {
  model: Model;
  report: WatchReport;
}

/** Models of creditors, each by its hash, and which one scores. None is ever changed or deleted. */
export interface Models {
  /**
   * The model that scores: may be some minutes old, and costs a scored case no read. Undefined before one was promoted, and
   * for one that this version cannot use: that is logged, and the cold start scores.
   */
  champion(creditor: string, target: CaseTarget): Promise<Model | undefined>;
  /** Keeps a model that was learnt; again it changes nothing. */
  put(creditor: string, target: CaseTarget, kept: KeptModel): Promise<void>;
  get(creditor: string, target: CaseTarget, hash: string): Promise<KeptModel | undefined>;
  /**
   * From now on this one scores; undefined: none that was learnt, as before the first.
   *
   * @throws UnknownModel when it was never kept, or this version cannot use it
   */
  promote(creditor: string, target: CaseTarget, hash: string | undefined): Promise<void>;
}

/** What was written to a journal, told to whoever listens. Never personal data, never contents. */
export interface Written {
  case: string;
  /** Sequence number of the last entry written. */
  seq: number;
  kinds: EntryKind[];
}

/** Tells each listener at least once, in any order. */
export interface Bus {
  publish(events: readonly Written[]): Promise<void>;
}

/**
 * Task tokens of open waits. A token is put before the append that opens its wait. The journey is part of the key: an
 * old journey's execution that was held up must not put its token in the place of a newer one's.
 */
export interface Tokens {
  put(place: WaitPlace, token: string): Promise<void>;
  get(place: WaitPlace): Promise<string | undefined>;
}

export interface WaitPlace {
  case: string;
  journey: number;
  wait: number;
}

export interface Machines {
  /**
   * Starts an execution. The same name again starts nothing, whatever the input, and answers `exists`; whoever asks again
   * within a minute may hear `started`, because the answer to its first try may have been lost. A name may be used anew
   * 90 days after its execution ended.
   */
  start(machine: string, name: string, input: unknown): Promise<'started' | 'exists'>;
  /** Completes a waiting task; `gone` when the token was used or timed out. */
  succeed(token: string, output: unknown): Promise<'accepted' | 'gone'>;
}

/**
 * One-time schedules; a moment that has gone by is done at once. A name stands for one call: function and input are
 * always the same under it. Setting it again moves it, or lets the function be called at both moments: whoever is called
 * bears to be called early, late and twice.
 */
export interface Schedules {
  set(schedule: { name: string; at: Moment; function: string; input: unknown }): Promise<void>;
}

/**
 * A provider's answer. Silence (an error, a time-out) is no answer: the caller must not try again. `ours`: it refuses
 * everything of ours just now, so the address is not to blame.
 */
export type Handed = { accepted: string } | { refused: string; ours?: true };

/** A message whose addressee has no address for its channel is refused (`no-address`) and goes nowhere. */
export type Channels = Record<Channel, (message: Message) => Promise<Handed>>;

/** Chooses the words: an approved variant for a step. Sees no personal data. */
export interface Writer {
  choose(
    brief: Brief,
  ): Promise<{ variant: string; model: string; options: { option: string; probability: number }[] }>;
}

export interface Brief extends Manner {
  step: Message['step'];
  channel: Channel;
  language: Message['language'];
  profile?: Message['profile'];
  /** How hard the text may be. Where none is so easy, the usual one of the step stands: a harder one is never chosen. */
  reading: Reading;
}

/** One row a case, kept from the journal: what to look at next, and when. */
export interface ListRow {
  case: string;
  seq: number;
  creditor: string;
  state: 'open' | 'closed';
  /** The next moment at which something should happen; absent when nothing is expected. */
  next?: Moment;
}

/** A row as lists give it. */
export type Listed = Omit<ListRow, 'seq'>;

export interface Lists {
  /**
   * Writes the row if its `seq` is higher than the one kept, and it says anything else than that row.
   *
   * @returns whether it may have been written. Then the caller must look at the journal again: a writer with a newer row may
   * have found that the row as it was said the same as its own, and have written nothing
   */
  put(row: ListRow): Promise<boolean>;
  /** Cases whose next moment lies before `moment`, oldest first; closed ones too, while a message or refund is owed. */
  overdue(moment: Moment): Promise<Listed[]>;
  /**
   * Cases of one creditor in one state, page by page, in no order that means anything. A case whose row changes while
   * somebody pages can come twice, or not at all: whoever needs all of them reads the pages first and then the cases.
   *
   * @param after where the page before ended: its `next`, which is absent after the last page
   */
  ofCreditor(
    creditor: string,
    state: ListRow['state'],
    page: { after?: string; limit: number },
  ): Promise<{ rows: Listed[]; next?: string }>;
}

/** Files of claims on their way in. Everything may be done again: what is there already stays as it is. */
export interface Files {
  rows(file: string): AsyncIterable<RawRow | RejectedRow>;
  /** How a file is to be read: its complete column map, or why it cannot be read at all. */
  open(file: string): Promise<{ map: CompleteMap } | { rejected: RejectedRow[] }>;
  /** About how many rows a file has, without reading them; the same each time. */
  size(file: string): Promise<number>;
  /** Adds rows to parts of a file. A row that is there already stays as it is. */
  putParts(file: string, rows: readonly (NumberedClaimRow & { part: number })[]): Promise<void>;
  /** The rows of a part, in the order of the file. */
  part(file: string, part: number): Promise<readonly NumberedClaimRow[]>;
  /**
   * Notes which debtor has which invoice number in a file, earlier rows first. Answers the rows whose number another
   * debtor has already: row → the row that had it first.
   */
  noteInvoices(
    file: string,
    rows: readonly { row: number; invoice: string; debtor: string }[],
  ): Promise<ReadonlyMap<number, number>>;
  /** Rows that could not be taken; the same row and field again changes nothing. */
  reject(file: string, rows: readonly RejectedRow[]): Promise<void>;
  /** Notes that a file was read, and into which parts it went. */
  noteRead(file: string, read: FileRead): Promise<void>;
  /** Notes what came of a part. */
  notePart(file: string, part: number, total: PartTotal): Promise<void>;
}

export interface FileRead {
  /** Rows after the header. */
  rows: number;
  parts: readonly number[];
}

/** Claims of a part by what became of them, and the cases that were opened. */
export interface PartTotal {
  opened: number;
  added: number;
  known: number;
  small: number;
  rejected: number;
}

/** Files that creditors' systems bring, as their senders follow them. */
export interface Uploads {
  /**
   * Prepares the place for a file and says how to bring it there: one PUT with these headers. The same name again
   * gives a way to the same place.
   */
  expect(upload: { file: string; creditor: string; columns: unknown }): Promise<{
    url: string;
    headers: Record<string, string>;
    until: Moment;
  }>;
  /** What has become of a file; undefined when none of that name was ever expected. */
  get(file: string): Promise<Upload | undefined>;
  /** Rows that could not be taken, in the order of the file. */
  rejected(file: string, page: { after?: number; limit: number }): Promise<RejectedRow[]>;
}

export interface Upload {
  file: string;
  creditor: string;
  /** `expected`: nothing came yet. `read`: its parts are being opened. */
  state: 'expected' | 'arrived' | 'read' | 'done';
  /** Rows after the header, once it was read. */
  rows?: number;
  total: PartTotal;
}

/** Which request came first under an idempotency key. What is kept can fade after some days. */
export interface Requests {
  /** Keeps a request's fingerprint unless one is kept under this name, and gives the one that is, in one step. */
  first(name: string, fingerprint: string): Promise<string>;
}

/** Something told to a creditor's system, until it has taken it. Holds no personal data. */
export interface Delivery {
  /** The same for every try: by it the receiver knows what came twice. */
  id: string;
  creditor: string;
  /** The body, as it is signed and sent. */
  body: string;
  at: Moment;
  state: 'waiting' | 'delivered' | 'dead';
  /** Each try: when, and the status or the name of what went wrong. */
  tries: { at: Moment; status: number | string }[];
}

export interface Deliveries {
  /** Keeps a delivery unless one with its id is kept; gives the one that is. */
  begin(delivery: Delivery): Promise<Delivery>;
  put(delivery: Delivery): Promise<void>;
  get(creditor: string, id: string): Promise<Delivery | undefined>;
  /** Newest first. A page can be shorter than asked; `next` is absent after the last. */
  of(
    creditor: string,
    page: { state?: Delivery['state']; after?: string; limit: number },
  ): Promise<{ deliveries: Delivery[]; next?: string }>;
}

/** Requests to somebody else's server. Any status is an answer, one that leads elsewhere too; throws when there is none. */
export interface Web {
  /** @throws ForbiddenAddress for an address that holds a password, or is where nobody may be called from here */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<{ status: number }>;
}

/** Files that we make for creditors. */
export interface Archive {
  /** Writes a file piece by piece; it is there when all of it is written. */
  write(name: string, type: string, pieces: AsyncIterable<string>): Promise<void>;
  /** How to fetch it, for a short while; undefined while it is not there. */
  link(name: string): Promise<{ url: string; until: Moment } | undefined>;
}

/** A validated row and the line of the file it came from. */
export interface NumberedClaimRow {
  row: number;
  claim: ClaimRow;
}

/** The debtor's page in words and layout. */
export interface Pages {
  /**
   * @returns HTML that loads nothing from elsewhere and needs no script, and the one source of styles that its
   * Content-Security-Policy must allow (a hash)
   */
  render(page: Page): Promise<{ html: string; styles: string }>;
}

/** Tries at a question, counted so that guessing does not help. What is kept can fade after a day. */
export interface Tries {
  /** Counts one more under a name and gives how many there are with it, in one step. */
  add(name: string): Promise<number>;
  /** Takes one back. */
  takeBack(name: string): Promise<void>;
}

/** A payment that somebody wants to make at a provider. */
export interface PaymentWish {
  /** Our id for it: the same wish again is the same payment. */
  id: string;
  case: string;
  cents: number;
  currency: string;
  /** The day on which the payer was shown the amount. */
  shownOn: Day;
  /** Payment reference, and words for the payer's statement: both without personal data. */
  reference: string;
  description: string;
  /** Whose account it goes to. */
  to: string;
  /** Where the payer is led afterwards, whatever came of it. */
  returnTo: string;
}

export interface BegunPayment {
  case: string;
  cents: number;
  state: 'open' | 'paid' | 'cancelled' | 'failed';
  /** Its id in the journal, once it is booked. */
  payment: string;
}

/** What a provider told, proven to be its own. `nothing`: it moves no money. */
export type PaymentNews =
  | { told: 'nothing' }
  | ({ told: 'paid'; shownOn?: Day } & MoneyNews)
  | ({ told: 'reversed'; reason: string } & MoneyNews);

interface MoneyNews {
  case: string;
  payment: string;
  cents: number;
  currency: string;
  /** Value date. */
  on: Day;
}

/** A provider through which debtors pay. */
export interface Payments {
  /** Its name in the address of its webhook. */
  provider: string;
  /** There is no provider: debtors can only transfer money themselves, and nothing is ever begun. */
  transfersOnly?: true;
  /** Where its own pages are, as a source for a Content-Security-Policy: forms are led on to them. */
  pagesAt: string;
  /** Begins a payment, or finds the one that was begun with this id; one that was cancelled or failed begins anew. */
  begin(wish: PaymentWish): Promise<{ url: string }>;
  /** What has become of the payment that was begun with an id of ours. */
  find(id: string): Promise<BegunPayment | undefined>;
  /**
   * Reads a webhook: who says it, whether it is new enough, what it says.
   *
   * @param headers names in small letters
   * @param body as it came, byte for byte
   */
  read(
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<PaymentNews | { refused: 'signature' | 'too-old' | 'malformed' }>;
}

/** Payments that were begun at the pretend bank, each a line of text, and which is the newest under an id of ours. */
export interface BankStore {
  /**
   * Keeps a payment as the newest under an id of ours, in one step, unless somebody else has put another there.
   *
   * @param after the newest as far as the caller knows
   * @returns the newest now: this one, or that of whoever came first
   */
  begin(ours: string, after: string | undefined, payment: string, record: string): Promise<string>;
  put(payment: string, record: string): Promise<void>;
  get(payment: string): Promise<string | undefined>;
  newest(ours: string): Promise<string | undefined>;
}

import type { Day, Moment } from '../../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../../core/case/entry.ts';
import { type Channel, type Purpose, purposeOf, type Step } from '../../core/case/words.ts';
import { dayOf } from './calendar.ts';
import type { CaseLaw } from './law/of-case.ts';
import type { Report } from './rules.ts';

/** One message that left, as the doubles or providers keep it beside the journal. */
export interface OutboxRow {
  contact: string;
  case: string;
  channel: string;
  at: string;
}

/** What the journal says of one contact. */
export interface Contact {
  written?: EntryOf<'contact-written'>;
  claimed?: { seq: number; at: Moment };
  sent?: { seq: number; channel: Channel; on: Day };
  /** First day on which delivery was proven. */
  deliveredOn?: Day;
  /** It came back, and was not delivered after that. */
  failed: boolean;
}

/** All contacts of a case so far. Read by the other checks. */
export interface Contacts {
  read(entry: Entry): void;
  end(outbox: ReadonlyMap<string, OutboxRow[]>): void;
  get(contact: string): Contact | undefined;
  /** True for the first entry that commits to sending: the claim, or a sending that nobody claimed. */
  isCommitment(entry: Entry): entry is EntryOf<'contact-claimed'> | EntryOf<'contact-sent'>;
  /** Asks that name a pay-by day. */
  readonly reminders: readonly Contact[];
  readonly sentByChannel: Record<Channel, number>;
}

/** Whether a message collects or gives notice, by its step as well as by what it calls itself. */
export function asks(message: { step: Step; purpose: Purpose }): boolean {
  const collects = (purpose: Purpose) => purpose === 'ask' || purpose === 'notice';
  return collects(message.purpose) || collects(purposeOf[message.step]);
}

export function readContacts(report: Report, law: CaseLaw): Contacts {
  const contacts = new Map<string, Contact>();
  const reminders: Contact[] = [];
  const outsideWindow = new Set<string>();
  const sentByChannel: Record<Channel, number> = { email: 0, sms: 0, letter: 0 };
  let commitment: number | undefined;

  function contactOf(id: string): Contact {
    const known = contacts.get(id);
    if (known) return known;
    const contact: Contact = { failed: false };
    contacts.set(id, contact);
    return contact;
  }

  function checkWindow(entry: EntryOf<'contact-claimed'> | EntryOf<'contact-sent'>): void {
    if (outsideWindow.has(entry.contact) || law.mayApproach(entry.at)) return;
    outsideWindow.add(entry.contact);
    report(entry.seq, 'outside-contact-window', entry.at);
  }

  function readWritten(entry: EntryOf<'contact-written'>): void {
    const contact = contactOf(entry.contact);
    if (contact.written) report(entry.seq, 'contact-written-twice');
    if (entry.purpose !== purposeOf[entry.step])
      report(entry.seq, 'contact-differs', `${entry.step}: ${entry.purpose}`);
    contact.written = entry;
    if (purposeOf[entry.step] === 'ask' && entry.payBy !== undefined) reminders.push(contact);
  }

  function readClaimed(entry: EntryOf<'contact-claimed'>): void {
    const contact = contactOf(entry.contact);
    if (!contact.written) report(entry.seq, 'claimed-without-written');
    if (contact.claimed) report(entry.seq, 'contact-claimed-twice');
    else {
      contact.claimed = { seq: entry.seq, at: entry.at };
      commitment = entry.seq;
    }
    checkWindow(entry);
  }

  function readSent(entry: EntryOf<'contact-sent'>): void {
    const contact = contactOf(entry.contact);
    if (contact.sent) report(entry.seq, 'contact-sent-twice');
    if (!contact.claimed) {
      report(entry.seq, 'sent-without-claimed');
      if (!contact.sent) commitment = entry.seq;
    }
    const { written } = contact;
    if (
      written &&
      (written.step !== entry.step || written.purpose !== entry.purpose || written.channel !== entry.channel)
    ) {
      report(entry.seq, 'contact-differs', `${entry.step}, ${entry.purpose}, ${entry.channel}`);
    }
    contact.sent ??= { seq: entry.seq, channel: entry.channel, on: entry.on ?? dayOf(entry.at) };
    sentByChannel[entry.channel] += 1;
    checkWindow(entry);
  }

  function readFeedback(entry: Entry): void {
    switch (entry.kind) {
      case 'contact-delivered':
      case 'contact-bounced':
      case 'contact-returned':
      case 'contact-opened':
      case 'contact-clicked': {
        const contact = contactOf(entry.contact);
        if (!contact.claimed) report(entry.seq, 'feedback-without-claimed', entry.kind);
        if (entry.kind === 'contact-delivered') {
          contact.deliveredOn ??= entry.on ?? dayOf(entry.at);
          contact.failed = false;
        }
        if (entry.kind === 'contact-bounced' || entry.kind === 'contact-returned') contact.failed = true;
      }
    }
  }

  function checkOutbox(id: string, contact: Contact, rows: readonly OutboxRow[]): void {
    const seq = contact.sent?.seq ?? contact.claimed?.seq ?? contact.written?.seq ?? 0;
    if (rows.length > 1) report(seq, 'outbox-row-twice', id);
    if (rows.length > 0 && !contact.claimed && !contact.sent) report(seq, 'outbox-without-claimed', id);
    if (rows.length === 0 && contact.sent) report(seq, 'sent-without-outbox', id);
    const channel = contact.sent?.channel ?? contact.written?.channel;
    const other = rows.find((row) => channel !== undefined && row.channel !== channel);
    if (other) report(seq, 'outbox-channel-differs', `${other.channel} for ${channel}`);
  }

  return {
    read(entry) {
      if (entry.kind === 'contact-written') readWritten(entry);
      if (entry.kind === 'contact-claimed') readClaimed(entry);
      if (entry.kind === 'contact-sent') readSent(entry);
      readFeedback(entry);
    },
    end(outbox) {
      for (const [id, contact] of contacts) checkOutbox(id, contact, outbox.get(id) ?? []);
      for (const [id, rows] of outbox) if (!contacts.has(id)) checkOutbox(id, { failed: false }, rows);
    },
    get: (id) => contacts.get(id),
    isCommitment: (entry): entry is EntryOf<'contact-claimed'> | EntryOf<'contact-sent'> =>
      (entry.kind === 'contact-claimed' || entry.kind === 'contact-sent') && entry.seq === commitment,
    reminders,
    sentByChannel,
  };
}

import type { Day } from '../../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../../core/case/entry.ts';
import { purposeOf } from '../../core/case/words.ts';
import type { Books } from './books.ts';
import { dayOf, daysLater, later, presumedDelivery } from './calendar.ts';
import type { Contact, Contacts } from './contacts.ts';
import { defaultDay } from './in-default.ts';
import type { Report } from './rules.ts';
import { scale, scaleWithVat } from './scale.ts';

const FREE_DAYS = 14;

/** A notice that was served, with the days that count: the recorded ones, or lawful ones where those are later. */
export interface ServedNotice {
  readonly claims: ReadonlySet<string>;
  /** Announced, VAT included. */
  readonly costs: number;
  readonly withVat: boolean;
  readonly lastFreeDay: Day;
  readonly costsFrom: Day;
}

/** Checks the free 14-day notice. */
export interface Notices {
  read(entry: Entry): void;
  /** The notice, while it was served, is not void and did not come back. */
  standing(contact: string): ServedNotice | undefined;
}

export function readNotices(report: Report, books: Books, contacts: Contacts, bufferDays: number): Notices {
  const served = new Map<string, ServedNotice>();
  const voided = new Set<string>();

  function checkWritten(entry: EntryOf<'contact-written'>): void {
    const isNotice = purposeOf[entry.step] === 'notice' || entry.purpose === 'notice';
    if (!isNotice && !entry.notice) return;
    if (entry.channel === 'sms') report(entry.seq, 'notice-by-sms');
    if (!entry.notice) {
      report(entry.seq, 'notice-without-terms');
      return;
    }
    let principal = 0;
    for (const id of new Set(entry.notice.claims)) {
      const sums = books.claims.get(id)?.buckets.principal;
      if (sums) principal += sums.charged - sums.paid - sums.waived;
    }
    const most = entry.notice.vat > 0 ? scaleWithVat(principal) : scale(principal);
    if (entry.notice.costs > most) {
      report(entry.seq, 'notice-announces-too-much', `${entry.notice.costs} above ${most}`);
    }
  }

  function checkDefault(seq: number, day: Day, written: EntryOf<'contact-written'> | undefined): void {
    for (const id of written?.notice?.claims ?? []) {
      const claim = books.claims.get(id);
      if (!claim) continue;
      const from = defaultDay(claim, contacts);
      if (from === undefined || day < from)
        report(seq, 'notice-before-default', from ?? 'no term has been set');
    }
  }

  /** The first day on which a contact may count as delivered, or nothing when it may not at all. */
  function deliveredFrom(contact: Contact | undefined): Day | undefined {
    if (!contact?.sent || contact.failed) return undefined;
    return contact.sent.channel === 'letter' ? presumedDelivery(contact.sent.on) : contact.deliveredOn;
  }

  function readServed(entry: EntryOf<'notice-served'>): void {
    const contact = contacts.get(entry.contact);
    const written = contact?.written?.notice;
    const delivered = deliveredFrom(contact);
    if (!written || delivered === undefined || voided.has(entry.contact) || served.has(entry.contact)) {
      report(entry.seq, 'notice-served-wrongly');
    }
    if (
      written &&
      (entry.costs !== written.costs || !entry.claims.every((id) => written.claims.includes(id)))
    ) {
      report(entry.seq, 'notice-served-differs');
    }
    const deliveredOn = later(entry.deliveredOn, delivered ?? '');
    const lastFreeDay = later(entry.lastFreeDay, daysLater(deliveredOn, FREE_DAYS));
    const costsFrom = later(entry.costsFrom, daysLater(lastFreeDay, 1 + bufferDays));
    if (
      deliveredOn !== entry.deliveredOn ||
      lastFreeDay !== entry.lastFreeDay ||
      costsFrom !== entry.costsFrom
    ) {
      report(entry.seq, 'notice-term-too-short', `${deliveredOn}, ${lastFreeDay}, ${costsFrom}`);
    }
    served.set(entry.contact, {
      claims: new Set(entry.claims),
      costs: entry.costs,
      withVat: (written?.vat ?? 0) > 0,
      lastFreeDay,
      costsFrom,
    });
  }

  return {
    read(entry) {
      if (entry.kind === 'contact-written') checkWritten(entry);
      if (contacts.isCommitment(entry)) {
        checkDefault(entry.seq, dayOf(entry.at), contacts.get(entry.contact)?.written);
      }
      if (entry.kind === 'notice-served') readServed(entry);
      if (entry.kind === 'notice-void') voided.add(entry.contact);
    },
    standing(contact) {
      if (voided.has(contact) || contacts.get(contact)?.failed) return undefined;
      return served.get(contact);
    },
  };
}

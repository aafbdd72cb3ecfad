import type { Day } from '../../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../../core/case/entry.ts';
import { purposeOf } from '../../core/case/words.ts';
import type { Books } from './books.ts';
import { dayOf, daysLater, later } from './calendar.ts';
import type { Contact, Contacts } from './contacts.ts';
import { remindedUntil } from './in-default.ts';
import type { NoticeDays } from './law/law.ts';
import type { CaseLaw } from './law/of-case.ts';
import type { Report } from './rules.ts';

/** A notice that was served, with the days that count: the recorded ones, or lawful ones where those are later. */
export interface ServedNotice {
  readonly claims: ReadonlySet<string>;
  /** Announced, VAT included. */
  readonly costs: number;
  readonly withVat: boolean;
  readonly deliveredOn: Day;
  readonly lastFreeDay: Day;
  readonly costsFrom: Day;
}

/** Checks the free notice. */
export interface Notices {
  read(entry: Entry): void;
  /** The notice, while it was served, is not void and did not come back. */
  standing(contact: string): ServedNotice | undefined;
  /** All notices that stand, by contact, in the order in which they were served. */
  all(): ReadonlyMap<string, ServedNotice>;
}

export function readNotices(report: Report, law: CaseLaw, books: Books, contacts: Contacts): Notices {
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
    const most = law.mostCosts(principal, entry.notice.vat > 0);
    if (entry.notice.costs > most) {
      report(entry.seq, 'notice-announces-too-much', `${entry.notice.costs} above ${most}`);
    }
  }

  function checkDefault(seq: number, day: Day, written: EntryOf<'contact-written'> | undefined): void {
    for (const id of written?.notice?.claims ?? []) {
      const claim = books.claims.get(id);
      if (!claim) continue;
      const from = law.defaultDay(claim.added, remindedUntil(id, contacts));
      if (from === undefined || day < from)
        report(seq, 'notice-before-default', from ?? 'no term has been set');
    }
  }

  /** The earliest days that a notice may have, or nothing when it may not count as delivered at all. */
  function lawfulDays(contact: Contact | undefined, deliveredOn: Day): NoticeDays | undefined {
    if (!contact?.sent || contact.failed) return undefined;
    const { channel, on } = contact.sent;
    if (channel === 'letter') return law.noticeDays('letter', on, deliveredOn);
    return contact.deliveredOn === undefined
      ? undefined
      : law.noticeDays('email', contact.deliveredOn, deliveredOn);
  }

  function readServed(entry: EntryOf<'notice-served'>): void {
    const contact = contacts.get(entry.contact);
    const written = contact?.written?.notice;
    const lawful = lawfulDays(contact, entry.deliveredOn);
    if (!written || lawful === undefined || voided.has(entry.contact) || served.has(entry.contact)) {
      report(entry.seq, 'notice-served-wrongly');
    }
    if (
      written &&
      (entry.costs !== written.costs || !entry.claims.every((id) => written.claims.includes(id)))
    ) {
      report(entry.seq, 'notice-served-differs');
    }
    const deliveredOn = later(entry.deliveredOn, lawful?.deliveredOn ?? '');
    const lastFreeDay = later(entry.lastFreeDay, lawful?.lastFreeDay ?? '');
    const costsFrom = later(later(entry.costsFrom, lawful?.costsFrom ?? ''), daysLater(lastFreeDay, 1));
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
      deliveredOn,
      lastFreeDay,
      costsFrom,
    });
  }

  function standing(contact: string): ServedNotice | undefined {
    if (voided.has(contact) || contacts.get(contact)?.failed) return undefined;
    return served.get(contact);
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
    standing,
    all: () => new Map([...served].filter(([contact]) => standing(contact) !== undefined)),
  };
}

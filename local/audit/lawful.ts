import type { Day } from '../../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../../core/case/entry.ts';
import { type Books, outstandingOf } from './books.ts';
import { dayOf } from './calendar.ts';
import { asks, type Contact, type Contacts } from './contacts.ts';
import type { Interruption } from './law/law.ts';
import type { CaseLaw } from './law/of-case.ts';
import type { Notices } from './notices.ts';
import type { Report } from './rules.ts';

/** Checks that whoever is asked may be asked by law: it is known who they are, and the claim has not lapsed. */
export interface Lawful {
  read(entry: Entry): void;
}

export function readLawful(
  report: Report,
  law: CaseLaw,
  books: Books,
  contacts: Contacts,
  notices: Notices,
): Lawful {
  const acknowledged: Day[] = [];
  let runs = false;
  const letters = new Map<string, EntryOf<'contact-written'>>();

  /**
   * What started the term of a claim again: notices and letters written for it that reached the debtor, and what they
   * promised or agreed. Nobody can prove that an ordinary reminder did.
   */
  function interruptions(claim: string): Interruption[] {
    const found: Interruption[] = acknowledged.map((on) => ({ on, how: 'acknowledgement' }));
    for (const notice of notices.all().values()) {
      if (notice.claims.has(claim)) found.push({ on: notice.deliveredOn, how: 'demand' });
    }
    for (const [contact, { stated = [] }] of letters) {
      const on = arrivedOn(contacts.get(contact));
      if (on !== undefined && stated.some((line) => line.claim === claim)) found.push({ on, how: 'demand' });
    }
    return found;
  }

  /** What the debtor asked for, promised, or paid under a plan; not what somebody else agreed for them. */
  function acknowledges(entry: Entry): boolean {
    if (entry.kind === 'plan-agreed') return entry.by === 'policy';
    return entry.kind === 'promise-made' || (entry.kind === 'payment-received' && runs);
  }

  /** A letter that did not come back is presumed to have arrived; of an e-mail it must be proven. */
  function arrivedOn(contact: Contact | undefined): Day | undefined {
    if (!contact?.sent || contact.failed) return undefined;
    const { channel, on } = contact.sent;
    return channel === 'letter' ? law.noticeDays('letter', on, '').deliveredOn : contact.deliveredOn;
  }

  /** The claims that a message asks for: those it states or gives notice for, otherwise all. */
  function asked(written: EntryOf<'contact-written'> | undefined): Set<string> {
    const named = [...(written?.stated ?? []).map(({ claim }) => claim), ...(written?.notice?.claims ?? [])];
    return new Set(named.length > 0 ? named : books.claims.keys());
  }

  function check(seq: number, day: Day, written: EntryOf<'contact-written'> | undefined): void {
    if (law.debtor === 'unknown') report(seq, 'asked-unknown-person');
    if (!law.known) report(seq, 'asked-without-law');
    for (const id of asked(written)) {
      const claim = books.claims.get(id);
      if (!claim || outstandingOf(claim) <= 0) continue;
      const barred = law.barredFrom(claim.added, interruptions(id));
      if (barred !== undefined && barred <= day) report(seq, 'asked-time-barred', `since ${barred}`);
    }
  }

  return {
    read(entry) {
      if (entry.kind === 'plan-agreed') runs = true;
      if (entry.kind === 'plan-broken' || entry.kind === 'plan-completed') runs = false;
      if (acknowledges(entry)) acknowledged.push(entry.on ?? dayOf(entry.at));
      if (entry.kind === 'contact-written' && entry.step === 'interruption')
        letters.set(entry.contact, entry);
      if (!contacts.isCommitment(entry)) return;
      const written = contacts.get(entry.contact)?.written;
      const message = entry.kind === 'contact-sent' ? entry : written;
      if (message && asks(message)) check(entry.seq, dayOf(entry.at), written);
    },
  };
}

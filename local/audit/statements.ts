import type { Entry, EntryOf } from '../../core/case/entry.ts';
import { type Books, outstandingOf } from './books.ts';
import { asks, type Contacts } from './contacts.ts';
import type { Standing } from './journeys.ts';
import type { Report } from './rules.ts';

/** Checks what is told about the books: amounts stated in messages, and the claim that a case is over. */
export interface Statements {
  /** To be called before the other checks read the entry: a closing is judged when all of its moment is booked. */
  beforeEntry(entry: Entry): void;
  read(entry: Entry): void;
  end(): void;
}

export function readStatements(
  report: Report,
  books: Books,
  contacts: Contacts,
  standing: Standing,
): Statements {
  let closing: { seq: number; at: string } | undefined;
  let lastSeq = 0;
  let alarmed = false;

  function checkClosed(seq: number): void {
    const { outcome } = standing;
    if (outcome === undefined || outcome === 'handed-over' || books.outstanding() === 0 || alarmed) return;
    alarmed = true;
    report(seq, 'closed-with-outstanding', `${outcome}: ${books.outstanding()}`);
  }

  /**
   * Judged when the message is committed to sending, not when it is written: interest charged or amounts waived
   * in the same append may stand before or after the writing.
   */
  function checkStated(seq: number, written: EntryOf<'contact-written'>): void {
    let stated = 0;
    for (const line of written.stated ?? []) {
      const claim = books.claims.get(line.claim);
      if (!claim) continue;
      const { principal, interest, costs } = claim.buckets;
      // The line has no word for what was waived; either it is taken off the charges or it shows as a gap.
      const gap = line.principal + line.interest + line.costs - line.paid - line.outstanding;
      if (gap < 0 || gap > principal.waived + interest.waived + costs.waived) {
        report(seq, 'stated-not-adding-up', `gap of ${gap}`);
      }
      if (asks(written) && line.outstanding > outstandingOf(claim)) {
        report(seq, 'stated-too-much', `${line.outstanding} above ${outstandingOf(claim)}`);
      }
      stated += line.outstanding;
    }
    if (written.cents === undefined) return;
    if (written.stated !== undefined && written.cents > stated) {
      report(seq, 'stated-not-adding-up', `asks ${written.cents} of ${stated}`);
    }
    if (written.stated === undefined && asks(written) && written.cents > books.outstanding()) {
      report(seq, 'stated-too-much', `${written.cents} above ${books.outstanding()}`);
    }
  }

  return {
    beforeEntry(entry) {
      if (closing && entry.at !== closing.at) {
        checkClosed(closing.seq);
        closing = undefined;
      }
    },
    read(entry) {
      lastSeq = entry.seq;
      if (entry.kind === 'case-closed') closing = { seq: entry.seq, at: entry.at };
      if (entry.kind === 'reopened' || entry.kind === 'taken-back') {
        closing = undefined;
        alarmed = false;
      }
      if (!contacts.isCommitment(entry)) return;
      const written = contacts.get(entry.contact)?.written;
      if (written) checkStated(entry.seq, written);
    },
    end() {
      checkClosed(closing?.seq ?? lastSeq);
    },
  };
}

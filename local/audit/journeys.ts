import type { Entry, EntryKind } from '../../core/case/entry.ts';
import type { Outcome } from '../../core/case/words.ts';
import { asks } from './contacts.ts';
import type { Report } from './rules.ts';

/**
 * What may still be written once a case is closed: money that comes in or goes back, what people say and the
 * answers to it, news of earlier messages, and what a machine that was still running leaves behind.
 * Everything that presupposes an open claim needs `reopened` or, after a hand-over, `taken-back` first.
 */
const mayFollowClosing: Record<EntryKind, boolean> = {
  'case-opened': false,
  'debtor-recognised': false,
  'claim-added': false,
  'claim-fell-due': false,
  'claim-credited': true,
  'claim-withdrawn': true,
  'claim-written-off': true,
  scored: false,
  'profile-assigned': false,
  'journey-started': false,
  'journey-ended': true,
  'wait-opened': false,
  'follow-up-due': false,
  'contact-written': true,
  'contact-claimed': true,
  'contact-sent': true,
  'contact-refused': true,
  'contact-delivered': true,
  'contact-bounced': true,
  'contact-returned': true,
  'contact-opened': true,
  'contact-clicked': true,
  'notice-served': true,
  'notice-void': true,
  'call-made': true,
  replied: true,
  'information-asked': true,
  'payment-claimed': true,
  'complaint-raised': true,
  'complaint-answered': true,
  'interest-charged': false,
  'costs-charged': false,
  'costs-withdrawn': true,
  'amount-waived': true,
  'concession-offered': false,
  'settlement-accepted': false,
  'payment-received': true,
  'payment-reversed': true,
  'refund-made': true,
  remitted: true,
  'plan-proposed': false,
  'plan-agreed': false,
  'instalment-due': false,
  'instalment-missed': false,
  'plan-broken': true,
  'plan-completed': true,
  'promise-made': false,
  'promise-kept': true,
  'promise-broken': true,
  'means-stated': false,
  'means-withdrawn': true,
  'deferral-granted': false,
  'mandate-given': false,
  'mandate-revoked': true,
  'dispute-raised': true,
  'dispute-answered': true,
  'hardship-reported': true,
  paused: false,
  resumed: true,
  'suspended-by-law': true,
  'task-opened': true,
  'task-closed': true,
  'hand-over-approved': false,
  'handed-over': true,
  'taken-back': true,
  merged: true,
  reopened: true,
  'case-closed': false,
  erased: true,
};

/** Ends that rest on money, which can go back, or on its being little. Every other end is for good. */
const mayReopen: ReadonlySet<Outcome> = new Set<Outcome>([
  'settled',
  'settled-for-less',
  'small-balance-waived',
  'credited',
]);

/** Where a case stands: open, closed or merged, and which journey runs. Read by the other checks. */
export interface Standing {
  read(entry: Entry): void;
  readonly opened: boolean;
  /** The outcome while the case is closed. */
  readonly outcome: Outcome | undefined;
  /** Closed or merged: nobody asks and nobody wakes. */
  readonly ended: boolean;
}

export function readStanding(report: Report): Standing {
  let opened = false;
  let first = true;
  let outcome: Outcome | undefined;
  let merged = false;
  let lastJourney = 0;
  let running: number | undefined;
  const tasks = new Map<string, 'open' | 'closed'>();

  function checkAfterClosing(entry: Entry): void {
    if (outcome === undefined) return;
    const allowed = mayFollowClosing[entry.kind] && !(entry.kind === 'contact-written' && asks(entry));
    if (!allowed) report(entry.seq, 'entry-after-closing', entry.kind);
  }

  function readJourney(entry: Entry): void {
    if (entry.kind === 'journey-started') {
      if (entry.journey !== lastJourney + 1)
        report(entry.seq, 'journey-number-wrong', `expected ${lastJourney + 1}`);
      if (running !== undefined) report(entry.seq, 'two-journeys-running', `${running} and ${entry.journey}`);
      running = entry.journey;
      lastJourney = Math.max(lastJourney, entry.journey);
    }
    if (entry.kind === 'journey-ended') {
      if (entry.journey !== running) report(entry.seq, 'journey-ended-not-running', `${entry.journey}`);
      running = undefined;
    }
    if (entry.kind === 'wait-opened' && entry.journey !== running) {
      report(entry.seq, 'wait-without-journey', `${entry.journey}`);
    }
  }

  function readTask(entry: Entry): void {
    if (entry.kind === 'task-opened') {
      if (tasks.has(entry.task)) report(entry.seq, 'task-not-open', 'opened again');
      tasks.set(entry.task, 'open');
    }
    if (entry.kind === 'task-closed') {
      if (tasks.get(entry.task) !== 'open') report(entry.seq, 'task-not-open', 'closed');
      tasks.set(entry.task, 'closed');
    }
  }

  return {
    read(entry) {
      if ((entry.kind === 'case-opened') !== first) report(entry.seq, 'case-opened-not-first', entry.kind);
      first = false;
      checkAfterClosing(entry);
      readJourney(entry);
      readTask(entry);
      if (entry.kind === 'case-opened') opened = true;
      if (entry.kind === 'case-closed') outcome = entry.outcome;
      if (entry.kind === 'merged') merged = true;
      if (entry.kind === 'reopened' || entry.kind === 'taken-back') {
        // A hand-over ends when the case is taken back, and only so.
        const fits = (ended: Outcome) =>
          entry.kind === 'reopened' ? mayReopen.has(ended) : ended === 'handed-over';
        if (outcome !== undefined && !fits(outcome)) report(entry.seq, 'reopened-after-final-end', outcome);
        outcome = undefined;
        merged = false;
        // The machine of the closed case may have gone without a word; closing was its end.
        running = undefined;
      }
    },
    get opened() {
      return opened;
    },
    get outcome() {
      return outcome;
    },
    get ended() {
      return outcome !== undefined || merged;
    },
  };
}

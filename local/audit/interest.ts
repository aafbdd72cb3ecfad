import type { Day } from '../../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../../core/case/entry.ts';
import type { Books } from './books.ts';
import { yearsLater } from './calendar.ts';
import type { Contacts } from './contacts.ts';
import { remindedUntil } from './in-default.ts';
import type { CaseLaw } from './law/of-case.ts';
import type { Notices, ServedNotice } from './notices.ts';
import type { Report } from './rules.ts';

/** Checks statutory interest: for whom, for which days, how much. */
export interface InterestCheck {
  read(entry: Entry): void;
}

export function readInterest(
  report: Report,
  law: CaseLaw,
  books: Books,
  contacts: Contacts,
  notices: Notices,
): InterestCheck {
  const periods = new Map<string, { from: Day; to: Day }[]>();

  function checkPeriod({ seq, claim, from, to, periods: told }: EntryOf<'interest-charged'>): void {
    // Days that are told to bear nothing were not charged.
    const charged = told ? told.filter(({ rate }) => rate > 0) : [{ from, to }];
    if (from >= to || !charged.every((period) => law.knowsRates(period.from, period.to))) {
      report(seq, 'interest-without-rate', `${from} to ${to}`);
    }
    const known = periods.get(claim) ?? [];
    if (known.some((period) => from < period.to && period.from < to))
      report(seq, 'interest-twice', `${from} to ${to}`);
    known.push({ from, to });
    periods.set(claim, known);
  }

  /** The first notice that stands for a claim. */
  function noticeFor(claim: string): ServedNotice | undefined {
    return [...notices.all().values()].find(({ claims }) => claims.has(claim));
  }

  function check(entry: EntryOf<'interest-charged'>): void {
    checkPeriod(entry);
    const claim = books.claims.get(entry.claim);
    if (!claim) return;
    const { seq, from, to } = entry;
    if (!claim.added.termsCleared) report(seq, 'interest-uncleared');
    const reminded = remindedUntil(entry.claim, contacts);
    const first = law.interestFrom(claim.added, reminded, noticeFor(entry.claim));
    if (first === undefined || from < first) {
      report(seq, 'interest-before-default', first ?? 'no term has been set');
    }
    const since = first === undefined || from < first ? from : first;
    // The whole principal as first claimed: a bound that no honest sum can pass.
    const bound = law.mostInterest({ principal: claim.added.cents, since, from, to });
    // A cent for rounding. What crosses an anniversary is rounded there once more, because from that day on it bears
    // interest itself.
    const most = Math.floor(bound + (crossesAnniversary(since, from, to) ? 1.5 : 1));
    if (entry.cents > most) report(seq, 'interest-above-law', `${entry.cents} above ${most}`);
  }

  return {
    read(entry) {
      if (entry.kind === 'interest-charged') check(entry);
    },
  };
}

function crossesAnniversary(since: Day, from: Day, to: Day): boolean {
  for (let year = 1; ; year += 1) {
    const day = yearsLater(since, year);
    if (day > from) return day < to;
  }
}

import type { Day } from '../../core/calendar/moment.ts';
import type { Entry, EntryOf } from '../../core/case/entry.ts';
import type { Books, ClaimBooks } from './books.ts';
import { dayOf, daysLater } from './calendar.ts';
import type { CaseLaw } from './law/of-case.ts';
import type { Notices, ServedNotice } from './notices.ts';
import type { Report } from './rules.ts';

type Principals = { claim: ClaimBooks; owed: number }[];

/** Half a year, at its longest. */
const STACKING_DAYS = 184;

/** The costs of one notice: what stands charged, and what the last charge was based on. */
interface ChargedNotice {
  kept: number;
  /** The same by claim. */
  shares: Map<string, number>;
  seq: number;
  notice: ServedNotice;
  /** Principal owed at charging, payments not taken off, by claim. */
  principals: Principals;
  /** The most that could be charged by what was known then. */
  most: number;
}

/** Checks collection costs against their notice and the scale. */
export interface CostsCheck {
  read(entry: Entry): void;
  end(): void;
}

export function readCosts(report: Report, law: CaseLaw, books: Books, notices: Notices): CostsCheck {
  const charged = new Map<string, ChargedNotice>();

  function checkCharge(entry: EntryOf<'costs-charged'>): void {
    const { seq } = entry;
    if (entry.shares.some((share) => books.claims.get(share.claim)?.added.termsCleared === false)) {
      report(seq, 'costs-uncleared');
    }
    const notice = notices.standing(entry.notice);
    if (!notice || !entry.shares.every((share) => notice.claims.has(share.claim))) {
      report(seq, 'costs-without-notice');
    }
    const before = charged.get(entry.notice);
    if (before && before.kept > 0) report(seq, 'costs-twice', `${before.kept} stands`);
    const other = otherBearing(entry);
    if (other !== undefined) report(seq, 'claim-bears-costs-twice', `${entry.notice} after ${other}`);
    const mostVat = Math.ceil((entry.cents * law.vat()) / (100 + law.vat()));
    if ((entry.vat ?? 0) > mostVat) report(seq, 'vat-above-rate', `${entry.vat} above ${mostVat}`);
    if (!notice) return;
    if (dayOf(entry.at) < notice.costsFrom) report(seq, 'costs-too-early', `not before ${notice.costsFrom}`);
    if (entry.cents > notice.costs)
      report(seq, 'costs-above-announced', `${entry.cents} above ${notice.costs}`);
    const principals = owedUnder(notice);
    const most = mostFor(notice, unpaidOn(principals, notice.lastFreeDay, seq));
    if (entry.cents > most) report(seq, 'costs-above-scale', `${entry.cents} above ${most}`);
    else checkStacking(entry, notice, principals);
    const shares = before?.shares ?? new Map<string, number>();
    for (const { claim, cents } of entry.shares) shares.set(claim, (shares.get(claim) ?? 0) + cents);
    const kept = (before?.kept ?? 0) + entry.cents;
    charged.set(entry.notice, { kept, shares, seq, notice, principals, most });
  }

  /** Another notice under which one of these claims bears costs. Waiving them is a gift, not the right to charge anew. */
  function otherBearing(entry: EntryOf<'costs-charged'>): string | undefined {
    for (const [contact, { shares }] of charged) {
      if (contact === entry.notice) continue;
      if (entry.shares.some(({ claim }) => (shares.get(claim) ?? 0) > 0)) return contact;
    }
    return undefined;
  }

  /** What is kept of a notice's costs and was not waived: paid, or still asked for. */
  function standing({ kept, shares }: ChargedNotice): number {
    let sum = 0;
    for (const [id, share] of shares) {
      const costs = books.claims.get(id)?.buckets.costs;
      if (costs) sum += Math.max(0, Math.min(share, costs.charged - costs.waived));
    }
    return Math.min(kept, sum);
  }

  function mostFor(notice: ServedNotice, principal: number): number {
    return law.mostCosts(principal, notice.withVat);
  }

  /**
   * Notices of half a year are looked at together: what they cost is at most what one notice over all of their claims
   * would. The text of art. 2 Bik since October 2024 was not read; outside of the Netherlands it is our own policy.
   */
  function checkStacking(entry: EntryOf<'costs-charged'>, notice: ServedNotice, own: Principals): void {
    const since = daysLater(dayOf(entry.at), -STACKING_DAYS);
    const unpaid = new Map<string, number>();
    let withVat = notice.withVat;
    let before = 0;
    for (const [contact, other] of notices.all()) {
      const known = charged.get(contact);
      const kept = known?.kept ?? 0;
      const ranOut = kept > 0 || other.costsFrom <= dayOf(entry.at);
      // A second notice for the same claims takes the place of the first.
      if (other.deliveredOn < since || !ranOut || overlap(other.claims, notice.claims)) continue;
      withVat ||= other.withVat;
      before += kept;
      for (const one of known?.principals ?? owedUnder(other)) {
        const id = one.claim.added.claim;
        const cents = unpaidOn([one], other.lastFreeDay, known?.seq ?? entry.seq);
        unpaid.set(id, Math.max(cents, unpaid.get(id) ?? 0));
      }
    }
    if (unpaid.size === 0) return;
    let principal = unpaidOn(own, notice.lastFreeDay, entry.seq);
    for (const cents of unpaid.values()) principal += cents;
    const most = Math.max(0, law.mostCosts(principal, withVat) - before);
    if (entry.cents > most) report(entry.seq, 'costs-stacked', `${entry.cents} above ${most}`);
  }

  /** Claims without cleared terms bear no costs, so their principal does not raise those of the others. */
  function owedUnder(notice: ServedNotice): Principals {
    const principals: Principals = [];
    for (const id of notice.claims) {
      const claim = books.claims.get(id);
      if (!claim?.added.termsCleared) continue;
      const { charged: owed, waived } = claim.buckets.principal;
      principals.push({ claim, owed: owed - waived });
    }
    return principals;
  }

  function withdraw(entry: EntryOf<'costs-withdrawn'>): void {
    const before = charged.get(entry.notice);
    const kept = (before?.kept ?? 0) - entry.cents;
    if (kept < 0) report(entry.seq, 'costs-withdrawn-above-charged', `${-kept}`);
    if (!before) return;
    before.kept = kept;
    for (const { claim, cents } of entry.shares) {
      before.shares.set(claim, (before.shares.get(claim) ?? 0) - cents);
    }
  }

  return {
    read(entry) {
      if (entry.kind === 'costs-charged') checkCharge(entry);
      if (entry.kind === 'costs-withdrawn') withdraw(entry);
    },
    end() {
      for (const [contact, one] of charged) {
        const { seq, notice, principals, most } = one;
        const kept = standing(one);
        if (kept > 0 && !notices.standing(contact)) report(seq, 'costs-kept-after-void', `${kept}`);
        const unpaid = unpaidOn(principals, notice.lastFreeDay, seq);
        const mostNow = mostFor(notice, unpaid);
        // Only late facts are judged here: what was already too much at charging has been reported there.
        if (mostNow < most && kept > mostNow) report(seq, 'costs-not-withdrawn', `${kept} above ${mostNow}`);
      }
    },
  };
}

/**
 * Principal that was unpaid at the end of a day, by what is known now. Credits known at charging are in `owed`
 * already; one that became known later counts when the law dates it in the free term.
 */
function unpaidOn(principals: Principals, day: Day, chargedAt: number): number {
  let unpaid = 0;
  for (const { claim, owed } of principals) {
    let rest = owed;
    for (const credit of claim.credits) if (credit.seq > chargedAt && credit.on <= day) rest -= credit.cents;
    for (const received of claim.received) if (received.on <= day) rest -= received.cents;
    unpaid += Math.max(0, rest);
  }
  return unpaid;
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((claim) => other.has(claim));
}

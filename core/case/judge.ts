import type { Moment } from '../calendar/moment.ts';
import type { Creditor } from '../creditor/creditor.ts';
import { today } from '../law/of-case.ts';
import { lawKnown, packFor } from '../law/packs.ts';
import { sum } from '../money/cents.ts';
import type { NumberedClaimRow } from '../ports.ts';
import type { Case } from './case.ts';
import type { ClaimRow, RejectedRow } from './claim-row.ts';
import type { Capacity } from './words.ts';

/** What is to become of the claims of one debtor. */
export interface Judged {
  /** Claims that belong in a case and are in none. */
  fresh: NumberedClaimRow[];
  /** True when these need a new case. */
  opens: boolean;
  /** Claims that were there already, word for word. */
  known: number;
  /** Claims left alone because together they stay below the amount from which this creditor opens a case. */
  small: number;
  rejected: RejectedRow[];
}

export function capacityOf(row: Pick<ClaimRow, 'debtorKind'>): Capacity {
  return row.debtorKind === 'natural-business' || row.debtorKind === 'legal' ? 'business' : 'private';
}

/** Rows of one debtor in one capacity and currency belong in one case. */
export function debtorKey(row: Pick<ClaimRow, 'debtorReference' | 'debtorKind' | 'currency'>): string {
  return JSON.stringify([row.debtorReference, capacityOf(row), row.currency]);
}

/** Why a row was not accepted whose invoice number an earlier row of the file has. */
export function twinReason(invoice: string, line: number, how: string): string {
  return `Invoice ${invoice} is also on line ${line}, ${how}: leave out the wrong one, or give each its own number.`;
}

/**
 * Says what is to become of one debtor's claims, and does nothing about it.
 *
 * @param rows validated rows of one debtor (same `debtorKey`), with their line numbers
 * @param seen the cases that this debtor has and had, at most one of them open
 */
export function judge(
  rows: readonly NumberedClaimRow[],
  seen: readonly Case[],
  creditor: Creditor,
  now: Moment,
): Judged {
  const judged: Judged = { fresh: [], opens: false, known: 0, small: 0, rejected: [] };
  const lawful = rows.filter(({ row, claim: { country } }) => {
    if (lawKnown(country)) return true;
    const reason = `The law of ${country} is not written down here yet: collect this one by another way.`;
    judged.rejected.push({ row, field: 'country', reason });
    return false;
  });
  const country = lawful[0]?.claim.country;
  if (country === undefined) return judged;
  sort(lawful, seen, creditor, today(packFor(country), now), judged);
  const open = seen.some((c) => !c.closed);
  if (!open && sum(judged.fresh.map(({ claim }) => claim)) < creditor.thresholds.open) {
    judged.small = judged.fresh.length;
    judged.fresh = [];
  }
  judged.opens = !open && judged.fresh.length > 0;
  return judged;
}

/** Leaves out what is known, and rejects what contradicts it or is not overdue. */
function sort(
  rows: readonly NumberedClaimRow[],
  seen: readonly Case[],
  creditor: Creditor,
  day: string,
  judged: Judged,
): void {
  const first = new Map<string, NumberedClaimRow>();
  for (const one of rows) {
    const { row, claim } = one;
    const reject = (field: string, reason: string) => judged.rejected.push({ row, field, reason });
    const known = seen.map((c) => c.claims.get(claim.invoice)).find((claim) => claim !== undefined);
    const twin = first.get(claim.invoice);
    if (!twin) first.set(claim.invoice, one);

    if (known && isSame(known, claim)) {
      judged.known += 1;
    } else if (twin && !isSame(twin.claim, claim)) {
      reject('invoice', twinReason(claim.invoice, twin.row, 'with another amount or due date'));
    } else if (known) {
      const what = `Invoice ${claim.invoice} was sent before with another amount or due date.`;
      reject('invoice', `${what} Credit the old one, or use a new number.`);
    } else if (claim.dueOn >= day) {
      reject('dueOn', `Due on ${claim.dueOn}, so not overdue yet: send it again after that day.`);
    } else if (lacksContractDay(claim, creditor)) {
      reject(
        'contractOn',
        'In Germany a collector names the day of the contract in its first letter: add it.',
      );
    } else if (twin) {
      judged.known += 1;
    } else {
      judged.fresh.push(one);
    }
  }
}

function isSame(a: { cents: number; dueOn: string }, b: { cents: number; dueOn: string }): boolean {
  return a.cents === b.cents && a.dueOn === b.dueOn;
}

/** § 13a(1) RDG: what is collected for somebody else from a person in Germany comes with the day of its contract. */
function lacksContractDay({ country, debtorKind, contractOn }: ClaimRow, { collector }: Creditor): boolean {
  return country === 'DE' && debtorKind !== 'legal' && collector !== undefined && contractOn === undefined;
}

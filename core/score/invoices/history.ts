import { type Day, daysBetween } from '../../calendar/moment.ts';
import type { ClaimRow } from '../../case/claim-row.ts';
import type { Prior } from '../feature.ts';

/** An invoice of the past. Days are counted from 1970. */
export interface Invoice {
  /** The creditor's number of the invoice, and of whoever owes it. */
  key: string;
  debtor: string;
  cents: number;
  issuedOn: number;
  dueOn: number;
  settledOn?: number;
}

/** Days since 1970 of a day. */
export function numbered(day: Day): number {
  return daysBetween('1970-01-01', day);
}

/** The invoice of a creditor's row. One without an invoice day is known from the day it was due. */
export function invoiceOf(row: ClaimRow): Invoice {
  return {
    key: row.invoice,
    debtor: row.debtorReference,
    cents: row.cents,
    issuedOn: numbered(row.invoicedOn ?? row.dueOn),
    dueOn: numbered(row.dueOn),
    ...(row.settledOn !== undefined && { settledOn: numbered(row.settledOn) }),
  };
}

/** Days that a payment came after it was due; 0 for one that came in time. */
export function latenessOf({ dueOn, settledOn }: Invoice & { settledOn: number }): number {
  return Math.max(0, settledOn - dueOn);
}

export type Settled = Invoice & { settledOn: number };

/** One that was paid before it was written is known from the day it was written. */
function heardOn({ issuedOn, settledOn }: Settled): number {
  return Math.max(issuedOn, settledOn);
}

/** What was known of a debtor before a day, and of all debtors (NaN where nothing was), in the order of events. */
export interface Past extends Prior {
  issued: Invoice[];
  /** Settled before that day, by the day of payment. */
  settled: Settled[];
  /** Issued before that day and not settled before it. */
  open: Invoice[];
  /** What the creditor counted of earlier invoices, where it said so. */
  told?: { invoices: number; late: number };
}

export interface History {
  /**
   * What was known before a day (days since 1970): events of that day and later are not in it, nor is the invoice that is
   * looked at.
   */
  before(day: number, invoice: Invoice): Past;
}

export function createHistory(invoices: readonly Invoice[]): History {
  const byDebtor = new Map<string, Invoice[]>();
  for (const invoice of [...invoices].sort((a, b) => a.issuedOn - b.issuedOn || (a.key < b.key ? -1 : 1))) {
    const known = byDebtor.get(invoice.debtor);
    if (known) known.push(invoice);
    else byDebtor.set(invoice.debtor, [invoice]);
  }
  const settledOf = (of: readonly Invoice[]) =>
    of
      .filter((each): each is Settled => each.settledOn !== undefined)
      .sort((a, b) => heardOn(a) - heardOn(b));
  const settledBy = new Map([...byDebtor].map(([debtor, own]) => [debtor, settledOf(own)]));
  const all = settledOf(invoices);
  const sums = { days: [0], late: [0] };
  for (const [at, each] of all.entries()) {
    const lateness = latenessOf(each);
    sums.days.push((sums.days[at] as number) + lateness);
    sums.late.push((sums.late[at] as number) + (lateness > 0 ? 1 : 0));
  }
  return {
    before(day, invoice) {
      const own = byDebtor.get(invoice.debtor) ?? [];
      const paid = settledBy.get(invoice.debtor) ?? [];
      const others = ({ key }: Invoice) => key !== invoice.key;
      const issued = own
        .slice(
          0,
          firstFrom(own, day, (each) => each.issuedOn),
        )
        .filter(others);
      const settled = paid.slice(0, firstFrom(paid, day, heardOn)).filter(others);
      const count = firstFrom(all, day, heardOn);
      return {
        issued,
        settled,
        open: issued.filter(({ settledOn }) => settledOn === undefined || settledOn >= day),
        meanLateness: (sums.days[count] as number) / count,
        shareLate: (sums.late[count] as number) / count,
      };
    },
  };
}

/** The first place in a sorted list whose day is not before a day. */
function firstFrom<T>(sorted: readonly T[], day: number, dayOf: (each: T) => number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dayOf(sorted[middle] as T) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
